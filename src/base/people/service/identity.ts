import type { Ctx } from '../../../platform/context.ts'
import { AppError, invalidField } from '../../../platform/errors.ts'
import { maskPhone } from '../../../platform/text.ts'
import type { Changes } from '../../audit/contract.ts'
import { diff } from '../../audit/service.ts'
import { type Identifier, identifierOf } from '../rules/identifier.ts'
import { addLogin, removeLogins, type User } from '../store/users.ts'

/** What somebody typed to sign in with, in its one spelling. @throws AppError invalid */
export function readIdentifier(text: string, path: string): Identifier {
  const identifier = identifierOf(text)
  if (identifier === null) throw invalidField(path, 'people.bad_identifier')
  return identifier
}

interface Contact {
  email?: string | null | undefined
  phone?: string | null | undefined
}

/** The same values with e-mail and phone in their one spelling. @throws AppError invalid */
export function withContact<T extends Contact>(values: T): T {
  const normal = { ...values }
  for (const kind of ['email', 'phone'] as const) {
    const text = values[kind]
    if (text === null || text === undefined) continue
    const identifier = identifierOf(text)
    if (identifier?.kind !== kind) throw invalidField(kind, `people.bad_${kind}`)
    normal[kind] = identifier.value
  }
  return normal
}

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
