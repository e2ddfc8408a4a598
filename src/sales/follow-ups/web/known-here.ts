import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { ApiError, api } from '../../../web/lib/api.ts'
import { useOptionSets } from '../../../web/lib/options.ts'
import type { KnownReply } from '../contract.ts'
import type { Known, Options } from '../rules/parse/types.ts'

/** Names change seldom, and the server knows the newest. */
const STALE_MS = 15 * 60_000
const sets = ['method', 'result', 'intent', 'objection', 'signal', 'nextStepAction'] as const

/** What this device knows for reading texts; undefined until it was read once. */
export function useKnownHere(): Known | undefined {
  const names = useQuery({
    queryKey: ['known-names'],
    queryFn: () => api.get<KnownReply>('/api/follow-ups/known'),
    staleTime: STALE_MS,
    gcTime: Number.POSITIVE_INFINITY,
  }).data
  const options = useOptionSets()?.sets
  return useMemo(() => {
    if (names === undefined) return undefined
    const offered: Options = {}
    for (const set of sets) {
      const all = options?.[set]?.options
      if (all) offered[set] = all.filter(({ retired }) => !retired).map(({ key }) => key)
    }
    return { ...names, options: offered }
  }, [names, options])
}

const MOST_FOUND = 20

/** Customers on this device whose name has the words in it; the first ones without words. */
export function customersHere(known: Known | undefined, words: string): { id: string; name: string }[] {
  const wanted = words.toLowerCase()
  const all = known?.customers ?? []
  const found = wanted
    ? all.filter(({ name, shortNames }) =>
        [name, ...(shortNames ?? [])].some((each) => each.toLowerCase().includes(wanted)),
      )
    : all
  return found.slice(0, MOST_FOUND).map(({ id, name }) => ({ id, name }))
}

/** The contacts of a customer that are on this device. */
export function contactsHere(
  known: Known | undefined,
  customerId: string | undefined,
): { id: string; name: string; title: string | null }[] {
  const those = known?.contacts?.filter((contact) => contact.customerId === customerId) ?? []
  return those.map(({ id, name, title }) => ({ id, name, title: title ?? null }))
}

/** What the server answers, or what this device knows while there is no network. */
export async function orHere<T>(answer: Promise<T>, here: () => T): Promise<T> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof ApiError && error.code === 'offline') return here()
    throw error
  }
}
