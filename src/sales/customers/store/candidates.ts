import sql, { empty, join, type Sql } from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'

export interface CandidateRow {
  id: string
  name: string
  shortNames: string[]
  phones: string[]
  owner: string | null
  /** Whether the asker may see the customer. */
  visible: boolean
}

export interface CandidateQuestion {
  /** The name as typed. */
  name: string
  /** Search terms that a customer's names must all have; none = no search by name. */
  terms: string[]
  /** Digits of the phone number, or ''. */
  phone: string
  /** The asker's own reach, over the alias `c`. */
  visible: Sql
}

const MOST = 200

/** Customers of the whole company, in the asker's reach or not, that may be known by the same name or phone (their own or a contact's). */
export function candidates(ctx: Ctx, { name, terms, phone, visible }: CandidateQuestion): Promise<CandidateRow[]> {
  const tenant = ctx.tenantId
  return ctx.tx.rows<CandidateRow>(sql`
    with hit as (
      ${terms.length === 0 ? empty : byTerms(tenant, terms)}
      select id from customers where tenant_id = ${tenant} and name = ${name}
      union
      select st.record_id from search_terms st
      where st.tenant_id = ${tenant} and st.type = 'customer' and st.term = ${`phone:${phone}`}
      union
      select co.customer_id from search_terms st join contacts co on co.tenant_id = st.tenant_id and co.id = st.record_id
      where st.tenant_id = ${tenant} and st.type = 'contact' and st.term = ${`phones:${phone}`} and co.voided_at is null
    )
    select c.id, c.name, c.short_names as "shortNames", u.name as owner, ${visible} as visible,
      array_remove(array(select unnest(co.phones) from contacts co
        where co.tenant_id = ${tenant} and co.customer_id = c.id and co.voided_at is null) || c.phone, null) as phones
    from hit join customers c on c.tenant_id = ${tenant} and c.id = hit.id
    left join users u on u.tenant_id = c.tenant_id and u.id = c.owner_id
    where c.voided_at is null
    order by c.updated_at desc, c.id
    limit ${MOST}`)
}

function byTerms(tenant: string, terms: string[]): Sql {
  const [first, ...others] = terms.map(
    (term) => sql`select from search_terms st
    where st.tenant_id = ${tenant} and st.type = 'customer' and st.term = ${term} and st.record_id = c.id`,
  )
  const all = join(
    [first as Sql, ...others].map((each) => sql`exists (${each})`),
    ' and ',
  )
  return sql`(select c.id from customers c where c.tenant_id = ${tenant} and ${all} limit ${MOST}) union `
}
