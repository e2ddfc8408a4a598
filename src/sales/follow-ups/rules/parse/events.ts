import type { Clause } from './clauses.ts'
import type { When } from './dates.ts'
import type { Mention } from './mentions.ts'
import type { Span } from './types.ts'
import { aloneWords, type MethodKey, methodWords, othersDo, planWords } from './words/methods.ts'

/** How and when people were in touch. What is only planned is no event. */

export interface Event extends Span {
  method: MethodKey
  /** Index of its clause. */
  clause: number
  /** Whether it stands alone in a line of a list: 「恒达五金|电话|刘姐」. */
  isAlone: boolean
}

const alone: Record<string, MethodKey> = {
  电话: 'phone',
  微信: 'wechat',
  拜访: 'visit',
  上门: 'visit',
  邮件: 'email',
  走访: 'visit',
  来访: 'customerVisit',
  现场: 'visit',
  企微: 'wecom',
  企业微信: 'wecom',
  视频会议: 'videoMeeting',
  腾讯会议: 'videoMeeting',
  会议: 'videoMeeting',
  短信: 'sms',
  展会: 'event',
  面谈: 'visit',
  陌拜: 'visit',
}

/** The method that a word alone names; null when it names none. */
export function methodAlone(text: string): MethodKey | null {
  return alone[aloneWords.exec(text)?.[1] ?? ''] ?? null
}

const planBeforeDone =
  /(?:等(?!了)|如果|要是|待|准备|打算|计划|要|(?<![商工协学开])会(?![议员计展长上])|明[天早日]|后天|下周.?|下个?月|回头|改天|约(?!了?[一二三四五六几两\d]+[次回])|正在|他在|她在|在(?=开)|忙着|让我)[^,。;!?\n]{0,10}$/
const someoneElses = /^(?:来电|打|接|电话|微信|邮件|发|回)/
const goingBefore =
  /(?:去|到|跑|赴|来到|回到|拐到|绕到|顺路到|折到)(?:了|过|完)?(?:一?趟|一?次|的)?$|(?:^|[,。;\s]|上午|下午|早上|中午|晚上|刚才|点半?)在$/
const goingAfter =
  /^(?:那边|那里|这边|厂里?|店里?|公司|里|总部|现场|办公室)?(?:我)?(?:今天|昨天|上午|下午|早上|中午|刚|刚才|上周.|周.)?(?:也|又|先|还|才|都)?(?:去了|去过|去的|去看|去转|去坐|跑了|转了|坐了|走了|到了)/

export function eventsOf(
  plain: string,
  clauses: readonly Clause[],
  mentions: readonly Mention[],
  whens: readonly When[],
): Event[] {
  const events: Event[] = []
  for (const [at, clause] of clauses.entries()) {
    const text = plain.slice(clause.start, clause.end)
    const put = (method: MethodKey, from: number, to: number, isAlone = false): void => {
      const [start, end] = [clause.start + from, clause.start + to]
      // 唯美会展上次…: no word begins or ends within a name.
      if (names.some((name) => (name.start <= start && start < name.end) || (name.start < end && end < name.end)))
        return
      if (!events.some((event) => event.start < end && start < event.end))
        events.push({ method, start, end, clause: at, isAlone })
    }
    const names = mentions.filter((mention) => mention.start < clause.end && clause.start < mention.end)
    const single =
      methodAlone(text.replace(/^[^\u4e00-\u9fff]+/, '')) ??
      methodAlone(/^[\u4e00-\u9fff]{2,4}(?=\s[A-Z])/.exec(text)?.[0] ?? '')
    if (single !== null) put(single, 0, text.length, true)
    for (const { method, words, isDone } of methodWords) {
      for (const hit of text.matchAll(words)) {
        const before = text.slice(0, hit.index)
        if (isPlanned(before, hit[0], isDone ?? false, clause, whens, clause.start + hit.index)) continue
        if (othersDo.test(before) && !someoneElses.test(hit[0]) && (method === 'visit' || method === 'demo')) continue
        put(method, hit.index, hit.index + hit[0].length)
      }
    }
    addGoing(plain, clause, text, mentions, whens, put)
  }
  return events.sort((a, b) => a.start - b.start)
}

function isPlanned(
  before: string,
  words: string,
  isDone: boolean,
  clause: Clause,
  whens: readonly When[],
  at: number,
): boolean {
  const isPerfect = isDone || /[了过完]/.test(words) || /[了过完](?:个|一个|次|一次|场|一场)?$/.test(before)
  if (isPerfect ? planBeforeDone.test(before) : planWords.test(before))
    return !/(?:刚|已经?|昨天|才)[^,]{0,6}$/.test(before)
  if (isPerfect) return false
  // A day to come, or one that may be (19号他们开会), before words that do not say that it is over.
  return whens.some(
    (when) =>
      when.start >= clause.start &&
      when.end <= at &&
      when.ahead !== null &&
      !when.isPartOfDay &&
      when.ahead.from !== when.back?.from,
  )
}

/** Being at a customer's: 先到蒙娜陶瓷, 春城家居去了. */
function addGoing(
  plain: string,
  clause: Clause,
  text: string,
  mentions: readonly Mention[],
  whens: readonly When[],
  put: (method: MethodKey, from: number, to: number) => void,
): void {
  for (const { start, end } of mentions) {
    if (start < clause.start || end > clause.end) continue
    const [before, after] = [text.slice(0, start - clause.start), plain.slice(end, Math.min(clause.end + 8, end + 16))]
    const isGoing = goingBefore.test(before)
    if (!isGoing && !goingAfter.test(after)) continue
    if (/(?:错发|发|寄|送|运|转|打|加|联系|回复|反馈|汇报|报|卖|介绍|供)到?$/.test(before.replace(/到$/, ''))) continue
    if (/^(?:的)?(?:货|订单|单子|款|路上|途中)/.test(after)) continue
    if (isPlanned(before.replace(/(?:去|到|在)$/, ''), '', false, clause, whens, start)) continue
    if (/开.{0,6}会|会议|视频/.test(text) && /在$/.test(before)) continue
    put('visit', Math.max(0, start - clause.start - 1), start - clause.start)
  }
}
