import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'

/** An earlier follow-up, as far as copies are told by it. */
export interface Earlier {
  summary: string
  needs: string[]
  occurredAt: string
  enteredAt: string
}

/** What the actor wrote last, the newest first; of a customer when one is named. Dials that nobody answered say nothing. */
export function ownEarlier(
  ctx: Ctx,
  of: { customerId: string | null; except: string | null; most: number },
): Promise<Earlier[]> {
  return ctx.tx.rows<Earlier>(sql`
    select f.summary, f.needs, f.occurred_at as "occurredAt", f.entered_at as "enteredAt" from follow_ups f
    where f.tenant_id = ${ctx.tenantId} and f.author_id = ${ctx.actor.userId} and f.voided_at is null
      ${of.customerId === null ? sql`` : sql`and f.customer_id = ${of.customerId}`}
      ${of.except === null ? sql`` : sql`and f.id <> ${of.except}`}
      and f.summary not like 'phrase:%'
    order by f.local_day desc, f.occurred_at desc limit ${of.most}`)
}
