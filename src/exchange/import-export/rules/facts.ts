import type { ColumnMapping } from '../contract.ts'
import { isCreditCode, lineOf, listOf, textOf } from './cells.ts'
import { type HistoryEntry, splitHistory } from './history.ts'
import { type Person, splitPeople } from './people.ts'
import { findPhones } from './phones.ts'
import type { PlannedCustomer } from './planned.ts'
import { limits, type RowReader } from './row.ts'
import { type RowOpportunity, rowOpportunity } from './row-opportunity.ts'

export interface RowPerson extends Person {
  wechat: string | null
  role: string | null
  attitude: string | null
  notes: string[]
}

/** Everything one row says, not yet related to other rows. */
export interface RowFacts {
  company: string
  /** A company named in the contact's cell, for rows without one of their own. */
  contactCompany: string | null
  code: string
  shortNames: string[]
  owner: string
  fields: PlannedCustomer['fields']
  notes: string[]
  createdDay: string | null
  lastFollowUpDay: string | null
  people: RowPerson[]
  history: HistoryEntry[]
  nextStep: { day: string; time: string | null; text: string | null } | null
  opportunity: RowOpportunity | null
}

/** Reads one row by its mapping; what is wrong stands in the reader afterwards. */
export function rowFacts(reader: RowReader): RowFacts {
  const owner = reader.columns('customer.owner')[0]
  const people: RowPerson[] = []
  let contactCompany: string | null = null
  for (const group of new Set(
    reader.mapping.columns.filter(({ target }) => target?.startsWith('contact.')).map((column) => column.group),
  )) {
    const found = readPeople(reader, group)
    people.push(...found.people)
    contactCompany ??= found.company
  }
  const facts: RowFacts = {
    company: reader.line('customer.name', limits.name),
    contactCompany,
    code: reader.line('customer.code', limits.code),
    shortNames: listOf(reader.line('customer.shortName', limits.shortName * 3)).filter(
      (name) => name.length <= limits.shortName,
    ),
    owner: (owner ? lineOf(reader.cell(owner)) : '') || (reader.mapping.owner ?? ''),
    fields: readFields(reader),
    notes: [],
    createdDay: reader.day('customer.createdAt', 'past')?.day ?? null,
    lastFollowUpDay: null,
    people,
    history: [],
    nextStep: null,
    opportunity: rowOpportunity(reader),
  }
  readHistory(reader, facts)
  readNextStep(reader, facts)
  facts.notes = [
    ...reader.texts('customer.notes', /^(?:备注|说明|客户备注|notes?|remarks?|comments?|描述)$/i),
    ...reader.notes,
  ]
  return facts
}

function readFields(reader: RowReader): PlannedCustomer['fields'] {
  const fields: PlannedCustomer['fields'] = {}
  const set = (key: keyof typeof fields, value: string | null): void => {
    if (value) fields[key] = value
  }
  for (const key of ['industry', 'size', 'source', 'level', 'intent', 'status', 'type'] as const)
    set(key, reader.option(key, `customer.${key}`))
  set(
    'region',
    [
      ...new Set(
        ['province', 'city', 'district'].map((part) => reader.line(`customer.${part}`, limits.region)).filter(Boolean),
      ),
    ]
      .join(' ')
      .slice(0, limits.region),
  )
  set('address', reader.line('customer.address', limits.address))
  set('website', reader.line('customer.website', limits.website))
  const code = reader.line('customer.creditCode', limits.code).toUpperCase().replace(/\s/g, '')
  if (isCreditCode(code)) set('creditCode', code)
  else reader.note(reader.columns('customer.creditCode')[0] ?? null, code)
  const phone = reader.columns('customer.phone')[0]
  if (phone) {
    const { phones, rest } = readPhones(reader, phone)
    set('phone', phones[0] ?? null)
    if (phones.length > 1 || rest !== '') reader.note(phone, lineOf(reader.cell(phone)))
  }
  return fields
}

function readPhones(reader: RowReader, column: ColumnMapping): { phones: string[]; rest: string } {
  const { phones, broken, parts } = findPhones(textOf(reader.cell(column)))
  brokenPhones(reader, column, broken)
  return { phones, rest: parts.flatMap((part) => ('words' in part ? [part.words.trim()] : [])).join(' ') }
}

function brokenPhones(
  reader: RowReader,
  column: ColumnMapping,
  broken: readonly { value: string; missing: number }[],
): void {
  for (const { value, missing } of broken) {
    if (reader.error('phoneInvalid', column, value, ['leaveBlank', 'intoNotes', 'skip'], { missing }) === 'intoNotes')
      reader.note(column, value)
  }
}

