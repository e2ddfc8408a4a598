import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { api } from './lib/api.ts'
import { keepRead } from './lib/device-store.ts'
import { isLanguageChosen, language, languages, showLanguage } from './lib/i18n.ts'
import { followLive } from './lib/live.ts'
import { startOutbox } from './lib/outbox.ts'
import { isSignedOut, meQuery } from './lib/session.ts'
import { ErrorState, Skeleton } from './ui/states.tsx'

/** Lets a screen through once it is known who is signed in; else goes to sign-in, or to first-run set-up on an empty server. */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery)
  const signedOut = isSignedOut(me.error)
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: () => api.get<{ needed: boolean }>('/api/setup', undefined, { askToSignIn: false }),
    enabled: signedOut && !me.data,
  })
  const router = useRouter()
  const locale = me.data?.user.locale

  useEffect(() => {
    const known = languages.find((each) => each === locale)
    if (known && known !== language() && !isLanguageChosen()) void showLanguage(known)
  }, [locale])

  const userId = me.data?.user.id
  useEffect(() => (userId === undefined ? undefined : followLive()), [userId])
  useEffect(() => (userId === undefined ? undefined : keepRead(userId)), [userId])
  useEffect(() => (userId === undefined ? undefined : startOutbox(userId)), [userId])

  // An effect and not <Navigate>: drawn while the next screen still loads, that would navigate again and again.
  const target = me.data || !signedOut || setup.isPending ? undefined : setup.data?.needed ? '/setup' : '/sign-in'
  useEffect(() => {
    if (!target) return
    const { href } = router.state.location
    const next = target === '/sign-in' && href !== '/' ? `?next=${encodeURIComponent(href)}` : ''
    router.history.replace(`${target}${next}`)
  }, [target, router])

  if (me.data) return children
  if (signedOut) return <Skeleton />
  if (me.error) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />
  return <Skeleton />
}
