import type { KnownContact, Span } from './types.ts'

export interface PersonSaid extends Span {
  name: string
  /** Where the words of the role stand, department first; empty when none was said. */
  title: Span[]
  /** `name`: a name or surname was said; `role`: only a role that names one person of a house. */
  by: 'name' | 'role'
  contact: KnownContact | null
}

/** Takes in somebody who stands between two offsets, unless somebody does already. */
export type Put = (start: number, end: number, title: Span[], by?: PersonSaid['by']) => void
