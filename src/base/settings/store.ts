import sql from 'sql-template-tag'
import type { Ctx } from '../../platform/context.ts'
import { prepared } from '../../platform/database.ts'
import type { Company } from '../people/contract.ts'
import type { CompanyOption } from './contract.ts'

export interface SettingRow {
  key: string
  value: Record<string, unknown>
  version: number
}

interface OptionRow {
  set: string
  key: string
  zh: string
  en: string
  parent: string | null
  tone: CompanyOption['tone'] | null
  extra: Record<string, unknown>
  retired: boolean
}

export interface SettingFacts {
  company: Company
  settings: SettingRow[]
  /** Own lists by set; a set that nobody has edited is not there. */
  options: Map<string, CompanyOption[]>
}

/** Everything a company has set, in one statement because most requests need some of it. */
export async function settingFacts(ctx: Ctx): Promise<SettingFacts> {
  const row = await ctx.tx.one<{ company: Company; settings: SettingRow[]; options: OptionRow[] }>(
    prepared(sql`
    select json_build_object('id', t.tenant_id, 'name', t.name, 'scenario', t.scenario, 'locale', t.locale, 'timeZone', t.time_zone,
        'currency', t.currency, 'goLiveOn', t.go_live_on, 'version', t.version) as company,
      coalesce((select json_agg(json_build_object('key', s.key, 'value', s.value, 'version', s.version))
        from settings s where s.tenant_id = ${ctx.tenantId}), '[]') as settings,
      coalesce((select json_agg(json_build_object('set', o.set_key, 'key', o.key, 'zh', o.label_zh, 'en', o.label_en, 'parent', o.parent,
          'tone', o.color, 'extra', o.extra, 'retired', o.retired_at is not null) order by o.position)
        from options o where o.tenant_id = ${ctx.tenantId}), '[]') as options
    from tenants t where t.tenant_id = ${ctx.tenantId}`),
  )
  const options = new Map<string, CompanyOption[]>()
  for (const option of row.options) options.set(option.set, [...(options.get(option.set) ?? []), fromRow(option)])
  return { company: row.company, settings: row.settings, options }
}

function fromRow({ key, zh, en, parent, tone, extra, retired }: OptionRow): CompanyOption {
  return { key, zh, en, ...(parent !== null && { parent }), ...(tone && { tone }), ...extra, retired }
}

/** Undefined when the version is no longer the newest; version 0 means that there is none yet. */
export function saveSetting(ctx: Ctx, setting: SettingRow): Promise<SettingRow | undefined> {
  const value = JSON.stringify(setting.value)
  const now = ctx.clock.now()
  if (setting.version === 0) {
    return ctx.tx.maybe<SettingRow>(sql`
      insert into settings (tenant_id, key, value, updated_at, updated_by) values (${ctx.tenantId}, ${setting.key}, ${value}, ${now}, ${ctx.actor.userId})
      on conflict do nothing returning key, value, version`)
  }
  return ctx.tx.maybe<SettingRow>(sql`
    update settings set value = ${value}, updated_at = ${now}, updated_by = ${ctx.actor.userId}, version = version + 1
    where tenant_id = ${ctx.tenantId} and key = ${setting.key} and version = ${setting.version}
    returning key, value, version`)
}

/** Puts a company's own list in the place of the one before. */
export async function replaceOptions(ctx: Ctx, set: string, options: readonly CompanyOption[]): Promise<void> {
  await ctx.tx.run(sql`delete from options where tenant_id = ${ctx.tenantId} and set_key = ${set}`)
  const rows = options.map(({ key, zh, en, parent, tone, retired, ...extra }, position) => ({
    key,
    zh,
    en,
    parent,
    tone,
    retired,
    extra,
    position,
  }))
  await ctx.tx.run(sql`
    insert into options (tenant_id, set_key, key, label_zh, label_en, parent, position, color, extra, retired_at)
    select ${ctx.tenantId}, ${set}, o.key, o.zh, o.en, o.parent, o.position, o.tone, coalesce(o.extra, '{}'),
      case when o.retired then ${ctx.clock.now()}::timestamptz end
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      as o (key text, zh text, en text, parent text, position int, tone text, extra jsonb, retired boolean)`)
}
