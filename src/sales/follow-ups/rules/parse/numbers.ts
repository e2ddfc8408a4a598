/** Numbers as people say them: 12.6万, 十七万五, 1.2个亿, 三十来万, 两千四. */

const digits = new Map([...'零一二三四五六七八九'].map((char, value) => [char, value] as const))
for (const [char, value] of [
  ['〇', 0],
  ['两', 2],
  ['俩', 2],
  ['仨', 3],
] as const)
  digits.set(char, value)
const small = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
  ['k', 1000],
  ['K', 1000],
])
const big = new Map([
  ['万', 1e4],
  ['w', 1e4],
  ['W', 1e4],
  ['亿', 1e8],
])

export interface Quantity {
  start: number
  end: number
  /** Null when only its size is told: 十几万, 几百万. */
  value: number | null
  /** Whether 万 or 亿 was said. */
  isLarge: boolean
  isChinese: boolean
}

const arabic = /\d{1,3}(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+(?:\.\d+)?/y

/** The number that begins at an offset; null when none does. */
export function quantityAt(text: string, start: number): Quantity | null {
  let at = start
  let [total, section, current] = [0, 0, null as number | null]
  let [last, isLarge, isVague, isChinese, isZeroed, isWritten, count] = [1, false, false, false, false, false, 0]
  const close = (): void => {
    if (current === null) return
    const isShort = last >= 100 && current < 10 && !isZeroed
    section += isShort && section + total > 0 ? (current * last) / 10 : current
    current = null
  }
  for (; at < text.length && at - start < 40; ) {
    const char = text[at] as string
    arabic.lastIndex = at
    const written = arabic.exec(text)?.[0]
    if (written !== undefined) {
      if (current !== null) break
      current = Number(written.replaceAll(',', ''))
      isWritten = true
      at += written.length
      count++
      continue
    }
    const digit = digits.get(char)
    if (digit !== undefined) {
      // 7万2一年: written and spoken digits do not mix.
      if (current !== null && isWritten) break
      // 四十五万一个月: a number of its own.
      if (current === null && last >= 100 && /[个年台套次季周天条]/.test(text[at + 1] ?? '')) break
      isChinese = true
      isWritten = false
      if (digit === 0 && (current !== null || section + total > 0)) isZeroed = true
      // 二零二六: digits one by one
      current = current === null || isZeroed ? digit : current * 10 + digit
      at++
      count++
      continue
    }
    if (char === '点' && current !== null && digits.has(text[at + 1] ?? '')) {
      let fraction = ''
      for (at++; digits.has(text[at] ?? ''); at++) fraction += digits.get(text[at] as string)
      current += Number(`0.${fraction}`)
      continue
    }
    if ((char === '几' || char === '数') && /[十百千万亿]/.test(text[at + 1] ?? '')) {
      isVague = true
      current = 1
      at++
      count++
      continue
    }
    if (char === '几' && count > 0 && /[万亿]/.test(text[at + 1] ?? '')) {
      isVague = true
      at++
      continue
    }
    if (char === '半' && count === 0 && /^半个?亿/.test(text.slice(at, at + 3))) {
      current = 0.5
      at++
      count++
      continue
    }
    if (/[多来余]/.test(char) && count > 0 && (/^.个?[十百千万亿]/.test(text.slice(at, at + 3)) || last > 1)) {
      const hasUnitAhead = /^.个?[十百千万亿]/.test(text.slice(at, at + 3))
      at++
      if (!hasUnitAhead) break
      continue
    }
    if (char === '个' && count > 0 && /[百千万亿]/.test(text[at + 1] ?? '')) {
      at++
      continue
    }
    const unit = small.get(char)
    if (unit !== undefined && (current !== null || (char === '十' && count === 0) || section > 0)) {
      if (current === null && char !== '十') {
        if (section === 0) break
      }
      if (/[kK]/.test(char) && /[a-zA-Z]/.test(text[at + 1] ?? '')) break
      if (/[十百千]/.test(char)) isChinese = true
      if (current === null && section > 0) break
      section += (current ?? 1) * unit
      current = null
      last = unit
      isZeroed = false
      at++
      count++
      continue
    }
    const factor = big.get(char)
    if (factor !== undefined && count > 0) {
      if (/[wW]/.test(char) && /[a-zA-Z]/.test(text[at + 1] ?? '')) break
      if (section === 0 && current === null && total === 0) break
      close()
      if (factor === 1e8) {
        total = (total + section) * factor
      } else total += section * factor
      section = 0
      last = factor
      isLarge = true
      isZeroed = false
      at++
      continue
    }
    break
  }
  if (count === 0) return null
  close()
  const value = total + section
  return { start, end: at, value: isVague ? null : Math.round(value * 100) / 100, isLarge, isChinese }
}

const begin = /[\d零一二三四五六七八九十两俩几数半]/g

/** Every number of a text, in order. */
export function quantities(text: string, from = 0, to: number = text.length): Quantity[] {
  const found: Quantity[] = []
  begin.lastIndex = from
  for (let hit = begin.exec(text); hit !== null && hit.index < to; hit = begin.exec(text)) {
    const quantity = quantityAt(text, hit.index)
    if (quantity === null) continue
    found.push(quantity)
    begin.lastIndex = quantity.end
  }
  return found
}

/** A whole number in digits or Chinese: 12, 十二, 二十五, 两; null for anything else. */
export function integerOf(text: string): number | null {
  const quantity = quantityAt(text, 0)
  return quantity !== null && quantity.end === text.length && Number.isInteger(quantity.value) ? quantity.value : null
}
