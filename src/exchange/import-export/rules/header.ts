import type { Cell, SheetRow } from '../contract.ts'
import { labelKey, lineOf } from './cells.ts'
import { matchHeader } from './headers.ts'
import { isFullName, isOrganisation } from './names.ts'
import { findPhones } from './phones.ts'

export interface Header {
  /** Numbers of the rows that make up the header (one or two); empty when the sheet has none. */
  rows: number[]
  columns: { index: number; label: string }[]
}

/** How many rows from the top are looked at. */
export const HEADER_SEARCH_ROWS = 40
const MAX_LABEL = 40

/**
 * Finds the header among the first rows of a sheet: title rows, notes and blank rows above are passed, two rows are joined
 * where the upper one spans groups (联系人 over 姓名 and 电话 → 联系人/姓名). Null when no row names at least two known columns
 * (or the only column of a list).
 */
export function findHeader(rows: readonly SheetRow[]): Header | null {
  let best: { at: number; score: number } | null = null
  rows.slice(0, HEADER_SEARCH_ROWS).forEach((row, at) => {
    const score = scoreOf(row, rows[at + 1])
    if (score > 0 && (best === null || score > best.score)) best = { at, score }
  })
  const found = best as { at: number; score: number } | null
  const upper = found && rows[found.at]
  if (!found || !upper) return null
  const above = found.at > 0 ? rows[found.at - 1] : undefined
  // The lower of two rows often names more columns; the row above then belongs to it when it spans groups.
  if (above && above.number === upper.number - 1 && spansGroups(above, upper)) return joined(above, upper)
  const below = rows[found.at + 1]
  if (below && below.number === upper.number + 1 && spansGroups(upper, below) && names(below) >= 1)
    return joined(upper, below)
  return { rows: [upper.number], columns: labelled(upper.cells.map(lineOf)) }
}

/** Labels for a sheet without a header: the spreadsheet's own column letters. */
export function lettersOf(rows: readonly SheetRow[]): Header {
  const width = rows.reduce((widest, row) => Math.max(widest, row.cells.length), 0)
  return { rows: [], columns: Array.from({ length: width }, (_, index) => ({ index, label: letters(index) })) }
}

function letters(index: number): string {
  return index < 26 ? String.fromCharCode(65 + index) : letters(Math.floor(index / 26) - 1) + letters(index % 26)
}

function texts(row: SheetRow): { index: number; text: string; merged: boolean }[] {
  return row.cells.flatMap((cell, index) => {
    const text = lineOf(cell)
    return text === '' ? [] : [{ index, text, merged: row.merged?.has(index) ?? false }]
  })
}

/** Number of different known column names in a row; words known only in part count half. */
function names(row: SheetRow): number {
  const seen = new Map<string, number>()
  for (const { text } of texts(row)) {
    if (text.length > MAX_LABEL || looksLikeData(text)) continue
    const match = matchHeader(text)
    if (match) seen.set(labelKey(text), match.strength === 'exact' ? 1 : 0.5)
  }
  return [...seen.values()].reduce((sum, each) => sum + each, 0)
}

function scoreOf(row: SheetRow, below: SheetRow | undefined): number {
  const cells = texts(row)
  const labels = cells.filter(({ text }) => text.length <= MAX_LABEL && !looksLikeData(text))
  const known = names(row)
  if (row.cells.some((cell) => typeof cell === 'number' && cell > 100) || labels.length < cells.length * 0.7) return 0
  if (known < 2 && !(known === 1 && cells.length === 1 && (below?.cells.length ?? 0) === row.cells.length)) return 0
  return known
}

function looksLikeData(text: string): boolean {
  return (
    /\d{6,}/.test(text) ||
    findPhones(text).phones.length > 0 ||
    (isOrganisation(text) && /公司$|厂$/.test(text) && text.length > 5) ||
    (isFullName(text) && matchHeader(text) === null)
  )
}

/** Whether the upper row is the first of two header rows: it repeats a merged group name over different names below. */
function spansGroups(upper: SheetRow, lower: SheetRow): boolean {
  const top = texts(upper)
  const bottom = texts(lower)
  if (
    bottom.some(({ text }) => text.length > MAX_LABEL || looksLikeData(text)) ||
    lower.cells.some((cell) => typeof cell === 'number')
  )
    return false
  // A title is one text over everything.
  if (new Set(top.map(({ text }) => text)).size < 2) return false
  const topAt = new Map(top.map((each) => [each.index, each.text]))
  const grouped = top.some(
    ({ index, text, merged }) => merged && topAt.get(index - 1) === text && differs(bottom, index - 1, index),
  )
  const filled = bottom.some(
    ({ index, text, merged }) => !merged && !topAt.has(index) && matchHeader(text) !== null && index > 0,
  )
  return grouped || filled
}

