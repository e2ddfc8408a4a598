import { bigrams } from '../../../../platform/text.ts'
import { isHan, plainOf } from './plain.ts'
import { syllableOf } from './sounds.ts'

/** Nobody's text names more. */
const MOST = 4_000
const LONGEST_TERM = 16

/**
 * The search terms by which customers named in a text are found in an index of names: pairs of characters, how two and three
 * characters sound (names are indexed by the beginning of their pinyin), beginnings of words in letters.
 */
export function searchWords(text: string): string[] {
  const plain = plainOf(text)
  const terms = new Set(bigrams(plain))
  for (let i = 0; i < plain.length && terms.size < MOST; i++) {
    if (!isHan(plain[i]) || !isHan(plain[i + 1])) continue
    const two = syllableOf(plain[i] as string) + syllableOf(plain[i + 1] as string)
    terms.add(two.slice(0, LONGEST_TERM))
    if (isHan(plain[i + 2])) terms.add((two + syllableOf(plain[i + 2] as string)).slice(0, LONGEST_TERM))
  }
  for (const [word] of plain.toLowerCase().matchAll(/[a-z0-9à-ÿ]{2,16}/g)) terms.add(word)
  return [...terms].slice(0, MOST)
}
