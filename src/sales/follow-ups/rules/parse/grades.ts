import { integerOf } from './numbers.ts'
import type { Part, Span } from './types.ts'

/** Spoken grades of intent and chances. Only what is spoken. */

const LETTER = '([A-Ea-e])'
const AFTER = '(?![A-Za-z0-9]|[座区栋幢楼馆轮股柱级]?(?:座|区|栋|楼|馆|轮|股|柱|口|面|款|型|套|方案|版))'

const intents = [
  new RegExp(`^${LETTER}[级类]?[。!]?$`),
  new RegExp(`意向(?:等级|级别|度|程度)?[^,。;A-Za-z]{0,5}?${LETTER}${AFTER}(?!.{0,3}(?:升|降|到)[A-E])`),
  new RegExp(`从${LETTER}[级类]?(?:升|调|提|降|改|变|上升|提升|下调)(?:级)?(?:到|至|成|为)?${LETTER}${AFTER}`),
  new RegExp(
    `(?:意向|等级|评级|级别|评为|定为|归为|评|算|分级)(?:等级|级别|度|程度|客户)?(?:从${LETTER}[级类]?)?(?:还是|仍是|是|为|:|升到?|升为|降到?|降为|调到?|提到|提升到?|给|到|算|定|应该|暂定|先|维持|不变)*\\s*${LETTER}${AFTER}`,
  ),
  new RegExp(`(?:升到?|升为|降到?|降为|降成|调到|提到|提升到|下调到?)(?:了)?\\s*${LETTER}(?:级|类)?${AFTER}`),
  new RegExp(`(?:^|[\\s,。;、|:(是算为])${LETTER}(?:级|类)(?:吧|客户|意向|了|左右|,|。|;|\\s|\\||\\)|$)`),
  new RegExp(`(?:[\\s,。;|])${LETTER}\\s*[。!]?\\s*$`),
]

/** The grade as it stands after what was said: 从B升到A is A. */
export function intentOf(plain: string, spans: readonly Span[]): Part<string> | null {
  for (const pattern of intents)
    for (const { start, end } of spans) {
      const text = plain.slice(start, end)
      const hit = pattern.exec(text)
      if (hit === null) continue
      const letter = (hit.at(-1) ?? hit[1] ?? '').toUpperCase()
      return {
        value: letter,
        confidence: 0.9,
        start: start + hit.index + lead(hit[0]),
        end: start + hit.index + hit[0].trimEnd().length,
      }
    }
  return null
}

const lead = (text: string): number => text.length - text.replace(/^[\s,。;、|:(]+/, '').length

const TENTH = '[一二两三四五六七八九]|\\d(?:\\.5)?'
const chances: readonly (readonly [RegExp, (hit: RegExpExecArray) => number | null])[] = [
  [/五五开|一半一半|五成五|对半开|fifty[- ]?fifty|50\/50/i, () => 50],
  [/十拿九稳|九成九|八九不离十/, () => 90],
  [/百分之([一二三四五六七八九十百\d]+)(?:的)?(?:把握|机会|概率|可能|希望|胜算)/, (hit) => integerOf(hit[1] ?? '')],
  [
    /(?:把握|机会|概率|可能性?|希望|胜算|胜率|赢率|成功率|赢面|成交率|成单率|拿下)(?:大概|大约|应该|估计|目前|有|是|在|能到|能有|约|:|也就|差不多)*(?:百分之)?(\d{1,3})\s*%?(?=[^\d万元台套个]|$)/,
    (hit) => Number(hit[1]),
  ],
  [/(\d{1,3})\s*%(?:的)?(?:把握|机会|概率|可能|希望|胜算|成功率)/, (hit) => Number(hit[1])],
  [
    new RegExp(
      `(?:把握|机会|概率|可能性?|希望|胜算|胜率|赢率|成功率|赢面)(?:大概|大约|应该|估计|目前|有|是|在|约|:|也就|差不多)*(${TENTH})成`,
    ),
    (hit) => tenth(hit[1]),
  ],
  [
    new RegExp(
      `(?<![涨降打占付了首预])(${TENTH})成(?:的)?(?:把握|机会|概率|可能|希望|胜算|能成|会成|能签|能拿|左右能)`,
    ),
    (hit) => tenth(hit[1]),
  ],
  [
    new RegExp(
      `(?:^|[\\s,。;、:|(])(?:大概|估计|目前|差不多|也就|有|我看|应该|现在|大约)*(${TENTH})成(?:吧|左右|上下|以上)?(?=[\\s,。;、|)!]|$)`,
    ),
    (hit) => tenth(hit[1]),
  ],
]

function tenth(text: string | undefined): number | null {
  if (text === undefined) return null
  const number = /^\d/.test(text) ? Number(text) : integerOf(text)
  return number === null ? null : Math.round(number * 10)
}

/** A spoken chance in percent: 七成 → 70, 五五开 → 50. */
export function probabilityOf(plain: string, spans: readonly Span[]): Part<number> | null {
  for (const [pattern, value] of chances)
    for (const { start, end } of spans) {
      const text = plain.slice(start, end)
      const hit = pattern.exec(text)
      if (hit === null) continue
      const percent = value(hit)
      if (percent === null || percent <= 0 || percent > 100) continue
      return {
        value: percent,
        confidence: 0.9,
        start: start + hit.index + lead(hit[0]),
        end: start + hit.index + hit[0].length,
      }
    }
  return null
}
