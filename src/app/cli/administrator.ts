import { parseArgs } from 'node:util'
import { scenarios } from '../../base/people/contract.ts'
import { asSystem, companyIds, createTenant, createUser, departments, roles } from '../../base/people/service.ts'
import type { ScenarioKey } from '../../base/settings/contract.ts'
import { CommandError, type Place, tenantOf } from './place.ts'
import { isEmail } from './words.ts'

/** `create-admin`: the company with its first administrator on an empty server, else one more administrator. */
export async function createAdministrator(place: Place, args: string[]): Promise<number> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    args,
    options: {
      name: text,
      login: text,
      password: text,
      company: text,
      scenario: text,
      currency: text,
      'time-zone': text,
      tenant: text,
    },
  })
  const { name, login, password } = values
  if (!name || !login || !password)
    throw new CommandError(
      '需要 --name、--login（邮箱或手机号）和 --password / needed: --name, --login (e-mail or phone) and --password',
    )
  const scenario = (values.scenario ?? 'enterprise') as ScenarioKey
  if (!scenarios.includes(scenario)) throw new CommandError(`--scenario: ${scenarios.join(', ')}`)
  const { db, clock } = place
  if ((await companyIds(db)).length === 0) {
    const company = {
      name: values.company ?? name,
      scenario,
      timeZone: values['time-zone'] ?? 'Asia/Shanghai',
      currency: values.currency ?? 'CNY',
    }
    const { tenantId } = await createTenant(db, clock, {
      company,
      admin: { name, identifier: login, password },
      onlyFirst: true,
    })
    process.stdout.write(`${tenantId}\n`)
    return 0
  }
  const tenantId = await tenantOf(place, values.tenant)
  await asSystem(db, clock, tenantId, async (ctx) => {
    const root = (await departments(ctx)).find((each) => each.parentId === null)
    const admin = (await roles(ctx)).find((role) => role.key === 'admin')
    if (root === undefined || admin === undefined) throw new CommandError('公司数据不完整 / the company is incomplete')
    await createUser(ctx, {
      name,
      ...(isEmail(login) ? { email: login } : { phone: login }),
      password,
      departmentId: root.id,
      roleIds: [admin.id],
    })
  })
  process.stdout.write(`${tenantId}\n`)
  return 0
}
