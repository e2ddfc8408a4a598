import type { Clause } from './clauses.ts'
import type { When } from './dates.ts'
import type { Event } from './events.ts'
import type { Due, NextStep, Part } from './types.ts'
import { actionWords, doing, noAppointment, planCue } from './words/next-step.ts'

/** What comes next: action, goal and date. A date that something merely happens at (合同年底到期) is no next step. */

interface Candidate {
  clause: number
  when: When | null
  points: number
}

const strongCue = /下一步|接下来|下次|约(?:了|好|定|在)|让我|要我|叫我|答应|改到|改约|定在|定于|计划|安排/
const ours = /我(?!们的|们报|们的价)|让|约|我们?(?:再|给|去|先|来)/
const todayToCome =
  /(?:核|算|改|催|联系|重新|来人|过来|派|上门|快递|补|送|去|验|装|修|发|寄|补|送|交|回|签|安排|提交|出货|开票|打款|付|处理|赶|弄|装|出|给)(?!了|过|完|到了|的|现|生)/

/** @param events events that took place: a time that belongs to one of them is past */
export function nextStepOf(
  plain: string,
  clauses: readonly Clause[],
  whens: readonly When[],
  events: readonly Event[],
  occurred: When | null,
): NextStep | null {
  const candidates: Candidate[] = []
  for (const [at, clause] of clauses.entries()) {
    const text = plain.slice(clause.start, clause.end)
    const inside = whens.filter((when) => when.start >= clause.start && when.end <= clause.end)
    const hasEvent = events.some((event) => event.start >= clause.start && event.end <= clause.end)
    for (const when of inside) {
      const points = pointsOf(plain, text, clause, when, hasEvent, when === occurred, clauses[at + 1])
      if (points !== null) candidates.push({ clause: at, when, points })
    }
    if (
      inside.every((when) => when.ahead === null) &&
      planCue.test(text) &&
      !/(?:已经?|都)(?:.{0,6})(?:了|过|完)/.test(text) &&
      !isUnsaid(text)
    )
      candidates.push({ clause: at, when: null, points: strongCue.test(text) ? 0.5 : 0 })
  }
  const best = candidates.sort((a, b) => b.points - a.points || a.clause - b.clause)[0]
  if (best === undefined || best.points < 0) return null
  return stepAt(plain, clauses, best)
}

/** Whether a time is what was said in a call, not when the call was: 电话里说周一上午十点见. */
export function isReported(before: string, after: string): boolean {
  return (
    /(?:说好?|约好?|让|要求?|通知|答应|承诺|定)[^,。;]{0,4}$/.test(before) &&
    !/^[^,。;]{0,8}(?:了|过)(?:$|[,。;])/.test(after)
  )
}

/** Plans that are none: 他说要… of the past, wishes of the customer. */
function isUnsaid(text: string): boolean {
  return /(?:没|不)(?:准备|打算|计划|安排|约)|等了|约了几次|约了.{0,3}次|没约/.test(text)
}

