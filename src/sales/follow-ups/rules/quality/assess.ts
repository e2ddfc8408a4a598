import { copied } from './copied.ts'
import { inconsistent } from './inconsistent.ts'
import { missingKeyData } from './missing-key-data.ts'
import { noNextStep } from './no-next-step.ts'
import { stale } from './stale.ts'
import type { Background, Finding, Written } from './types.ts'
import { vague } from './vague.ts'

/** Everything worth mending in a follow-up, most telling first. Pure and quick: it runs at every pause in typing. */
export function assess(written: Written, background: Background): Finding[] {
  const missing = missingKeyData(written)
  return [
    copied(written, background),
    inconsistent(written),
    missing,
    vague(written, missing !== null),
    noNextStep(written),
    stale(written),
  ].filter((finding) => finding !== null)
}
