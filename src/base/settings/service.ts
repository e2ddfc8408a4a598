import { type Ctx, once } from '../../platform/context.ts'
import { AppError, notFound } from '../../platform/errors.ts'
import { invalidInput } from '../../platform/http/problem.ts'
import { diff, write } from '../audit/service.ts'
import { assertCan, updateCompany } from '../people/service.ts'
import type {
  CompanyOption,
  OptionInput,
  OptionSet,
  Scenario,
  SettingKey,
  SettingValues,
  Vocabulary,
} from './contract.ts'
import { settingSchemas } from './contract.ts'
import { companyOptions, editedOptions, optionErrors } from './rules/company-options.ts'
import { settingDefaults } from './rules/defaults.ts'
import { scenarios } from './rules/scenarios.ts'
import { optionSets } from './rules/vocabulary.ts'
import { replaceOptions, type SettingFacts, saveSetting, settingFacts } from './store.ts'

function facts(ctx: Ctx): Promise<SettingFacts> {
  return once(ctx, 'settings.facts', () => settingFacts(ctx))
}

/** One setting as it holds now: what an administrator set, else the default of the scenario. */
export async function settingOf<K extends SettingKey>(ctx: Ctx, key: K): Promise<SettingValues[K]> {
  return (await readSetting(ctx, key)).value
}

/** A setting with the version that a change of it must name. */
export async function readSetting<K extends SettingKey>(
  ctx: Ctx,
  key: K,
): Promise<{ key: K; version: number; value: SettingValues[K] }> {
  const { company, settings } = await facts(ctx)
  if (key === 'company') return { key, version: company.version, value: company as SettingValues[K] }
  const defaults = settingDefaults(company.scenario)[key as Exclude<SettingKey, 'company'>]
  const own = settings.find((setting) => setting.key === key)
  return { key, version: own?.version ?? 0, value: { ...defaults, ...own?.value } as SettingValues[K] }
}

/** The scenario of the company, with everything that follows from it. */
export async function scenarioOf(ctx: Ctx): Promise<Scenario> {
  return scenarios[(await facts(ctx)).company.scenario]
}

/**
 * Changes parts of a setting.
 * @throws AppError invalid for values that do not fit; conflict when `version` is old
 */
export async function changeSetting<K extends SettingKey>(
  ctx: Ctx,
  key: K,
  input: { version: number; value: Record<string, unknown> },
): ReturnType<typeof readSetting<K>> {
  assertCan(ctx, 'settings.manage')
  const before = await readSetting(ctx, key)
  const whole = key === 'company' ? withoutIdentity(before.value) : before.value
  const parsed = settingSchemas[key].safeParse({ ...whole, ...input.value }, { reportInput: true })
  if (!parsed.success) throw invalidInput(parsed.error, 422)
  if (key === 'company') {
    await updateCompany(ctx, parsed.data as SettingValues['company'], input.version)
  } else {
    const saved = await saveSetting(ctx, { key, value: parsed.data, version: input.version })
    if (saved === undefined) throw new AppError('conflict', 'records.stale', { current: before })
    await write(ctx, {
      action: 'updated',
      type: 'setting',
      recordId: null,
      changes: namedDiff(key, before.value, parsed.data),
    })
  }
  ctx.memo.delete('settings.facts')
  return readSetting(ctx, key)
}

function withoutIdentity(company: object): object {
  const { id: _, version: __, ...rest } = company as SettingValues['company']
  return rest
}

function namedDiff(key: string, before: object, after: object) {
  return Object.fromEntries(
    Object.entries(diff(before, after, Object.keys(after))).map(([field, change]) => [`${key}.${field}`, change]),
  )
}

/** A set of options as the company has it, in its order; retired ones are last and only there for the words of old records. */
export async function optionsOf<S extends OptionSet>(
  ctx: Ctx,
  set: S,
): Promise<CompanyOption<Vocabulary[S][number]>[]> {
  const { company, options } = await facts(ctx)
  return companyOptions(company.scenario, set, options.get(set) ?? []) as CompanyOption<Vocabulary[S][number]>[]
}

/** Every set with the version that a change of it must name. */
export async function allOptions(ctx: Ctx): Promise<Record<string, { version: number; options: CompanyOption[] }>> {
  const sets: Record<string, { version: number; options: CompanyOption[] }> = {}
  for (const set of optionSets)
    sets[set] = { version: await optionsVersion(ctx, set), options: await optionsOf(ctx, set) }
  return sets
}

/**
 * The keys that a record may hold: those on offer and those the company has retired itself, because old records still hold them.
 * @throws Error for the name of no set, which is a defect of a record type
 */
export function optionKeys(ctx: Ctx, set: string): Promise<ReadonlySet<string>> {
  return once(ctx, `settings.keys:${set}`, async () => {
    if (!isSet(set)) throw new Error(`there is no option set ${set}`)
    const offered = (await optionsOf(ctx, set)).filter((option) => !option.retired)
    const own = (await facts(ctx)).options.get(set) ?? []
    return new Set([...offered, ...own].map((option) => option.key))
  })
}

function isSet(name: string): name is OptionSet {
  return (optionSets as readonly string[]).includes(name)
}

async function optionsVersion(ctx: Ctx, set: string): Promise<number> {
  return (await facts(ctx)).settings.find((setting) => setting.key === `options.${set}`)?.version ?? 0
}

/**
 * Replaces the list of a set: new words, order, options. Options left out are retired, never deleted.
 * @throws AppError not_found for the name of no set; invalid; conflict when `version` is old
 */
export async function changeOptions(
  ctx: Ctx,
  set: string,
  input: { version: number; options: OptionInput[] },
): Promise<{ version: number; options: CompanyOption[] }> {
  assertCan(ctx, 'settings.manage')
  if (!isSet(set)) throw notFound()
  const before: CompanyOption[] = await optionsOf(ctx, set)
  const after = editedOptions(set, before, input.options)
  const errors = optionErrors(set, input.options, after)
  if (errors.length > 0) throw new AppError('invalid', 'records.invalid', { errors })
  const saved = await saveSetting(ctx, { key: `options.${set}`, value: {}, version: input.version })
  if (saved === undefined)
    throw new AppError('conflict', 'records.stale', {
      current: { version: await optionsVersion(ctx, set), options: before },
    })
  await replaceOptions(ctx, set, after)
  const byKey = (options: CompanyOption[]) =>
    Object.fromEntries(options.map((option) => [`${set}.${option.key}`, option]))
  const keys = after.map((option) => `${set}.${option.key}`)
  await write(ctx, {
    action: 'updated',
    type: 'options',
    recordId: null,
    changes: diff(byKey(before), byKey(after), keys),
  })
  ctx.memo.clear()
  return { version: saved.version, options: await optionsOf(ctx, set) }
}
