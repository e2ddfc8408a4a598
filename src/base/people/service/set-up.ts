import type { Clock } from '../../../platform/clock.ts'
import type { Ctx, PublicCtx } from '../../../platform/context.ts'
import type { Database, Tx } from '../../../platform/database.ts'
import { AppError } from '../../../platform/errors.ts'
import { emit } from '../../../platform/events.ts'
import { newId } from '../../../platform/id.ts'
import { localDay } from '../../../platform/time.ts'
import { write } from '../../audit/service.ts'
import type { Company } from '../contract.ts'
import { type BuiltInRole, builtInRoles, defaultGrants, roleNames } from '../policy.ts'
import { insertCompany } from '../store/company.ts'
import { insertDepartment } from '../store/departments.ts'
import { insertRole, replaceRoles } from '../store/roles.ts'
import { addLogin, companiesWithLogins, insertUser, isAnyLogin, lockSetUp, replaceMemberships } from '../store/users.ts'
import { systemCtx } from './gate.ts'
import { readIdentifier } from './identity.ts'
import { companyCreated } from './news.ts'
import { assertGoodPassword, hashPassword } from './passwords.ts'
import { addressLimit, openSession } from './sessions.ts'
import { claimTry } from './throttle.ts'

export interface NewTenant {
  company: Pick<Company, 'name' | 'scenario' | 'timeZone' | 'currency'>
  /** Without a password the administrator signs in by a reset link, or by a session that is opened for them. */
  admin: { id?: string; name: string; identifier: string; password: string | null }
  locale?: Company['locale']
  tenantId?: string
  /** Refuses when this server has a company already. */
  onlyFirst?: boolean
}

export interface Tenant {
  tenantId: string
  /** The administrator. */
  userId: string
  departmentId: string
  roleIds: Record<BuiltInRole, string>
}

/** Whether this server has no company yet. */
export async function isSetUpNeeded(db: Database): Promise<boolean> {
  return !(await db.local(isAnyLogin))
}

/** Ids of the companies on this server, for commands that are not sent by somebody signed in. */
export function companyIds(db: Database): Promise<string[]> {
  return db.local(companiesWithLogins)
}

/**
 * Makes a company: its root department, the five roles and an administrator. It goes live today.
 * @throws AppError conflict `people.already_set_up` with `onlyFirst`; invalid for an identifier that is neither e-mail nor phone
 */
export async function createTenant(db: Database, clock: Clock, input: NewTenant): Promise<Tenant> {
  return (await createAnd(db, clock, input, async () => undefined)).tenant
}

async function createAnd<T>(
  db: Database,
  clock: Clock,
  input: NewTenant,
  then: (ctx: Ctx, tenant: Tenant) => Promise<T>,
): Promise<{ tenant: Tenant; result: T }> {
  const { password } = input.admin
  const passwordHash = password === null ? null : await hashPassword(password)
  return db.tenant(input.tenantId ?? newId(), async (tx) => {
    if (input.onlyFirst) {
      await lockSetUp(tx)
      if (await isAnyLogin(tx)) throw new AppError('conflict', 'people.already_set_up')
    }
    const tenant = await insertAll(tx, input, passwordHash, clock.now())
    const ctx = await systemCtx(db, clock, tx.tenantId, tx)
    await write(ctx, {
      action: 'created',
      type: 'company',
      recordId: tx.tenantId,
      changes: { name: [null, input.company.name] },
    })
    await emit(ctx, companyCreated, { tenantId: tx.tenantId })
    return { tenant, result: await then(ctx, tenant) }
  })
}

async function insertAll(
  tx: Tx,
  { company, admin, locale = 'zh-CN' }: NewTenant,
  passwordHash: string | null,
  now: Date,
): Promise<Tenant> {
  const today = localDay(now, company.timeZone)
  await insertCompany(tx, { ...company, locale, goLiveOn: today }, now)
  const departmentId = newId(now.getTime())
  const root = {
    id: departmentId,
    parentId: null,
    path: `/${departmentId}/`,
    name: company.name,
    kind: 'field',
    managerId: null,
    position: 0,
  } as const
  await insertDepartment(tx, root, now)
  const roleIds = await insertRoles(tx, locale, now)
  const identifier = readIdentifier(admin.identifier, 'admin.identifier')
  const userId = admin.id ?? newId(now.getTime())
  const contact = { email: null, phone: null, [identifier.kind]: identifier.value }
  await insertUser(
    tx,
    {
      id: userId,
      name: admin.name,
      ...contact,
      status: 'active',
      locale: null,
      timeZone: null,
      joinedOn: today,
      passwordHash,
    },
    now,
  )
  await addLogin(tx, identifier.value, userId)
  await replaceRoles(tx, userId, [roleIds.admin])
  await replaceMemberships(tx, userId, [{ departmentId, fromDay: today, toDay: null }])
  return { tenantId: tx.tenantId, userId, departmentId, roleIds }
}

async function insertRoles(tx: Tx, locale: Company['locale'], now: Date): Promise<Record<BuiltInRole, string>> {
  const ids: [BuiltInRole, string][] = []
  for (const [position, key] of builtInRoles.entries()) {
    const id = newId(now.getTime())
    await insertRole(
      tx,
      { id, key, name: roleNames[key][locale], builtIn: true, grants: defaultGrants(key), fieldRules: {}, position },
      now,
    )
    ids.push([key, id])
  }
  return Object.fromEntries(ids) as Record<BuiltInRole, string>
}

/** The first visit: makes the company and signs its administrator in. Of several at once one wins. */
export async function setUp(
  request: PublicCtx,
  input: NewTenant,
): Promise<{ token: string; user: { id: string; name: string } }> {
  const claim = await claimTry(request.db, request.clock, [addressLimit('set-up', request.ip)])
  if (!(await isSetUpNeeded(request.db))) throw new AppError('conflict', 'people.already_set_up')
  const { name, identifier, password } = input.admin
  const known = [name, readIdentifier(identifier, 'admin.identifier').value, identifier, input.company.name]
  assertGoodPassword(password ?? '', known, 'admin.password')
  const { tenant, result: token } = await createAnd(
    request.db,
    request.clock,
    { ...input, onlyFirst: true },
    (ctx, made) => openSession(ctx, made.userId, request),
  )
  await claim.succeed()
  return { token, user: { id: tenant.userId, name } }
}
