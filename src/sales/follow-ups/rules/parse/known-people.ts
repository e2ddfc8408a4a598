import type { PersonSaid } from './person.ts'
import { nameLengthAt } from './surnames.ts'
import type { KnownContact } from './types.ts'

/** People spoken of who are known as contacts. */

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A contact that is known by the whole name, or by surname and title. */
export function addKnown(plain: string, contact: KnownContact, found: PersonSaid[]): void {
  const name = contact.name.trim()
  if (name.length < 2) return
  const hit = new RegExp(escaped(name), 'i').exec(plain)
  if (hit !== null) {
    const [start, end] = [hit.index, hit.index + name.length]
    const same = found.find((person) => person.start < end && start < person.end)
    if (same) Object.assign(same, { name, contact, start: Math.min(start, same.start), end: Math.max(end, same.end) })
    else found.push({ start, end, name, title: [], by: 'name', contact })
    return
  }
  const called = found.filter((person) => person.contact === null && isCalled(person, plain, contact))
  if (called.length === 1 && called[0]) called[0].contact = contact
}

/** Whether 王总 may be 王海涛: the same surname, and no role said that is another one. */
function isCalled(person: PersonSaid, plain: string, contact: KnownContact): boolean {
  const surname = person.name.replace(/^[老小阿]/, '')[0]
  if (surname === undefined || !contact.name.startsWith(surname)) return false
  if (person.name.length > 1 && nameLengthAt(person.name, 0) === person.name.length) return person.name === contact.name
  const title = person.title.map(({ start, end }) => plain.slice(start, end)).join('')
  return title === '' || !contact.title || contact.title.includes(title) || title.includes(contact.title)
}
