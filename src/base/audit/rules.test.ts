import { expect, test } from 'vitest'
import { diff, readable } from './rules.ts'

test('names only the fields that differ, with both values', () => {
  const before = { name: '明锐', level: 'key', tags: ['a', 'b'], place: { city: '苏州', zip: 1 } }
  const after = { name: '明锐电子', level: 'key', tags: ['a', 'b'], place: { zip: 1, city: '苏州' } }
  expect(diff(before, after, ['name', 'level', 'tags', 'place'])).toEqual({ name: ['明锐', '明锐电子'] })
})

test('takes what is missing for empty, so a new record shows only what it holds', () => {
  expect(diff({}, { name: '明锐', phone: null, level: undefined }, ['name', 'phone', 'level'])).toEqual({
    name: [null, '明锐'],
  })
})

test('sees a change inside lists and objects, and a list that became an object', () => {
  expect(
    Object.keys(diff({ a: [1, 2], b: { x: 1 }, c: [] }, { a: [2, 1], b: { x: 1, y: 2 }, c: {} }, ['a', 'b', 'c'])),
  ).toEqual(['a', 'b', 'c'])
})

test('looks only at the fields it is told, not at what every object has', () => {
  expect(diff({ secret: 1 }, { secret: 2 }, ['name'])).toEqual({})
  expect(diff({ a: {} }, { a: { constructor: 1 } }, ['a'])).not.toEqual({})
})

test('hides from a reader the fields they may not see', () => {
  const changes = { name: [null, 'x'], phone: [null, '138'], level: [null, 'key'] } as Parameters<typeof readable>[1]
  const rules = { 'customer.phone': 'masked', 'customer.level': 'readOnly', 'contact.name': 'hidden' }
  expect(Object.keys(readable('customer', changes, rules))).toEqual(['name', 'level'])
})
