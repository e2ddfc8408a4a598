import { localDay } from '../../../../platform/time.ts'
import { amountOf } from './amounts.ts'
import { type Message, messagesOf } from './chat.ts'
import { type Clause, clausesOf } from './clauses.ts'
import { competitorsOf } from './competitors.ts'
import { type When, whensOf } from './dates.ts'
import { type Telling, tellingsOf } from './drafts.ts'
import { type Event, eventsOf } from './events.ts'
import { intentOf, probabilityOf } from './grades.ts'
import { type Mention, mentionsOf } from './mentions.ts'
import { buildNameIndex, type NameIndex } from './name-index.ts'
import { nextStepOf } from './next-step.ts'
import { objectionsOf } from './objections.ts'
import { occurrenceOf } from './occurrence.ts'
import { type PersonSaid, peopleOf } from './people.ts'
import { plainOf } from './plain.ts'
import type { Context, Draft, Known, KnownContact, Part, Person, Span } from './types.ts'
import { needWords, resultWords, signalWords } from './words/signals.ts'

/** Longest text that is read, in UTF-16 units. */
export const LONGEST_TEXT = 20_000

/** What is known, prepared once for many texts. */
export interface Prepared {
  index: NameIndex
  contacts: ReadonlyMap<string, readonly KnownContact[]>
  competitors: readonly string[]
  products: readonly string[]
}

export function prepare({ customers, contacts = [], competitors = [], products = [] }: Known): Prepared {
  const byCustomer = new Map<string, KnownContact[]>()
  for (const contact of contacts)
    byCustomer.set(contact.customerId, [...(byCustomer.get(contact.customerId) ?? []), contact])
  return { index: buildNameIndex(customers), contacts: byCustomer, competitors, products }
}

interface Reading {
  plain: string
  text: string
  clauses: Clause[]
  mentions: Mention[]
  whens: When[]
  events: Event[]
  people: PersonSaid[]
  today: string
}

/**
 * The interactions that a text tells of, in order: one sentence gives one, a day's report several, plans and totals none.
 * Text beyond `LONGEST_TEXT` is not read. Never throws, whatever the text.
 */
export function parse(text: string, known: Prepared, context: Context): Draft[] {
  const plain = plainOf(text.slice(0, LONGEST_TEXT))
  const mentions = mentionsOf(plain, known.index)
  const today = localDay(context.now, context.timeZone)
  const base = { plain, text, mentions, today }
  const messages = messagesOf(plain)
  if (messages !== null) return chatDrafts(base, messages, known, context)
  const clauses = clausesOf(plain)
  const whens = whensOf(plain, context).filter(
    (when) => !mentions.some(({ start, end }) => when.start < end && start < when.end),
  )
  const events = eventsOf(plain, clauses, mentions, whens)
  const reading = { ...base, clauses, whens, events, people: peopleOf(plain, mentions, contactsOf(mentions, known)) }
  const tellings = tellingsOf(reading)
  return tellings.map((telling, at) => draftOf(reading, telling, tellings, at, known))
}

function contactsOf(mentions: readonly Mention[], { index, contacts }: Prepared): KnownContact[] {
  const ids = new Set(
    mentions.flatMap((mention) => mention.candidates).map((at) => index.customers[at]?.customer.id ?? ''),
  )
  return [...ids].flatMap((id) => contacts.get(id) ?? [])
}

const within = (spans: readonly Span[]) => (part: Span) =>
  spans.some((span) => part.start >= span.start && part.end <= span.end)

