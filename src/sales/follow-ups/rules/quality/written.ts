import { localDay } from '../../../../platform/time.ts'
import type { Written } from './types.ts'

/** A follow-up as the checks read it, from a form or from the database. `writtenAt` is when it was put down. */
export function writtenOf(
  {
    summary,
    needs,
    occurredAt,
    nextStep,
  }: {
    summary?: string | null | undefined
    needs?: readonly string[] | null | undefined
    occurredAt?: string | null | undefined
    nextStep?: { at?: string | undefined; goal?: string | null | undefined } | null | undefined
  },
  writtenAt: Date | string,
  timeZone: string,
): Written {
  return {
    reportDay: localDay(writtenAt, timeZone),
    occurredDay: localDay(occurredAt ?? writtenAt, timeZone),
    summary: summary ?? '',
    need: needs?.join('；') ?? '',
    objections: '',
    feedback: '',
    nextAction: nextStep?.goal ?? '',
    nextDay: nextStep?.at ? localDay(nextStep.at, timeZone) : null,
  }
}
