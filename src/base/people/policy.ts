import type { Grant, Reach } from '../../platform/context.ts'

/** The five roles that every company starts with. */
export const builtInRoles = ['rep', 'manager', 'director', 'admin', 'readonly'] as const
export type BuiltInRole = (typeof builtInRoles)[number]

/** Roles that look at the work of others: nobody expects daily reports or day targets of them. */
export const rolesWithoutDuty: readonly BuiltInRole[] = ['director', 'admin', 'readonly']

export interface Permission {
  /** `<records>.<verb>`, for example `customers.edit`. */
  key: string
  group: string
  /** The reaches an administrator may choose from; a single one means yes or no. */
  reaches: readonly Reach[]
  /** Reach in the default roles; a role left out does not hold the permission. */
  defaults: Partial<Record<BuiltInRole, Reach>>
}

type Defaults = Permission['defaults']

const everyReach: readonly Reach[] = ['own', 'department', 'departmentAndBelow', 'chosen', 'all']

const team: Defaults = { manager: 'departmentAndBelow', director: 'all', admin: 'all' }
const teamAndSelf: Defaults = { rep: 'own', ...team }

function recordPermissions(group: string, adjust: Partial<Record<string, Defaults>> = {}): Permission[] {
  const usual: Record<string, Defaults> = {
    view: { ...teamAndSelf, readonly: 'all' },
    create: teamAndSelf,
    edit: teamAndSelf,
    delete: teamAndSelf,
    assign: team,
    export: team,
  }
  return Object.entries(usual).map(([verb, defaults]) => ({
    key: `${group}.${verb}`,
    group,
    reaches: everyReach,
    defaults: adjust[verb] ?? defaults,
  }))
}

const yesOrNo = (key: string, defaults: Defaults): Permission => ({
  key,
  group: key.slice(0, key.indexOf('.')),
  reaches: ['all'],
  defaults,
})

/** Every permission there is, in the order in which settings show them, with the default roles as data. */
export const permissionTable: readonly Permission[] = [
  ...recordPermissions('customers', { delete: team }),
  ...recordPermissions('contacts'),
  ...recordPermissions('leads'),
  ...recordPermissions('opportunities', { delete: team }),
  ...recordPermissions('followUps'),
  ...recordPermissions('nextSteps'),
  ...recordPermissions('tasks'),
  ...recordPermissions('payments', { delete: team }),
  { key: 'targets.view', group: 'targets', reaches: everyReach, defaults: { ...teamAndSelf, readonly: 'all' } },
  { key: 'targets.edit', group: 'targets', reaches: everyReach, defaults: team },
  { key: 'reports.view', group: 'reports', reaches: everyReach, defaults: { ...teamAndSelf, readonly: 'all' } },
  // Nobody submits in another person's name, so it has no wider reach.
  {
    key: 'reports.submit',
    group: 'reports',
    reaches: ['own'],
    defaults: { rep: 'own', manager: 'own', director: 'own', admin: 'own' },
  },
  { key: 'team.view', group: 'team', reaches: everyReach, defaults: { ...team, readonly: 'all' } },
  yesOrNo('pool.claim', { rep: 'all', manager: 'all', admin: 'all' }),
  yesOrNo('import.run', { admin: 'all' }),
  yesOrNo('fields.manage', { admin: 'all' }),
  yesOrNo('settings.manage', { admin: 'all' }),
  yesOrNo('people.manage', { admin: 'all' }),
  yesOrNo('roles.manage', { admin: 'all' }),
  yesOrNo('audit.view', { admin: 'all' }),
]

export const permissionKeys: readonly string[] = permissionTable.map((permission) => permission.key)

/** The grants a default role starts with. */
export function defaultGrants(role: BuiltInRole): Record<string, Grant[]> {
  const grants: Record<string, Grant[]> = {}
  for (const { key, defaults } of permissionTable) {
    const reach = defaults[role]
    if (reach !== undefined) grants[key] = [{ reach }]
  }
  return grants
}

/** Every permission at its widest: what jobs and imports hold. */
export const allGrants: Readonly<Record<string, Grant[]>> = Object.fromEntries(
  permissionKeys.map((key) => [key, [{ reach: 'all' }]]),
)

/** Names of the default roles in the language the company was set up in. */
export const roleNames: Record<BuiltInRole, Record<'zh-CN' | 'en', string>> = {
  rep: { 'zh-CN': '业务员', en: 'Sales rep' },
  manager: { 'zh-CN': '主管', en: 'Manager' },
  director: { 'zh-CN': '总监', en: 'Director' },
  admin: { 'zh-CN': '管理员', en: 'Administrator' },
  readonly: { 'zh-CN': '只读', en: 'Read only' },
}
