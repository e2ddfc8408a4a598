import type { z } from 'zod'
import { write } from '../../../base/audit/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, notFound } from '../../../platform/errors.ts'
import { newId } from '../../../platform/id.ts'
import type { newTemplate, SheetMapping, templatesReply } from '../contract.ts'
import { templateOf, withTemplate } from '../rules/templates.ts'
import { batchById } from '../store/batches.ts'
import { deleteTemplate, saveTemplate, type Template, templates } from '../store/templates.ts'

const MOST_TEMPLATES = 100

export async function importTemplates(ctx: Ctx): Promise<z.output<typeof templatesReply>> {
  return { items: (await templates(ctx)).map(({ sheets: _, ...template }) => template) }
}

/** Keeps what was decided about a file's columns for the next file with the same heads; the same name replaces. */
export async function keepTemplate(
  ctx: Ctx,
  batchId: string,
  { name }: z.output<typeof newTemplate>,
): Promise<z.output<typeof templatesReply>> {
  const found = await batchById(ctx, batchId)
  if (found === undefined) throw notFound()
  const known = await templates(ctx)
  const same = known.find((template) => template.name === name)
  if (same === undefined && known.length >= MOST_TEMPLATES)
    throw new AppError('invalid', 'import-export.too_many_templates', { params: { most: MOST_TEMPLATES } })
  const id = same?.id ?? newId(ctx.clock.now().getTime())
  await saveTemplate(ctx, { id, name, sheets: templateOf(found.mapping) })
  await write(ctx, {
    action: same ? 'updated' : 'created',
    type: 'importTemplate',
    recordId: id,
    changes: { name: [null, name] },
  })
  return importTemplates(ctx)
}

export async function dropTemplate(ctx: Ctx, id: string): Promise<void> {
  const found = (await templates(ctx)).find((template) => template.id === id)
  if (found === undefined || !(await deleteTemplate(ctx, id))) throw notFound()
  await write(ctx, { action: 'deleted', type: 'importTemplate', recordId: id, changes: { name: [found.name, null] } })
}

/** The mapping with the template that knows most of its columns, the newest of equals; the guess itself when none fits. */
export async function asKnown(
  ctx: Ctx,
  mapping: SheetMapping[],
): Promise<{ mapping: SheetMapping[]; template: Template | null }> {
  const fitting = (await templates(ctx))
    .map((template) => ({ template, ...withTemplate(mapping, template.sheets) }))
    .sort((a, b) => b.columns - a.columns)[0]
  return fitting === undefined || fitting.columns === 0
    ? { mapping, template: null }
    : { mapping: fitting.mapping, template: fitting.template }
}
