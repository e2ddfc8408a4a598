import { traditional } from './words/traditional.ts'

/** One spelling for reading, character by character, so that every offset stays what it is in the text. */

const spelling = new Map<string, string>()
for (let i = 0; i + 1 < traditional.length; i += 2) spelling.set(traditional[i] as string, traditional[i + 1] as string)
for (let code = 0xff01; code <= 0xff5e; code++)
  spelling.set(String.fromCharCode(code), String.fromCharCode(code - 0xfee0))
for (const [from, to] of ['\u3000 ', '\u00a0 ', '\t ', '\r\n', '｡。', '「“', '」”', '～~', '—-', '–-', '¥￥'])
  spelling.set(from as string, to as string)

/** The text in simplified characters and half-width signs; as long as the text. */
export function plainOf(text: string): string {
  let plain = ''
  for (let i = 0; i < text.length; i++) plain += spelling.get(text[i] as string) ?? text[i]
  return plain
}

/** Whether the character is Chinese. */
export function isHan(char: string | undefined): boolean {
  return char !== undefined && char >= '\u4e00' && char <= '\u9fff'
}
