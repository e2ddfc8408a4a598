import type { z } from 'zod'
import type { Ctx, PublicCtx } from '../../../platform/context.ts'
import type { Tx } from '../../../platform/database.ts'
import { AppError, notFound } from '../../../platform/errors.ts'
import { emit } from '../../../platform/events.ts'
import { newId } from '../../../platform/id.ts'
import { write } from '../../audit/service.ts'
import type { joinBody, linkReply, newJoinLinkBody } from '../contract.ts'
import { company } from '../store/company.ts'
import { closeJoinLink, insertJoinLink, type OpenJoinLink, openJoinLinks } from '../store/links.ts'
import { replaceRoles } from '../store/roles.ts'
import { insertUser, replaceMemberships } from '../store/users.ts'
import { systemCtx } from './gate.ts'
import { assertDepartment, rolesToGive } from './guards.ts'
import { readIdentifier, renewLogins, userDiff } from './identity.ts'
import { askedToJoin } from './news.ts'
import { assertGoodPassword, hashPassword } from './passwords.ts'
import { assertCan, today } from './scope.ts'
import { newSecret, readToken, writeToken } from './secrets.ts'
import { addressLimit } from './sessions.ts'
import { claimTry } from './throttle.ts'

const DAY = 24 * 3600_000
const gone = () => notFound('people.link_expired')

/** Makes a link by which a whole group can ask to join a department with a role. The token is shown once. */
export async function createJoinLink(
  ctx: Ctx,
  input: z.output<typeof newJoinLinkBody>,
): Promise<z.output<typeof linkReply>> {
  assertCan(ctx, 'people.manage')
  await assertDepartment(ctx, input.departmentId, 'departmentId')
  await rolesToGive(ctx, [input.roleId], 'roleId')
  const at = ctx.clock.now()
  const { secret, secretHash } = newSecret()
  const id = newId(at.getTime())
  const expiresAt = new Date(at.getTime() + input.days * DAY)
  const { departmentId, roleId } = input
  await insertJoinLink(ctx.tx, { id, secretHash, departmentId, roleId, createdBy: ctx.actor.userId, at, expiresAt })
  await write(ctx, {
    action: 'created',
    type: 'joinLink',
    recordId: id,
    changes: { departmentId: [null, departmentId], roleId: [null, roleId] },
  })
  const token = writeToken(ctx.tenantId, secret)
  return { id, token, url: `/join/${token}`, expiresAt: expiresAt.toISOString() }
}

/** The links that still let people in, newest first. */
export function joinLinks(ctx: Ctx): Promise<OpenJoinLink[]> {
  assertCan(ctx, 'people.manage')
  return openJoinLinks(ctx.tx, ctx.clock.now())
}

export async function revokeJoinLink(ctx: Ctx, id: string): Promise<void> {
  assertCan(ctx, 'people.manage')
  if (!(await closeJoinLink(ctx.tx, id, ctx.actor.userId, ctx.clock.now()))) throw notFound()
  await write(ctx, { action: 'closed', type: 'joinLink', recordId: id })
}

/** Whom a link invites to join. @throws AppError not_found for a link that is unknown, expired or closed; the three are not told apart */
export async function invitation(
  request: PublicCtx,
  text: string,
): Promise<{ tenantName: string; departmentName: string }> {
  const token = readToken(text)
  if (token === null) throw gone()
  return request.db.tenant(
    token.tenantId,
    async (tx) => {
      const link = await openLink(tx, token.secretHash, request.clock.now())
      return { tenantName: (await company(tx)).name, departmentName: link.departmentName }
    },
    { readOnly: true },
  )
}

async function openLink(tx: Tx, secretHash: string, now: Date): Promise<OpenJoinLink> {
  const [link] = await openJoinLinks(tx, now, secretHash)
  if (link === undefined) throw gone()
  return link
}

/**
 * Asks to join by a link; an administrator has to approve before the person can sign in.
 * @throws AppError not_found, conflict when the identifier has an account already, too_many
 */
export async function askToJoin(request: PublicCtx, text: string, input: z.output<typeof joinBody>): Promise<void> {
  const claim = await claimTry(request.db, request.clock, [addressLimit('join', request.ip)])
  const token = readToken(text)
  if (token === null) throw gone()
  await invitation(request, text)
  const identifier = readIdentifier(input.identifier, 'identifier')
  assertGoodPassword(input.password, [input.name, identifier.value])
  const passwordHash = await hashPassword(input.password)
  await request.db
    .tenant(token.tenantId, async (tx) => {
      const now = request.clock.now()
      const link = await openLink(tx, token.secretHash, now)
      const ctx: Ctx = {
        ...(await systemCtx(request.db, request.clock, token.tenantId, tx)),
        requestId: request.requestId,
      }
      const id = newId(now.getTime())
      const contact = { email: null, phone: null, [identifier.kind]: identifier.value }
      const person = {
        id,
        name: input.name,
        ...contact,
        status: 'pendingApproval',
        locale: null,
        timeZone: null,
        joinedOn: null,
        passwordHash,
      } as const
      await insertUser(tx, person, now)
      await renewLogins(ctx, person)
      await replaceRoles(tx, id, [link.roleId])
      await replaceMemberships(tx, id, [{ departmentId: link.departmentId, fromDay: today(ctx), toDay: null }])
      await write(ctx, { action: 'askedToJoin', type: 'user', recordId: id, changes: userDiff({}, person) })
      await emit(ctx, askedToJoin, { userId: id, name: input.name })
    })
    .catch(asFieldOfJoining)
  await claim.succeed()
}

/** The form has one field for e-mail or phone. */
function asFieldOfJoining(error: unknown): never {
  if (error instanceof AppError && error.reason === 'people.identifier_taken') {
    throw new AppError('conflict', error.reason, { errors: [{ path: 'identifier', reason: error.reason }] })
  }
  throw error
}
