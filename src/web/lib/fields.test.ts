import { describe, expect, it } from 'vitest'
import { fieldOf, type ToldField } from './fields.ts'
import { type FieldMeta, fieldValueOf, givenOf, recordWith, tellsOf } from './meta.ts'

const told = (part: Partial<ToldField>): ToldField => ({
  key: 'name',
  kind: 'text',
  required: false,
  filterable: false,
  sortable: false,
  readOnly: false,
  custom: false,
  ...part,
})
const drawn = (part: Partial<ToldField>) =>
  fieldOf(
    told(part),
    (key) => `word of ${key}`,
    (set) => [{ key: 'x', zh: `${set} 的选项`, en: '', tone: 'success', retired: true }],
  )

describe('a told field', () => {
  it('takes the word of the slice when it is built in', () => {
    expect(drawn({ required: true, sortable: true, max: 120 })).toEqual({
      key: 'name',
      label: 'word of name',
      kind: 'text',
      required: true,
      sortable: true,
      max: 120,
    })
  })

  it('takes its own words and choices when somebody added it', () => {
    const choices = [{ key: 'c1', zh: '高', en: 'High' }]
    expect(drawn({ key: 'custom.a', kind: 'option', custom: true, label: { zh: '紧急度', en: '' }, choices })).toEqual({
      key: 'custom.a',
      label: '紧急度',
      kind: 'option',
      custom: true,
      options: [{ key: 'c1', label: '高' }],
    })
  })

  it('takes the options of its set with tone and retirement, and the path that it refers to', () => {
    expect(drawn({ kind: 'option', set: 'level' }).options).toEqual([
      { key: 'x', label: 'level 的选项', retired: true, tone: 'ok' },
    ])
    expect(drawn({ kind: 'reference', toPath: 'customers' }).to).toBe('customers')
  })

  it('cannot be changed when it is told so, as masked ones are', () => {
    expect(drawn({ readOnly: true }).readOnly).toBe(true)
  })
})

describe('values of added fields', () => {
  const name: FieldMeta = { key: 'name', label: '', kind: 'text' }
  const added: FieldMeta = { key: 'custom.a', label: '', kind: 'number', custom: true }

  it('stand in the custom object of a record', () => {
    expect(fieldValueOf({ custom: { a: 3 } }, added)).toBe(3)
    expect(fieldValueOf({}, added)).toBeUndefined()
    expect(recordWith([[name, 'n']])).toEqual({ name: 'n' })
    expect(
      recordWith([
        [name, 'n'],
        [added, 3],
      ]),
    ).toEqual({ name: 'n', custom: { a: 3 } })
  })

  it('are told of even when they are empty, while a hidden built-in field is absent', () => {
    expect(tellsOf({ custom: {} }, added)).toBe(true)
    expect(tellsOf({ custom: {} }, name)).toBe(false)
  })

  it('are left out of a new record where nobody gave them', () => {
    expect(givenOf({ name: 'n', phone: null, custom: { a: null, b: 0, c: false } })).toEqual({
      name: 'n',
      custom: { b: 0, c: false },
    })
    expect(givenOf({ name: 'n' })).toEqual({ name: 'n' })
  })
})
