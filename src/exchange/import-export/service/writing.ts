import type { RecordType } from '../../../base/records/contract.ts'
import { idsByExternal, setCollaborators } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { zonedInstant } from '../../../platform/time.ts'
import { contact } from '../../../sales/contacts/record.ts'
import { contacts } from '../../../sales/contacts/service.ts'
import { customer } from '../../../sales/customers/record.ts'
import { customers } from '../../../sales/customers/service.ts'
import { followUp } from '../../../sales/follow-ups/record.ts'
import { recordHistory } from '../../../sales/follow-ups/service.ts'
import { nextStep } from '../../../sales/next-steps/record.ts'
import { nextSteps } from '../../../sales/next-steps/service.ts'
import { opportunity } from '../../../sales/opportunities/record.ts'
import { IMPORT_SOURCE } from '../contract.ts'
import type { PlannedContact, PlannedCustomer, PlannedNextStep } from '../rules/planned.ts'
import type { MadeType } from '../store/made.ts'
import type { KnownCustomers } from './known.ts'
import type { PeopleOfFile } from './people.ts'
import type { Portion } from './planning.ts'
import { writeDeal } from './writing-deals.ts'

/** What writing one batch needs to know. */
export interface WritingPlace {
  /** Author of history that belongs to nobody. */
  importerId: string
  people: PeopleOfFile
  known: KnownCustomers
  timeZone: string
  locale: string
  currency: string
  /** Company's today. */
  day: string
}

/** Ids of what was made, by type. */
export type Made = Map<MadeType, string[]>

/** Writes a portion in the transaction of `ctx`, which is one of the system. What is there already by its external id stays. */
export async function writePortion(
  ctx: Ctx,
  portion: Portion,
  place: WritingPlace,
): Promise<{ made: Made; touched: string[] }> {
  const writer = new Writer(ctx, place, await partsThere(ctx, portion))
  for (const each of portion.customers) await writer.customer(each)
  for (const each of portion.opportunities) await writer.deal(each, null)
  if (place.people.made.length > 0) writer.made.set('user', place.people.made)
  return writer
}

async function partsThere(ctx: Ctx, { customers: all, opportunities }: Portion): Promise<Set<string>> {
  const found = new Set<string>()
  const look = async (type: RecordType, externalIds: string[]): Promise<void> => {
    if (externalIds.length === 0) return
    for (const id of (await idsByExternal(ctx, type, IMPORT_SOURCE, externalIds)).keys())
      found.add(`${type.type} ${id}`)
  }
  const ids = (of: (customer: PlannedCustomer) => { externalId: string }[]) =>
    all.flatMap(of).map((each) => each.externalId)
  await look(
    contact,
    ids((each) => each.contacts),
  )
  await look(
    followUp,
    ids((each) => each.history),
  )
  await look(
    nextStep,
    ids((each) => each.nextSteps),
  )
  await look(opportunity, [...ids((each) => each.opportunities), ...opportunities.map((each) => each.externalId)])
  return found
}

class Writer {
  readonly made: Made = new Map()
  /** Customers that were there and got something. */
  readonly touched: string[] = []
  readonly #ctx: Ctx
  readonly #place: WritingPlace
  readonly #there: ReadonlySet<string>

  constructor(ctx: Ctx, place: WritingPlace, there: ReadonlySet<string>) {
    this.#ctx = ctx
    this.#place = place
    this.#there = there
  }

