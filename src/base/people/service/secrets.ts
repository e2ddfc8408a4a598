import { createHash, randomBytes } from 'node:crypto'
import { isUuid } from '../../../platform/id.ts'

/** An opaque token that says in which tenant to look it up. */
export interface Token {
  tenantId: string
  secretHash: string
}

export function newSecret(): { secret: string; secretHash: string } {
  const secret = randomBytes(32).toString('base64url')
  return { secret, secretHash: hashOf(secret) }
}

/** Secrets are 256 random bits, so a fast hash is enough to make a stolen table worthless. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

export function writeToken(tenantId: string, secret: string): string {
  return `${tenantId}.${secret}`
}

/** @returns null for text that is no token of ours */
export function readToken(text: string): Token | null {
  const [tenantId = '', secret = '', ...rest] = text.split('.')
  if (rest.length > 0 || !isUuid(tenantId) || !/^[\w-]{43}$/.test(secret)) return null
  return { tenantId: tenantId.toLowerCase(), secretHash: hashOf(secret) }
}
