import { allowed } from '../../../base/records/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { normalizePhone, queryTerms } from '../../../platform/text.ts'
import type { Duplicate } from '../contract.ts'
import { customer } from '../record.ts'
import { knownBy, type Question, sameAs, veiled } from '../rules.ts'
import { candidates } from '../store/candidates.ts'

const MOST = 5
const order = ['name', 'phone', 'shortName'] as const

/**
 * Customers that may be the same as what is typed, the surest first. Those out of the asker's reach are only hinted at: a veiled name
 * and a veiled owner, found by a whole name or phone number only, so that nobody can browse by typing.
 */
export async function duplicatesOf(ctx: Ctx, question: Question): Promise<Duplicate[]> {
  const shortest = knownBy(question.name ?? '').at(-1) ?? ''
  const rows = await candidates(ctx, {
    name: question.name ?? '',
    terms: queryTerms(shortest),
    phone: digitsOf(question.phone ?? ''),
    visible: await allowed(ctx, customer, 'view', 'c'),
  })
  const found: Duplicate[] = []
  for (const row of rows) {
    const reason = sameAs(question, row)
    if (reason === null) continue
    found.push(
      row.visible
        ? { id: row.id, name: row.name, owner: row.owner, reason }
        : { name: veiled(row.name, 'company'), owner: row.owner && veiled(row.owner, 'person'), reason },
    )
  }
  return found.sort((a, b) => order.indexOf(a.reason) - order.indexOf(b.reason)).slice(0, MOST)
}

function digitsOf(phone: string): string {
  return normalizePhone(phone).replace(/-.*$/, '').replace(/\D/g, '')
}
