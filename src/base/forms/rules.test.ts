import { describe, expect, test } from 'vitest'
import { type CustomField, type CustomKind, type FieldKind, valueSchema } from './contract.ts'
import { checkCustom } from './rules.ts'

const field = (key: string, kind: CustomKind, more: Partial<CustomField> = {}): CustomField => ({
  id: key,
  type: 'customer',
  key,
  kind,
  labelZh: key,
  labelEn: '',
  required: false,
  filterable: true,
  choices: [],
  to: null,
  position: 0,
  retiredAt: null,
  version: 1,
  ...more,
})
const urgency = field('urgency', 'option', { choices: [{ key: 'high', zh: '高', en: '' }] })

describe('custom values', () => {
  test('come in one spelling, blank ones as null, and only those that were sent', () => {
    const fields = [field('engineer', 'user'), field('line', 'text'), field('other', 'text')]
    const checked = checkCustom(fields, { engineer: '0190AAAA-0000-7000-8000-000000000001', line: '' }, false)
    expect(checked).toEqual({ errors: [], values: { engineer: '0190aaaa-0000-7000-8000-000000000001', line: null } })
  })

  test('that are required are asked for in new records, and cannot be taken away', () => {
    const fields = [field('line', 'text', { required: true })]
    const missing = [{ path: 'custom.line', reason: 'records.required' }]
    expect(checkCustom(fields, {}, true).errors).toEqual(missing)
    expect(checkCustom(fields, {}, false).errors).toEqual([])
    expect(checkCustom(fields, { line: null }, false).errors).toEqual(missing)
  })

  test('are told apart by what is wrong with them', () => {
    const errors = checkCustom([urgency, field('n', 'number')], { urgency: 'low', n: Number.NaN, x: 1 }, false).errors
    expect(errors.map(({ path, reason }) => `${path} ${reason}`).sort()).toEqual([
      'custom.n records.wrong_type',
      'custom.urgency records.unknown_option',
      'custom.x records.unknown_field',
    ])
  })
})

describe('one value of a field', () => {
  const fits = (kind: FieldKind, value: unknown, more = {}) => valueSchema({ kind, ...more }).safeParse(value).success
  test.each<[FieldKind, unknown[], unknown[]]>([
    ['text', ['', 'a', '😀'.repeat(50)], ['a'.repeat(201), 'a\u0000', 1, null]],
    ['email', ['', 'a@b.cn'], ['a', 'a b@c', 'a@b@c']],
    ['integer', [0, -5, 2_147_483_647], [1.5, 2_147_483_648, '1', Number.NaN]],
    ['number', [0.1, -1e15], [1e16, Number.POSITIVE_INFINITY, '1']],
    ['money', [0, 19.9, -3], [1e14, '1']],
    [
      'date',
      ['2026-02-28', '1900-01-01', '2199-12-31'],
      ['2026-02-29', '0001-01-01', '2200-01-01', '2026-1-1', '2026-01-01T00:00:00Z', 5],
    ],
    [
      'dateTime',
      ['2026-03-12T09:00:00Z', '2026-03-12T17:00:00+08:00', '2026-03-12T09:00:00.123456Z'],
      ['2026-03-12', '2026-03-12T09:00:00', '0000-01-01T00:00:00Z', '9999-01-01T00:00:00Z', '2026-13-01T00:00:00Z', 0],
    ],
    ['checkbox', [true, false], ['true', 1]],
    ['user', ['0190aaaa-0000-7000-8000-000000000001', '0190AAAA-0000-0000-0000-000000000001'], ['me', '']],
    ['options', [[], ['a']], ['a', [1], Array.from({ length: 51 }, () => 'a')]],
  ])('of kind %s', (kind, good, bad) => {
    expect(good.filter((value) => !fits(kind, value))).toEqual([])
    expect(bad.filter((value) => fits(kind, value))).toEqual([])
  })

  test('of an instant is told in UTC with milliseconds', () => {
    expect(valueSchema({ kind: 'dateTime' }).parse('2026-03-12T17:00:00.123456+08:00')).toBe('2026-03-12T09:00:00.123Z')
  })
})
