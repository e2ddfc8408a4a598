import type { Ctx } from '../../../platform/context.ts'
import { AppError } from '../../../platform/errors.ts'
import { maskPhone } from '../../../platform/text.ts'
import type { Changes } from '../../audit/contract.ts'
import { diff } from '../../audit/service.ts'
import { addLogin, removeLogins, type User } from '../store/users.ts'

/**
 * Makes exactly the person's present e-mail and phone sign them in; nothing while they are a placeholder or have left.
 * @throws AppError conflict when another person of the company has one of them
 */
export async function renewLogins(ctx: Ctx, user: Pick<User, 'id' | 'email' | 'phone' | 'status'>): Promise<void> {
  await removeLogins(ctx.tx, user.id)
  if (user.status === 'disabled' || user.status === 'placeholder') return
  for (const kind of ['email', 'phone'] as const) {
    const identifier = user[kind]
    if (identifier === null || (await addLogin(ctx.tx, identifier, user.id))) continue
    throw new AppError('conflict', 'people.identifier_taken', {
      errors: [{ path: kind, reason: 'people.identifier_taken' }],
    })
  }
}

const fields = ['name', 'email', 'phone', 'status', 'locale', 'timeZone', 'joinedOn', 'leftOn', 'roleIds']

/** What changed about a person, as the audit may keep it: phone numbers stay masked there for good. */
export function userDiff(before: object, after: object): Changes {
  const changes = diff(before, after, fields)
  const masked = (value: unknown) => (typeof value === 'string' ? maskPhone(value) : null)
  if (changes.phone) changes.phone = [masked(changes.phone[0]), masked(changes.phone[1])]
  return changes
}