function readPeople(reader: RowReader, group: number): { people: RowPerson[]; company: string | null } {
  const columns = (target: string): ColumnMapping[] => reader.columns(target).filter((column) => column.group === group)
  const text = (target: string): string =>
    columns(target)
      .map((column) => textOf(reader.cell(column)))
      .filter(Boolean)
      .join('\n')
  const name = columns('contact.name')[0] ?? null
  const phone = columns('contact.phone')[0] ?? name
  const found = splitPeople({ name: text('contact.name'), title: text('contact.title'), phone: text('contact.phone') })
  if (phone) brokenPhones(reader, phone, found.broken)
  const people: RowPerson[] = found.people.map((person) => ({
    ...person,
    wechat: null,
    role: null,
    attitude: null,
    notes: [],
  }))
  const rest = [...found.leftover, ...reader.texts('contact.notes', /备注$|notes?$/i)]
  const email =
    columns('contact.email')
      .map((column) => reader.email(column))
      .find(Boolean) ?? null
  const wechat =
    columns('contact.wechat')
      .map((column) => reader.limited(column, lineOf(reader.cell(column)), limits.wechat))
      .find(Boolean) ?? null
  const role = reader.option('role', 'contact.role')
  const attitude = reader.option('attitude', 'contact.attitude')
  let first = people[0]
  if (!first && (email || wechat)) {
    first = { name: null, title: null, phones: [], email: null, wechat: null, role: null, attitude: null, notes: [] }
    people.push(first)
  }
  if (first) {
    first.email ??= email
    first.wechat = wechat === '同手机' || wechat === '同手机号' ? (first.phones[0] ?? null) : wechat
    first.role = role
    first.attitude = attitude
    first.notes = rest
  } else for (const words of rest) reader.note(name ?? phone, words)
  for (const person of people) {
    const long = [person.name, person.title].find((each) => (each?.length ?? 0) > limits.contactName)
    if (
      long &&
      name &&
      reader.error('tooLong', name, long.slice(0, 60), ['shorten', 'skip'], {
        max: limits.contactName,
        length: long.length,
      }) === 'shorten'
    ) {
      person.name = person.name?.slice(0, limits.contactName) ?? null
      person.title = person.title?.slice(0, limits.title) ?? null
    }
  }
  if (rest.length > 0 && first && name) reader.notice('textKept', name, rest.join(' '))
  return { people, company: found.company }
}

function readHistory(reader: RowReader, facts: RowFacts): void {
  const { reference } = reader.context
  const last = reader.day('followUp.day', 'past')
  const method = reader.option('method', 'followUp.method')
  const read = reader.columns('followUp.text').flatMap((column) => {
    const text = reader.limited(column, textOf(reader.cell(column)), limits.history)
    const entries = splitHistory(text, { reference, order: column.dateOrder })
    const assumed = entries.find((entry) => entry.assumedYear && entry.day !== null)
    if (assumed) reader.notice('yearAssumed', column, text, { day: assumed.day ?? '' })
    return entries.map((entry) => ({ column, entry: { ...entry, method: entry.method ?? method } }))
  })
  const undated = read.filter(({ entry }) => entry.day === null)
  // Words without a date were written at the last follow-up when there is only one such text.
  const single = last && undated.length === 1 ? undated[0] : undefined
  if (single && last)
    Object.assign(single.entry, { day: last.day, time: last.time, text: labelled(single.column, single.entry.text) })
  for (const { column, entry } of read) {
    if (entry.day === null || entry.day > reference)
      reader.note(column, entry.day === null ? entry.text : `${entry.day} ${entry.text}`)
    else if (entry.text !== '') facts.history.push(entry)
  }
  const days = [last?.day, ...facts.history.map((entry) => entry.day)]
    .filter((day): day is string => Boolean(day))
    .sort()
  facts.lastFollowUpDay = days.at(-1) ?? null
}

/** Of several follow-up columns (3月跟进, 4月跟进) the header says which one an entry stood in. */
function labelled(column: ColumnMapping, text: string): string {
  return /\d|[一二三四五六七八九十]/.test(column.header) ? `${column.header}：${text}` : text
}

function readNextStep(reader: RowReader, facts: RowFacts): void {
  const at = reader.day('nextStep.day', 'near')
  const text = reader.line('nextStep.text', limits.step)
  if (at) facts.nextStep = { ...at, text: text === '' ? null : text }
  else reader.note(reader.columns('nextStep.text')[0] ?? null, text)
}
