import { scopeFor } from '../../../base/people/service.ts'
import { type Ctx, once } from '../../../platform/context.ts'
import { notFound } from '../../../platform/errors.ts'
import { departmentTree, type TreeDepartment } from '../store/departments.ts'
import type { Who } from '../store/facts.ts'

/** Which departments somebody asks about. */
export interface Team {
  /** The department named, null for everything in reach. */
  department: TreeDepartment | null
  /** Departments that the actor may name, in the order of the tree. */
  choices: TreeDepartment[]
  /** The named one with those below it, as far as they are in reach; null: the whole company, also who belongs nowhere. */
  ids: string[] | null
}

/**
 * The team that an actor may see with a permission.
 * @throws AppError not_found for a department that is not there or out of reach
 */
export async function teamOf(ctx: Ctx, permission: string, departmentId: string | undefined): Promise<Team> {
  const scope = await scopeFor(ctx, permission)
  const tree = await once(ctx, 'metrics.departments', () => departmentTree(ctx))
  const inReach = new Set(scope.departmentIds)
  const choices = scope.all ? tree : tree.filter(({ id }) => inReach.has(id))
  if (departmentId === undefined)
    return { department: null, choices, ids: scope.all ? null : choices.map(({ id }) => id) }
  const department = choices.find(({ id }) => id === departmentId)
  if (department === undefined) throw notFound('people.no_such_department')
  return {
    department,
    choices,
    ids: choices.filter(({ path }) => path.startsWith(department.path)).map(({ id }) => id),
  }
}

/** Whose facts an actor asks for: a person's, a department's, or all in reach. */
export async function whoOf(
  ctx: Ctx,
  permission: string,
  asked: { user?: string | undefined; department?: string | undefined },
): Promise<Who> {
  const scope = await scopeFor(ctx, permission)
  if (asked.department === undefined && asked.user !== undefined) {
    if (scope.all || asked.user === scope.self || scope.userIds.includes(asked.user)) return { users: [asked.user] }
    throw notFound('people.no_such_user')
  }
  const { ids } = await teamOf(ctx, permission, asked.department)
  if (ids === null) return 'all'
  return ids.length > 0 ? { departments: ids } : { users: [scope.self] }
}
