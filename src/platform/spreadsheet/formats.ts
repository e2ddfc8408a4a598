import type { Cell, DateCell } from './cell.ts'

/** What a number format makes of a number. */
export type NumberKind = 'number' | 'date' | 'time' | 'duration' | 'percent' | 'text' | `money:${string}`

const builtIn: Record<number, NumberKind> = {
  9: 'percent',
  10: 'percent',
  18: 'time',
  19: 'time',
  20: 'time',
  21: 'time',
  45: 'duration',
  46: 'duration',
  47: 'duration',
  49: 'text',
}
const signs: [RegExp, string][] = [
  [/US\$|\[\$(?:USD|US\$)|\[\$\$-(?:en-US|409)\]/i, 'USD'],
  [/€|\[\$EUR/i, 'EUR'],
  [/£|\[\$GBP/i, 'GBP'],
  [/HK\$|\[\$HKD/i, 'HKD'],
  [/\[\$JPY|\[\$[¥￥]-(?:ja-JP|411)\]/i, 'JPY'],
  [/[¥￥]|\[\$CNY|RMB/i, 'CNY'],
]

/** What a built-in format id or a format code of a workbook stands for. */
export function kindOfFormat(id: number, code: string | undefined): NumberKind {
  if (code === undefined) {
    // 27–36 and 50–58 are the dates of the Chinese and Japanese versions.
    if ((id >= 14 && id <= 17) || id === 22 || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date'
    return builtIn[id] ?? 'number'
  }
  const money = signs.find(([pattern]) => pattern.test(code))
  const plain = code.replace(/"[^"]*"|\\.|_.|\*./g, '').split(';')[0] ?? ''
  if (/\[(?:h+|m+|s+)\]/i.test(plain)) return 'duration'
  const letters = plain.replace(/\[[^\]]*\]/g, '').replace(/general|am\/pm|上午\/下午|a\/p/gi, '')
  if (/[yd年月日]/i.test(letters) || (/m/i.test(letters) && !/[hs0#?]/i.test(letters))) return 'date'
  if (/[hs]/i.test(letters)) return 'time'
  if (letters.includes('%')) return 'percent'
  if (letters.includes('@')) return 'text'
  return money ? `money:${money[1]}` : 'number'
}

const two = (n: number): string => String(n).padStart(2, '0')

/** A serial number of the 1900 or 1904 date system as day and time, or null when it is no date. */
export function serialToDate(serial: number, from1904: boolean): DateCell | null {
  if (!Number.isFinite(serial) || serial < 0 || serial > 2_958_465) return null
  // Seconds are rounded first: 0.75 of a day is stored as 0.7499999….
  const seconds = Math.round(serial * 86_400)
  let days = Math.floor(seconds / 86_400)
  if (from1904) days += 1462
  // The 1900 system counts a 29 February 1900 that never was.
  else if (days < 60) days += 1
  const day = new Date((days - 25_569) * 86_400_000).toISOString().slice(0, 10)
  const rest = seconds % 86_400
  return { day, time: rest === 0 ? null : `${two(Math.floor(rest / 3600))}:${two(Math.floor((rest % 3600) / 60))}` }
}

/** The cell that a number with a format shows: dates as DateCell, times `HH:mm`, percentages and foreign money as text. */
export function numberCell(value: number, kind: NumberKind, from1904: boolean): Cell {
  if (kind === 'date') {
    const date = serialToDate(value, from1904)
    return date && value >= 1 ? date : value
  }
  if (kind === 'time') {
    const date = serialToDate(value, from1904)
    if (!date) return value
    return value >= 1 ? date : (date.time ?? '00:00')
  }
  if (kind === 'percent') return `${Number((value * 100).toPrecision(12))}%`
  if (kind.startsWith('money:') && kind !== 'money:CNY') return `${kind.slice(6)} ${value}`
  return value
}
