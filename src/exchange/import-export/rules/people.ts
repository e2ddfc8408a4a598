import { isEmail } from './cells.ts'
import {
  familyNameLength,
  isAddress,
  isFullName,
  isFunction,
  isLatinName,
  isOrganisation,
  isPerson,
  isTitle,
  titles,
} from './names.ts'
import { type BrokenPhone, findPhones } from './phones.ts'

export interface Person {
  name: string | null
  title: string | null
  phones: string[]
  email: string | null
}

export interface PeopleCell {
  people: Person[]
  broken: BrokenPhone[]
  /** Words that are neither name, title nor number; they go into the contact's notes. */
  leftover: string[]
  /** A company named in the cell. */
  company: string | null
}

const titleAtEnd = new RegExp(`^(.{2,4}?)[\\s-]*((?:[\\u4e00-\\u9fff]{0,6})(?:${titles}))$`, 'i')
const separators = /[\n/／;；,，、|｜]+|\s+(?:&|和|与)\s+|\s{2,}/

const nobody = (): Person => ({ name: null, title: null, phones: [], email: null })

/**
 * The people in the cells 联系人, 职务 and 电话 of one row. Each cell may hold one or several, with numbers and titles mixed in:
 * 「张总/138…/139…」 is one person with two numbers, 「张三 138… 李四 139…」 two people. Lists of equal length in the three
 * cells belong together by position; otherwise all numbers of the phone cell belong to the first person.
 */
export function splitPeople(cells: { name: string; title?: string; phone?: string }): PeopleCell {
  const result = readCell(cells.name)
  const phoneCell = readCell(cells.phone ?? '')
  result.broken.push(...phoneCell.broken)
  result.leftover.push(...phoneCell.leftover)
  joinPhones(result.people, phoneCell.people)
  joinTitles(result.people, cells.title ?? '')
  return result
}

function joinPhones(people: Person[], others: Person[]): void {
  const named = others.filter((each) => each.name !== null)
  const numbers = others.filter((each) => each.name === null).flatMap((each) => each.phones)
  for (const other of named) {
    const same = people.find((each) => each.name !== null && sameName(each.name, other.name ?? ''))
    if (same) same.phones.push(...other.phones.filter((phone) => !same.phones.includes(phone)))
    else people.push(other)
  }
  if (numbers.length === 0) return
  const without = people.filter((each) => each.phones.length === 0)
  if (people.length > 1 && without.length === numbers.length) {
    for (const [i, each] of without.entries()) each.phones.push(numbers[i] ?? '')
  } else {
    const first = people[0] ?? nobody()
    if (people.length === 0) people.push(first)
    first.phones.push(...numbers.filter((phone) => !first.phones.includes(phone)))
  }
}

function sameName(a: string, b: string): boolean {
  return (
    a === b ||
    (isAddress(b) && familyNameLength(a) > 0 && a.slice(0, familyNameLength(a)) === b.slice(0, familyNameLength(b)))
  )
}

function joinTitles(people: Person[], cell: string): void {
  const given = cell
    .split(/[\n/／;；,，、|]+/)
    .map((each) => each.trim())
    .filter(Boolean)
  const untitled = people.filter((each) => each.title === null)
  if (given.length > 1 && given.length === people.length) {
    for (const [i, each] of people.entries()) each.title = given[i] ?? each.title
  } else if (cell !== '' && untitled[0]) untitled[0].title = cell.replace(/\s*\n\s*/g, ' ')
}

/** Reads one cell as a sequence of words and numbers; a new name begins a new person. */
function readCell(cell: string): PeopleCell {
  const { parts, broken } = findPhones(cell)
  const reader = new PeopleReader(broken)
  // A number belongs to the name behind it (138… 张三) only when every number comes first.
  const first = parts[0]
  const last = parts.at(-1)
  reader.numberFirst = first !== undefined && last !== undefined && 'phone' in first && 'words' in last
  for (const part of parts) {
    if ('phone' in part) reader.phone(part.phone)
    else for (const word of wordsOf(part.words)) reader.word(word)
  }
  return reader.result
}

