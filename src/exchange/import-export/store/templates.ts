import sql from 'sql-template-tag'
import type { Ctx } from '../../../platform/context.ts'
import type { TemplateSheet } from '../rules/templates.ts'

export interface Template {
  id: string
  name: string
  sheets: TemplateSheet[]
  createdBy: { id: string; name: string }
  createdAt: string
}

/** The company's import templates, the newest first. */
export function templates(ctx: Ctx): Promise<Template[]> {
  return ctx.tx.rows<Template>(sql`
    select t.id, t.name, t.sheets, json_build_object('id', u.id, 'name', u.name) as "createdBy", t.created_at as "createdAt"
    from import_templates t join users u on u.tenant_id = t.tenant_id and u.id = t.created_by
    where t.tenant_id = ${ctx.tenantId} order by t.created_at desc, t.id`)
}

/** A template of that name is replaced. */
export async function saveTemplate(ctx: Ctx, template: Pick<Template, 'id' | 'name' | 'sheets'>): Promise<void> {
  const now = ctx.clock.now()
  const sheets = JSON.stringify(template.sheets)
  await ctx.tx.run(sql`
    insert into import_templates (tenant_id, id, name, sheets, created_by, created_at)
    values (${ctx.tenantId}, ${template.id}, ${template.name}, ${sheets}, ${ctx.actor.userId}, ${now})
    on conflict (tenant_id, name) do update set sheets = ${sheets}, created_by = ${ctx.actor.userId}, created_at = ${now}`)
}

/** @returns whether there was one */
export async function deleteTemplate(ctx: Ctx, id: string): Promise<boolean> {
  return (await ctx.tx.run(sql`delete from import_templates where tenant_id = ${ctx.tenantId} and id = ${id}`)) > 0
}
