import { normalize, normalizePhone, shortNames } from '../../platform/text.ts'

/** What somebody types and whom it may double. */
export interface Question {
  name?: string | undefined
  phone?: string | undefined
}

export interface Candidate {
  name: string
  shortNames: readonly string[]
  phones: readonly string[]
}

export type DuplicateReason = 'name' | 'shortName' | 'phone'

const FEWEST_CHARACTERS = 2

const plain = (text: string) => normalize(text).replace(/[\s()（）·.,，。-]/g, '')

/** The names that a typed name may be known by: itself and its short names, in comparable spelling. */
export function knownBy(name: string): string[] {
  return [...new Set([name, ...shortNames(name)].map(plain))].filter((text) => [...text].length >= FEWEST_CHARACTERS)
}

/** Why a customer may be the same one as what is typed, or null when nothing says so. */
export function sameAs(question: Question, candidate: Candidate): DuplicateReason | null {
  const typed = question.name === undefined ? [] : knownBy(question.name)
  if (typed.length > 0 && plain(candidate.name) === typed[0]) return 'name'
  const phone = question.phone === undefined ? '' : normalizePhone(question.phone)
  if (phone !== '' && candidate.phones.some((each) => normalizePhone(each) === phone)) return 'phone'
  const names = new Set([candidate.name, ...candidate.shortNames].map(plain))
  return typed.some((each) => names.has(each)) ? 'shortName' : null
}

/** A name of which only the first character (of a person) or the first two (of a company) are told. */
export function veiled(name: string, kind: 'company' | 'person'): string {
  return `${[...name].slice(0, kind === 'company' ? 2 : 1).join('')}***`
}
