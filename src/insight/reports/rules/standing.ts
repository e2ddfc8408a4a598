import type { ReportState } from '../contract.ts'
import { type Duty, type DutyQuestion, duty, type Excuse } from './duty.ts'

/** How a report stands: the duty's rule, what was stored of it, and whether the person owes reports at all. */

export interface StandingQuestion extends Omit<DutyQuestion, 'submission'> {
  /** False for people who owe no reports; they may write one. */
  obliged: boolean
  /** State written down when it was submitted; null while none stands. */
  submittedState: ReportState | null
  /** State that the sweep has written down. */
  stored: ReportState | null
}

export type Standing = Omit<Duty, 'state' | 'excuse'> & { state: ReportState; excuse: Excuse | 'notAsked' | null }

export function standing({ obliged, submittedState, stored, ...question }: StandingQuestion): Standing {
  const open = duty({ ...question, submission: null })
  const settled = { ...open, composing: false, autoSubmitNow: false, nextChange: null }
  if (submittedState !== null) return { ...settled, state: submittedState, excuse: null }
  // What was missing stays missing when settings change later; a day declared as leave is excused all the same.
  if (stored === 'missing' && open.excuse !== 'leave') return { ...settled, state: 'missing', excuse: null }
  return obliged ? open : { ...settled, state: 'excused', excuse: open.excuse ?? 'notAsked' }
}
