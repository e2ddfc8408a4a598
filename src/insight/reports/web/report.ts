import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { api } from '../../../web/lib/api.ts'
import type { evidenceReply, MetricKey, MetricValue } from '../../metrics/contract.ts'
import type { DailyReport, Words } from '../contract.ts'

export type Evidence = z.output<typeof evidenceReply>

/** The composed daily report of a person and day; nobody typed a number of it. */
export function useDailyReport(date: string, user?: string) {
  return useQuery({
    queryKey: ['reports', 'daily', date, user ?? 'me'],
    queryFn: () => api.get<DailyReport>('/api/reports/daily', { date, user }),
  })
}

/** The records behind a number of a report (one person) or of a team. */
export function useEvidence(ask: { date: string; metric: string | null; user?: string; department?: string }) {
  return useQuery({
    queryKey: ['reports', 'evidence', ask],
    queryFn: () => api.get<Evidence>('/api/reports/daily/evidence', ask),
    enabled: ask.metric !== null,
  })
}

/** Saving words, submitting, withdrawing: each answers with the whole report, which is shown at once. */
export function useReportActs(report: DailyReport) {
  const client = useQueryClient()
  const show = (next: DailyReport) => {
    client.setQueriesData<DailyReport>({ queryKey: ['reports', 'daily', report.date] }, (old) =>
      old?.id === next.id ? next : old,
    )
    void client.invalidateQueries({ queryKey: ['reports', 'team'] })
    void client.invalidateQueries({ queryKey: ['reports', 'calendar'] })
  }
  const act = <T>(call: (input: T) => Promise<DailyReport>) => ({ mutationFn: call, onSuccess: show })
  return {
    save: useMutation(
      act(
        (input: {
          words?: Partial<Words>
          otherWork?: DailyReport['otherWork']
          dayType?: string
          tomorrow?: { leftOut: string[] }
        }) => api.put<DailyReport>(`/api/reports/daily?date=${report.date}`, { version: report.version, ...input }),
      ),
    ),
    submit: useMutation(act((words: Words) => api.post<DailyReport>(`/api/reports/${report.id}/submit`, { words }))),
    withdraw: useMutation(act(() => api.post<DailyReport>(`/api/reports/${report.id}/withdraw`, {}))),
  }
}

/** Address of the record behind a fact. */
export function addressOf(type: string, id: string): string | undefined {
  const paths: Record<string, string> = {
    customer: 'customers',
    followUp: 'follow-ups',
    opportunity: 'opportunities',
    lead: 'leads',
    payment: 'payments',
  }
  const path = paths[type]
  return path && `/${path}/${id}`
}

export type ReportTone = 'ok' | 'warn' | 'bad' | 'info' | undefined

/** Colour of a report's state; 未交 alone is an error. */
export function toneOf(state: DailyReport['state']): ReportTone {
  if (state === 'onTime') return 'ok'
  if (state === 'missing') return 'bad'
  return state === 'late' || state === 'due' ? 'warn' : undefined
}

/** Metrics whose amount is what counts; of all others it is the number of records. */
export const isMoney = (key: MetricKey): boolean => key === 'dealsWon' || key === 'payments'

/**
 * What is aimed at and the share that is done; undefined where nothing is asked. Counts in whole things, because nobody makes
 * 1.6 visits; money in major units.
 */
export function aimOf(key: MetricKey, value: MetricValue | undefined): { target: number; done: number } | undefined {
  if (!value?.target || value.reason === 'hidden') return undefined
  const target = isMoney(key) ? value.target : Math.ceil(value.target)
  return { target, done: ((isMoney(key) ? value.amount : value.count) ?? 0) / target }
}
