import { localDay } from '../../../../platform/time.ts'
import { type Message, messagesOf } from './chat.ts'
import { chatDrafts } from './chat-drafts.ts'
import { clausesOf } from './clauses.ts'
import { whensOf } from './dates.ts'
import { draftOf, type Prepared, within } from './draft.ts'
import { eventsOf } from './events.ts'
import { type Mention, mentionsOf } from './mentions.ts'
import { buildNameIndex, type NameIndex } from './name-index.ts'
import { offered } from './offered.ts'
import { peopleOf } from './people.ts'
import type { PersonSaid } from './person.ts'
import { plainOf } from './plain.ts'
import { tellingsOf } from './tellings.ts'
import type { Context, Draft, Known, KnownContact, Span } from './types.ts'

/** What stands beyond is not read; the longest text of the parse route. */
const LONGEST_TEXT = 20_000

/** Makes what is known ready for many texts. */
export function prepare({ customers, contacts = [], competitors = [], products = [], options = {} }: Known): Prepared {
  return { index: buildNameIndex(customers), contacts: byCustomer(contacts), competitors, products, options }
}

/** The same with contacts that were looked up later. */
export function withContacts(known: Prepared, contacts: readonly KnownContact[]): Prepared {
  return { ...known, contacts: byCustomer(contacts) }
}

function byCustomer(contacts: readonly KnownContact[]): Map<string, KnownContact[]> {
  const found = new Map<string, KnownContact[]>()
  for (const contact of contacts) {
    const others = found.get(contact.customerId)
    if (others) others.push(contact)
    else found.set(contact.customerId, [contact])
  }
  return found
}

/** Ids of the customers that a text may name. */
export function customersNamed(text: string, { index }: Prepared): string[] {
  return idsOf(mentionsOf(plainOf(text.slice(0, LONGEST_TEXT)), index), index)
}

function idsOf(mentions: readonly Mention[], index: NameIndex): string[] {
  const named = new Set(mentions.flatMap(({ candidates }) => candidates))
  return [...named].flatMap((at) => index.customers[at]?.customer.id ?? [])
}

/**
 * The interactions that a text tells of, in order: one sentence gives one, a day's report several, plans and totals none.
 * Text beyond `LONGEST_TEXT` is not read. Never throws, whatever the text.
 */
export function parse(text: string, known: Prepared, context: Context): Draft[] {
  return draftsOf(text, known, context).map((draft) => offered(draft, known.options))
}

function draftsOf(text: string, known: Prepared, context: Context): Draft[] {
  const plain = plainOf(text.slice(0, LONGEST_TEXT))
  const mentions = mentionsOf(plain, known.index)
  const messages = messagesOf(plain)
  const own = { text, mentions, today: localDay(context.now, context.timeZone) }
  const people = peopleOf(plain, mentions, contactsOf(mentions, known))
  if (messages !== null && isWithCustomers(messages, mentions, people))
    return chatDrafts({ ...own, plain, clauses: clausesOf(plain), people }, messages, known, context)
  const told = messages === null ? plain : withoutHeaders(plain, messages)
  const clauses = clausesOf(told)
  const whens = whensOf(told, context).filter(outside(mentions))
  const events = eventsOf(told, clauses, mentions, whens)
  const reading = { ...own, plain: told, clauses, whens, events, people }
  const tellings = tellingsOf(reading)
  return tellings.map((telling, at) => draftOf(reading, telling, tellings, at, known))
}

/** Whether customers write in the chat; among colleagues it is told about them. */
function isWithCustomers(
  messages: readonly Message[],
  mentions: readonly Mention[],
  people: readonly PersonSaid[],
): boolean {
  const senders = messages.flatMap(({ sender }) => (sender === null ? [] : [sender]))
  const inSender = within(senders)
  if (mentions.some(inSender) || mentions.length === 0) return true
  return people.some((person) => person.title.length > 0 && inSender(person))
}

/** The text with the names and times of a chat blanked out. */
function withoutHeaders(plain: string, messages: readonly Message[]): string {
  let [told, at] = ['', 0]
  for (const { header } of messages) {
    told += plain.slice(at, header.start) + ' '.repeat(header.end - header.start)
    at = header.end
  }
  return told + plain.slice(at)
}

/** Parts that touch none of the spans; both in order. */
function outside(spans: readonly Span[]): (part: Span) => boolean {
  const taken = new Set(spans.flatMap(({ start, end }) => Array.from({ length: end - start }, (_, i) => start + i)))
  return ({ start, end }) => {
    for (let at = start; at < end; at++) if (taken.has(at)) return false
    return true
  }
}

function contactsOf(mentions: readonly Mention[], { index, contacts }: Prepared): KnownContact[] {
  return idsOf(mentions, index).flatMap((id) => contacts.get(id) ?? [])
}
