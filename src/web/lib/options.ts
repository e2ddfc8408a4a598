import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { wordOf } from './meta.ts'

export interface OptionRow {
  key: string
  zh: string
  en: string
  parent?: string
  tone?: string
  retired?: boolean
  /** Attributes of particular sets. */
  class?: string
  probability?: number
  state?: 'open' | 'won' | 'lost'
  rhythm?: number | null
  classes?: string[]
  asksCompetitor?: boolean
}

interface Options {
  sets: Record<string, { version: number; options: OptionRow[] }>
}

/** Every option set of the company, as the settings say. */
export function useOptionSets(): Options | undefined {
  return useQuery({ queryKey: ['options'], queryFn: () => api.get<Options>('/api/options'), staleTime: 5 * 60_000 })
    .data
}

export interface OptionList {
  /** Offered choices in order; retired ones are left out. */
  choices: OptionRow[]
  /** Word of a key, retired ones too; the key itself while loading. */
  word: (key: string | null | undefined) => string
  find: (key: string | null | undefined) => OptionRow | undefined
}

/** One option set, for example `useOptions('objection')`. */
export function useOptions(set: string): OptionList {
  const all = useOptionSets()?.sets[set]?.options ?? []
  const find = (key: string | null | undefined) => all.find((option) => option.key === key)
  return {
    choices: all.filter((option) => !option.retired),
    find,
    word: (key) => {
      const option = find(key)
      return option ? wordOf(option) : (key ?? '')
    },
  }
}
