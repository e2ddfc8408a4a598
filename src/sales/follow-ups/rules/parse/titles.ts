import type { Span } from './types.ts'
import { addresses, departmentEnds, departments, roles } from './words/people.ts'

/** Roles and forms of address as they stand beside names. */

export const longestFirst = (words: readonly string[]): string =>
  [...new Set(words)].sort((a, b) => b.length - a.length).join('|')

export const DEPARTMENT = `(?:(?:${longestFirst(departments)})(?:${departmentEnds})?)`
export const ROLE = `(?:${longestFirst(roles)}|采购)`
export const ADDRESS = `(?:${longestFirst(addresses)})`

/** A role with its department, ending where a name may begin: 质量经理, 设备科科长, IT经理, 采购. */
const roleBefore = new RegExp(`(?:${DEPARTMENT}(?:的)?)?(?:${ROLE})$|(?:采购|财务|会计|销售|技术|招商|老板)$`, 'i')
export const departmentBefore = new RegExp(`(${DEPARTMENT})的?\\s?$`)
export const titleAfter = new RegExp(
  `^(?:(${DEPARTMENT})?(${ROLE})|(${ADDRESS})(?![经监裁工公部共体价数额包结台计]|程师|司))`,
  'i',
)

/** 裴岩CTO, 曾明(采购经理). */
export function titleBehind(plain: string, at: number): Span[] {
  const skipped = /^[\s(]?/.exec(plain.slice(at, at + 1))?.[0].length ?? 0
  const hit = titleAfter.exec(plain.slice(at + skipped, at + skipped + 16))
  if (hit === null || hit[3] !== undefined) return []
  return [{ start: at + skipped, end: at + skipped + hit[0].length }]
}

/** The role that a text ends with. */
export function roleSpan(before: string): Span[] {
  const near = before.slice(-20).trimEnd()
  const hit = roleBefore.exec(near)
  if (hit === null) return []
  const start = before.length - before.slice(-20).length + hit.index
  // 设备科的科长: the particle is no part of it.
  const [head = '', tail] = hit[0].split('的')
  return tail === undefined
    ? [{ start, end: start + hit[0].length }]
    : [
        { start, end: start + head.length },
        { start: start + head.length + 1, end: start + hit[0].length },
      ]
}

/** The department that a text ends with. */
export function departmentSpan(before: string): Span[] {
  const near = before.slice(-16)
  const hit = departmentBefore.exec(near)
  if (hit === null) return []
  const start = before.length - near.length + hit.index
  return [{ start, end: start + (hit[1] as string).length }]
}
