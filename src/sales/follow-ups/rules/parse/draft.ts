import { amountOf, undercutting } from './amounts.ts'
import type { Clause } from './clauses.ts'
import { competitorsOf } from './competitors.ts'
import type { When } from './dates.ts'
import type { Event } from './events.ts'
import { intentOf, probabilityOf } from './grades.ts'
import type { Mention } from './mentions.ts'
import type { NameIndex } from './name-index.ts'
import { nextStepOf } from './next-step.ts'
import { objectionsOf } from './objections.ts'
import { occurrenceOf } from './occurrence.ts'
import type { PersonSaid } from './person.ts'
import type { Telling } from './telling.ts'
import type { Draft, KnownContact, Options, Part, Person, Span } from './types.ts'
import { needWords, resultWords, signalWords } from './words/signals.ts'

/** One interaction of a text as a draft with its parts. */

/** What is known, prepared once for many texts. */
export interface Prepared {
  index: NameIndex
  contacts: ReadonlyMap<string, readonly KnownContact[]>
  competitors: readonly string[]
  products: readonly string[]
  options: Options
}

export interface Reading {
  plain: string
  text: string
  clauses: Clause[]
  mentions: Mention[]
  whens: When[]
  events: Event[]
  people: PersonSaid[]
  today: string
}

export const within = (spans: readonly Span[]) => (part: Span) =>
  spans.some((span) => part.start >= span.start && part.end <= span.end)

/** What a telling says, part by part. */
export function draftOf(
  reading: Reading,
  telling: Telling,
  all: readonly Telling[],
  at: number,
  known: Prepared,
): Draft {
  const { plain } = reading
  const clauses = [...telling.clauses].sort((a, b) => a.start - b.start)
  const isOwn = within(clauses)
  const whens = reading.whens.filter(isOwn)
  const events = reading.events.filter(isOwn)
  const method = methodOf(telling, events, whens, all[0], reading)
  const occurred = occurrenceOf(reading, telling, all, at, whens, events)
  const competitors = competitorsOf(plain, clauses, known.competitors, reading.mentions, reading.people, known.products)
  const rivals = competitors.map(({ value }) => value)
  const amount = amountOf(plain, clauses, rivals, telling.isChat)
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
    objections: objectionsOf(plain, clauses, competitors, undercutting(plain, clauses, rivals, amount)),
    signals: signalsOf(plain, clauses),
    occurredAt: occurred.part,
    probability: probabilityOf(plain, clauses),
    amount,
    competitors: competitors.map((part) => ({ ...part, value: reading.text.slice(part.start, part.end) })),
    needs: needsOf(reading.text, plain, clauses),
    nextStep: step,
  }
}

function customerOf({ customer, mention }: Telling, index: NameIndex): Draft['customer'] {
  if (customer === null || mention === null) return null
  const { id, name } = (index.customers[customer] as NameIndex['customers'][number]).customer
  return { value: { id, name }, confidence: mention.confidence || 0.6, start: mention.start, end: mention.end }
}

const headMethods: readonly (readonly [RegExp, string])[] = [
  [/来访/, 'customerVisit'],
  [/(?<!路上)(?:跑|走|转|拜访|走访)了/, 'visit'],
  [/电话(?:比较多|打了|\d)/, 'phone'],
]

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
  const head = first?.mention ? plain.slice(first.clauses[0]?.start ?? 0, first.mention.start) : ''
  const spoken = headMethods.find(([words]) => words.test(head))?.[1]
  const start = telling.clauses[0]?.start ?? 0
  if (spoken) return { value: spoken, confidence: 0.5, start, end: start }
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

/** The role words of a person as they stand in the text; null when none was said. */
export function titleOf(text: string, { title }: PersonSaid): string | null {
  return title.length === 0 ? null : title.map(({ start, end }) => text.slice(start, end)).join('')
}
