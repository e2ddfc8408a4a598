import { describe, expect, it } from 'vitest'
import { sheetOf } from './sheet.ts'

const row = (kind: 'department' | 'person', id: string, parentId: string | null, base: number | null = null) => ({
  kind,
  id,
  parentId,
  base,
})
const rows = [
  row('department', 'root', null),
  row('department', 'east', 'root'),
  row('person', 'lin', 'east', 35.2),
  row('person', 'rep', 'east', 35.2),
  row('department', 'south', 'root'),
]
const sheet = (own: Record<string, number>) => sheetOf(rows, (id) => own[id] ?? null)

describe('the table of a month', () => {
  it('shows what stands for people and adds it up', () => {
    const { target, parts } = sheet({})
    expect(Object.fromEntries(target)).toEqual({ root: 70.4, east: 70.4, lin: 35.2, rep: 35.2, south: null })
    expect(Object.fromEntries(parts)).toEqual({ root: 70.4, east: 70.4, south: null })
  })

  it('follows what is typed for people up to the company, as far as no department has its own', () => {
    expect(sheet({ lin: 50 }).target.get('root')).toBe(85.2)
    const planned = sheet({ lin: 50, east: 100, south: 20 })
    expect(planned.parts.get('east')).toBe(85.2)
    expect(planned.target.get('root')).toBe(120)
  })

  it('takes 0 for a target of its own', () => {
    expect(sheet({ lin: 0 }).target.get('east')).toBe(35.2)
  })

  it('begins below for somebody who sees only a part', () => {
    expect(sheetOf([row('person', 'rep', null, 8)], () => null).target.get('rep')).toBe(8)
  })
})
