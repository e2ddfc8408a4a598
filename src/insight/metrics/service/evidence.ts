import { peopleByIds } from '../../../base/people/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { toMajor } from '../../../platform/money.ts'
import type { EvidenceItem } from '../contract.ts'
import { type Shown, shownOf } from '../store/evidence.ts'
import type { Fact } from '../store/facts.ts'
import { isHidden } from './numbers.ts'

/** Field that the label and the first words of each type come from. */
const fieldsOf: Record<string, { label: string; detail: string; amount?: string }> = {
  followUp: { label: 'customer.name', detail: 'followUp.summary' },
  nextStep: { label: 'customer.name', detail: 'nextStep.goal' },
  opportunity: { label: 'opportunity.name', detail: 'customer.name', amount: 'opportunity.amount' },
  payment: { label: 'customer.name', detail: 'payment.voucher', amount: 'payment.amount' },
  customer: { label: 'customer.name', detail: 'customer.name' },
  lead: { label: 'lead.name', detail: 'lead.name' },
}

/** Facts as a reader of the number gets them: every one is listed; what it says follows field rules and the rights on the record. */
export async function evidenceOf(ctx: Ctx, facts: readonly Fact[]): Promise<EvidenceItem[]> {
  const shown = new Map<string, Shown>()
  for (const type of new Set(facts.map((fact) => fact.type))) {
    const ids = [...new Set(facts.filter((fact) => fact.type === type).map(({ id }) => id))]
    for (const each of await shownOf(ctx, type, ids)) shown.set(`${type} ${each.id}`, each)
  }
  const people = await peopleByIds(ctx, [...new Set(facts.map(({ userId }) => userId))])
  const names = new Map(people.map(({ id, name }) => [id, name]))
  return facts.map((fact) => ({
    id: fact.id,
    type: fact.type,
    day: fact.day,
    version: fact.version,
    user: { id: fact.userId, name: names.get(fact.userId) ?? '' },
    ...amountOf(ctx, fact),
    ...looksOf(ctx, fact.type, shown.get(`${fact.type} ${fact.id}`)),
    ...(fact.above !== undefined && { above: fact.above }),
  }))
}

/** The fact's amount in major units, unless the reader may not see the field. */
function amountOf(ctx: Ctx, { type, amountMinor, currency }: Fact): Pick<EvidenceItem, 'amount' | 'currency'> {
  const field = fieldsOf[type]?.amount
  if (amountMinor === null || currency === null || field === undefined || isHidden(ctx, field)) return {}
  return { amount: toMajor(amountMinor, currency), currency }
}

function looksOf(
  ctx: Ctx,
  type: string,
  shown: Shown | undefined,
): Pick<EvidenceItem, 'label' | 'canOpen'> & Partial<EvidenceItem> {
  const fields = fieldsOf[type]
  if (shown === undefined || fields === undefined) return { label: '', canOpen: false }
  const { at, method, result, detail, distance, canOpen } = shown
  const open = (field: string) => !isHidden(ctx, `${type}.${field}`)
  return {
    label: isHidden(ctx, fields.label) ? '' : (shown.label ?? ''),
    canOpen,
    ...(at !== null && { at }),
    ...(method !== null && open('method') && { method }),
    ...(result !== null && open('result') && { result }),
    ...(distance !== null && open('location') && { distance }),
    ...(detail !== null && canOpen && !isHidden(ctx, fields.detail) && { detail }),
  }
}
