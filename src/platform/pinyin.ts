import { pinyin } from 'pinyin-pro'
import type { Pinyin } from './text.ts'

type Kind = 'company' | 'person'

/**
 * Full pinyin without tones and the initials of a name: 华为技术 → huaweijishu, hwjs. Other letters and digits stay, anything else goes.
 * A person's surname is read as a surname (单 shan).
 * For the server: the dictionary is too large for the phone.
 */
export function pinyinOf(name: string, kind: Kind = 'company'): Pinyin {
  const reading = { toneType: 'none', type: 'array', v: true, nonZh: 'spaced' } as const
  const surname = kind === 'person' ? ({ mode: 'surname', surname: 'head' } as const) : {}
  const syllables = pinyin(name.normalize('NFKC'), { ...reading, ...surname })
    .map((syllable) => syllable.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''))
    .filter((syllable) => syllable !== '')
  return { full: syllables.join(''), initials: syllables.map((syllable) => [...syllable][0] ?? '').join('') }
}
