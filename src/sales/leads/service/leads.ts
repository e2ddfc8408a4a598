import type { Assignment } from '../../../base/records/contract.ts'
import { assign, type Presented, recordService } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import { normalizePhone } from '../../../platform/text.ts'
import { lead } from '../record.ts'

/** States that only an act of their own sets. */
const acts = new Set(['converted', 'invalid'])

/** Leads: not yet qualified. One without an owner waits for somebody to be given it. */
export const leads = recordService(lead, {
  beforeSave: async (_ctx, draft, before, { asked, imported }) => {
    const status = asked['status'] as string | null | undefined
    const isConsequence = 'convertedAt' in asked || 'invalidReason' in asked
    if (typeof status === 'string' && acts.has(status) && before?.status !== status && !imported && !isConsequence) {
      throw invalidField('status', 'leads.act_of_its_own')
    }
    return {
      ...(before === null && { status: draft.status ?? (draft.ownerId === null ? 'unassigned' : 'waiting') }),
      ...(typeof asked['phone'] === 'string' && { phone: normalizePhone(asked['phone']) || asked['phone'] }),
    }
  },
})

/** Gives leads to an owner; nobody needs to be found for them any more. */
export async function assignLeads(ctx: Ctx, assignment: Assignment): Promise<{ moved: string[] }> {
  const { moved } = await assign(ctx, lead, assignment)
  for (const id of moved) {
    const { status } = await leads.patch(ctx, id, {})
    if (status === 'unassigned') await leads.patch(ctx, id, { status: 'waiting' })
  }
  return { moved }
}

/** Marks a lead as worth nothing. @throws 409 for one that has become a customer */
export async function invalidate(
  ctx: Ctx,
  id: string,
  { version, reason }: { version?: number | undefined; reason: string },
): Promise<Presented> {
  const { status } = await leads.read(ctx, id, 'edit', version)
  if (status === 'converted') throw new AppError('conflict', 'leads.converted')
  await leads.patch(ctx, id, { status: 'invalid', invalidReason: reason })
  return leads.get(ctx, id)
}

/** Takes a lead up again that was marked invalid. */
export async function revive(ctx: Ctx, id: string, { version }: { version?: number | undefined }): Promise<Presented> {
  const { status, ownerId, lastFollowUpAt } = await leads.read(ctx, id, 'edit', version)
  if (status !== 'invalid') throw new AppError('conflict', 'leads.not_invalid')
  const next = ownerId === null ? 'unassigned' : lastFollowUpAt ? 'following' : 'waiting'
  await leads.patch(ctx, id, { status: next, invalidReason: null })
  return leads.get(ctx, id)
}
