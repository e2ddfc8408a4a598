import type { CompanyOption, Option, OptionInput, OptionSet, ScenarioKey } from '../contract.ts'
import { scenarioKeys } from './scenarios.ts'
import { vocabularyOf } from './vocabulary.ts'

/** A set as a company has it: its own list when it has one, else that of its scenario. */
export function companyOptions(scenario: ScenarioKey, set: OptionSet, own: readonly CompanyOption[]): CompanyOption[] {
  const current =
    own.length > 0 ? [...own] : vocabularyOf(scenario)[set].map((option) => ({ ...option, retired: false }))
  return [...current, ...elsewhere(set, new Set(current.map((option) => option.key)))]
}

/** Options that other scenarios have: after a change of scenario, records keep their words. */
function elsewhere(set: OptionSet, known: Set<string>): CompanyOption[] {
  const found: CompanyOption[] = []
  for (const option of scenarioKeys.flatMap((key) => vocabularyOf(key)[set] as readonly Option[])) {
    if (known.has(option.key)) continue
    known.add(option.key)
    found.push({ ...option, retired: true })
  }
  return found
}

/** Attributes of a new option where the input says nothing. */
const blank: Partial<Record<OptionSet, object>> = {
  method: { class: 'other' },
  result: { reached: true, classes: ['visit', 'call', 'message', 'meeting', 'event', 'other'] },
  intent: { rhythm: null },
  stage: { probability: 50, state: 'open', maxDays: null, entry: null, requires: [] },
  dayType: { targetFactor: 1 },
}
const attributesOf: Partial<Record<OptionSet, readonly string[]>> = {
  ...Object.fromEntries(Object.entries(blank).map(([set, values]) => [set, Object.keys(values)])),
  lossReason: ['asksCompetitor'],
}
const common = ['key', 'zh', 'en', 'parent', 'tone', 'hint']

/** The list after an edit: the wanted options in their order, then those that are retired by it. */
export function editedOptions(
  set: OptionSet,
  before: readonly CompanyOption[],
  wanted: readonly OptionInput[],
): CompanyOption[] {
  const known = new Map(before.map((option) => [option.key, option]))
  const taken = new Set([...known.keys(), ...wanted.flatMap((option) => option.key ?? [])])
  const kept = wanted.map((input) => {
    const key = input.key ?? freeKey(taken)
    return { ...blank[set], ...known.get(key), ...withoutEmpty(input), key, retired: false } as CompanyOption
  })
  const keys = new Set(kept.map((option) => option.key))
  return [...kept, ...before.filter((option) => !keys.has(option.key)).map((option) => ({ ...option, retired: true }))]
}

function freeKey(taken: Set<string>): string {
  let n = 1
  while (taken.has(`own${n}`)) n++
  taken.add(`own${n}`)
  return `own${n}`
}

/** `null` takes a parent, tone or hint away; what is not said stays. */
function withoutEmpty(input: OptionInput): object {
  const optional = ['parent', 'tone', 'hint']
  const entries = Object.entries(input).filter(([, value]) => value !== undefined)
  return Object.fromEntries(
    entries.map(([key, value]) => [key, value === null && optional.includes(key) ? undefined : value]),
  )
}

/** What is wrong with an edit; the paths are those of the request. */
export function optionErrors(
  set: OptionSet,
  wanted: readonly OptionInput[],
  after: readonly CompanyOption[],
): { path: string; reason: string }[] {
  const active = after.slice(0, wanted.length)
  const errors: { path: string; reason: string }[] = []
  for (const [i, option] of active.entries()) {
    const fail = (field: string, reason: string) => errors.push({ path: `options.${i}.${field}`, reason })
    const others = active.filter((_, j) => j < i)
    if (others.some((other) => other.key === option.key)) fail('key', 'settings.duplicate_option')
    if (others.some((other) => other.zh === option.zh && other.parent === option.parent))
      fail('zh', 'settings.duplicate_option')
    if (
      option.parent !== undefined &&
      !active.some((other) => other.key === option.parent && other.parent === undefined && other !== option)
    ) {
      fail('parent', 'settings.unknown_parent')
    }
    for (const field of Object.keys(wanted[i] ?? {})) {
      if (!common.includes(field) && !attributesOf[set]?.includes(field)) fail(field, 'records.unknown_field')
    }
  }
  if (set === 'stage' && !hasBothEnds(active)) errors.push({ path: 'options', reason: 'settings.stage_ends' })
  return errors
}

/** Winning and losing are closed by rules, so these two stages always exist, once and with their meaning. */
function hasBothEnds(stages: readonly Option[]): boolean {
  const ends = (stages as (Option & { state?: string })[]).filter((stage) => stage.state !== 'open')
  return ends.length === 2 && ends.every((stage) => stage.key === stage.state)
}
