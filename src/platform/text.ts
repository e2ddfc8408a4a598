/**
 * Texts: normal form, the terms by which records are found, phone numbers, masks. Pure.
 * Search works by equality of terms: `searchTerms` are stored with a record, all `queryTerms` of a question must be among them.
 */

export { shortNames } from './company-name.ts'

const TERM_LENGTH = 16
const TAIL = 4

const cjk = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}ー]/u
const letter = /[\p{L}\p{N}\p{M}]/u

/** One spelling for comparing: NFKC (full width to half width), lower case, single spaces, trimmed. */
export function normalize(text: string): string {
  // Twice, because lower case of a few letters (İ) is not in normal form itself.
  return text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(/\s+/g, ' ').trim()
}

type Piece = { text: string; chinese: boolean }

// In a name spaces between Chinese characters are noise (明锐 电子). In a question they separate parts, except around single characters (明 锐 电).
const spacesInName = /(?<=\p{Script=Han}) (?=\p{Script=Han})/gu
const spacesInQuestion =
  /(?<=(?:^|\P{Script=Han})\p{Script=Han}) (?=\p{Script=Han})|(?<=\p{Script=Han}) (?=\p{Script=Han}(?:$|\P{Script=Han}))/gu

/** Runs of CJK characters and runs of other letters and digits; a new chunk wherever something else stands between them. */
function chunksOf(text: string, noise: RegExp = spacesInName): Piece[][] {
  const chunks: Piece[][] = []
  let chunk: Piece[] | null = null
  for (const char of normalize(text).replace(noise, '')) {
    const chinese = cjk.test(char)
    if (!chinese && !letter.test(char)) {
      chunk = null
      continue
    }
    if (!chunk) {
      chunk = []
      chunks.push(chunk)
    }
    const last = chunk.at(-1)
    if (last && last.chinese === chinese) last.text += char
    else chunk.push({ text: char, chinese })
  }
  return chunks
}

/** Pairs of neighbours of which at least one is CJK, so that `3M中国` is found by `m中` as well. */
function pairsOf(chunk: readonly Piece[]): string[] {
  const chars = chunk.flatMap((piece) => [...piece.text].map((char) => ({ char, chinese: piece.chinese })))
  return chars.slice(1).flatMap((next, i) => {
    const char = chars[i]
    return char && (char.chinese || next.chinese) ? [char.char + next.char] : []
  })
}

function prefixesOf(word: string, from = 1): string[] {
  const chars = [...word].slice(0, TERM_LENGTH)
  return chars.slice(from - 1).map((_, i) => chars.slice(0, i + from).join(''))
}

/** The CJK bigrams of a text, each once: 华为技术 → 华为, 为技, 技术. */
export function bigrams(text: string): string[] {
  return [...new Set(chunksOf(text).flatMap((chunk) => pairsOf(chunk)))]
}

/** The terms of a phone number: its tails and heads of 4 and more digits, and the whole. Kept apart because phones may be hidden from a reader. */
export function phoneTerms(phone: string): string[] {
  const digits = normalizePhone(phone).replace(/-.*$/, '').replace(/\D/g, '')
  if (digits.length < TAIL) return []
  const lengths = Array.from({ length: digits.length - TAIL + 1 }, (_, i) => i + TAIL)
  return [...new Set(lengths.flatMap((n) => [digits.slice(-n), digits.slice(0, n)]))]
}

/** Full pinyin and initials of a name, as `pinyinOf` of platform/pinyin gives them. */
export type Pinyin = { full: string; initials: string }

/**
 * The terms stored for a record, each once. Give every name by which it is known, short names included: pinyin and initials are found
 * from the start of a name only, Chinese anywhere in it.
 */
export function searchTerms(of: {
  names: readonly string[]
  phones?: readonly string[]
  pinyin?: readonly Pinyin[]
}): string[] {
  const terms = new Set<string>()
  for (const chunk of of.names.flatMap((name) => chunksOf(name))) {
    for (const pair of pairsOf(chunk)) terms.add(pair)
    for (const piece of chunk) {
      if (piece.chinese) terms.add([...piece.text][0] ?? '')
      else for (const prefix of prefixesOf(piece.text)) terms.add(prefix)
    }
  }
  for (const { full, initials } of of.pinyin ?? []) {
    for (const prefix of prefixesOf(normalize(initials))) terms.add(prefix)
    for (const prefix of prefixesOf(normalize(full), 2)) terms.add(prefix)
  }
  for (const term of (of.phones ?? []).flatMap(phoneTerms)) terms.add(term)
  terms.delete('')
  return [...terms]
}

