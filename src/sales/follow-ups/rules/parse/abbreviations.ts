import { endings, houseEnd } from './company-words.ts'
import type { NameIndex } from './name-index.ts'
import { isHan } from './plain.ts'
import type { Span } from './types.ts'

/**
 * Short names that no table holds: 徐医三附院 for 徐州医科大学附属第三医院. The first character is that of the name, the last one
 * its kind of house, all between stand in the name, and something tells it from other houses of the place.
 */

const SHORTEST = 3
const LONGEST = 7
/** Characters that houses of one place share. */
const shared = /[市县区省第医院学校大中小人民公司园厂所局]/g

/** Places where exactly one customer is called so, outside the spans that are taken. */
export function abbreviated(
  lower: string,
  index: NameIndex,
  isTaken: (start: number, end: number) => boolean,
): (Span & { customer: number })[] {
  const found: (Span & { customer: number })[] = []
  for (let start = 0; start < lower.length; start++) {
    const customers = index.houses.get(lower[start] as string)
    if (customers === undefined) continue
    for (let end = start + 2; end <= Math.min(start + LONGEST, lower.length); end++) {
      const last = lower[end - 1] as string
      if (!isHan(last)) break
      if (end - start < SHORTEST || !endings.has(last) || isTaken(start, end)) continue
      const meant = customers.filter((at) => isShortFor(lower.slice(start, end), at, index))
      const [only] = meant
      if (only !== undefined && meant.length === 1) found.push({ start, end, customer: only })
    }
  }
  return found
}

function isShortFor(short: string, at: number, { customers }: NameIndex): boolean {
  const { anatomy } = customers[at] as NameIndex['customers'][number]
  if (houseEnd(anatomy.whole) !== short.at(-1)) return false
  const middle = [...short.slice(1, -1)]
  if (!middle.every((char) => anatomy.whole.includes(char))) return false
  if (short.length === SHORTEST && anatomy.whole.indexOf(middle[0] as string) < 1) return false
  const places = anatomy.places.join('') + (anatomy.isPlaceName ? anatomy.core : '')
  return middle.some((char) => !places.includes(char) && char.replace(shared, '') !== '')
}