function draftOf(reading: Reading, telling: Telling, all: readonly Telling[], at: number, known: Prepared): Draft {
  const { plain } = reading
  const clauses = [...telling.clauses].sort((a, b) => a.start - b.start)
  const isOwn = within(clauses)
  const whens = reading.whens.filter(isOwn)
  const events = reading.events.filter(isOwn)
  const method = methodOf(telling, events, whens, all[0], reading)
  const occurred = occurrenceOf(reading, telling, all, at, whens, events)
  const competitors = competitorsOf(plain, clauses, known.competitors, reading.mentions, known.products)
  const planned = telling.planned
  const step =
    planned.length > 0
      ? (plannedStep(reading, telling) ?? nextStepOf(plain, clauses, whens, events, occurred.when))
      : nextStepOf(plain, clauses, whens, events, occurred.when)
  const people = peopleIn(reading, telling, known)
  return {
    spans: [...clauses, ...planned].map(({ start, end }) => ({ start, end })),
    customer: customerOf(telling, known.index),
    newCustomer:
      telling.newCustomer === null
        ? null
        : {
            ...telling.newCustomer,
            value: reading.text.slice(telling.newCustomer.start, telling.newCustomer.end),
            confidence: 0.7,
          },
    contacts: people,
    method,
    result: resultOf(plain, clauses),
    intent: intentOf(plain, clauses),
    objections: objectionsOf(plain, clauses),
    signals: signalsOf(plain, clauses),
    occurredAt: occurred.part,
    probability: probabilityOf(plain, clauses),
    amount: amountOf(
      plain,
      clauses,
      competitors.map(({ value }) => value),
    ),
    competitors: competitors.map((part) => ({ ...part, value: reading.text.slice(part.start, part.end) })),
    needs: needsOf(reading.text, plain, clauses),
    nextStep: step && { ...step, goal: { ...step.goal } },
  }
}

function customerOf({ customer, mention }: Telling, index: NameIndex): Draft['customer'] {
  if (customer === null || mention === null) return null
  const { id, name } = (index.customers[customer] as NameIndex['customers'][number]).customer
  return { value: { id, name }, confidence: mention.confidence || 0.6, start: mention.start, end: mention.end }
}

/** The heading above, a method that stands alone, else the first that took place; of two on different days the later. */
function methodOf(
  telling: Telling,
  events: readonly Event[],
  whens: readonly When[],
  first: Telling | undefined,
  { plain }: Reading,
): Draft['method'] {
  const alone = events.find(({ isAlone }) => isAlone)
  const part = ({ method, start, end }: Event): Part<string> => ({ value: method, confidence: 0.9, start, end })
  if (alone) return part(alone)
  if (telling.method !== null) {
    const [clause] = telling.clauses
    return { value: telling.method, confidence: 0.85, start: clause?.start ?? 0, end: clause?.start ?? 0 }
  }
  if (events.length > 0) {
    const dayOf = (event: Event): string =>
      [...whens].reverse().find((when) => when.end <= event.start && when.back?.day && event.start - when.end < 20)
        ?.back?.day ?? ''
    const days = events.map(dayOf)
    const latest = days.reduce((a, b) => (b > a ? b : a), '')
    const [one] = events
    const isBackground = days[0] !== '' && latest > (days[0] ?? '')
    return part((isBackground ? events[days.indexOf(latest)] : one) as Event)
  }
  // 今天跑了三家, 今天电话比较多: the head speaks for all.
  const head =
    first !== undefined && first !== telling && first.mention !== null
      ? plain.slice(first.clauses[0]?.start ?? 0, first.mention.start)
      : ''
  if (/跑了|拜访了|走访了/.test(head))
    return {
      value: 'visit',
      confidence: 0.5,
      start: telling.clauses[0]?.start ?? 0,
      end: telling.clauses[0]?.start ?? 0,
    }
  if (/电话(?:比较多|打了|\d)/.test(head))
    return {
      value: 'phone',
      confidence: 0.5,
      start: telling.clauses[0]?.start ?? 0,
      end: telling.clauses[0]?.start ?? 0,
    }
  return null
}

function plannedStep(reading: Reading, telling: Telling): Draft['nextStep'] {
  const clauses = telling.planned
  const own = nextStepOf(reading.plain, clauses, reading.whens.filter(within(clauses)), [], null)
  const [clause] = clauses
  if (clause === undefined) return null
  const mention = reading.mentions.find((each) => each.start >= clause.start && each.end <= clause.end)
  const last = clauses.filter(({ line }) => line === clause.line).at(-1) as Clause
  const words = reading.plain
    .slice(clause.start, last.end)
    .replace(mention ? mention.text : '', '')
    .replace(/^[^\u4e00-\u9fffA-Za-z]*(?:明[日天](?:计划|安排)?:?)?\s*[\d、.)]*\s*/, '')
    .trim()
  const goal = { value: words.slice(0, 60), confidence: 0.8, start: clause.start, end: last.end }
  const due =
    own?.due ??
    (telling.plannedDay && {
      value: { ...telling.plannedDay, time: null },
      confidence: 0.8,
      start: clause.start,
      end: clause.start,
    })
  return { action: own?.action ?? { ...goal, value: 'other', confidence: 0.5 }, goal, due }
}