function pointsOf(
  plain: string,
  text: string,
  clause: Clause,
  when: When,
  hasEvent: boolean,
  isOccurred: boolean,
  next: Clause | undefined,
): number | null {
  if (when.ahead === null || isOccurred) return null
  const after = plain.slice(when.end, clause.end)
  const before = plain.slice(clause.start, when.start)
  const follow = next !== undefined && next.sentence === clause.sentence ? plain.slice(next.start, next.end) : ''
  const isDefinite = when.back === null
  if (!isDefinite) {
    // Today, a weekday, a date: to come only when the words say so.
    const isToday = when.back?.day !== undefined && when.back?.day === when.ahead.day
    if (
      hasEvent &&
      !/(?:前|之前|以前|为止)/.test(after.slice(0, 3)) &&
      !strongCue.test(before) &&
      !isReported(before, after)
    )
      return null
    if (isToday && !todayToCome.test(after) && !/^(?:下班|晚上|中午|之|以)?[前内]/.test(after)) return null
    if (
      /^[^,。]{0,10}(?:了|过)(?=$|[,。]|\S{0,3}$)/.test(after) &&
      !/(?:好了|定了|到了)就|^(?:前|之前)?[不没]/.test(after) &&
      !todayToCome.test(after)
    )
      return null
    if (/^(?:又|已|刚|才|都)/.test(after) || (/^[^,。;]{0,4}了/.test(after) && !todayToCome.test(after))) return null
    if (/^(?:的|去的|订的|说的|来的|那)/.test(after) && isToday) return null
  }
  let points = 1
  if (when.ahead.day !== null) points += 1
  if (doing.test(text.replace(plain.slice(when.start, when.end), ''))) points += 2
  else if (doing.test(follow)) points += 1
  if (strongCue.test(text)) points += 2
  if (ours.test(text)) points += 1
  if (noAppointment.test(text)) points -= 4
  if (/不(?:会|做|换|考虑|买|采|进)|没(?!问题)|别/.test(after.slice(0, 8)) && !/答复|确认/.test(after)) points -= 3
  if (/(?:去年|原定|原来|本来|之前)/.test(before)) points -= 4
  if (!when.isDayWord) points -= 1
  if (/^(?:以后|之后|后)?再(?:说|看|联系|考虑|议)/.test(after)) points -= 1
  return points
}

function stepAt(plain: string, clauses: readonly Clause[], { clause: at, when }: Candidate): NextStep {
  const goal = goalOf(plain, clauses, at, when)
  const action = actionWords.find(([, words]) => words.test(goal.value))?.[0] ?? 'other'
  return {
    action: { ...goal, value: action, confidence: 0.7 },
    goal,
    due: when?.ahead ? dueOf(when, when.ahead) : null,
  }
}

function dueOf(when: When, days: NonNullable<When['ahead']>): Part<Due> {
  const { start, end } = when
  return { value: { ...days, time: when.time }, confidence: days.day === null ? 0.6 : 0.85, start, end }
}

const lead =
  /^(?:(?:他|她|他们|客户|对方|说|就说|我|我们|咱们|让我们?|叫我们?|要我们?|要求我们?|请我们?|那就?|就|先|然后|接下来|下一步|下次|另外|最后|再|的话|,|:|、|\s|约了?|约好了?|约定|定在|改到|前|之前|以前|内|之内|左右|必须|要|会|应该|大概|估计|预计|争取|尽量|可以|前面|麻烦|答应)+)/

/** 发给他: what is sent stands before. */
const lacksObject =
  /^(?:再)?(?:发|寄|给|交|送|补|做|改|签|回|报)(?:一下|下)?(?:给)?(?:他们?|她|客户|对方|我|过去|出去|话|来)?$/

/** The words of the step: its clause without the date and the phrases of reporting; with the clause before it when too little is left. */
function goalOf(plain: string, clauses: readonly Clause[], at: number, when: When | null): Part<string> {
  const clause = clauses[at] as Clause
  const cut = (from: number, to: number): string => {
    const text =
      when !== null && when.start >= from && when.end <= to
        ? `${plain.slice(from, when.start)}${plain.slice(when.end, to).replace(/^(?:之前|以前|前|之内|内|左右)/, '')}`
        : plain.slice(from, to)
    return text
      .replace(/^.{0,12}?(?:说|让我们?|叫我们?|要求(?:我们)?|表示|通知(?:我们)?)(?=.{2})/, '')
      .replace(lead, '')
      .replace(/^[\d.、)①-⑨\s]+/, '')
      .trim()
  }
  let [start, end] = [clause.start, clause.end]
  let text = cut(start, end)
  if ([...text].length < 3 || lacksObject.test(text)) {
    const [previous, next] = [clauses[at - 1], clauses[at + 1]]
    const isBareVerb = text !== ''
    const use =
      isBareVerb && previous?.sentence === clause.sentence
        ? previous
        : next?.sentence === clause.sentence
          ? next
          : previous
    if (use !== undefined) {
      const added = cut(use.start, use.end)
      text = use.start < start ? `${added}${text}` : `${text}${added}`
      start = Math.min(start, use.start)
      end = Math.max(end, use.end)
    }
  }
  return { value: text.slice(0, 60), confidence: 0.7, start, end }
}
