import sql from 'sql-template-tag'
import type { Tx } from '../../../platform/database.ts'
import type { Company } from '../contract.ts'

const columns = sql`tenant_id as id, name, scenario, locale, time_zone as "timeZone", currency, go_live_on as "goLiveOn", version`

export function company(tx: Tx): Promise<Company> {
  return tx.one<Company>(sql`select ${columns} from tenants where tenant_id = ${tx.tenantId}`)
}

/** Undefined when the version is no longer the newest. */
export function updateCompanyRow(tx: Tx, next: Company, now: Date): Promise<Company | undefined> {
  return tx.maybe<Company>(sql`
    update tenants set name = ${next.name}, scenario = ${next.scenario}, locale = ${next.locale}, time_zone = ${next.timeZone},
      currency = ${next.currency}, go_live_on = ${next.goLiveOn}, updated_at = ${now}, version = version + 1
    where tenant_id = ${tx.tenantId} and version = ${next.version}
    returning ${columns}`)
}

export async function insertCompany(tx: Tx, of: Omit<Company, 'id' | 'version'>, now: Date): Promise<void> {
  await tx.run(sql`
    insert into tenants (tenant_id, name, scenario, locale, time_zone, currency, go_live_on, created_at, updated_at)
    values (${tx.tenantId}, ${of.name}, ${of.scenario}, ${of.locale}, ${of.timeZone}, ${of.currency}, ${of.goLiveOn}, ${now}, ${now})`)
}

/** Makes changes of people and roles of one company wait for each other until this transaction ends. */
export async function lockCompany(tx: Tx): Promise<void> {
  await tx.rows(sql`select 1 from tenants where tenant_id = ${tx.tenantId} for update`)
}
