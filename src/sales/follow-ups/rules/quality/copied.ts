import { about, type Background, type Finding, type Written } from './types.ts'
import { substance } from './words.ts'

/** Share of the words that must stand in one earlier report, after names, figures and days are masked. */
const ALIKE = 0.84
/** How alike two clauses must be to say the same. */
const SAME_CLAUSE = 0.6
/** New words in the other fields that are something learned. */
const NEWS = 4

/**
 * 抄模板: near-identical to an earlier report or a colleague's, also after changing names, figures and days. New counts beside a new
 * fact are no copy.
 */
export function copied(written: Written, { earlier, colleagues = [] }: Background): Finding | null {
  const parts = clausesOf(written.summary)
  if (parts.length === 0) return null
  for (const [others, reason] of [
    [earlier, 'copied.own'],
    [colleagues, 'copied.colleague'],
  ] as const) {
    const best = others
      .map((other) => ({ other, share: shareIn(parts, clausesOf(other.summary)) }))
      .reduce((a, b) => (b.share > a.share ? b : a), { other: written, share: 0 })
    if (best.share >= ALIKE && !saysMore(written, best.other))
      return about('copied', reason, written, 'summary', {
        percent: Math.floor(best.share * 100),
        day: best.other.reportDay,
      })
  }
  return null
}

/** How much of the clauses stands in the other ones, by length. */
function shareIn(parts: readonly string[], others: readonly string[]): number {
  if (others.length === 0) return 0
  const joined = others.join('')
  const same = parts.filter(
    (part) => others.some((other) => alike(part, other) >= SAME_CLAUSE) || joined.includes(part),
  )
  const length = (texts: readonly string[]) => texts.reduce((sum, text) => sum + text.length, 0)
  const byClause = length(same) / length(parts)
  return same.length === parts.length
    ? Math.max(byClause * alike(parts.join(''), joined), wholeOrPart(parts, joined))
    : byClause
}

/** A report that repeats only a part of an earlier one says nothing new either. */
function wholeOrPart(parts: readonly string[], joined: string): number {
  const text = parts.join('')
  const shared = [...pairsOf(text)].filter(([pair, count]) => (pairsOf(joined).get(pair) ?? 0) >= count).length
  return shared / Math.max(1, pairsOf(text).size)
}

/** Whether need, objection or feedback say something that the other report does not. */
function saysMore(written: Written, other: Written): boolean {
  const known = [other.summary, other.need, other.objections, other.feedback].join('，')
  return ([written.need, written.feedback] as const).some((text) => {
    const news = [...substance(text)].filter((char) => !known.includes(char))
    return news.length >= NEWS
  })
}

const masks: readonly (readonly [RegExp, string])[] = [
  [
    /\d{4}[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{1,2}月\d{1,2}[日号]?|\d{1,2}[日号]|(下+|上+|本|这)?周[一二三四五六日天]/gu,
    'D',
  ],
  [/[一二两三四五六七八九十百千万半\d][一二两三四五六七八九十百千万半\d.,%]*/gu, '#'],
  [/[\p{Script=Han}](总监|总|经理|主任|科长|厂长|院长|校长|老师|工|姐|哥|店长|主管)/gu, '@'],
  [/很|也|又|还|再|都|就|的|了|着|过|般|比较|非常|一下|跟|和|与|表示|认为|觉得|说|走|卖/gu, ''],
]

/** Clauses without names, figures, days and small words. */
function clausesOf(text: string): string[] {
  const masked = masks.reduce((now, [pattern, by]) => now.replace(pattern, by), text)
  return masked
    .split(/[，,。；;、:：\n!！?？]/u)
    .map((clause) => clause.replace(/[^\p{L}\p{N}#@]/gu, ''))
    .filter((clause) => clause.length > 0)
}

/** Shared pairs of neighbouring characters, twice over all pairs (Dice). */
function alike(a: string, b: string): number {
  if (a === b) return 1
  const [left, right] = [pairsOf(a), pairsOf(b)]
  let shared = 0
  for (const [pair, count] of left) shared += Math.min(count, right.get(pair) ?? 0)
  return (2 * shared) / Math.max(1, total(left) + total(right))
}

const total = (pairs: ReadonlyMap<string, number>): number => [...pairs.values()].reduce((sum, count) => sum + count, 0)

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>()
  for (let at = 0; at < text.length - 1; at++) {
    const pair = text.slice(at, at + 2)
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1)
  }
  return pairs
}
