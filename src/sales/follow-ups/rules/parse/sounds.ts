import { syllables } from './words/syllables.ts'

/** How characters sound, as far as dictation hears it: 鑫城达 and 鑫诚达 are one. */

const readings = new Map<string, string>()
for (const [, syllable, chars] of syllables.matchAll(/([a-z]+)([^a-z\s]+)/g))
  for (const char of chars as string) readings.set(char, syllable as string)

/** The toneless syllable of a character; the character itself when it has none. */
export function syllableOf(char: string): string {
  return readings.get(char) ?? char
}

const folded = new Map<string, string>()

/** A syllable without the differences that dialects and dictation blur: zh z, ch c, sh s, ing in, eng en, ang an, n l, f h. */
function foldedSyllable(syllable: string): string {
  const known = folded.get(syllable)
  if (known !== undefined) return known
  const sound = syllable
    .replace(/^([zcs])h/, '$1')
    .replace(/^n(?=[a-z])/, 'l')
    .replace(/(?<=[aei])ng$/, 'n')
    .replace(/^hu(?=[aei])/, 'f')
  folded.set(syllable, sound)
  return sound
}

/** A key that is equal for texts that may be heard as one. */
export function soundKey(chars: string): string {
  let key = ''
  for (const char of chars) key += `${foldedSyllable(syllableOf(char))}'`
  return key
}

/** How far two texts of equal length are apart by ear: 0 the same characters, 1 for each same-sounding one, 2 for each similar-sounding one. */
export function soundDistance(a: string, b: string): number {
  let distance = 0
  for (let i = 0; i < a.length; i++) {
    const [x, y] = [a[i] as string, b[i] as string]
    if (x !== y) distance += syllableOf(x) === syllableOf(y) ? 1 : 2
  }
  return distance
}
