import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import { api } from '../../../web/lib/api.ts'
import { amountScale, amountUnit, today } from '../../../web/lib/format.ts'
import { queryClient } from '../../../web/lib/query.ts'
import { type Submit, useSubmit } from '../../../web/lib/submit.ts'
import { errorText } from '../../../web/lib/words.ts'
import { toast } from '../../../web/ui/toast.tsx'
import type { changesReply, MonthRow, MonthTargets, rhythmReply, TargetChange, TargetMetric } from '../contract.ts'

export type Rhythms = z.output<typeof rhythmReply>

/** Targets of money; of all others a number of things. */
export const isMoney = (metric: TargetMetric): boolean => metric === 'dealsWon' || metric === 'payments'

/** 万, k or nothing: what the numbers of a metric are typed and shown in. */
export const unitOf = (metric: TargetMetric): string => (isMoney(metric) ? amountUnit() : '')

/** A value as it is typed: major units of money in 万 or k. */
export const inUnits = (metric: TargetMetric, value: number): number =>
  isMoney(metric) ? value / amountScale() : value

/** What was typed as a value: amounts to the cent, whole things. */
export const fromUnits = (metric: TargetMetric, typed: number): number =>
  isMoney(metric) ? Math.round(typed * amountScale() * 100) / 100 : Math.round(typed)

export function useMonth(metric: TargetMetric, month: string) {
  return useQuery({
    queryKey: ['targets', 'month', metric, month],
    queryFn: () => api.get<MonthTargets>('/api/targets', { metric, month }),
  })
}

export function useRhythms() {
  return useQuery({ queryKey: ['targets', 'rhythms'], queryFn: () => api.get<Rhythms>('/api/targets/rhythms') })
}

/** What is typed and not saved; `before` is what stood there, for undoing. */
export type Typed = TargetChange & { before: number | null; beforePeriod?: TargetChange['period'] }

export interface Plan {
  typed: ReadonlyMap<string, Typed>
  /** Types a value into a place; the stored one again takes the change back. */
  type: (key: string, change: Typed) => void
  clear: () => void
  /** After somebody else was faster: keeps what was typed, on top of what stands there now. */
  takeOver: () => void
  save: () => Promise<boolean>
  sending: Submit
}

/** Targets being typed, by place, across metrics and months; saved together, and the saving can be undone. */
export function usePlan(): Plan {
  const { t } = useTranslation('targets')
  const [typed, setTyped] = useState<ReadonlyMap<string, Typed>>(new Map())
  const sending = useSubmit()
  const type = (key: string, change: Typed): void =>
    setTyped((now) => {
      const next = new Map(now)
      const isBack = change.value === change.before && change.period === (change.beforePeriod ?? change.period)
      if (isBack) next.delete(key)
      else next.set(key, change)
      return next
    })
  const clear = (): void => {
    setTyped(new Map())
    sending.clear()
  }
  const takeOver = (): void => {
    const { change, value, version } = sending.current as { change: number; value: number | null; version: number }
    setTyped(
      (now) =>
        new Map([...now].map(([key, each], i) => [key, i === change ? { ...each, version, before: value } : each])),
    )
    sending.clear()
  }
  const save = async (): Promise<boolean> => {
    const changes = [...typed.values()]
    let versions: number[] = []
    const done = await sending.submit(async () => {
      versions = await put(changes)
    })
    await queryClient.invalidateQueries({ queryKey: ['targets'] })
    if (!done) return false
    setTyped(new Map())
    void queryClient.invalidateQueries({ queryKey: ['reports'] })
    toast(t('saved', { count: changes.length }), { onUndo: () => void undo(changes, versions) })
    return true
  }
  return { typed, type, clear, takeOver, save, sending }
}

async function put(changes: readonly Typed[]): Promise<number[]> {
  const body = { changes: changes.map(({ before: _, beforePeriod: __, ...change }) => change) }
  const { items } = await api.put<z.output<typeof changesReply>>('/api/targets', body)
  return items.map(({ version }) => version)
}

/** Puts back what stood before, if nobody has changed it since. */
async function undo(changes: readonly Typed[], versions: readonly number[]): Promise<void> {
  try {
    await put(
      changes.map((change, i) => ({
        ...change,
        period: change.beforePeriod ?? change.period,
        value: change.before,
        version: versions[i] ?? 0,
      })),
    )
  } catch (error) {
    toast(errorText(error), { tone: 'bad' })
  }
  await queryClient.invalidateQueries({ queryKey: ['targets'] })
  void queryClient.invalidateQueries({ queryKey: ['reports'] })
}

export const keyOf = ({ metric, month }: Pick<MonthTargets, 'metric' | 'month'>, id: string): string =>
  `${metric}:${month}:${id}`

/** Types the target of a department or person for the month. */
export function typeTarget(targets: MonthTargets, plan: Plan, row: MonthRow, value: number | null): void {
  plan.type(keyOf(targets, row.id), {
    metric: targets.metric,
    [row.kind === 'person' ? 'user' : 'department']: row.id,
    period: 'month',
    startsOn: `${targets.month}-01`,
    standing: false,
    value,
    version: row.own?.version ?? 0,
    before: row.own?.value ?? null,
  })
}

/** What is asked of everybody, as it stands or as it is being typed; `typed` says which. */
export function rhythmOf(rhythms: Rhythms, plan: Plan, metric: TargetMetric) {
  const stored = rhythms.items.find((each) => each.metric === metric)
  const typed = plan.typed.get(`rhythm:${metric}`)
  const { period, value } = typed ?? stored ?? { period: 'week' as const, value: null }
  return { stored, typed: typed !== undefined, period, value: value === 0 ? null : value }
}

/** Types what is asked of everybody from today on. */
export function typeRhythm(
  rhythms: Rhythms,
  plan: Plan,
  metric: TargetMetric,
  change: { value?: number | null; period?: TargetChange['period'] },
): void {
  const { stored, period, value } = rhythmOf(rhythms, plan, metric)
  const wanted = { value, period, ...change }
  const isTodays = stored?.startsOn === today()
  plan.type(`rhythm:${metric}`, {
    metric,
    department: rhythms.department,
    period: wanted.period,
    startsOn: today(),
    standing: true,
    // Taking it away would only bring the earlier one back: from today on nothing is asked.
    value: wanted.value ?? (stored === undefined ? null : 0),
    version: isTodays ? stored.version : 0,
    before: isTodays ? stored.value : null,
    ...(isTodays && { beforePeriod: stored.period }),
  })
}
