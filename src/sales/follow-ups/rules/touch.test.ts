import { expect, it } from 'vitest'
import { lastTouch, needsOthers, type Touch } from './touch.ts'

const cases: [string, Touch, string | null, string | null][] = [
  ['the first one counts', { known: null, old: null, next: '10' }, null, '10'],
  ['time moves forward', { known: '10', old: null, next: '12' }, null, '12'],
  ['a late entry does not move it back', { known: '12', old: null, next: '10' }, null, '12'],
  ['one that reached nobody changes nothing', { known: '12', old: null, next: null }, null, '12'],
  ['taking back the last one leaves the one before', { known: '12', old: '12', next: null }, '10', '10'],
  ['taking back the only one leaves none', { known: '12', old: '12', next: null }, null, null],
  ['taking back an earlier one changes nothing', { known: '12', old: '10', next: null }, null, '12'],
  ['moving the last one back uncovers another', { known: '12', old: '12', next: '08' }, '10', '10'],
  ['moving the last one back leaves it the last', { known: '12', old: '12', next: '11' }, '10', '11'],
  ['moving one forward', { known: '12', old: '12', next: '13' }, null, '13'],
]

it.each(cases)('%s', (_, touch, others, expected) => {
  expect(lastTouch(touch, needsOthers(touch) ? others : null)).toBe(expected)
})
