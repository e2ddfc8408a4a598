import { useEffect, useState } from 'react'
import type { Condition } from './filter.ts'
import { useLater } from './later.ts'
import { useAddress } from './place.ts'

/** What a list asks for, kept in the address so that links and Back bring it again. */
export interface ListState {
  /** As typed; `q` follows when typing pauses. */
  words: string
  setWords: (words: string) => void
  q: string
  conditions: Condition[]
  setConditions: (conditions: Condition[]) => void
  sort: string | undefined
  setSort: (sort: string | undefined) => void
  /** Whether anything narrows the list. */
  narrowed: boolean
  clear: () => void
}

/** Search words, filter chips and sorting of one list. */
export function useListAddress(): ListState {
  const [address, setAddress] = useAddress<{ q: string; where: Condition[]; sort: string }>()
  const [words, setWords] = useState(String(address.q ?? ''))
  const q = useLater(words.trim(), 250)
  useEffect(() => {
    if (q !== String(address.q ?? '')) setAddress({ q: q || undefined })
  }, [q])
  const conditions = Array.isArray(address.where) ? address.where : []
  return {
    words,
    setWords,
    q,
    conditions,
    setConditions: (next) => setAddress({ where: next.length > 0 ? next : undefined }),
    sort: address.sort,
    setSort: (sort) => setAddress({ sort }),
    narrowed: q !== '' || conditions.length > 0,
    clear: () => {
      setWords('')
      setAddress({ q: undefined, where: undefined })
    },
  }
}
