import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'

export interface DueStep {
  id: string
  at: string
  localDay: string
  ownerId: string
  ownerName: string
  action: string
  goal: string | null
  /** Customer or lead. */
  subject: string
  link: string
}

const columns = sql`
  s.id, s.at, s.local_day as "localDay", s.owner_id as "ownerId", u.name as "ownerName", s.action, s.goal, coalesce(c.name, l.name) as subject,
  case when c.id is not null then '/customers/' || c.id else '/leads/' || l.id end as link`

/** Open steps of active people between two instants, the first one not included, in the order of their time. */
export function openSteps(ctx: Ctx, after: Date, until: Date, limit: number): Promise<DueStep[]> {
  return ctx.tx.rows<DueStep>(sql`
    select ${columns} from next_steps s
    join users u on u.tenant_id = s.tenant_id and u.id = s.owner_id and u.status = 'active'
    left join customers c on c.tenant_id = s.tenant_id and c.id = s.customer_id
    left join leads l on l.tenant_id = s.tenant_id and l.id = s.lead_id
    where s.tenant_id = ${ctx.tenantId} and s.state = 'open' and s.voided_at is null and s.at > ${after} and s.at <= ${until}
    order by s.at, s.id limit ${limit}`)
}
