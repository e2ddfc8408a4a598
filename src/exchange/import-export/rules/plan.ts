import { shortNames } from '../../../platform/text.ts'
import type { Fix, NoticeCause, RowError, RowIssue, RowNotice, RowRef, SheetMapping, SheetRow } from '../contract.ts'
import { lineOf } from './cells.ts'
import { type Added, addFacts, addOpportunity } from './compose.ts'
import { type RowFacts, rowFacts } from './facts.ts'
import { companyKey } from './identity.ts'
import { externalIdOf, type KnownName, NameIndex } from './known-names.ts'
import {
  blankCustomer,
  type Duplicate,
  type ExistingCustomer,
  type Lookup,
  noCounts,
  type PlanCounts,
  type PlannedCustomer,
  type PlannedOpportunity,
} from './planned.ts'
import { limits, RowReader } from './row.ts'
import { type PlannerContext, type RowOwner, rowOwner } from './row-owner.ts'

/** Notices kept; all are counted. */
const MAX_NOTICES = 5_000

/**
 * Composes rows into customers, in batches: `add` rows, now and then look up `lookups()` in the database and take the batch by
 * `flush`. Only an index of names stays in memory between batches; a customer that comes again later is a fragment with
 * `continued`. Errors, duplicates and notices gather over the whole file.
 */
export class Planner {
  readonly errors: RowError[] = []
  readonly notices: RowNotice[] = []
  readonly duplicates: Duplicate[] = []
  readonly counts: PlanCounts = noCounts()
  /** Names of placeholders to invite, with the number of customers planned for each. */
  readonly placeholders = new Map<string, number>()
  readonly #context: PlannerContext
  readonly #index = new NameIndex()
  #batch = new Map<number, PlannedCustomer>()
  #loose: PlannedOpportunity[] = []
  /** The company of the row before, for lists of contacts under one name. */
  #current: { sheet: string; row: number; name: string } | null = null

  constructor(context: PlannerContext) {
    this.#context = context
  }

  /** Customers and opportunities waiting to be flushed. */
  get size(): number {
    return this.#batch.size + this.#loose.length
  }

