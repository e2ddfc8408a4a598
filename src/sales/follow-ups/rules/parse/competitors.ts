import { isPlace } from './company-words.ts'
import { isHan } from './plain.ts'
import type { Part, Span } from './types.ts'
import { brands } from './words/brands.ts'
import {
  commonBrands,
  EDGE,
  END,
  leading,
  noName,
  noRival,
  notInName,
  notLatin,
  rivalWords,
  trimmed,
} from './words/rivals.ts'

/** Rival suppliers named in a text: known ones wherever they are named as rivals, unknown ones where the words around say so. */

const LONGEST = 6
const KNOWN = 0.8
const NAME = `([\\u4e00-\\u9fff]{2,${LONGEST}}?|[A-Z][A-Za-z0-9&]{1,15})`

/** With the name in the first group. */
const led = rivalWords.flatMap(({ before, after }) =>
  before === undefined
    ? []
    : [new RegExp(`${before}\\s?${NAME}\\s?${after === undefined ? END : `(?:${after})`}`, 'g')],
)
/** With what stands behind a name. */
const followed = rivalWords.flatMap(({ before, after = '' }) => (before === undefined ? [new RegExp(after, 'g')] : []))

/**
 * @param own where customers are named: none of them is a rival; nor is one of the people, unless it is a known name (康师傅)
 * @param products the company's own
 */
export function competitorsOf(
  plain: string,
  clauses: readonly Span[],
  known: readonly string[],
  own: readonly Span[],
  people: readonly Span[],
  products: readonly string[],
): Part<string>[] {
  const found = new Map<string, Part<string>>()
  const isOneOf = (spans: readonly Span[], start: number, end: number): boolean =>
    spans.some((span) => span.start < end && start < span.end)
  const put: Put = (start, text, confidence) => {
    const end = start + text.length
    if (isOneOf(own, start, end) || products.includes(text)) return
    if (confidence < KNOWN && isOneOf(people, start, end)) return
    if ([...found.keys()].some((other) => other.includes(text) || text.includes(other))) return
    found.set(text, { value: text, confidence, start, end })
  }
  for (const { start, end } of clauses) {
    const text = plain.slice(start, end)
    for (const name of known) addNamed(text, start, name, 0.9, put)
    for (const name of brands) addNamed(text, start, name, KNOWN, put)
    for (const words of led)
      for (const hit of text.matchAll(words)) {
        const raw = hit[1] ?? ''
        addSaid(raw, hit[0], start + hit.index + hit[0].lastIndexOf(raw, hit[0].length), put)
      }
    addOthers(text, start, found, put)
    for (const words of followed)
      for (const hit of text.matchAll(words)) {
        const from = nameEndingAt(text, hit.index)
        if (from !== null) addSaid(text.slice(from, hit.index).trimEnd(), hit[0], start + from, put)
      }
  }
  return [...found.values()].sort((a, b) => a.start - b.start)
}

type Put = (start: number, text: string, confidence: number) => void

const another = new RegExp(`^(?:和|、|与|以及|还有)${NAME}${END}`)

/** 威高和春立: what is named in one breath with a rival. */
function addOthers(text: string, start: number, found: ReadonlyMap<string, Part<string>>, put: Put): void {
  for (const { end } of [...found.values()]) {
    if (end <= start || end >= start + text.length) continue
    const raw = another.exec(text.slice(end - start))?.[1]
    if (raw !== undefined) addSaid(raw, raw, end + text.slice(end - start).indexOf(raw), put)
  }
}

/** A rival by name: unless it is something to connect with, or out of the race. */
function addNamed(text: string, start: number, name: string, confidence: number, put: Put): void {
  const at = text.toLowerCase().indexOf(name.toLowerCase())
  if (at < 0) return
  const isLatin = /^[A-Za-z]/.test(name)
  const [before, after] = [text.slice(Math.max(0, at - 8), at), text.slice(at + name.length, at + name.length + 6)]
  if (isLatin && (/[A-Za-z0-9]$/.test(before) || /^[A-Za-z0-9]/.test(after))) return
  if (noRival.test(before) || /^(?:出局|退出|被淘汰|的?(?:接口|会员|平台)|上(?:聊|说|发|沟通)|群|会议)/.test(after))
    return
  if (
    commonBrands.test(name) &&
    !/(?:用|对手|竞品|被|跟|和|换|换成|改用|转用|用回|比|认|代理)(?:的|的是|了)?$/.test(before)
  ) {
    if (!/^(?:报|给|的价|比|便宜|中标|抢|占)/.test(after)) return
    // 坚美的价格 is not 美的's.
    if (isHan(before.at(-1)) && /^的/.test(after.slice(0, 1)) && !EDGE.test(before)) return
  }
  put(start + at, text.slice(at, at + name.length), confidence)
}

/** Where a name begins that ends at an offset; null when nothing marks its beginning. */
function nameEndingAt(text: string, end: number): number | null {
  const latin = /[A-Z][A-Za-z0-9&]{1,15}\s?$/.exec(text.slice(0, end))
  if (latin !== null) return latin.index
  for (let length = 2; length <= LONGEST && length <= end; length++) {
    if (!isHan(text[end - length])) return null
    if (length > 1 && EDGE.test(text.slice(0, end - length))) return end - length
  }
  return null
}

/** @param hit the words that speak of a rival, with or without its name */
function addSaid(raw: string, hit: string, start: number, put: Put): void {
  const lead = leading.exec(raw)?.[0].length ?? 0
  const named = raw.slice(lead).replace(trimmed, '')
  // 苏尔寿泵 is named by its make.
  const name = named.length >= 4 ? named.replace(/[泵阀机板管材料剂漆胶]$/, '') : named
  if (name.length < 2 || noName.test(name) || isPlace(name) || notInName.test(name) || notLatin.test(name)) return
  if (/(?:出局|退出)/.test(hit)) return
  put(start + lead, name, 0.65)
}
