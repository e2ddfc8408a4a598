import { isPhone, normalizePhone } from '../../../platform/text.ts'

/** What a person signs in with, in the one spelling that is stored and compared. */
export interface Identifier {
  kind: 'email' | 'phone'
  value: string
}

const email = /^[^\s@<>"(),;:]{1,64}@[^\s@<>"(),;:]+\.[^\s@<>"(),;:.]{2,}$/

/** @returns null for text that is neither an e-mail address nor a phone number */
export function identifierOf(text: string): Identifier | null {
  const plain = text.normalize('NFKC').trim()
  if (plain.length <= 200 && email.test(plain)) return { kind: 'email', value: plain.toLowerCase() }
  if (isPhone(plain)) return { kind: 'phone', value: normalizePhone(plain) }
  return null
}
