import { labelKey } from './cells.ts'
import { hasLegalForm } from './names.ts'

/** Keys by which the same company, contact or entry is known again. */

/** One spelling of a company's name: full and half width, case, spaces, brackets and punctuation do not matter. */
export function companyKey(name: string): string {
  return labelKey(name).replace('有限责任公司', '有限公司')
}

/** The name without its legal form, by which 「苏州明锐电子」 is 「苏州明锐电子有限公司」; null when nothing was cut or too little remains. */
export function withoutLegalForm(name: string): string | null {
  const key = companyKey(name)
  const base = key.replace(
    /(?:股份有限公司|有限公司|集团公司|公司|集团|coltd|ltd|limited|inc|llc|gmbh|corporation|corp|co)$/,
    '',
  )
  return base !== key && base.length >= 4 ? base : null
}

/** Whether a name is written without any legal form and long enough to be trusted as the same company with one. */
export function isBareName(name: string): boolean {
  return !hasLegalForm(name.normalize('NFKC')) && companyKey(name).length >= 4
}

/** A stable 106-bit hash of texts as 22 characters; not for secrets. */
export function stableId(...parts: string[]): string {
  const text = parts.join('\u0000')
  return hash53(text, 0x9e37).toString(36).padStart(11, '0') + hash53(text, 0x85eb).toString(36).padStart(11, '0')
}

/** cyrb53: a 53-bit number of two multiplicative rounds over UTF-16 units. */
export function hash53(text: string, seed = 0): number {
  let a = 0xdeadbeef ^ seed
  let b = 0x41c6ce57 ^ seed
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    a = Math.imul(a ^ code, 2_654_435_761)
    b = Math.imul(b ^ code, 1_597_334_677)
  }
  a = Math.imul(a ^ (a >>> 16), 2_246_822_507) ^ Math.imul(b ^ (b >>> 13), 3_266_489_909)
  b = Math.imul(b ^ (b >>> 16), 2_246_822_507) ^ Math.imul(a ^ (a >>> 13), 3_266_489_909)
  return 4_294_967_296 * (2_097_151 & b) + (a >>> 0)
}