/** Whom it was with: people of its own words, the one named nearest the customer first. */
function peopleIn(reading: Reading, telling: Telling, { index, contacts }: Prepared): Part<Person>[] {
  const { plain } = reading
  const own = within(telling.clauses)
  const customerId = telling.customer === null ? null : (index.customers[telling.customer]?.customer.id ?? null)
  const isKnown = (person: PersonSaid): boolean =>
    person.contact !== null && contacts.get(customerId ?? '')?.includes(person.contact) === true
  const found = reading.people.filter(own)
  const points = (person: PersonSaid): number => {
    const before = plain.slice(Math.max(0, person.start - 6), person.start)
    let score = person.by === 'name' ? 2 : 0
    if (/(?:他们|其|我们|咱们|同事|同学|领导|介绍的|让)$/.test(before)) score -= 3
    if (isKnown(person)) score += 3
    return score
  }
  return found
    .map((person) => ({ person, score: points(person) }))
    .sort((a, b) => b.score - a.score || a.person.start - b.person.start)
    .filter(({ score }, i) => i === 0 || score > 0)
    .map(({ person }) => ({
      value: {
        id: isKnown(person) ? (person.contact?.id ?? null) : null,
        name: reading.text.slice(person.start, person.end),
        title: titleOf(reading.text, person),
      },
      confidence: person.by === 'name' ? 0.85 : 0.6,
      start: person.start,
      end: person.end,
    }))
}

function resultOf(plain: string, clauses: readonly Clause[]): Part<string> | null {
  for (const [value, words] of resultWords)
    for (const clause of clauses) {
      const hit = words.exec(plain.slice(clause.start, clause.end))
      if (hit)
        return {
          value,
          confidence: 0.8,
          start: clause.start + hit.index,
          end: clause.start + hit.index + hit[0].length,
        }
    }
  return null
}

function signalsOf(plain: string, clauses: readonly Clause[]): Part<string>[] {
  return signalWords.flatMap(([value, words]) => {
    for (const clause of clauses) {
      const hit = words.exec(plain.slice(clause.start, clause.end))
      if (hit)
        return [
          { value, confidence: 0.7, start: clause.start + hit.index, end: clause.start + hit.index + hit[0].length },
        ]
    }
    return []
  })
}

function needsOf(text: string, plain: string, clauses: readonly Clause[]): Part<string>[] {
  return clauses.flatMap((clause) => {
    const hit = needWords.exec(plain.slice(clause.start, clause.end))
    if (!hit || /我们?$/.test(plain.slice(clause.start, clause.start + hit.index))) return []
    const [start, end] = [clause.start + hit.index, clause.start + hit.index + hit[0].length]
    return [{ value: text.slice(start, end), confidence: 0.6, start, end }]
  })
}

/** A chat: one draft for each company that wrote, by WeChat, on the day of its last message. */
function chatDrafts(
  base: Pick<Reading, 'plain' | 'text' | 'mentions' | 'today'>,
  messages: readonly Message[],
  known: Prepared,
  context: Context,
): Draft[] {
  const groups = new Map<string, { sender: Span; messages: Message[]; mention: Mention | null }>()
  let current: { sender: Span; messages: Message[]; mention: Mention | null } | null = null
  const waiting: Message[] = []
  for (const message of messages) {
    if (message.sender !== null) {
      const sender = message.sender
      const mention = base.mentions.find((each) => each.start >= sender.start && each.end <= sender.end) ?? null
      const key =
        mention?.customer === null || mention === null
          ? base.plain.slice(sender.start, sender.end)
          : String(mention.customer)
      current = groups.get(key) ?? { sender, messages: waiting.splice(0), mention }
      groups.set(key, current)
    }
    if (current === null) waiting.push(message)
    else current.messages.push(message)
  }
  return [...groups.values()].map((group) => chatDraft(base, group, known, context))
}