function differs(cells: { index: number; text: string }[], a: number, b: number): boolean {
  const at = (index: number): string => cells.find((each) => each.index === index)?.text ?? ''
  return at(a) !== at(b)
}

function joined(upper: SheetRow, lower: SheetRow): Header {
  const width = Math.max(upper.cells.length, lower.cells.length)
  let group = ''
  const labels = Array.from({ length: width }, (_, index) => {
    const top = lineOf(upper.cells[index])
    const bottom = lineOf(lower.cells[index])
    // Without merged ranges the group's name stands over its first column only.
    if (top !== '') group = top
    const head = top !== '' ? top : bottom !== '' ? group : ''
    return bottom === '' || labelKey(bottom) === labelKey(head) ? head : head === '' ? bottom : `${head}/${bottom}`
  })
  return { rows: [upper.number, lower.number], columns: labelled(labels) }
}

function labelled(labels: string[]): { index: number; label: string }[] {
  return labels.flatMap((label, index) => (label === '' ? [] : [{ index, label: label.slice(0, 200) }]))
}

/** What a row below the header is; only `data` rows are brought in. */
export type RowKind = 'data' | 'total' | 'header' | 'section' | 'note'

const totals = /^(?:合计|总计|小计|共计|汇总|总数|本页合计|累计|total|subtotal|grandtotal|sum)/i
const notes =
  /^(?:备注|说明|注|注意|填表|制表|审核|打印|※|\*|导出时间|导出人|数据来源|截止|单位负责人|制表人|填表人|填写|表头|字段说明)\s*[:：]/

/** Tells data from total rows, repeated headers, section titles and notes. */
export function rowKind(row: SheetRow, header: Header, nameColumn: number | null): RowKind {
  const cells = texts(row)
  const first = cells[0]
  if (!first) return 'note'
  const own = cells.filter(({ merged }) => !merged)
  if (totals.test(first.text.replace(/\s/g, '')) && first.text.length <= 12 && others(cells.slice(1), row.cells))
    return 'total'
  if (repeatsHeader(cells, header)) return 'header'
  const width = header.columns.length
  if (width >= 3 && own.length === 1) {
    const only = own[0] ?? first
    const spread = cells.length >= 3 && new Set(cells.map(({ text }) => text)).size === 1
    if (spread) return 'section'
    if (notes.test(only.text) || only.text.length > 60) return 'note'
    if (/^[一二三四五六七八九十]+[、.]/.test(only.text) || (/[:：]$/.test(only.text) && !isOrganisation(only.text)))
      return 'section'
    if (nameColumn !== null && only.index !== nameColumn && cells.length === 1 && only.index === 0) return 'note'
  }
  return 'data'
}

/** A total row holds nothing but numbers besides its name. */
function others(rest: { index: number; text: string }[], cells: readonly Cell[]): boolean {
  return rest.every(
    ({ index, text }) =>
      typeof cells[index] === 'number' || /^[\d.,%¥万元家个条行户人\s]+$/.test(text) || totals.test(text),
  )
}

/** The names of each column in comparable form; every row is compared with them. */
const keysOf = new WeakMap<Header, Map<number, { keys: Set<string>; longest: number }>>()

function repeatsHeader(cells: { index: number; text: string }[], header: Header): boolean {
  let columns = keysOf.get(header)
  if (!columns) {
    columns = new Map(
      header.columns.map(({ index, label }) => [
        index,
        { keys: new Set([label, ...label.split('/')].map(labelKey)), longest: label.length + 4 },
      ]),
    )
    keysOf.set(header, columns)
  }
  let same = 0
  for (const { index, text } of cells) {
    const column = columns.get(index)
    if (column && text.length <= column.longest && column.keys.has(labelKey(text))) same++
  }
  return same >= 2 && same >= cells.length * 0.6
}

const notData =
  /说明|填写|模板|示例|样例|字典|选项|参数|下拉|统计|目录|封面|透视|图表|汇总|数据源|配置|pivot|summary|readme|instruction|dict|config|chart|cover/i

/** Whether a sheet's name says that it holds no customers of its own. */
export function isSideSheet(name: string): boolean {
  return notData.test(name)
}

/** The salesperson after whom a sheet is named (「陈思远」, 「陈思远的客户」, 「客户-陈思远」), or null. */
export function ownerOfSheet(name: string, people: readonly string[] = []): string | null {
  const bare = name
    .normalize('NFKC')
    .replace(/(?:的|负责|跟进)?(?:客户|名单|台账|资料|列表|明细|跟进表|信息|表)+(?:表|\d+)?$/g, '')
    .replace(/^(?:客户|销售|业务员|台账|名单)[-_—·\s]*/g, '')
    .replace(/[\s\-_—·()]+$|^[\s\-_—·\d.、()]+/g, '')
    .replace(/[-_\s(]*\d+[)]?$/g, '')
    .trim()
  if (people.some((each) => each === bare)) return bare
  return isFullName(bare) ? bare : null
}
