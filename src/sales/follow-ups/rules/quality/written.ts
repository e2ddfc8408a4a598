import { localDay } from '../../../../platform/time.ts'
import type { Chosen, Written } from './types.ts'

/** A follow-up as the checks read it, from a form or from the database. `writtenAt` is when it was put down. */
export function writtenOf(
  {
    summary,
    needs,
    occurredAt,
    nextStep,
    method = null,
    result = null,
    intent = null,
    stage = null,
    amount = null,
  }: {
    summary?: string | null | undefined
    needs?: readonly string[] | null | undefined
    occurredAt?: string | null | undefined
    nextStep?: { at?: string | undefined; goal?: string | null | undefined } | null | undefined
  } & { [Name in keyof Chosen]?: Chosen[Name] | undefined },
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
    chosen: { method, result, intent, stage, amount },
  }
}
