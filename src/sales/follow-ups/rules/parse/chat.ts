import type { Span } from './types.ts'

/** A chat as it is pasted from a messenger: lines with a name and a time, each followed by what was said. */

export interface Message extends Span {
  /** Name and company as the messenger shows them; empty for the writer's own messages. */
  sender: Span | null
  isOwn: boolean
  header: Span
}

const TIME =
  '(?:(?:\\d{4}[-/.年])?\\d{1,2}[-/.月]\\d{1,2}日?\\s+|(?:昨天|今天|前天|星期.|周.)\\s*)?(?:上午|下午|早上|晚上|凌晨|中午)?\\s?\\d{1,2}:\\d{2}(?::\\d{2})?'
const nameFirst = new RegExp(`^\\s*\\[?([^\\d\\n,。!?][^\\n,。!?]{0,30}?)\\]?[\\s:]+[\\[(]?(${TIME})[\\])]?\\s*:?\\s*$`)
const timeFirst = new RegExp(`^\\s*[\\[(]?(${TIME})[\\])]?\\s+([^\\d\\n,。!?:][^\\n,。!?:]{0,30}?)\\s*:?\\s*$`)
const own = /^(?:我|自己|me|Me|本人)$/

/** The messages of a chat; null when the text is none. */
export function messagesOf(plain: string): Message[] | null {
  const messages: Message[] = []
  let at = 0
  for (const line of plain.split('\n')) {
    const header = headerOf(line, at)
    if (header !== null)
      messages.push({
        ...header,
        start: Math.min(at + line.length + 1, plain.length),
        end: Math.min(at + line.length + 1, plain.length),
      })
    else {
      const last = messages.at(-1)
      if (last) last.end = at + line.length
    }
    at += line.length + 1
  }
  return messages.length >= 2 && messages.some(({ isOwn }) => !isOwn) ? messages : null
}

function headerOf(line: string, at: number): Pick<Message, 'sender' | 'isOwn' | 'header'> | null {
  if (line.length > 70) return null
  const [first, second] = [nameFirst.exec(line), timeFirst.exec(line)]
  const name = first?.[1] ?? second?.[2]
  if (name === undefined) return null
  const start = at + line.indexOf(name)
  const isOwn = own.test(name.trim())
  return {
    isOwn,
    sender: isOwn ? null : { start, end: start + name.length },
    header: { start: at, end: at + line.length },
  }
}
