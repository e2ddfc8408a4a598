import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { api } from '../../../web/lib/api.ts'
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