/**
 * The terms that a record must all have to answer a question: bigrams of Chinese (a single character means the start of a name),
 * the digits of a phone's tail or head, a word's or pinyin's beginning. Empty when the question holds nothing to look for.
 */
export function queryTerms(question: string): string[] {
  const text = normalize(question)
  if (/^[+(\d][\d\s().-]*$/.test(text)) {
    const typed = text.replace(/\D/g, '')
    // Few digits are the head or tail of a number: a leading 00 is then no international prefix.
    const digits = typed.length < 10 && !text.startsWith('+') ? typed : normalizePhone(text).replace(/\D/g, '')
    return digits === '' ? [] : [digits]
  }
  const terms = new Set<string>()
  for (const chunk of chunksOf(text, spacesInQuestion)) {
    const pairs = pairsOf(chunk)
    for (const pair of pairs) terms.add(pair)
    for (const [i, piece] of chunk.entries()) {
      // Letters directly before Chinese may be the end of a word (L王牌 in TCL王牌): the pair at the seam must do.
      const mayBeCut = i === 0 && chunk.length > 1
      if (piece.chinese ? pairs.length === 0 : !mayBeCut) terms.add([...piece.text].slice(0, TERM_LENGTH).join(''))
    }
  }
  return [...terms]
}

const mobile = /^1[3-9]\d{9}$/
const landline = /^0\d{2,3}\d{7,8}(?:-\d{1,6})?$/
const service = /^[48]00\d{7}(?:-\d{1,6})?$/
const foreign = /^\+[1-9]\d{6,14}$/
const local = /^[2-9]\d{6,7}(?:-\d{1,6})?$/

/**
 * One spelling of a phone number: digits without spaces, dashes, brackets and +86; foreign numbers keep `+` and country code,
 * an extension follows as `-801`. Text that holds no digit gives ''.
 */
export function normalizePhone(phone: string): string {
  const text = normalize(phone).replace(/[‐-―−]/g, '-')
  const [, main = '', extension] = /^(.*?)(?:\s*(?:转|分机|ext\.?|x|#)\s*(\d{1,6}))?$/.exec(text) ?? []
  const dashed = extension
    ? null
    : /^(\(?0\d{2,3}\)?[-\s]?\d{7,8}|[48]00[-\s]?\d{3,4}[-\s]?\d{3,4})-(\d{1,6})$/.exec(main)
  const tail = extension ?? dashed?.[2]
  const digits = (dashed?.[1] ?? main)
    .replace(/[^\d+]/g, '')
    .replace(/(?!^)\+/g, '')
    .replace(/^00/, '+')
  const home = digits.replace(/^\+?86(?=1[3-9]\d{9}$)/, '').replace(/^\+86(?=0?\d{9,11}$)/, '')
  const whole =
    digits.startsWith('+86') && /^[1-9]\d{8,10}$/.test(home) && !mobile.test(home) && !service.test(home)
      ? `0${home}`
      : home
  return whole === '+' ? '' : tail && whole ? `${whole}-${tail}` : whole
}

/** Whether the text is a phone number: Chinese mobile, landline with or without area code, 400/800, or `+` and country code. */
export function isPhone(text: string): boolean {
  if (/[^\d\s()+.#x\-转分机ext（）‐-―－＋０-９]/i.test(text)) return false
  const phone = normalizePhone(text)
  return [mobile, landline, service, foreign, local].some((shape) => shape.test(phone))
}

/** A phone number with its middle hidden: 138****5678; a short one shows its last two digits only. */
export function maskPhone(phone: string): string {
  const text = normalizePhone(phone)
  if (text === '') return phone === '' ? '' : '****'
  if (text.length < 9) return `****${text.slice(-2)}`
  return `${text.slice(0, 3)}****${text.slice(-4)}`
}

/** An e-mail address with all but the first letter of its name hidden: l***@example.com. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  if (at < 1) return email === '' ? '' : '***'
  return `${[...email][0] ?? ''}***${email.slice(at)}`
}
