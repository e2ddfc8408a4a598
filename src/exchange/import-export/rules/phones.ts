import { isPhone, normalizePhone } from '../../../platform/text.ts'

/** Phone numbers found in a text, normalised and each once; `broken` are digit runs that were meant as one; `parts` everything in order. */
export interface FoundPhones {
  phones: string[]
  broken: BrokenPhone[]
  parts: PhonePart[]
}

export type PhonePart = { words: string } | { phone: string }

export interface BrokenPhone {
  value: string
  /** Digits missing (positive) or too many (negative) for a mobile number; 0 when that cannot be said. */
  missing: number
}

const DIGITS = '[\\d０-９]'
/** Runs of digits with the spaces, dashes and brackets that people put into numbers. */
const run = new RegExp(
  `(?:\\+|00(?=[1-9]))?[(（]?\\+?${DIGITS}[\\d０-９\\s\\-‐-―－().（）]{3,}${DIGITS}(?:\\s*(?:转|分机|ext\\.?|#)\\s*\\d{1,6})?`,
  'gi',
)

/** Finds the phone numbers of a text, however they are separated or decorated: 「138-1234-5678/0512-6288 8888转801（王总）」. */
export function findPhones(text: string): FoundPhones {
  const clean = text.replace(/[\u200b-\u200f\u202a-\u202e]/g, '')
  const broken: BrokenPhone[] = []
  const parts: PhonePart[] = []
  let words = ''
  let last = 0
  const endWords = (number: boolean): void => {
    const bare = withoutLabels(words, number)
    if (bare.trim() !== '') parts.push({ words: bare })
    words = ''
  }
  for (const found of matches(clean)) {
    words += clean.slice(last, found.index)
    last = found.index + found[0].length
    const numbers = numbersOf(found[0])
    const digits = digitsOf(found[0])
    // Short digit runs are house numbers and dates.
    if (numbers.length === 0 && digits.length < 7) {
      words += found[0]
      continue
    }
    endWords(true)
    if (numbers.length === 0) broken.push({ value: found[0].trim(), missing: missingDigits(digits) })
    for (const phone of numbers) parts.push({ phone })
  }
  words += clean.slice(last)
  endWords(false)
  return { phones: [...new Set(parts.flatMap((part) => ('phone' in part ? [part.phone] : [])))], broken, parts }
}

const dates =
  /(?<![\d-])(?:19|20)\d{2}(?:\s?[-./年]\s?(?:1[0-2]|0?[1-9])\s?[-./月]\s?(?:3[01]|[12]\d|0?[1-9])(?:日|(?![\d-]))|(?:1[0-2]|0[1-9])(?:3[01]|[12]\d|0[1-9])(?![\d-]))/g

/** The runs of a text, with dates cut out: 2024-03-05 has as many digits as a number without area code. */
function* matches(text: string): Generator<{ 0: string; index: number }> {
  let from = 0
  for (const date of [...text.matchAll(dates), null]) {
    const piece = text.slice(from, date?.index)
    for (const found of piece.matchAll(run)) yield { 0: found[0], index: from + found.index }
    if (date) from = date.index + date[0].length
  }
}

const digitsOf = (text: string): string => text.normalize('NFKC').replace(/\D/g, '')

/** The phone numbers in one run: the run itself, or what its spaces and dots divide it into. */
function numbersOf(found: string): string[] {
  const whole = found.trim().normalize('NFKC')
  if (isPhone(whole)) return [normalizePhone(whole)]
  const digits = digitsOf(whole)
  // Several mobile numbers glued together or written with the same spaces as between their groups.
  if (digits.length % 11 === 0 && digits.length > 11) {
    const each = digits.match(/.{11}/g) ?? []
    if (each.every((number) => /^1[3-9]\d{9}$/.test(number))) return each
  }
  const parts = whole.split(/\s+|(?<=\d)\.(?=\d)|--+|(?<=\d{7,})[-](?=1[3-9]\d{9}$)/).filter((part) => /\d/.test(part))
  if (parts.length > 1 && parts.every(isPhone)) return parts.map(normalizePhone)
  return mobilesAndRest(parts)
}

/** 「0512 62888888 13800138000」: joins an area code to the number behind it. */
function mobilesAndRest(parts: string[]): string[] {
  const numbers: string[] = []
  for (let i = 0; i < parts.length; i++) {
    const joined = `${parts[i] ?? ''} ${parts[i + 1] ?? ''}`
    const triple = `${joined} ${parts[i + 2] ?? ''}`
    if (i + 2 < parts.length && isPhone(triple)) {
      numbers.push(normalizePhone(triple))
      i += 2
    } else if (i + 1 < parts.length && isPhone(joined)) {
      numbers.push(normalizePhone(joined))
      i += 1
    } else if (isPhone(parts[i] ?? '')) numbers.push(normalizePhone(parts[i] ?? ''))
    else return []
  }
  return numbers
}

function missingDigits(digits: string): number {
  const own = digits.replace(/^(?:0?086|86)(?=1[3-9])/, '')
  if (!/^1[3-9]/.test(own)) return 0
  return Math.abs(11 - own.length) <= 3 ? 11 - own.length : 0
}

/** Drops the words that only say what kind of number stands beside them; `number`: one follows. */
function withoutLabels(words: string, number: boolean): string {
  const label =
    /(?:手机号?码?|电话号?码?|座机|固话|联系方式|办公电话|tel|phone|mobile|mob|cell|fax|传真)\s*[:：.]*\s*$/gi
  return (number ? words.replace(label, ' ') : words)
    .replace(/微信同号|同微信|微信号?同手机号?|同手机/g, ' ')
    .replace(/^\s*(?:转|分机)\s*(?=$|[\s,，;；/])/, ' ')
    .replace(/^\s*[)）\]】]|[(（[【]\s*$/g, ' ')
}
