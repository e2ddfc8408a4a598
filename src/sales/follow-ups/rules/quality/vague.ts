import { about, type Finding, type Written } from './types.ts'
import { cause, countOf, datesIn, figuresIn, namesPerson, outcome, substance } from './words.ts'

/** What a report must hold to be worth reading; one figure alone is enough. */
const ENOUGH = 2
/** So many characters beyond stock phrases weigh as much as one fact. */
const CHARACTERS_OF_A_FACT = 6
/** Share of the words beyond stock phrases that makes a short report a telling one. */
const MOSTLY = 0.6

/** Below this a report tells next to nothing. */
const NEXT_TO_NOTHING = 1

/**
 * 太空泛: no figure, name, day, decision, product or cause that somebody could act on, however long it is. A name or a decision alone
 * is not enough when all else are stock phrases. @param asked what is missing is asked for already: then only what tells nothing is vague
 */
export function vague(written: Written, asked: boolean): Finding | null {
  if (written.summary.trim() === '') return null
  const told = [written.summary, written.need, written.feedback].join('，')
  return factsIn(told) < (asked ? NEXT_TO_NOTHING : ENOUGH)
    ? about('vague', 'vague.nothingToActOn', written, 'summary')
    : null
}

/** How much a text tells, a fact being one. */
function factsIn(told: string): number {
  const left = substance(told).length
  return (
    2 * (figuresIn(told) + datesIn(told) + countOf(/[A-Za-z]{2,}/g, told)) +
    (namesPerson(told) ? 1 : 0) +
    Math.min(2, countOf(outcome, told)) +
    Math.min(1, countOf(cause, told)) +
    left / CHARACTERS_OF_A_FACT +
    (left / told.replace(/[^\p{L}\p{N}]/gu, '').length > MOSTLY ? 1 : 0)
  )
}
