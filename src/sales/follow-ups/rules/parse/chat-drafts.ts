import { daysBetween } from '../../../../platform/time.ts'
import type { Message } from './chat.ts'
import type { Clause } from './clauses.ts'
import { type When, whensOf } from './dates.ts'
import { draftOf, type Prepared, type Reading, titleOf, within } from './draft.ts'
import type { Mention } from './mentions.ts'
import type { PersonSaid } from './person.ts'
import { telling } from './telling.ts'
import type { Context, Draft, Part, Person, Span } from './types.ts'

const MS_PER_DAY = 86_400_000

/** The messages exchanged with one company. */
interface Group {
  sender: Span
  messages: Message[]
  mention: Mention | null
}

/** A chat: one draft for each company that wrote, by WeChat, on the day of its last message. */
export function chatDrafts(
  base: Omit<Reading, 'whens' | 'events'>,
  messages: readonly Message[],
  known: Prepared,
  context: Context,
): Draft[] {
  const groups = new Map<string, Group>()
  let current: Group | null = null
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
  const clauses = clausesByMessage(base.clauses, messages)
  return [...groups.values()].map((group) => chatDraft(base, group, clauses, known, context))
}

/** The clauses of each message; both stand in the order of the text. */
function clausesByMessage(clauses: readonly Clause[], messages: readonly Message[]): Map<Message, Clause[]> {
  const found = new Map<Message, Clause[]>()
  let at = 0
  for (const message of messages) {
    const own: Clause[] = []
    for (; at < clauses.length && (clauses[at] as Clause).start < message.end; at++) {
      const clause = clauses[at] as Clause
      if (clause.start >= message.start) own.push(clause)
    }
    found.set(message, own)
  }
  return found
}

/** Times of each clause, read as on the day of the messages. */
function whensIn(plain: string, clauses: readonly Clause[], context: Context): When[] {
  return clauses.flatMap((clause) =>
    whensOf(plain.slice(clause.start, clause.end), context).map((when) => ({
      ...when,
      start: when.start + clause.start,
      end: when.end + clause.start,
    })),
  )
}

function chatDraft(
  base: Omit<Reading, 'whens' | 'events'>,
  group: Group,
  byMessage: ReadonlyMap<Message, Clause[]>,
  known: Prepared,
  context: Context,
): Draft {
  const { plain, people } = base
  const clauses = group.messages.flatMap((message) => byMessage.get(message) ?? [])
  const day = dayOfMessages(plain, group.messages, context, base.today)
  const shift = daysBetween(base.today, day) * MS_PER_DAY
  const whens = whensIn(plain, clauses, { ...context, now: new Date(context.now.getTime() + shift) })
  const { mention } = group
  const told = {
    ...telling(clauses),
    customer: mention?.customer ?? null,
    mention,
    method: 'wechat' as const,
    isItem: true,
    isChat: true,
  }
  const draft = draftOf({ ...base, clauses, whens, events: [] }, told, [told], 0, known)
  const last = group.messages.at(-1)?.header ?? group.sender
  const sender = people.find(within([group.sender]))
  const called = people.find((person) => sender !== undefined && person.title.length > 0 && within(clauses)(person))
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
  { sender, mention }: Group,
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
