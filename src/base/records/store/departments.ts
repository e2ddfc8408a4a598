import sql, { raw } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import type { RecordType } from '../contract.ts'
import type { DepartmentStamp } from '../rules.ts'

/** Days of one person, both included; null is open. */
export interface Stretch {
  userId: string
  fromDay: string
  toDay: string | null
}

/**
 * Writes the department of the day onto records of a person that say another one, at most `limit` of them. Their version stays: nothing
 * that anybody reads or counts in them has changed.
 * @returns how many said another one
 */
export function stampDepartments(
  ctx: Ctx,
  type: RecordType,
  stamp: DepartmentStamp,
  { userId, fromDay, toDay }: Stretch,
  limit: number,
): Promise<number> {
  const [user, day, department] = [stamp.user, stamp.day, stamp.department].map((name) => raw(`r.${name}`))
  return ctx.tx.run(sql`
    with wrong as (
      select r.id, m.department_id from ${raw(type.table)} r
      left join memberships m on m.tenant_id = ${ctx.tenantId} and m.user_id = ${userId}
        and m.from_day <= ${day} and (m.to_day is null or m.to_day >= ${day})
      where r.tenant_id = ${ctx.tenantId} and ${user} = ${userId} and ${day} between ${fromDay} and ${toDay ?? 'infinity'}
        and ${department} is distinct from m.department_id
      order by r.id limit ${limit} for update of r)
    update ${raw(type.table)} f set ${raw(stamp.department)} = wrong.department_id from wrong
    where f.tenant_id = ${ctx.tenantId} and f.id = wrong.id`)
}
