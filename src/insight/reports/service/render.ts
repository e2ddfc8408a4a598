import type { Ctx } from '../../../platform/context.ts'
import { isHidden, looksOf, shown, sumValuesOf } from '../../metrics/service.ts'
import type { DailyReport, Entry, PlannedStep, Ref } from '../contract.ts'
import type { ComposedEntry, Planned } from '../rules/compose.ts'
import type { Composed, Month } from '../rules/frozen.ts'
import { interactionWords, namesIn, type StepWords, stepWords } from '../store/names.ts'

/** Everything that a composed report refers to, as this reader may see it. */
interface Look {
  ctx: Ctx
  customers: Map<string, string>
  leads: Map<string, string>
  opportunities: Map<string, string>
  interactions: Map<string, { summary: string; canOpen: boolean }>
  steps: Map<string, StepWords>
}

export type Rendered = Pick<DailyReport, 'metrics' | 'month' | 'entries' | 'planCheck' | 'tomorrow' | 'tomorrowDay'>

/** A composed report under the reader's rights: names, first words and amounts only where the reader may see them. */
export async function render(ctx: Ctx, composed: Composed, leftOut: readonly string[]): Promise<Rendered> {
  const look = await lookUp(ctx, composed)
  return {
    metrics: await shown(ctx, composed.numbers),
    month: await renderMonth(ctx, composed.month),
    entries: composed.entries.map((entry) => renderEntry(look, entry)),
    planCheck: composed.planCheck.map(({ step, result, movedTo }) => ({
      nextStep: renderStep(look, step),
      result,
      movedTo,
      reason: look.steps.get(step.id)?.reason ?? null,
    })),
    tomorrow: composed.tomorrow.map((step) => ({
      ...renderStep(look, step),
      carriedOver: step.carriedOver,
      leftOut: leftOut.includes(step.id),
    })),
    tomorrowDay: composed.tomorrowDay,
  }
}

export async function renderMonth(ctx: Ctx, { numbers, ...month }: Month): Promise<DailyReport['month']> {
  return {
    ...month,
    pace: month.workdays === 0 ? 0 : month.workday / month.workdays,
    metrics: sumValuesOf(numbers, await looksOf(ctx)),
  }
}

async function lookUp(ctx: Ctx, { entries, planCheck, tomorrow }: Composed): Promise<Look> {
  const steps = [
    ...planCheck.map(({ step }) => step),
    ...tomorrow,
    ...entries.flatMap(({ nextStep }) => nextStep ?? []),
  ]
  const ids = (values: (string | null)[]) => [...new Set(values.filter((id) => id !== null))]
  const [customers, leads, opportunities, interactions, words] = await Promise.all([
    namesIn(ctx, 'customers', ids([...entries, ...steps].map(({ customerId }) => customerId))),
    namesIn(ctx, 'leads', ids([...entries, ...steps].map(({ leadId }) => leadId))),
    namesIn(ctx, 'opportunities', ids(entries.map(({ opportunityId }) => opportunityId))),
    interactionWords(ctx, ids(entries.flatMap(({ followUps }) => followUps.map(({ id }) => id)))),
    stepWords(ctx, ids(steps.map(({ id }) => id))),
  ])
  return { ctx, customers, leads, opportunities, interactions, steps: words }
}

function refOf({ ctx }: Look, names: Map<string, string>, id: string | null, field: string): Ref | null {
  return id === null ? null : { id, name: isHidden(ctx, field) ? '' : (names.get(id) ?? '') }
}

function renderStep(look: Look, { id, at, day, action, customerId, leadId }: Planned): PlannedStep {
  return {
    id,
    at,
    day,
    action,
    ...(!isHidden(look.ctx, 'nextStep.goal') && { goal: look.steps.get(id)?.goal ?? null }),
    customer: refOf(look, look.customers, customerId, 'customer.name'),
    lead: refOf(look, look.leads, leadId, 'lead.name'),
  }
}

function renderEntry(look: Look, entry: ComposedEntry): Entry {
  const { ctx } = look
  const sees = (...fields: string[]) => fields.every((field) => !isHidden(ctx, field))
  const [intent, stage] = [sees('customer.intent', 'followUp.intent'), sees('opportunity.stage', 'followUp.stage')]
  const amount = sees('opportunity.amount', 'followUp.amount')
  const isAboutHidden = (!intent && entry.phrase.startsWith('intent')) || (!stage && entry.phrase.startsWith('stage'))
  const last = look.interactions.get(entry.followUps.at(-1)?.id ?? '')
  return {
    customer: refOf(look, look.customers, entry.customerId, 'customer.name'),
    lead: refOf(look, look.leads, entry.leadId, 'lead.name'),
    key: entry.key,
    ...(sees('customer.level') && { level: entry.level }),
    opportunity: refOf(look, look.opportunities, entry.opportunityId, 'opportunity.name'),
    phrase: isAboutHidden ? 'followed' : entry.phrase,
    ...(intent && { intent: entry.intent }),
    ...(stage && { stage: entry.stage }),
    ...(sees('opportunity.probability', 'followUp.probability') && { probability: entry.probability }),
    ...(amount && { amount: entry.amount, currency: entry.currency }),
    ...(last?.canOpen && sees('followUp.summary') && { summary: last.summary }),
    ...(sees('followUp.objections') && { objections: entry.objections }),
    nextStep: entry.nextStep && renderStep(look, entry.nextStep),
    followUps: entry.followUps.map(({ result, ...followUp }) => ({
      ...followUp,
      ...(sees('followUp.result') && { result }),
      canOpen: look.interactions.get(followUp.id)?.canOpen ?? false,
    })),
    events: entry.events.map(({ amount: sum, currency, ...event }) => ({
      ...event,
      ...(sees(event.type === 'payment' ? 'payment.amount' : 'opportunity.amount') && { amount: sum, currency }),
    })),
  }
}
