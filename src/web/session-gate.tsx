import { useQuery } from '@tanstack/react-query'
import { Navigate, useLocation } from '@tanstack/react-router'
import { type ReactNode, useEffect } from 'react'
import { api } from './lib/api.ts'
import { chooseLanguage, language, languages } from './lib/i18n.ts'
import { isSignedOut, meQuery } from './lib/session.ts'
import { ErrorState, Skeleton } from './ui/states.tsx'

const localeChosenHere = 'tandem.language'

/** Lets a screen through once it is known who is signed in; else goes to sign-in, or to first-run set-up on an empty server. */
export function SessionGate({ children }: { children: ReactNode }) {
  const me = useQuery(meQuery)
  const signedOut = isSignedOut(me.error)
  const setup = useQuery({
    queryKey: ['setup'],
    queryFn: () => api.get<{ needed: boolean }>('/api/setup', undefined, { askToSignIn: false }),
    enabled: signedOut && !me.data,
  })
  const { href } = useLocation()
  const locale = me.data?.user.locale

  useEffect(() => {
    const known = languages.find((each) => each === locale)
    if (known && known !== language() && !localStorage.getItem(localeChosenHere)) void chooseLanguage(known)
  }, [locale])

  if (me.data) return children
  if (signedOut) {
    if (setup.isPending) return <Skeleton />
    return setup.data?.needed ? <Navigate to="/setup" replace /> : <Navigate to="/sign-in" search={{ next: href === '/' ? undefined : href }} replace />
  }
  if (me.error) return <ErrorState error={me.error} onRetry={() => void me.refetch()} />
  return <Skeleton />
}
