import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'

export interface TreeDepartment {
  id: string
  name: string
  /** `/root/…/id/` */
  path: string
  kind: 'field' | 'inside'
}

/** Every department of the company in the order of the tree. */
export function departmentTree(ctx: Ctx): Promise<TreeDepartment[]> {
  return ctx.tx.rows<TreeDepartment>(sql`
    select id, name, path, kind from departments where tenant_id = ${ctx.tenantId} order by path`)
}
