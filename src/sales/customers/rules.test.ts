import { describe, expect, test } from 'vitest'
import { shortNames } from '../../platform/text.ts'
import { type Candidate, knownBy, sameAs, veiled } from './rules.ts'

const mingrui: Candidate = {
  name: '苏州明锐电子有限公司',
  shortNames: shortNames('苏州明锐电子有限公司'),
  phones: ['13812345678', '051266551234-801'],
}

describe('a customer may be the same as what is typed', () => {
  const cases: [string, Parameters<typeof sameAs>[0], ReturnType<typeof sameAs>][] = [
    ['by its whole name', { name: '苏州明锐电子有限公司' }, 'name'],
    ['by its name in full width and with blanks', { name: ' 苏州明锐 电子有限公司（）' }, 'name'],
    ['by a short name', { name: '明锐电子' }, 'shortName'],
    ['by a name with the same short name', { name: '苏州市明锐电子股份有限公司' }, 'shortName'],
    ['by its phone in another spelling', { phone: '+86 138-1234-5678' }, 'phone'],
    ['by its phone though the name differs', { name: '苏州弘川', phone: '138 1234 5678' }, 'phone'],
    ['not by a part of a name', { name: '明' }, null],
    ['not by another name', { name: '苏州明瑞电子有限公司' }, null],
    ['not by a part of its phone', { phone: '5678' }, null],
    ['not by nothing', {}, null],
  ]
  test.each(cases)('%s', (_, question, reason) => {
    expect(sameAs(question, mingrui)).toBe(reason)
  })
})

test('a typed name is known by itself and its short names, longest first', () => {
  expect(knownBy('苏州明锐电子有限公司')[0]).toBe('苏州明锐电子有限公司')
  expect(knownBy('苏州明锐电子有限公司')).toContain('明锐')
  expect(knownBy('A')).toEqual([])
})

test('a veiled name keeps only its beginning', () => {
  expect([veiled('苏州明锐电子有限公司', 'company'), veiled('沈知行', 'person')]).toEqual(['苏州***', '沈***'])
})
