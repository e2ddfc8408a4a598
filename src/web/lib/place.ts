import { useNavigate, useParams, useRouter, useSearch } from '@tanstack/react-router'
import { useCallback, useEffect } from 'react'

/** One parameter of the path, `/customers/$id` → `usePathParam('id')`; empty when the path has none. */
export function usePathParam(name: string): string {
  const params = useParams({ strict: false }) as Record<string, string | undefined>
  return params[name] ?? ''
}

/** The search part of the address as plain values, and a setter that merges (undefined removes). Filters live here so that links and Back work. */
export function useAddress<T extends Record<string, unknown>>(): [
  Partial<T>,
  (change: Partial<T>, options?: { replace?: boolean }) => void,
] {
  const search = useSearch({ strict: false }) as Partial<T>
  const router = useRouter()
  const set = useCallback(
    (change: Partial<T>, options: { replace?: boolean } = {}) => {
      const { pathname, search: now } = router.state.location
      const next = Object.fromEntries(
        Object.entries({ ...now, ...change }).filter(([, value]) => value !== undefined && value !== ''),
      )
      router.history[options.replace === false ? 'push' : 'replace'](
        `${pathname}${router.options.stringifySearch?.(next) ?? ''}`,
      )
    },
    [router],
  )
  return [search, set]
}

/** Goes to an address inside the app, `go('/customers/123')`. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const navigate = useNavigate()
  return useCallback((to, options = {}) => void navigate({ to, ...options }), [navigate])
}

/** Goes back when there is somewhere to go, else to `home`. */
export function useBack(home = '/'): () => void {
  const router = useRouter()
  return useCallback(() => {
    if (router.history.canGoBack()) router.history.back()
    else router.history.replace(home)
  }, [router, home])
}

/** Goes somewhere else instead of drawing anything; safe while the next screen still loads, unlike the router's Navigate. */
export function Redirect({ to }: { to: string }): null {
  const router = useRouter()
  useEffect(() => router.history.replace(to), [router, to])
  return null
}
