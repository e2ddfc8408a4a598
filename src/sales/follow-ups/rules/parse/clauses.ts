import { isHan } from './plain.ts'
import type { Span } from './types.ts'

/** A text cut into clauses: the breaths in which people speak. */

export interface Clause extends Span {
  /** Its place among the clauses of the text. */
  at: number
  /** Number of the line, from 0. */
  line: number
  /** Clauses of one sentence share it. */
  sentence: number
  /** Whether it is the first of its line. */
  isFirst: boolean
}

/** No breath is longer: keeps reading linear whatever is pasted. */
const LONGEST = 300

/** Where something new begins in dictation without any sign. */
const turns = /(?<=[\u4e00-\u9fff]{4})(?:然后|接着|另外|还有就是|后来|最后|下一步|接下来)(?=[\u4e00-\u9fff])/g

export function clausesOf(plain: string): Clause[] {
  const clauses: Clause[] = []
  let [line, sentence, start, isFirst] = [0, 0, 0, true]
  const cuts = new Set([...plain.matchAll(turns)].map((hit) => hit.index))
  const close = (end: number): void => {
    let [from, to] = [start, end]
    while (from < to && /\s/.test(plain[from] as string)) from++
    while (to > from && /\s/.test(plain[to - 1] as string)) to--
    if (to > from) {
      clauses.push({ start: from, end: to, at: clauses.length, line, sentence, isFirst })
      isFirst = false
    }
  }
  for (let i = 0; i < plain.length; i++) {
    const char = plain[i] as string
    if (cuts.has(i) || i - start >= LONGEST) {
      close(i)
      start = i
      if (cuts.has(i)) continue
    }
    const kind = kindOf(plain, i, char)
    if (kind === null) continue
    close(i)
    start = i + 1
    if (kind !== 'clause') sentence++
    if (kind === 'line') {
      line++
      isFirst = true
    }
  }
  close(plain.length)
  return clauses
}

function kindOf(plain: string, i: number, char: string): 'clause' | 'sentence' | 'line' | null {
  if (char === '\n') return 'line'
  if ('。!?;…'.includes(char)) return 'sentence'
  const [before, after] = [plain[i - 1] ?? '', plain[i + 1] ?? '']
  if (char === ',') return /\d/.test(before) && /^\d{3}(?!\d)/.test(plain.slice(i + 1)) ? null : 'clause'
  if (char === '|') return 'clause'
  if (char === ':') return /\d/.test(before) && /\d/.test(after) ? null : 'clause'
  if (char === ' ') {
    if (/\d/.test(before) && /^[号日月点万元块台套年天个%]/.test(after)) return null
    return isHan(before) || isHan(after) || /[)\]】]/.test(before) ? (isLatinGap(plain, i) ? null : 'clause') : null
  }
  return null
}

/** Between a Chinese word and a name in letters a space is no pause: 越南 Nguyen, Tanaka 桑, 的 Emma. */
function isLatinGap(plain: string, i: number): boolean {
  const [before, after] = [plain[i - 1] ?? '', plain[i + 1] ?? '']
  // 意向A 下周 …: a grade ends its clause.
  if (/[A-E]/.test(before) && isHan(plain[i - 2])) return false
  return (
    (/[A-Za-z.]/.test(before) && isHan(after)) ||
    (isHan(before) && /[A-Za-z]/.test(after)) ||
    (/[的在用是叫桑]/.test(before) && /[\dA-Za-z]/.test(after))
  )
}