function chatDraft(
  base: Pick<Reading, 'plain' | 'text' | 'mentions' | 'today'>,
  group: { sender: Span; messages: Message[]; mention: Mention | null },
  known: Prepared,
  context: Context,
): Draft {
  const { plain } = base
  const clauses = clausesOf(plain).filter((clause) =>
    group.messages.some((message) => clause.start >= message.start && clause.end <= message.end),
  )
  const day = dayOfMessages(plain, group.messages, context, base.today)
  const at: Context = {
    ...context,
    now: new Date(new Date(context.now).setUTCHours(context.now.getUTCHours() + 24 * daysFrom(base.today, day))),
  }
  const whens = whensOf(plain, at)
  const people = peopleOf(plain, base.mentions, contactsOf(base.mentions, known))
  const headers = group.messages.map(({ header }) => header)
  const telling: Telling = {
    customer: group.mention?.customer ?? null,
    mention: group.mention,
    newCustomer: null,
    clauses,
    planned: [],
    method: 'wechat',
    day: null,
    plannedDay: null,
    isItem: true,
  }
  const reading: Reading = { ...base, clauses, whens: whens.filter(within(clauses)), events: [], people }
  const draft = draftOf(reading, telling, [telling], 0, known)
  const last = group.messages.at(-1)?.header ?? group.sender
  const sender = people.find((person) => within([group.sender])(person))
  const called = people.find(
    (person) => within(clauses)(person) && sender !== undefined && person.title.length > 0 && !within(headers)(person),
  )
  return {
    ...draft,
    contacts: senderOf(base.text, group, sender, called) ?? draft.contacts,
    method: { value: 'wechat', confidence: 0.8, ...group.sender },
    occurredAt: { value: { day, time: null }, confidence: 0.85, start: last.start, end: last.end },
  }
}

/** The person whose name stands over the messages, with a title that was said to them. */
function senderOf(
  text: string,
  { sender, mention }: { sender: Span; mention: Mention | null },
  person: PersonSaid | undefined,
  called: PersonSaid | undefined,
): Part<Person>[] | null {
  if (person) {
    const title = titleOf(text, person) ?? (called ? titleOf(text, called) : null)
    return [
      {
        value: { id: person.contact?.id ?? null, name: text.slice(person.start, person.end), title },
        confidence: 0.9,
        start: person.start,
        end: person.end,
      },
    ]
  }
  // What the messenger shows beside the company is a name, whatever it looks like.
  const shown = text.slice(sender.start, sender.end)
  const name = (mention ? shown.replace(text.slice(mention.start, mention.end), '') : shown)
    .replace(/[()（）[\]【】<>《》@\-—–|/·:\s]+/g, ' ')
    .trim()
  if (name === '' || name.length > 20) return null
  const start = sender.start + Math.max(0, shown.indexOf(name))
  return [
    { value: { id: null, name, title: null }, confidence: 0.7, start, end: Math.min(sender.end, start + name.length) },
  ]
}

function titleOf(text: string, { title }: PersonSaid): string | null {
  return title.length === 0 ? null : title.map(({ start, end }) => text.slice(start, end)).join('')
}

function daysFrom(today: string, day: string): number {
  return Math.round((Date.parse(day) - Date.parse(today)) / 86_400_000)
}

/** The day of the last message: dated by its header, else today. */
function dayOfMessages(plain: string, messages: readonly Message[], context: Context, today: string): string {
  for (const { header } of [...messages].reverse()) {
    const line = plain.slice(header.start, header.end)
    const date = /(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?\s/.exec(line)
    const read = date
      ? `${date[1] ?? today.slice(0, 4)}-${date[2]?.padStart(2, '0')}-${date[3]?.padStart(2, '0')}`
      : null
    if (read !== null && !Number.isNaN(Date.parse(read)) && read <= today) return read
    const when = whensOf(line, context).find((each) => !each.isPartOfDay && each.back?.day)
    if (when?.back?.day) return when.back.day
  }
  return today
}
