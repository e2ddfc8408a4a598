import { assertCan, holds } from '../../../base/people/service.ts'
import type { RecordType } from '../../../base/records/contract.ts'
import { type Presented, type RecordService, ruleOf } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { contacts } from '../../contacts/service.ts'
import { customers } from '../../customers/service.ts'
import { opportunities } from '../../opportunities/service.ts'
import type { Conversion } from '../contract.ts'
import { leads } from './leads.ts'

type Lead = Awaited<ReturnType<typeof leads.read>>

export interface Converted {
  lead: Presented
  customer: Presented
  contact: Presented | null
  opportunity: Presented | null
}

/**
 * Makes a lead a customer, with a contact and perhaps a deal, all or nothing. They belong to the lead's owner.
 * Follow-ups of the lead stay with the lead, where their numbers were counted; the lead keeps the way to its customer.
 * @throws 409 for a lead that is converted already, 403 without the right to create what it becomes
 */
export async function convert(ctx: Ctx, id: string, body: Conversion): Promise<Converted> {
  const lead = await leads.read(ctx, id, 'edit', body.version)
  if (lead.status === 'converted') throw new AppError('conflict', 'leads.converted')
  const customer =
    body.customerId === undefined ? await newCustomer(ctx, lead, body) : await customers.get(ctx, body.customerId)
  const person = {
    name: lead.contactName,
    title: lead.title,
    phones: lead.phone ? [lead.phone] : [],
    wechat: lead.wechat,
    email: lead.email,
  }
  const contact =
    body.contact && lead.contactName ? await make(ctx, contacts, lead, { customerId: customer.id }, person) : null
  const opportunity = body.opportunity
    ? await make(ctx, opportunities, lead, { ...body.opportunity, customerId: customer.id }, {})
    : null
  await leads.patch(ctx, id, {
    status: 'converted',
    convertedAt: ctx.clock.now().toISOString(),
    customerId: customer.id,
  })
  return { lead: await leads.get(ctx, id), customer, contact, opportunity }
}

async function newCustomer(ctx: Ctx, lead: Lead, { customer, contact }: Conversion): Promise<Presented> {
  const { name, source, industry, region, description } = lead
  const phone = contact && lead.contactName ? null : lead.phone
  return make(ctx, customers, lead, customer ?? {}, {
    name,
    source,
    industry,
    region,
    description,
    phone,
    lastFollowUpAt: lead.lastFollowUpAt,
  })
}

/**
 * Creates one record for the lead's owner, if the actor may give records to others; else it is the actor's.
 * @param said what the request says: checked against what the actor may write
 * @param taken what comes over from the lead, also what the actor may not see there
 */
async function make<T extends RecordType>(
  ctx: Ctx,
  service: RecordService<T>,
  lead: Lead,
  said: Record<string, unknown>,
  taken: Record<string, unknown>,
): Promise<Presented> {
  const { type } = service
  assertCan(ctx, `${type.plural}.create`)
  const mayGive = lead.ownerId !== null && lead.ownerId !== ctx.actor.userId && holds(ctx, `${type.plural}.assign`)
  const isPlain = (key: string) => type.fields[key]?.system !== true && ruleOf(ctx, type, key) === undefined
  const values = Object.entries(taken).filter(
    ([key, value]) => value !== null && value !== undefined && said[key] === undefined,
  )
  const plain = Object.fromEntries(values.filter(([key]) => isPlain(key)))
  const rest = Object.fromEntries(values.filter(([key]) => !isPlain(key)))
  const { record } = await service.create(ctx, { ...plain, ...said, ...(mayGive && { ownerId: lead.ownerId }) })
  if (Object.keys(rest).length === 0) return record
  await service.patch(ctx, record.id, rest as Parameters<typeof service.patch>[2])
  return service.shown(ctx, record.id)
}
