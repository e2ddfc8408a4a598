import { write } from '../../../base/audit/service.ts'
import { type Presented, recordService } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { newId } from '../../../platform/id.ts'
import { followUp } from '../record.ts'
import { insertNote, noteById } from '../store/notes.ts'
import { withExtrasOne } from './present.ts'

/**
 * 补一句: adds news to an interaction without making a new one. Sent twice with the same id it is one note.
 * @throws AppError conflict when the id belongs to another note
 */
export async function addNote(
  ctx: Ctx,
  followUpId: string,
  input: { id?: string | undefined; text: string },
): Promise<{ record: Presented; created: boolean }> {
  const kit = recordService(followUp)
  const before = await kit.read(ctx, followUpId)
  if (before.voidedAt !== null) throw new AppError('conflict', 'records.voided')
  const id = input.id ?? newId(ctx.clock.now().getTime())
  const created = await insertNote(ctx, { id, followUpId, text: input.text })
  if (created)
    await write(ctx, {
      action: 'noted',
      type: followUp.type,
      recordId: followUpId,
      changes: { note: [null, input.text] },
    })
  else if (!isSame(await noteById(ctx, id), { followUpId, text: input.text }))
    throw new AppError('conflict', 'records.id_taken')
  return { record: await withExtrasOne(ctx, await kit.get(ctx, followUpId)), created }
}

function isSame(
  known: { followUpId: string; text: string } | undefined,
  wanted: { followUpId: string; text: string },
): boolean {
  return known?.followUpId === wanted.followUpId && known.text === wanted.text
}
