import type { Part, Span } from './types.ts'
import { denied, objectionWords, worry } from './words/objections.ts'

/** What the customer objects to. What is denied (价格他倒没意见) or settled is none. */

/**
 * Objections of the clauses, each key once, with the words that say it.
 * @param lowerPrice where a rival's price below ours is named
 */
export function objectionsOf(
  plain: string,
  clauses: readonly Span[],
  competitors: readonly Part<string>[],
  lowerPrice: Span | null,
): Part<string>[] {
  const found = new Map<string, Part<string>>()
  const last = clauses.at(-1)?.end ?? 0
  for (const { start, end } of clauses) {
    const text = plain.slice(start, end)
    // A topic beside a word of worry is one only where nothing is complained of outright.
    const isWorried = worry.test(text)
    const isPlain = objectionWords.some(({ complaint }) => complaint.test(text))
    const follow = plain.slice(end, Math.min(end + 24, last))
    for (const { key, complaint, topic } of objectionWords) {
      if (found.has(key)) continue
      const hit = complaint.exec(text) ?? (topic && isWorried && !isPlain ? topic.exec(text) : null)
      if (hit === null || isDenied(text, hit.index, hit[0].length)) continue
      if (key === 'quality' && settled.test(follow)) continue
      if (
        key === 'authority' &&
        /我(?:们)?(?:说|要|得|先|回去|再)?.{0,3}$/.test(text.slice(0, hit.index)) &&
        !/让我/.test(text)
      )
        continue
      const isComplaint = complaint.test(text)
      found.set(key, {
        value: key,
        confidence: isComplaint ? 0.8 : 0.65,
        start: start + hit.index,
        end: start + hit.index + hit[0].length,
      })
    }
  }
  if (lowerPrice && !found.has('price')) found.set('price', { ...lowerPrice, value: 'price', confidence: 0.7 })
  // Who names a rival has another supplier to choose.
  const [rival] = competitors
  if (rival && !found.has('competitor')) found.set('competitor', { ...rival, value: 'competitor', confidence: 0.6 })
  return [...found.values()].sort((a, b) => a.start - b.start)
}

/** 泵噪音是螺栓松了,紧了就好: what was wrong has been put right. */
const settled =
  /(?:紧|换|修|调|弄|处理|更换|清洗|拧|补)(?:了|完|好)(?:就好|好了|完成|新的)?|(?:修|弄|调|治)好|好了|解决|恢复正常/

/** Whether the clause itself takes the objection back; 不过, 就是, 但 begin a new breath. */
function isDenied(text: string, at: number, length: number): boolean {
  const turn = /但是?|不过|就是|只是|可是|然而|关键是|除了/g
  let [from, to] = [0, text.length]
  for (const hit of text.matchAll(turn)) {
    if (hit.index <= at) from = hit.index
    else if (hit.index >= at + length && to === text.length) to = hit.index
  }
  const breath = text.slice(from, to)
  return (
    denied.test(breath) ||
    /(?:不|没有?|没人|无人|并不|也不|倒不|并没有?)(?:是|觉得|算|怎么|再)?$/.test(text.slice(from, at))
  )
}