function wordsOf(text: string): string[] {
  return text
    .replace(/[(（【[]/g, '\n')
    .replace(/[)）】\]]/g, '\n')
    .split(separators)
    .flatMap(splitBySpace)
    .map((word) => word.replace(/^[\s:.\-—+]+|[\s.\-—+]+$/g, ''))
    .filter((word) => word !== '')
}

/** Spaces separate Chinese words but not the parts of a foreign name; a two-character name may be spread (王 伟). A colon stays at its word. */
function splitBySpace(text: string): string[] {
  const joined = text.trim().replace(/^([\u4e00-\u9fff]) ([\u4e00-\u9fff])$/, '$1$2')
  if (isLatinName(joined) || !/[\u4e00-\u9fff]/.test(joined)) return [joined]
  return joined.replace(/\s*[:：]\s*/g, ': ').split(/\s+/)
}

class PeopleReader {
  readonly result: PeopleCell
  numberFirst = false
  #person: Person | null = null

  constructor(broken: BrokenPhone[]) {
    this.result = { people: [], broken, leftover: [], company: null }
  }

  phone(phone: string): void {
    const person = !this.#person || (this.numberFirst && this.#person.name !== null) ? this.#begin() : this.#person
    if (!person.phones.includes(phone)) person.phones.push(phone)
  }

  word(raw: string): void {
    const announces = raw.endsWith(':')
    const word = raw.replace(/:$/, '')
    const { name, title } = nameAndTitle(word)
    if (isEmail(word)) (this.#person ?? this.#begin()).email ??= word
    else if (name !== null) this.#name(name, title)
    else if (isTitle(word) || isFunction(word)) this.#title(word, announces)
    else if (isOrganisation(word)) this.result.company ??= word
    else if (word !== '') this.result.leftover.push(word)
  }

  #begin(): Person {
    this.#person = { name: null, title: null, phones: [], email: null }
    this.result.people.push(this.#person)
    return this.#person
  }

  #name(name: string, title: string | null): void {
    // The title or the number came first: 采购 张三, 138… 张三.
    const open =
      this.#person !== null && this.#person.name === null && (this.#person.phones.length === 0 || this.numberFirst)
    const person = open && this.#person ? this.#person : this.#begin()
    person.name = name
    person.title ??= title
  }

  #title(title: string, announces: boolean): void {
    const person = !this.#person || (announces && this.#person.name !== null) ? this.#begin() : this.#person
    if (person.title === null) person.title = title
    else this.result.leftover.push(title)
  }
}

/** 张建国采购经理 → 张建国 and 采购经理; 王总 → 王总; 张建国先生 → 张建国. */
function nameAndTitle(word: string): { name: string | null; title: string | null } {
  if (isAddress(word) || isFullName(word)) return { name: word, title: null }
  const polite = /^(.{2,4})(?:先生|女士|小姐|老师)$/.exec(word)?.[1]
  if (polite && isFullName(polite)) return { name: polite, title: null }
  const parts = titleAtEnd.exec(word)
  if (parts) {
    // 欧阳 or 张 in front of 总经理 was handled above; here a full name must remain.
    for (let cut = Math.min(4, word.length - 1); cut >= 2; cut--) {
      const [name, title] = [word.slice(0, cut), word.slice(cut)]
      if (isFullName(name) && isTitle(title)) return { name, title }
    }
  }
  if (isPerson(word)) return { name: word, title: null }
  // A short word alone in a name cell is a name even with a rare family name; a family name alone is all they know.
  const short = /^[\u3400-\u9fff]{2,3}$/.test(word) && !isOrganisation(word) && !isTitle(word) && !isFunction(word)
  if (short || (word.length === 1 && familyNameLength(word) === 1)) return { name: word, title: null }
  return { name: null, title: null }
}
