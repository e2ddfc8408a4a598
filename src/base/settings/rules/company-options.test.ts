import { describe, expect, test } from 'vitest'
import { scenarios as scenarioKeysOfPeople } from '../../people/contract.ts'
import type { CompanyOption, OptionInput } from '../contract.ts'
import { settingSchemas } from '../contract.ts'
import { companyOptions, editedOptions, optionErrors } from './company-options.ts'
import { settingDefaults } from './defaults.ts'
import { scenarioKeys } from './scenarios.ts'
import { optionSets } from './vocabulary.ts'

const source = companyOptions('enterprise', 'source', [])
const keep = (options: readonly CompanyOption[]): OptionInput[] => options.map(({ key, zh, en }) => ({ key, zh, en }))

test('set-up and settings know the same scenarios', () => {
  expect([...scenarioKeysOfPeople].sort()).toEqual([...scenarioKeys].sort())
})

test.each(scenarioKeys)('the defaults of %s fit their schemas', (scenario) => {
  for (const [key, value] of Object.entries(settingDefaults(scenario))) {
    expect(settingSchemas[key as 'reportTimes'].parse(value)).toEqual(value)
  }
})

describe('the options of a company', () => {
  test('are those of its scenario, and words of other scenarios stay readable', () => {
    const stages = companyOptions('enterprise', 'stage', [])
    expect(stages.filter((stage) => !stage.retired).map((stage) => stage.key)).toEqual([
      'contact',
      'needs',
      'solution',
      'sample',
      'quote',
      'negotiation',
      'contract',
      'won',
      'lost',
    ])
    expect(stages.find((stage) => stage.key === 'inquiry')).toMatchObject({ zh: '询盘', retired: true })
    expect(new Set(stages.map((stage) => stage.key)).size).toBe(stages.length)
  })

  test('never offer a key twice, in no set of no scenario', () => {
    for (const scenario of scenarioKeys) {
      for (const set of optionSets) {
        const keys = companyOptions(scenario, set, []).map((option) => option.key)
        expect(new Set(keys).size).toBe(keys.length)
      }
    }
  })

  test('are its own list once it has one', () => {
    const own = [{ key: 'friends', zh: '朋友', en: 'Friends', retired: false }]
    expect(companyOptions('enterprise', 'source', own).filter((option) => !option.retired)).toEqual(own)
  })
})

describe('editing a list', () => {
  test('keeps order and keys, retires what is left out and gives new options a key', () => {
    const wanted = [...keep(source.slice(1, 3)), { zh: '朋友圈', en: 'Moments' }, { zh: '直播', en: 'Live stream' }]
    const after = editedOptions('source', source, wanted)
    expect(after.slice(0, 4).map((option) => [option.key, option.retired])).toEqual([
      [source[1]?.key, false],
      [source[2]?.key, false],
      ['own1', false],
      ['own2', false],
    ])
    expect(after.slice(4).every((option) => option.retired)).toBe(true)
    expect(after).toHaveLength(source.length + 2)
    expect(optionErrors('source', wanted, after)).toEqual([])
  })

  test('brings a retired option back with its key', () => {
    const first = editedOptions('source', source, keep(source.slice(1)))
    expect(first.at(-1)).toMatchObject({ key: source[0]?.key, retired: true })
    expect(editedOptions('source', first, keep(first)).every((option) => !option.retired)).toBe(true)
  })

  test('keeps attributes that are not said and takes those that are', () => {
    const methods = companyOptions('enterprise', 'method', [])
    const wanted: OptionInput[] = [
      { key: 'visit', zh: '登门', en: 'Visit' },
      { key: 'phone', zh: '电话', en: 'Phone', class: 'message' },
      { zh: '对讲机', en: 'Radio' },
    ]
    expect(editedOptions('method', methods, wanted).slice(0, 3)).toMatchObject([
      { key: 'visit', zh: '登门', class: 'visit' },
      { key: 'phone', class: 'message' },
      { key: 'own1', class: 'other' },
    ])
  })

  test('takes a parent, tone or hint away with null', () => {
    const objections = companyOptions('enterprise', 'objection', [])
    const wanted = keep(objections).map((option) => (option.key === 'payment' ? { ...option, parent: null } : option))
    expect(
      editedOptions('objection', objections, wanted).find((option) => option.key === 'payment')?.parent,
    ).toBeUndefined()
  })

  const stages = keep(companyOptions('enterprise', 'stage', []).filter((stage) => !stage.retired))
  test.each<[string, Parameters<typeof optionErrors>[0], OptionInput[], string, string]>([
    [
      'the same words twice',
      'source',
      [
        { zh: '甲', en: 'A' },
        { zh: '甲', en: 'B' },
      ],
      'options.1.zh',
      'settings.duplicate_option',
    ],
    [
      'the same key twice',
      'source',
      [
        { key: 'website', zh: '甲', en: 'A' },
        { key: 'website', zh: '乙', en: 'B' },
      ],
      'options.1.key',
      'settings.duplicate_option',
    ],
    [
      'a parent that is not there',
      'source',
      [{ zh: '甲', en: 'A', parent: 'nothing' }],
      'options.0.parent',
      'settings.unknown_parent',
    ],
    [
      'an option below itself',
      'source',
      [{ key: 'website', zh: '甲', en: 'A', parent: 'website' }],
      'options.0.parent',
      'settings.unknown_parent',
    ],
    [
      'an attribute of another set',
      'source',
      [{ zh: '甲', en: 'A', probability: 5 }],
      'options.0.probability',
      'records.unknown_field',
    ],
    [
      'stages without an end',
      'stage',
      stages.filter((stage) => stage.key !== 'lost'),
      'options',
      'settings.stage_ends',
    ],
    [
      'a stage that pretends to be an end',
      'stage',
      [...stages, { zh: '也赢', en: 'Also won', state: 'won' }],
      'options',
      'settings.stage_ends',
    ],
  ])('refuses %s', (_, set, wanted, path, reason) => {
    const before = companyOptions('enterprise', set, [])
    expect(optionErrors(set, wanted, editedOptions(set, before, wanted))).toContainEqual({ path, reason })
  })
})
