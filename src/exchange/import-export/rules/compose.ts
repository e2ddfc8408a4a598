import { labelKey } from './cells.ts'
import type { RowFacts, RowPerson } from './facts.ts'
import { stableId } from './identity.ts'
import { familyNameLength, isAddress } from './names.ts'
import type { PlannedContact, PlannedCustomer, PlannedFollowUp, PlannedOpportunity } from './planned.ts'
import type { RowOpportunity } from './row-opportunity.ts'

/** What adding a row brought to a customer. */
export interface Added {
  contacts: number
  followUps: number
  nextSteps: number
  opportunities: number
  /** Fields that already held something else; the first value stays. */
  differing: { field: string; value: string }[]
  /** Any blank that was filled. */
  filled: boolean
}

/** Puts what a row says into a customer (`owner`: the row's own): blanks are filled, people, history, next steps and opportunities are added or merged. */
export function addFacts(customer: PlannedCustomer, facts: RowFacts, owner: string | null): Added {
  const added: Added = { contacts: 0, followUps: 0, nextSteps: 0, opportunities: 0, differing: [], filled: false }
  for (const [key, value] of Object.entries(facts.fields) as [keyof PlannedCustomer['fields'], string][]) {
    const known = customer.fields[key]
    if (known === undefined) {
      customer.fields[key] = value
      added.filled = true
    } else if (known !== value) added.differing.push({ field: key, value })
  }
  customer.shortNames = [...new Set([...customer.shortNames, ...facts.shortNames])]
  customer.createdDay = earlier(customer.createdDay, facts.createdDay)
  customer.lastFollowUpDay = later(customer.lastFollowUpDay, facts.lastFollowUpDay)
  for (const line of facts.notes) if (!customer.notes.includes(line)) customer.notes.push(line)
  for (const person of facts.people) added.contacts += addPerson(customer, person)
  for (const entry of facts.history) added.followUps += addHistory(customer, entry)
  if (facts.nextStep) {
    const externalId = `${customer.externalId}/n:${stableId(facts.nextStep.day, facts.nextStep.text ?? '')}`
    if (!customer.nextSteps.some((each) => each.externalId === externalId)) {
      customer.nextSteps.push({ externalId, ...facts.nextStep })
      added.nextSteps++
    }
  }
  if (facts.opportunity)
    added.opportunities += addOpportunity(customer.opportunities, customer.externalId, facts.opportunity, owner)
  return added
}

function earlier(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b < a) ? b : a
}

function later(a: string | null, b: string | null): string | null {
  return a === null || (b !== null && b > a) ? b : a
}

/** A number without a name is the company's when it has none yet. */
function addPerson(customer: PlannedCustomer, person: RowPerson): number {
  if (person.name === null && person.title === null && person.email === null && person.wechat === null) {
    const spare = person.phones.filter(
      (phone) => !customer.contacts.some((each) => each.phones.includes(phone)) && customer.fields.phone !== phone,
    )
    if (spare.length === 1 && customer.fields.phone === undefined) {
      customer.fields.phone = spare[0] ?? ''
      return 0
    }
    if (spare.length === 0) return 0
  }
  const same = customer.contacts.find((each) => isSamePerson(each, person))
  if (same) {
    mergePerson(same, person)
    return 0
  }
  customer.contacts.push({ ...person, externalId: `${customer.externalId}/c:${contactKey(person)}` })
  return 1
}

function contactKey(person: RowPerson): string {
  // 王总 may be two people; with a number they are told apart.
  const name = person.name === null ? '' : labelKey(person.name)
  const alone = name !== '' && !isAddress(person.name ?? '')
  return stableId(name, alone ? '' : (person.phones[0] ?? person.email ?? person.wechat ?? person.title ?? ''))
}

function isSamePerson(known: PlannedContact, person: RowPerson): boolean {
  const shared = known.phones.some((phone) => person.phones.includes(phone))
  if (known.name === null || person.name === null) return shared
  if (labelKey(known.name) === labelKey(person.name))
    return !isAddress(person.name) || shared || known.phones.length === 0 || person.phones.length === 0
  if (!shared) return false
  const family = (name: string): string =>
    isAddress(name) && /^[老小大阿]/.test(name) ? name.slice(1, 2) : name.slice(0, familyNameLength(name))
  return (isAddress(known.name) || isAddress(person.name)) && family(known.name) === family(person.name)
}

function mergePerson(known: PlannedContact, person: RowPerson): void {
  if (known.name === null || (person.name !== null && isAddress(known.name) && !isAddress(person.name)))
    known.name = person.name
  known.title ??= person.title
  known.phones = [...new Set([...known.phones, ...person.phones])]
  known.email ??= person.email
  known.wechat ??= person.wechat
  known.role ??= person.role
  known.attitude ??= person.attitude
  known.notes = [...new Set([...known.notes, ...person.notes])]
}

function addHistory(customer: PlannedCustomer, entry: RowFacts['history'][number]): number {
  if (entry.day === null) return 0
  const externalId = `${customer.externalId}/h:${stableId(entry.day, labelKey(entry.text))}`
  if (customer.history.some((each) => each.externalId === externalId)) return 0
  const followUp: PlannedFollowUp = {
    externalId,
    day: entry.day,
    time: entry.time,
    method: entry.method,
    text: entry.text,
    author: entry.author,
  }
  customer.history.push(followUp)
  return 1
}

/** Adds the opportunity of a row to a list, or fills the blanks of the one it already is; gives how many were added. */
export function addOpportunity(
  list: PlannedOpportunity[],
  under: string,
  facts: RowOpportunity,
  owner: string | null,
): number {
  const { code, ...rest } = facts
  const key =
    code === ''
      ? stableId(labelKey(facts.name ?? ''), facts.name === null ? labelKey(facts.products.join()) : '')
      : `code:${code}`
  const externalId = `${under}/o:${key}`
  const known = list.find((each) => each.externalId === externalId)
  if (!known) {
    list.push({ ...rest, externalId, owner })
    return 1
  }
  const blank: Partial<PlannedOpportunity> = Object.fromEntries(
    Object.entries(rest).filter(([field]) => known[field as keyof PlannedOpportunity] === null),
  )
  Object.assign(known, blank)
  known.products = [...new Set([...known.products, ...rest.products])]
  known.competitors = [...new Set([...known.competitors, ...rest.competitors])]
  return 0
}
