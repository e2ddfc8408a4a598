import { hash, verify } from '@node-rs/argon2'
import { invalidField } from '../../../platform/errors.ts'
import { passwordProblem, tellsPerson } from '../rules/passwords.ts'

/** Argon2id with the parameters of OWASP's minimum: about 60 ms and 19 MB per check. */
const strength = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const

/** Checked when there is nobody to check, so that an unknown person costs the same time as a wrong password. */
export const NOBODY =
  '$argon2id$v=19$m=19456,t=2,p=1$JF4fjunoGZKzlu7wSvk3rA$afb72h/R3ueAAcy3rDj2olaa3yeFNUV/chIzWJtOw7A'

/** The hash to store for a password; NFKC, so that every keyboard types the same one. */
export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize('NFKC'), strength)
}

/** Does the same work whether there is a stored hash or not; without one the answer is no. */
export async function passwordMatches(stored: string | null, password: string): Promise<boolean> {
  const same = await verify(stored ?? NOBODY, password.normalize('NFKC'))
  return same && stored !== null
}

/** @throws AppError invalid for a new password that is too short, among the first to be guessed or known about the person */
export function assertGoodPassword(password: string, known: readonly (string | null)[], path = 'password'): void {
  const problem = passwordProblem(password) ?? (tellsPerson(password, known) ? 'people.weak_password' : null)
  if (problem !== null) throw invalidField(path, problem)
}
