import { queryOptions, useQuery } from '@tanstack/react-query'
import { ApiError, api } from './api.ts'
import { forgetRead, restoreRead } from './device-store.ts'
import { draftsOf } from './drafts.ts'
import { formatFor } from './format.ts'
import { queryClient } from './query.ts'

export type Reach = 'all' | 'departmentAndBelow' | 'department' | 'own' | 'none'
export type Density = 'compact' | 'standard' | 'comfortable'

export interface Me {
  user: {
    id: string
    name: string
    email?: string | null
    phone?: string | null
    locale?: string | null
    timeZone?: string | null
    departmentId?: string | null
    departmentName?: string | null
    isManager?: boolean
  }
  tenant: { id: string; name: string; scenario: string; currency: string; timeZone: string; goLiveOn: string | null }
  permissions: Record<string, Reach>
  settings: { theme?: 'auto' | 'light' | 'dark'; density?: Density } & Record<string, unknown>
}

async function loadMe(): Promise<Me> {
  const me = await api.get<Me>('/api/me', undefined, { askToSignIn: false })
  settleIn(me)
  return me
}

/** Time zone, currency and drafts are those of the signed-in person. */
function settleIn(me: Me): void {
  formatFor({ timeZone: me.user.timeZone ?? me.tenant.timeZone, currency: me.tenant.currency })
  draftsOf(me.user.id)
}

/** Starts with what this device knows of the last person, before the server has answered or without it. */
export async function restoreSession(): Promise<void> {
  await restoreRead()
  const me = queryClient.getQueryData<Me>(['me'])
  if (me !== undefined) settleIn(me)
}

export const meQuery = queryOptions({ queryKey: ['me'], queryFn: loadMe, staleTime: 5 * 60_000 })

/** Whether the last answer says that nobody is signed in. */
export const isSignedOut = (error: unknown): boolean => error instanceof ApiError && error.status === 401

/** Who is signed in. Inside the shell it is always there; the session gate waits for it. */
export function useMe(): Me {
  const { data } = useQuery(meQuery)
  if (!data) throw new Error('useMe is for screens inside the session gate')
  return data
}

/** How far a permission reaches, for example `customers.create`; `none` when it is not granted. */
export function useReach(permission: string): Reach {
  return useMe().permissions[permission] ?? 'none'
}

/** Whether a permission is granted at all. */
export function useCan(permission: string): boolean {
  return useReach(permission) !== 'none'
}

export interface Credentials {
  identifier: string
  password: string
  /** Which company, after 409 `choose_tenant`. */
  tenant?: string
}

/** Signs in; rejects with ApiError (401 wrong, 409 `choose_tenant`, 429 throttled). */
export function signIn(credentials: Credentials): Promise<{ user: { id: string } }> {
  return api.post('/api/session', credentials, { askToSignIn: false })
}

/** Signs out here, or on every device, and forgets everything that was loaded. */
export async function signOut(everywhere = false): Promise<void> {
  // First of all, also without a network: nothing of the company stays on the device.
  await forgetRead()
  await api
    .delete(everywhere ? '/api/sessions' : '/api/session', undefined, { askToSignIn: false })
    .catch((error: unknown) => {
      if (!isSignedOut(error)) throw error
    })
  queryClient.clear()
  window.location.assign('/sign-in')
}

/** Stores own settings on the server; the answer shows at once. */
export async function saveMySettings(patch: { locale?: string; theme?: string; density?: Density }): Promise<void> {
  await api.patch('/api/me', patch)
  await queryClient.invalidateQueries({ queryKey: meQuery.queryKey })
}
