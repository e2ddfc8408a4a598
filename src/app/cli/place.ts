import { asSystem, companyIds, roles, users } from '../../base/people/service.ts'
import { settingOf } from '../../base/settings/service.ts'
import type { Clock } from '../../platform/clock.ts'
import type { Database } from '../../platform/database.ts'

/** What every command works on. */
export interface Place {
  db: Database
  clock: Clock
}

/** A command line that cannot be understood or done; its message is all that is printed. */
export class CommandError extends Error {}

/** The company that is meant: the one given, or the only one. */
export async function tenantOf({ db, clock }: Place, given: string | undefined): Promise<string> {
  const ids = await companyIds(db)
  if (given !== undefined) {
    if (!ids.includes(given)) throw new CommandError(`没有公司 ${given} / no company ${given}`)
    return given
  }
  const [only, ...others] = ids
  if (only === undefined)
    throw new CommandError(
      '还没有公司，先在浏览器里初始化或运行 create-admin / no company yet: set up in the browser or run create-admin',
    )
  if (others.length === 0) return only
  const names: string[] = []
  for (const id of ids) names.push(`${id}  ${(await asSystem(db, clock, id, (ctx) => settingOf(ctx, 'company'))).name}`)
  throw new CommandError(`有多家公司，请用 --tenant 指定 / several companies, choose by --tenant:\n${names.join('\n')}`)
}

/** An administrator in whose name a command acts. */
export async function administratorOf({ db, clock }: Place, tenantId: string): Promise<string> {
  return asSystem(db, clock, tenantId, async (ctx) => {
    const admin = (await roles(ctx)).find((role) => role.key === 'admin')
    let cursor: string | undefined
    do {
      const page = await users(ctx, { limit: 200, status: 'active', cursor })
      const found = page.items.find(
        (user) => 'roleIds' in user && admin !== undefined && user.roleIds?.includes(admin.id),
      )
      if (found) return found.id
      cursor = page.nextCursor ?? undefined
    } while (cursor !== undefined)
    throw new CommandError('这家公司没有在职的管理员 / the company has no active administrator')
  })
}