  /** Adds one data row (see `rowKind`). Rows of a sheet must come in order. */
  add(mapping: SheetMapping, row: SheetRow): void {
    this.counts.rows++
    const reader = new RowReader(row, mapping, this.#context)
    const facts = rowFacts(reader)
    const owner = rowOwner(reader, facts.owner, this.#context)
    const company = this.#company(reader, facts)
    this.#current = company === null ? null : { sheet: mapping.sheet, row: row.number, name: company }
    const known = company === null ? null : this.#index.find(company, facts.code, facts.fields.creditCode)
    const separate =
      known === 'differs'
        ? reader.error('sameNameDifferentCode', reader.columns('customer.creditCode')[0] ?? null, company ?? '', [
            'merge',
            'keepBoth',
            'skip',
          ])
        : null
    if (reader.skipped || reader.errors.length > 0) {
      this.#reject(reader)
      return
    }
    for (const notice of reader.notices) this.#notice(notice)
    if (company === null) {
      this.#addLoose(facts, owner.name)
      return
    }
    const before =
      known === 'differs' ? (separate === 'merge' ? this.#index.find(company, facts.code, undefined) : null) : known
    if (before && before !== 'differs') this.#extend(reader, facts, company, before, owner)
    else this.#begin(reader, facts, company, separate === 'keepBoth', owner)
  }

  /** What the waiting customers are to be looked up by. */
  lookups(): Lookup[] {
    return [...this.#batch.values()].map((each) => ({
      externalId: each.externalId,
      key: companyKey(each.name),
      name: each.name,
      shortNames: each.shortNames,
      phones: [
        ...(each.fields.phone ? [each.fields.phone] : []),
        ...each.contacts.flatMap((contact) => contact.phones),
      ],
    }))
  }

  /** Takes what waits: customers, each told which existing one it is (by externalId), and opportunities without a customer. */
  flush(existing: ReadonlyMap<string, ExistingCustomer>): {
    customers: PlannedCustomer[]
    opportunities: PlannedOpportunity[]
  } {
    const batch = { customers: [...this.#batch.values()], opportunities: this.#loose }
    this.#batch = new Map()
    this.#loose = []
    for (const customer of batch.customers) this.#match(customer, existing.get(customer.externalId))
    return batch
  }

  #match(customer: PlannedCustomer, found: ExistingCustomer | undefined): void {
    const first = customer.rows[0]
    if (!found || !first) return
    if (found.by === 'externalId' || found.by === 'name') {
      customer.match = { id: found.id, by: found.by }
      if (found.by === 'externalId' || customer.continued) return
      this.duplicates.push({ ...first, name: customer.name, of: { id: found.id }, by: 'existing' })
      this.counts.importable--
      this.counts.duplicates++
      return
    }
    const cause = found.by === 'phone' ? 'samePhone' : 'similarName'
    this.#say(first, cause, customer.name, { similar: found.name })
  }

  /** The company of a row: its own, that of the row above for a list of contacts, or the one its contact cell names. */
  #company(reader: RowReader, facts: RowFacts): string | null {
    if (facts.company !== '') return facts.company
    const last = this.#current
    const follows = last !== null && last.sheet === reader.mapping.sheet && reader.row.number - last.row === 1
    const ownData = Object.keys(facts.fields).length > 0 || facts.code !== ''
    const parts = (facts.people.length > 0 || facts.history.length > 0) && facts.opportunity === null
    const above = follows && !ownData && parts ? last.name : null
    if (above !== null && !namesOwner(reader)) return above
    const column = reader.columns('customer.name')[0] ?? null
    const fixes: Fix[] = ['skip']
    if (above !== null) fixes.unshift('useAbove')
    if (facts.opportunity?.code || facts.opportunity?.name) fixes.unshift('withoutCustomer')
    if (facts.contactCompany) fixes.unshift('useContactCompany')
    const fixed = reader.error('noCompany', column, facts.contactCompany ?? '', fixes)
    if (fixed === 'useAbove') return above
    return fixed === 'useContactCompany' ? facts.contactCompany : null
  }

  /** A row that has only an opportunity, which may stand alone because somebody decided so. */
  #addLoose(facts: RowFacts, owner: string | null): void {
    if (facts.opportunity) this.counts.opportunities += addOpportunity(this.#loose, 'loose', facts.opportunity, owner)
    this.counts.importable++
  }

  #begin(reader: RowReader, facts: RowFacts, company: string, separate: boolean, owner: RowOwner): void {
    const at = { sheet: reader.mapping.sheet, row: reader.row.number }
    const { code } = facts
    const distinction = separate ? (facts.fields.creditCode ?? '') : ''
    const customer = {
      ...blankCustomer(externalIdOf({ code, name: company, distinction }), company, owner.name),
      collaborators: owner.collaborators,
      rows: [at],
    }
    this.#tally(addFacts(customer, facts, owner.name))
    const derived = shortNames(company).filter((short) => short !== company && short.length <= limits.shortName)
    // Siblings share the last, shortest name (明锐); only the longer one hints at the same company.
    const telling = [...customer.shortNames, ...derived.slice(0, 1)]
    customer.shortNames = [...new Set([...customer.shortNames, ...derived])]
    const entry: KnownName = {
      ...at,
      last: at,
      name: company,
      code,
      distinction,
      owner: owner.name,
      creditCode: facts.fields.creditCode ?? null,
      region: facts.fields.region ?? null,
    }
    const id = this.#index.add(entry)
    this.#batch.set(id, customer)
    this.counts.importable++
    this.counts.customers++
    if (owner.placeholder && owner.name) this.placeholders.set(owner.name, (this.placeholders.get(owner.name) ?? 0) + 1)
    for (const similar of this.#index.similar(id, customer, telling))
      this.#say(at, similar.by, company, { similar: similar.name, row: similar.row })
  }

  #extend(
    reader: RowReader,
    facts: RowFacts,
    company: string,
    known: { id: number; entry: KnownName; shortForm: boolean },
    owner: { name: string | null },
  ): void {
    const at = { sheet: reader.mapping.sheet, row: reader.row.number }
    const { entry, id } = known
    const customer = this.#batch.get(id) ?? {
      ...blankCustomer(externalIdOf(entry), entry.name, entry.owner),
      continued: true,
    }
    const added = addFacts(customer, facts, owner.name)
    this.#tally(added)
    customer.rows.push(at)
    this.#batch.set(id, customer)
    // The next line of a block that adds somebody or something is a row of its own; the same name elsewhere is a duplicate.
    const block = entry.last.sheet === at.sheet && at.row - entry.last.row === 1
    entry.last = at
    const ownDeal = added.opportunities > 0 && (facts.opportunity?.code || facts.opportunity?.name)
    if (ownDeal || (block && added.contacts + added.followUps + added.nextSteps + added.opportunities > 0))
      this.counts.importable++
    else {
      this.counts.duplicates++
      this.duplicates.push({
        ...at,
        name: company,
        of: { sheet: entry.sheet, row: entry.row },
        by: known.shortForm ? 'shortForm' : 'name',
      })
    }
    if (customer.owner === null) customer.owner = entry.owner = owner.name
    else if (owner.name !== null && owner.name !== entry.owner && !facts.opportunity?.code) {
      this.#say(at, 'ownerDiffers', owner.name, { first: entry.owner ?? '' })
    }
    const { region } = facts.fields
    if (region && entry.region && region !== entry.region) this.#say(at, 'cityDiffers', region, { first: entry.region })
    for (const { field, value } of added.differing) {
      if (field !== 'region') this.#say(at, 'valueDiffers', value, { field })
    }
  }

  #tally(added: Added): void {
    for (const part of ['contacts', 'followUps', 'nextSteps', 'opportunities'] as const)
      this.counts[part] += added[part]
  }

  #reject(reader: RowReader): void {
    if (reader.skipped) this.counts.skipped++
    else {
      this.counts.errors++
      this.errors.push(...reader.errors)
    }
  }

  #say(at: RowRef, cause: NoticeCause, value: string, params: Record<string, string | number>): void {
    this.#notice({ sheet: at.sheet, row: at.row, column: null, cause, value, fixes: [], params })
  }

  #notice(notice: RowIssue<NoticeCause>): void {
    this.counts.notices++
    if (this.notices.length < MAX_NOTICES) this.notices.push(notice)
  }
}

/** Whether a row names its owner in a cell of its own: then it is a customer's row whose name is missing, not one more contact of the row above. */
function namesOwner(reader: RowReader): boolean {
  const column = reader.columns('customer.owner')[0]
  return column !== undefined && lineOf(reader.cell(column)) !== '' && !reader.row.merged?.has(column.index)
}
