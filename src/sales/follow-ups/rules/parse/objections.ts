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
    const isWorried = worry.test(text)
    const follow = plain.slice(end, Math.min(end + 24, last))
    for (const { key, complaint, topic } of objectionWords) {
      if (found.has(key)) continue
      const stands = ({ index, 0: words }: RegExpMatchArray): boolean =>
        !isDenied(text, index ?? 0, words.length) && !isSettled(key, follow) && !isOurs(key, text, index ?? 0)
      const complained = [...text.matchAll(complaint)].find(stands)
      const hit = complained ?? (topic && isWorried ? [...text.matchAll(topic)].find(stands) : undefined)
      if (hit === undefined) continue
      const at = start + (hit.index ?? 0)
      found.set(key, { value: key, confidence: complained ? 0.8 : 0.65, start: at, end: at + hit[0].length })
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
  /(?<!(?:如果|要是|等|只要|能|没|不).{0,4})(?:(?:紧|换|修|调|弄|处理|更换|清洗|拧|补)(?:了|完|好)(?:就好|好了|完成|新的)?|(?:修|弄|调|治)好|好了|解决|恢复正常)/
const isSettled = (key: string, follow: string): boolean => key === 'quality' && settled.test(follow)

/** 我说要请示, 领导没批我先不表态: it is us who ask our own. */
const isOurs = (key: string, text: string, at: number): boolean =>
  key === 'authority' &&
  !/让我/.test(text) &&
  (/我(?:们)?(?:说|要|得|先|回去|再)?.{0,3}$/.test(text.slice(0, at)) ||
    /(?:没|不)(?:批|同意).{0,2}我(?:们)?(?:先|也|就|不|没)|申请领导没批/.test(text))

const REACH = 12

/** Whether the clause itself takes the objection back; 不过, 就是, 但 begin a new breath. */
function isDenied(text: string, at: number, length: number): boolean {
  const turn = /但是?|不过|就是|只是|可是|然而|关键是|除了/g
  let [from, to] = [0, text.length]
  for (const hit of text.matchAll(turn)) {
    if (hit.index <= at) from = hit.index
    else if (hit.index >= at + length && to === text.length) to = hit.index
  }
  // In dictation without signs a breath is no longer than what one says at once.
  const breath = text.slice(Math.max(from, at - REACH), Math.min(to, at + length + REACH))
  return (
    denied.test(breath) ||
    /(?:不|(?<!有)没有?|没人|无人|并不|也不|倒不|并没有?)(?:是|觉得|算|怎么|再)?$/.test(text.slice(from, at))
  )
}
