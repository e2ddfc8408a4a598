/**
 * Money. Stored as whole minor units (分, cents) and an ISO 4217 code, shown and exchanged as a number of major units.
 */

/** Currencies with other than two decimals (ISO 4217). */
const exponents: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
}

/** The currencies that can be chosen, the usual ones of Chinese sales teams first. */
export const currencies: readonly string[] = (
  'CNY USD EUR HKD JPY GBP TWD SGD KRW AUD CAD AED AFN ALL AMD ANG AOA ARS AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP ' +
  'BYN BZD CDF CHF CLP COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG HUF IDR ILS INR IQD ' +
  'IRR ISK JMD JOD KES KGS KHR KMF KPW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD ' +
  'NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SHP SLE SOS SRD SSP STN SVC SYP SZL THB ' +
  'TJS TMT TND TOP TRY TTD TZS UAH UGX UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW'
).split(' ')

const known = new Set(currencies)

/** The largest amount in minor units: beyond 15 digits a JSON number no longer tells neighbours apart. */
export const MAX_MINOR = 999_999_999_999_999

/** Why a number cannot be an amount of a currency. */
export type AmountProblem = 'unknownCurrency' | 'notFinite' | 'tooPrecise' | 'tooLarge'

/** Whether the text is a currency code in the list, in capitals. */
export function isCurrency(code: string): boolean {
  return known.has(code)
}

/** Number of decimals of a currency: CNY 2, JPY 0, KWD 3. */
export function decimalsOf(currency: string): number {
  return exponents[currency] ?? 2
}

/** What hinders a number of major units from being an amount, or null when it is one. */
export function amountProblem(amount: number, currency: string): AmountProblem | null {
  if (!isCurrency(currency)) return 'unknownCurrency'
  if (!Number.isFinite(amount)) return 'notFinite'
  const factor = 10 ** decimalsOf(currency)
  const minor = Math.round(amount * factor)
  if (Math.abs(minor) > MAX_MINOR) return 'tooLarge'
  // 1.15 × 100 is 114.99…: only the way back tells whether the decimals really were too many.
  return minor / factor === amount ? null : 'tooPrecise'
}

/** Major units → minor units (19.9 CNY → 1990). @throws RangeError whose message is the `AmountProblem` */
export function toMinor(amount: number, currency: string): number {
  const problem = amountProblem(amount, currency)
  if (problem) throw new RangeError(problem)
  return Math.round(amount * 10 ** decimalsOf(currency)) + 0
}

/** Minor units → major units (1990 → 19.9 CNY). */
export function toMajor(minor: number, currency: string): number {
  return minor / 10 ** decimalsOf(currency)
}

const symbols: Readonly<Record<string, string>> = { CNY: '¥', JPY: 'JP¥' }
const formats = new Map<string, Intl.NumberFormat>()

function formatOf(locale: string, key: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const id = `${locale} ${key}`
  let format = formats.get(id)
  if (!format) {
    format = new Intl.NumberFormat(locale, options)
    formats.set(id, format)
  }
  return format
}

/** The sign of a currency as both languages write it: ¥, US$ or $, €; the code where there is none. */
export function currencySymbol(currency: string, locale: string): string {
  const own = symbols[currency]
  if (own) return own
  const parts = formatOf(locale, currency, { style: 'currency', currency, currencyDisplay: 'symbol' }).formatToParts(0)
  return parts.find((part) => part.type === 'currency')?.value ?? currency
}

function digits(value: number, locale: string, least: number, most: number): string {
  return formatOf(locale, `${least}-${most}`, { minimumFractionDigits: least, maximumFractionDigits: most }).format(
    value,
  )
}

type Scale = { from: number; divisor: number; unit: string; decimals: [number, number] }

// `from` is where rounding already reaches the unit, so that 9,999.96 万 is shown as 1.0 亿 and never as 10,000.0 万.
const chineseScales: readonly Scale[] = [
  { from: 99_999_500, divisor: 100_000_000, unit: ' 亿', decimals: [1, 2] },
  { from: 10_000, divisor: 10_000, unit: ' 万', decimals: [1, 1] },
]
const englishScales: readonly Scale[] = [
  { from: 9_999_500, divisor: 1_000_000, unit: 'm', decimals: [1, 1] },
  { from: 10_000, divisor: 1_000, unit: 'k', decimals: [0, 0] },
]

/**
 * An amount in major units as text with its currency sign, minus as U+2212.
 * Plain: `¥860,000`, `¥860,000.50`. Compact: zh `¥86.0 万`, `¥1.28 亿`; en `¥860k`, `¥18.6m`; below 10,000 without decimals of no value.
 */
export function formatMoney(
  amount: number,
  currency: string,
  locale: string,
  options: { compact?: boolean } = {},
): string {
  const size = Math.abs(amount)
  const scales = locale.startsWith('zh') ? chineseScales : englishScales
  const scale = options.compact ? scales.find((each) => size >= each.from) : undefined
  const decimals = decimalsOf(currency)
  const shown = scale ? size / scale.divisor : size
  const [least, most] = scale ? scale.decimals : Number.isInteger(size) ? [0, 0] : [decimals, decimals]
  const text = digits(shown, locale, least, most)
  const symbol = currencySymbol(currency, locale)
  const gap = /[A-Za-z]$/.test(symbol) ? ' ' : ''
  const minus = amount < 0 && /[1-9]/.test(text) ? '\u2212' : ''
  return `${minus}${symbol}${gap}${text}${scale?.unit ?? ''}`
}
