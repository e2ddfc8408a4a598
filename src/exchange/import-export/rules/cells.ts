import { normalize } from '../../../platform/text.ts'
import type { Cell } from '../contract.ts'

/** What people type to say that there is nothing. */
const nothing =
  /^(?:[-—–－_/／\\.。、*×?？]+|无|暂无|没有|空|null|none|nil|n\/?a|#n\/a|未知|不详|不清楚|未填|未填写|待补充|待补|待定|待确认|未定|不定|不确定|面议|另议|暂缺|\(空\)|（空）|undefined|nan)$/i

/** A cell as one trimmed text: half-width spaces, no invisible characters, line breaks kept; placeholders such as 「-」 or 「无」 give ''. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return ''
  if (typeof cell === 'object') return cell.time ? `${cell.day} ${cell.time}` : cell.day
  if (typeof cell === 'number') return plainNumber(cell)
  if (typeof cell === 'boolean') return cell ? '是' : '否'
  const text = cell
    .replace(/[\u200b-\u200f\u2060\ufeff\u00ad]/g, '')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
  return nothing.test(text) ? '' : text
}

/** A number without exponent or the noise of binary fractions: 13800138000, 0.1. */
function plainNumber(value: number): string {
  if (!Number.isFinite(value)) return ''
  if (Number.isInteger(value)) return BigInt(value).toString()
  return String(Number(value.toPrecision(12)))
}

/** One line of text: as `textOf` with line breaks made spaces. */
export function lineOf(cell: Cell | undefined): string {
  return textOf(cell).replace(/\s+/g, ' ').trim()
}

/** For comparing labels and headers: normal form without spaces and punctuation. */
export function labelKey(text: string): string {
  // Plain Chinese is its own normal form; most labels and names are.
  if (/^[\u4e00-\u9fff]*$/.test(text)) return text
  return normalize(text).replace(/[\s\p{P}\p{S}]+/gu, '')
}

/** A percentage 0–100: 60%, 60, 0.6, 六成; null when it is none. A bare 1 is 1 %, as 1 % and 100 % cannot be told apart otherwise. */
export function percentOf(cell: Cell | undefined): number | null {
  const text = lineOf(cell).replace(/\s/g, '')
  const tenths = /^([一二三四五六七八九十])成$/.exec(text)
  if (tenths) return '一二三四五六七八九十'.indexOf(tenths[1] ?? '') * 10 + 10
  const found = /^(\d+(?:\.\d+)?)([%％])?$/.exec(text)
  if (!found) return null
  const value = Number(found[1])
  const percent = found[2] || value >= 1 || value === 0 ? value : Number((value * 100).toPrecision(12))
  return percent <= 100 ? percent : null
}

/** Whether the text is an e-mail address. */
export function isEmail(text: string): boolean {
  return /^[^\s@,;，；<>()]+@[^\s@,;，；<>()]+\.[a-z]{2,}$/i.test(text) && text.length <= 254
}

/** Whether the text is a unified social credit code (18 characters, check digit not examined). */
export function isCreditCode(text: string): boolean {
  return /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/.test(text.toUpperCase())
}

/** A list written in one cell: 「明锐、明锐电子」 → both; commas, slashes, semicolons and line breaks separate. */
export function listOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(/[、,，;；/|\n]+/)
        .map((each) => each.trim())
        .filter(Boolean),
    ),
  ]
}
