import { type Cell, type ImportOption, type OptionField, optionFields } from '../contract.ts'
import { readAmount } from './amounts.ts'
import { isCreditCode, isEmail, lineOf, percentOf, textOf } from './cells.ts'
import { readDay } from './dates.ts'
import { isFullName, isOrganisation, isPerson, isTitle } from './names.ts'
import { optionKey } from './options.ts'
import { findPhones } from './phones.ts'

/** What the values of a column look like; shares are of the filled cells, 0–1. */
export interface Profile {
  filled: number
  distinct: number
  length: number
  phone: number
  email: number
  creditCode: number
  url: number
  organisation: number
  person: number
  fullName: number
  title: number
  day: number
  number: number
  percent: number
  address: number
  /** A, B级, C类 … */
  grade: number
  /** 高, 中, 低 */
  height: number
  options: Record<OptionField, number>
  samples: string[]
}

export type Vocabulary = Partial<Record<OptionField, readonly ImportOption[]>>

const fields = [
  'phone',
  'email',
  'creditCode',
  'url',
  'organisation',
  'person',
  'fullName',
  'title',
  'day',
  'number',
  'percent',
  'address',
  'grade',
  'height',
] as const

/** Looks at the values of a column once. */
export function profileOf(cells: readonly Cell[], vocabulary: Vocabulary, reference: string): Profile {
  const counts = Object.fromEntries(fields.map((field) => [field, 0])) as Record<(typeof fields)[number], number>
  const options = Object.fromEntries(optionFields.map((field) => [field, 0])) as Record<OptionField, number>
  const values = new Set<string>()
  let filled = 0
  let length = 0
  for (const cell of cells) {
    const text = lineOf(cell)
    if (text === '') continue
    filled++
    length += textOf(cell).length
    values.add(text)
    const looks: Record<(typeof fields)[number], boolean> = {
      phone: isPhoneCell(cell, text),
      email: isEmail(text),
      creditCode: isCreditCode(text),
      url: /^(?:https?:\/\/|www\.)\S+$|^[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|io)(?:\/\S*)?$/i.test(text),
      organisation: isOrganisation(text),
      person: isPerson(text.split(/[\s/、,，(（\d]/)[0] ?? ''),
      fullName: isFullName(text),
      title: isTitle(text),
      day: readDay(cell, { reference, order: 'mdy' }) !== null && !isPhoneCell(cell, text),
      number: typeof cell === 'number' || readAmount(text) !== null,
      percent: /[%％]$/.test(text) && percentOf(cell) !== null,
      address: isAddressText(text),
      grade: /^[a-eA-E][+-]?\s*(?:级|类|等|档)?(?:客户|意向)?$/.test(text),
      height: /^(?:高|中|低|强|弱|无)(?:意向)?$/.test(text),
    }
    for (const field of fields) if (looks[field]) counts[field]++
    for (const field of optionFields)
      if (text.length <= 20 && vocabulary[field] && optionKey(field, text, vocabulary[field]) !== null) options[field]++
  }
  const share = (count: number): number => (filled === 0 ? 0 : count / filled)
  return {
    ...(Object.fromEntries(fields.map((field) => [field, share(counts[field])])) as Record<
      (typeof fields)[number],
      number
    >),
    options: Object.fromEntries(optionFields.map((field) => [field, share(options[field])])) as Record<
      OptionField,
      number
    >,
    filled,
    distinct: values.size,
    length: filled === 0 ? 0 : length / filled,
    samples: [...values].slice(0, 3).map((text) => text.slice(0, 60)),
  }
}

/** A number, or something that was meant as one, with hardly any words. */
function isPhoneCell(cell: Cell, text: string): boolean {
  if (typeof cell === 'object') return false
  const { phones, broken, parts } = findPhones(text)
  const words = parts.reduce(
    (sum, part) => sum + ('words' in part ? part.words.replace(/[\s/、,，;；()（）]/g, '').length : 0),
    0,
  )
  return (phones.length > 0 || broken.some((each) => each.missing !== 0)) && words <= 6
}

function isAddressText(text: string): boolean {
  const marks = text.match(/省|市|区|县|镇|乡|村|路|街|道|巷|弄|号|楼|室|栋|大厦|广场|园/g)?.length ?? 0
  return (
    (marks >= 2 && text.length >= 7 && !isOrganisation(text)) ||
    /\d+\s+\w+.*\b(?:street|st|road|rd|avenue|ave|blvd)\b/i.test(text)
  )
}
