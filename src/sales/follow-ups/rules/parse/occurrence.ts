import type { Clause } from './clauses.ts'
import type { When } from './dates.ts'
import type { Event } from './events.ts'
import type { Mention } from './mentions.ts'
import { isReported } from './next-step.ts'
import type { Telling } from './telling.ts'
import type { Moment, Part } from './types.ts'

/** When it took place: only when the text places the interaction itself in time. */

interface Reading {
  plain: string
  mentions: readonly Mention[]
  today: string
  whens: readonly When[]
}

export interface Occurrence {
  part: Part<Moment> | null
  /** The words it was read from. */
  when: When | null
}

const toCome =
  /(?:发|寄|补|送|交|签|安排|提交|出货|开票|打款|处理|弄|装|给(?:他|她|客户|我|你))(?!了|过|完|到了|的|现|生|来)/
const ofAThing =
  /^[^,。;]{0,6}(?:订|买|做|签|报|发|给|送|用|寄|下|约|欠|采购|卖)(?:了|过)?的?(?:[\u4e00-\u9fff\d]{1,6}(?:还|没|到|万|套|台|慢|快)|那)/

export function occurrenceOf(
  reading: Reading,
  telling: Telling,
  all: readonly Telling[],
  at: number,
  whens: readonly When[],
  events: readonly Event[],
): Occurrence {
  const own = ownWhen(reading, telling, whens, events, all.length > 1)
  const inherited = telling.day ?? inheritedDay(reading, telling, all, at)
  if (own !== null) {
    const day = own.isPartOfDay && inherited?.day ? inherited.day : (own.back?.day ?? null)
    if (day !== null)
      return { part: { value: { day, time: own.time }, confidence: 0.85, start: own.start, end: own.end }, when: own }
  }
  if (inherited?.day)
    return {
      part: { value: { day: inherited.day, time: null }, confidence: 0.7, start: inherited.start, end: inherited.end },
      when: null,
    }
  return { part: null, when: null }
}

function ownWhen(
  { plain, mentions }: Reading,
  telling: Telling,
  whens: readonly When[],
  events: readonly Event[],
  isSeveral: boolean,
): When | null {
  const clauses = telling.clauses
  const clauseOf = (when: When): number => clauses.findIndex(({ start, end }) => when.start >= start && when.end <= end)
  let best: { when: When; points: number } | null = null
  for (const when of whens) {
    if (when.back === null || when.back.day === null) continue
    const index = clauseOf(when)
    const clause = clauses[index] as Clause
    const after = plain.slice(when.end, clause.end)
    const before = plain.slice(clause.start, when.start)
    const has = (each: Clause | undefined): boolean =>
      each !== undefined && events.some(({ start, end }) => start >= each.start && end <= each.end)
    const isNamed = (each: Clause | undefined): boolean =>
      each !== undefined && mentions.some(({ start, end }) => start >= each.start && end <= each.end)
    const next = clauses[index + 1]
    const isSame = (each: Clause | undefined): boolean => each?.sentence === clause.sentence
    if (/^(?:之前|以前|前|内|为止)/.test(after) || /(?:到|等|截止|不晚于|上次|自|从)$/.test(before)) continue
    if (!has(clause) && (ofAThing.test(after) || /^的(?!时候)/.test(after))) continue
    if (!has(clause) && when.ahead !== null && toCome.test(after)) continue
    const isSaidLater = events.some((event) => event.start >= clause.start && event.end <= when.start)
    if (isSaidLater && isReported(before, after) && !/^(?:昨|前|今|刚|上)/.test(plain.slice(when.start, when.end)))
      continue
    let points = 0
    if (has(clause)) points += 3
    else if (isSame(next) && has(next)) points += 2
    if (isNamed(clause) || (isSame(next) && isNamed(next))) points += 1
    if (index === 0) points += 1
    // 华润常熟 昨天技术交流: right behind the customer, in a clause of its own.
    if (events.length === 0 && index === 1 && when.ahead === null && before === '' && isNamed(clauses[0])) points += 2
    if (
      !has(clause) &&
      when.ahead !== null &&
      !when.isPartOfDay &&
      !/今|天$|昨|前/.test(plain.slice(when.start, when.end))
    )
      points -= 2
    if (points < (isSeveral ? 1 : 2) && !(index === 0 && /今[天日早]|昨|前天/.test(plain.slice(when.start, when.end))))
      continue
    // Of two days the later one is the interaction, the earlier its background.
    if (
      best === null ||
      points > best.points ||
      (points === best.points && (when.back.day as string) > (best.when.back?.day ?? ''))
    )
      best = { when, points }
  }
  return best?.when ?? null
}

/** 今天跑了三家: the last day that was said before covers what follows. */
function inheritedDay(
  { plain, whens, today }: Reading,
  telling: Telling,
  all: readonly Telling[],
  at: number,
): (Moment & { start: number; end: number }) | null {
  if (all.length < 2) return null
  const first = telling.clauses[0]
  if (first === undefined) return null
  const earlier = whens.filter(
    (when) => when.end <= first.end && when.back?.day && when.back.day <= today && isHead(plain, when),
  )
  const last = earlier.filter((when) => !when.isPartOfDay).at(-1) ?? (at > 0 ? earlier.at(-1) : undefined)
  return last?.back?.day ? { day: last.back.day, time: null, start: last.start, end: last.end } : null
}

/** A word of time at the head of a sentence or clause, not within one that tells of something else. */
function isHead(plain: string, when: When): boolean {
  const words = plain.slice(when.start, when.end)
  const before = plain.slice(Math.max(0, when.start - 8), when.start)
  const after = plain.slice(when.end, when.end + 10)
  if (isReported(before, after)) return false
  if (/^(?:前|之前|以前|内|订的|买的|签的|的)/.test(after) || toCome.test(after.slice(0, 4))) return false
  return when.ahead === null
    ? /昨|前天|上/.test(words) || /\d/.test(words)
    : /今|上午|下午|中午|早上|\d/.test(words) || before === ''
}
