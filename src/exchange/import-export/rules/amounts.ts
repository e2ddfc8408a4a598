import { isCurrency } from '../../../platform/money.ts'
import type { Cell } from '../contract.ts'
import { lineOf } from './cells.ts'

export interface Amount {
  /** Major units. */
  amount: number
  /** Only when the cell says so. */
  currency: string | null
}

const scales: Record<string, number> = {
  千: 1e3,
  k: 1e3,
  万: 1e4,
  w: 1e4,
  十万: 1e5,
  百万: 1e6,
  m: 1e6,
  mn: 1e6,
  千万: 1e7,
  亿: 1e8,
  bn: 1e9,
}
const signs: [RegExp, string][] = [
  [/US\$|USD|美元|美金|\$(?!\w)|(?<![A-Z])\$/i, 'USD'],
  [/HK\$|HKD|港币|港元/i, 'HKD'],
  [/NT\$|TWD|新台币|台币/i, 'TWD'],
  [/S\$|SGD|新币|新加坡元/i, 'SGD'],
  [/€|EUR|欧元/i, 'EUR'],
  [/£|GBP|英镑/i, 'GBP'],
  [/JPY|JP¥|日元|日币/i, 'JPY'],
  [/₩|KRW|韩元/i, 'KRW'],
  [/[¥￥]|RMB|CNY|人民币|CNH/i, 'CNY'],
]

/** The currency that a text names, or null. */
export function currencyOf(text: string): string | null {
  // The letters in front decide what a $ is.
  const special = signs.slice(1).find(([pattern]) => pattern.test(text))
  if (special) return special[1]
  if (signs[0]?.[0].test(text)) return 'USD'
  const code = /\b([A-Z]{3})\b/.exec(text)?.[1]
  return code && isCurrency(code) ? code : null
}

/** By how much the amounts of a column are to be multiplied as its header says: 预算(万) → 10000; 1 when it says nothing. */
export function unitOf(header: string): number {
  const found =
    /[(（[/／:：\s]?\s*(?:单位[:：]?)?\s*(百万|千万|亿|万|千|k|w)\s*(?:元|人民币|RMB|美元|美金|USD|CNY)?\s*[)）\]]?\s*$/i.exec(
      header,
    )
  if (!found) return 1
  const word = (found[1] ?? '').toLowerCase()
  // A trailing latin k or w is a unit only when it stands apart.
  if (/^[kw]$/.test(word) && !/[(（[/／]\s*[kw]/i.test(header)) return 1
  return scales[word] ?? 1
}

/**
 * The amount in a cell: 12.5万, ¥120,000, 1.2亿, USD 3,000, (1,200), 约30万. A bare number is multiplied by `unit`; a number
 * with its own 万 or 元 is not. Null for none, for ranges (10-20万), for text that is more than an amount, and for a bare
 * number with a currency sign where `unit` is not 1: it may have been meant either way.
 */
export function readAmount(cell: Cell | undefined, unit = 1): Amount | null {
  if (typeof cell === 'number') return Number.isFinite(cell) ? { amount: tidy(cell * unit), currency: null } : null
  const text = lineOf(cell)
    .normalize('NFKC')
    .replace(/[\s,'_]/g, '')
    .replace(/[、，]/g, '')
  if (text === '') return null
  const currency = currencyOf(text)
  const bare = text
    .replace(
      /US\$|HK\$|NT\$|S\$|JP¥|RMB|人民币|美元|美金|欧元|港币|港元|英镑|日元|日币|韩元|新台币|台币|新币|[¥$€£₩]/gi,
      '',
    )
    .replace(/^[A-Z]{3}(?=[\d(.-])|(?<=[\d万亿])[A-Z]{3}$/i, '')
    .replace(/^(?:约|大约|大概|预计|近|~)|(?:左右|上下|整|含税|不含税)$/g, '')
  const found = /^(\()?(-)?(\d+(?:\.\d+)?)(千万|百万|十万|亿|万|千|mn|bn|k|w|m)?(元|块|圆)?(\))?$/i.exec(bare)
  if (!found || Boolean(found[1]) !== Boolean(found[6])) return null
  if (unit !== 1 && currency !== null && !found[4] && !found[5]) return null
  const own = found[4] ? (scales[found[4].toLowerCase()] ?? 1) : found[5] ? 1 : unit
  const amount = tidy(Number(found[3]) * own)
  return Number.isFinite(amount) ? { amount: found[1] || found[2] ? -amount : amount, currency } : null
}

/** 12.3 × 10000 is 123000.00000000001 in binary. */
function tidy(value: number): number {
  return Number(value.toPrecision(15))
}
