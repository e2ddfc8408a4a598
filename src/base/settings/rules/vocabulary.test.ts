import { describe, expect, it, test } from 'vitest'
import { isTimeOfDay } from '../../../platform/time.ts'
import type { Option, Words } from '../contract.ts'
import { isScenario, scenarioKeys, scenarios } from './scenarios.ts'
import { builtInOption, optionSets, unreachedResults, vocabularyOf } from './vocabulary.ts'

const isWorded = (words: Words): boolean =>
  words.zh.trim() !== '' && words.en.trim() !== '' && !/[\u4e00-\u9fff]/.test(words.en)

describe.each(scenarioKeys)('the vocabulary of the scenario %s', (key) => {
  const vocabulary = vocabularyOf(key)

  test.each(optionSets)('%s has unique plain keys, words in both languages and parents that exist', (set) => {
    const options: readonly Option[] = vocabulary[set]
    const keys = options.map((option) => option.key)
    expect(options.length).toBeGreaterThan(1)
    expect(new Set(keys).size).toBe(keys.length)
    for (const option of options) {
      expect(option.key).toMatch(/^[A-Za-z][A-Za-z0-9]*$/)
      expect(isWorded(option), option.key).toBe(true)
      if (option.hint) expect(isWorded(option.hint), option.key).toBe(true)
      if (option.parent) expect(keys).toContain(option.parent)
    }
  })

  it('has stages that rise to won, then lost', () => {
    const open = vocabulary.stage.filter((stage) => stage.state === 'open').map((stage) => stage.probability)
    expect(open).toEqual([...open].sort((a, b) => a - b))
    expect(vocabulary.stage.slice(-2).map(({ key: name, probability }) => [name, probability])).toEqual([
      ['won', 100],
      ['lost', 0],
    ])
  })

  it('has additions with words, and options where something is chosen', () => {
    for (const field of scenarios[key].followUpAdditions) {
      expect(isWorded(field), field.key).toBe(true)
      const chooses = field.type === 'select' || field.type === 'multiSelect'
      expect(Boolean(field.optionSet ?? field.options), field.key).toBe(chooses)
    }
  })

  it('owes each follow-up report either after a node or every so often, at times that exist', () => {
    const { owedFollowUps, reportTimes, coreDeals } = scenarios[key]
    for (const owed of owedFollowUps) expect(Boolean(owed.after) !== Boolean(owed.every)).toBe(true)
    for (const time of [reportTimes.draftAt, reportTimes.dueAt.field, reportTimes.dueAt.inside, reportTimes.lateUntil])
      expect(isTimeOfDay(time)).toBe(true)
    if (coreDeals) expect(vocabulary.stage.map((stage) => stage.key)).toContain(coreDeals.fromStage)
  })

  it('keeps the pool off at first', () => {
    expect(scenarios[key].pool.enabled).toBe(false)
  })
})

describe('the figures of the product', () => {
  test.each([
    ['enterprise', [5, 20, 35, 50, 60, 75, 90, 100, 0]],
    ['growth', [10, 35, 60, 85, 100, 0]],
    ['foreignTrade', [5, 25, 45, 65, 90, 100, 0]],
    ['project', [5, 20, 35, 50, 90, 100, 0]],
  ] as const)('%s has the win probabilities %j', (key, expected) => {
    expect(scenarios[key].stage.map((stage) => stage.probability)).toEqual(expected)
  })

  test.each([
    ['enterprise', [5, 10, 20, 60, null], 30, null],
    ['growth', [1, 3, 7, 30, null], 7, 30],
    ['channel', [5, 10, 20, 60, null], null, null],
    ['foreignTrade', [5, 10, 20, 60, null], 30, null],
  ] as const)('%s has the rhythm %j and the pool %s / %s', (key, rhythm, notFollowed, notClosed) => {
    expect(scenarios[key].intent.map((intent) => intent.rhythm)).toEqual(rhythm)
    expect([scenarios[key].pool.notFollowedDays, scenarios[key].pool.notClosedDays]).toEqual([notFollowed, notClosed])
  })

  it('counts as not reached exactly no answer, rejected, unused number and nobody there', () => {
    expect([...unreachedResults].sort()).toEqual(['invalidNumber', 'noAnswer', 'nobodyThere', 'refused'])
  })

  it('finds an option by its key and none by another', () => {
    expect(builtInOption('enterprise', 'method', 'wechat')?.class).toBe('message')
    expect(builtInOption('growth', 'stage', 'needs')).toBeUndefined()
    expect([isScenario('growth'), isScenario('toString')]).toEqual([true, false])
  })
})