  #note(type: MadeType, id: string): void {
    const ids = this.made.get(type)
    if (ids) ids.push(id)
    else this.made.set(type, [id])
  }

  #isNew(type: RecordType, externalId: string): boolean {
    return !this.#there.has(`${type.type} ${externalId}`)
  }

  async customer(planned: PlannedCustomer): Promise<void> {
    const ctx = this.#ctx
    const before = this.#place.known.byExternal(planned.externalId)
    // Somebody has removed it here: a file does not bring it back.
    if (before?.voided) return
    const ownerId = planned.owner === null ? null : await this.#place.people.idOf(ctx, planned.owner)
    const there = before?.id ?? planned.match?.id
    const steps = planned.nextSteps.filter((step) => this.#isNew(nextStep, step.externalId))
    const plannable = steps.filter((step) => step.day >= this.#place.day && ownerId !== null)
    const id =
      there ??
      (await this.#create(
        planned,
        ownerId,
        steps.filter((step) => !plannable.includes(step)),
      ))
    if (there !== undefined) await this.#fill(there, planned)
    for (const each of planned.contacts)
      if (this.#isNew(contact, each.externalId)) await this.#contact(id, each, planned.name)
    // Newest first: only the first one moves the customer's last follow-up.
    const history = [...planned.history].sort((a, b) => `${b.day} ${b.time}`.localeCompare(`${a.day} ${a.time}`))
    for (const each of history) {
      if (!this.#isNew(followUp, each.externalId)) continue
      const authorId = each.author === null ? ownerId : await this.#place.people.idOf(ctx, each.author)
      const input = {
        customerId: id,
        method: each.method ?? 'other',
        occurredAt: this.#at(each.day, each.time, '12:00').toISOString(),
        summary: each.text,
      }
      const of = {
        authorId: authorId ?? this.#place.importerId,
        origin: { source: IMPORT_SOURCE, externalId: each.externalId },
      }
      this.#note('followUp', await recordHistory(ctx, input, of))
    }
    for (const step of plannable) await this.#step(id, step, ownerId)
    for (const deal of planned.opportunities) await this.deal(deal, { id, name: planned.name, owner: planned.owner })
  }

  async deal(
    planned: PlannedCustomer['opportunities'][number],
    of: { id: string; name: string; owner: string | null } | null,
  ): Promise<void> {
    if (!this.#isNew(opportunity, planned.externalId)) return
    const owner = planned.owner ?? of?.owner ?? null
    const ownerId = owner === null ? null : await this.#place.people.idOf(this.#ctx, owner)
    this.#note(
      'opportunity',
      await writeDeal(this.#ctx, planned, {
        customer: of,
        ownerId,
        timeZone: this.#place.timeZone,
        currency: this.#place.currency,
      }),
    )
  }

  async #create(planned: PlannedCustomer, ownerId: string | null, unplanned: PlannedNextStep[]): Promise<string> {
    const ctx = this.#ctx
    const description = this.#description(planned, unplanned)
    const input = {
      name: planned.name,
      ownerId,
      ...planned.fields,
      ...(planned.shortNames.length > 0 && { shortNames: planned.shortNames.slice(0, 10) }),
      ...(description && { description }),
    }
    const createdAt = planned.createdDay === null ? undefined : this.#at(planned.createdDay, null, '12:00')
    const lastAt =
      planned.history.length > 0 || planned.lastFollowUpDay === null
        ? null
        : this.#at(planned.lastFollowUpDay, null, '12:00')
    const { record } = await customers.create(ctx, input, {
      origin: { source: IMPORT_SOURCE, externalId: planned.externalId, ...(createdAt && { createdAt }) },
      // Without a known day it is nobody's new customer of today.
      columns: {
        ...(createdAt === undefined && ownerId !== null && { credit_day: null }),
        ...(lastAt && { last_follow_up_at: lastAt }),
      },
    })
    const helpers: string[] = []
    for (const name of planned.collaborators) helpers.push(await this.#place.people.idOf(ctx, name))
    if (helpers.length > 0)
      await setCollaborators(
        ctx,
        customer,
        record.id,
        [...new Set(helpers)].filter((each) => each !== ownerId),
      )
    this.#place.known.add(planned.externalId, { id: record.id, name: planned.name })
    this.#note('customer', record.id)
    return record.id
  }

  /** Fills what the customer does not have yet; nothing is overwritten. */
  async #fill(id: string, planned: PlannedCustomer): Promise<void> {
    this.touched.push(id)
    const now: Record<string, unknown> = await customers.patch(this.#ctx, id, {})
    const given: Record<string, unknown> = {
      ...planned.fields,
      ...(planned.notes.length > 0 && { description: planned.notes.join('\n') }),
    }
    const blanks = Object.entries(given).filter(
      ([key]) => now[key] === null || now[key] === undefined || now[key] === '',
    )
    if (blanks.length > 0) await customers.patch(this.#ctx, id, Object.fromEntries(blanks))
  }

  async #contact(customerId: string, planned: PlannedContact, company: string): Promise<void> {
    const { externalId, title, phones, email, wechat, role, attitude, notes } = planned
    const input = {
      customerId,
      name: (planned.name ?? title ?? company).slice(0, 80),
      title,
      phones,
      email,
      wechat,
      role,
      attitude,
      note: notes.join('\n') || null,
    }
    const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== null))
    this.#note(
      'contact',
      (await contacts.create(this.#ctx, given, { origin: { source: IMPORT_SOURCE, externalId } })).record.id,
    )
  }

  async #step(customerId: string, step: PlannedNextStep, ownerId: string | null): Promise<void> {
    const input = {
      customerId,
      ownerId,
      at: this.#at(step.day, step.time, '09:00').toISOString(),
      action: 'other',
      ...(step.text && { goal: step.text.slice(0, 300) }),
    }
    this.#note(
      'nextStep',
      (await nextSteps.create(this.#ctx, input, { origin: { source: IMPORT_SOURCE, externalId: step.externalId } }))
        .record.id,
    )
  }

  /** Plans of the past, and those of nobody, are something to know and no duty. */
  #description(planned: PlannedCustomer, unplanned: PlannedNextStep[]): string {
    const word = this.#place.locale.startsWith('zh') ? '原定下一步' : 'Planned before'
    const lines = unplanned.map((step) => [word, step.day, step.text].filter(Boolean).join(' '))
    return [...planned.notes, ...lines].join('\n').slice(0, 5000)
  }

  #at(day: string, time: string | null, otherwise: string): Date {
    return zonedInstant(day, time ?? otherwise, this.#place.timeZone)
  }
}
