import { changeDepartment, createDepartment, createUser, type Tenant } from '../base/people/service.ts'
import type { Ctx } from '../platform/context.ts'

export type PersonKey = 'admin' | 'director' | 'manager' | 'rep' | 'teammate' | 'otherRep' | 'readonly'

const people = [
  ['director', '高总监', 'root', 'director'],
  ['manager', '沈知行', 'east', 'manager'],
  ['rep', '陈思远', 'east', 'rep'],
  ['teammate', '林嘉怡', 'east', 'rep'],
  ['otherRep', '周航', 'south', 'rep'],
  ['readonly', '审计员', 'root', 'readonly'],
] as const

export const testDepartments = { east: '华东销售一部', south: '华南销售部' } as const

/** The two departments and one person of every role that route tests speak for. Everybody joined long before the tests' now. */
export async function addPeople(
  ctx: Ctx,
  tenant: Tenant,
): Promise<{ users: Record<PersonKey, string>; departments: { root: string; east: string; south: string } }> {
  const below = (name: string) => createDepartment(ctx, { name, parentId: tenant.departmentId })
  const east = await below(testDepartments.east)
  const south = await below(testDepartments.south)
  const departments = { root: tenant.departmentId, east: east.id, south: south.id }
  const users: Partial<Record<PersonKey, string>> = { admin: tenant.userId }
  for (const [key, name, department, role] of people) {
    const made = await createUser(ctx, {
      name,
      email: `${key}-${tenant.tenantId}@example.com`,
      status: 'active',
      departmentId: departments[department],
      roleIds: [tenant.roleIds[role]],
      joinedOn: '2024-01-01',
    })
    users[key] = made.id
  }
  await changeDepartment(ctx, east.id, { version: east.version, managerId: users.manager as string })
  return { users: users as Record<PersonKey, string>, departments }
}
