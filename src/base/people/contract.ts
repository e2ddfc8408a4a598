import { z } from 'zod'
import { isCurrency } from '../../platform/money.ts'
import { day, id, line, locale, page, timeZone, version } from '../../platform/schema.ts'

declare const minted: unique symbol

/**
 * Which people's and departments' rows an actor may see or touch for one permission. Only `scopeFor` makes one,
 * so a query that takes a Scope cannot be run without asking.
 */
export interface Scope {
  /** No limit inside the company. */
  readonly all: boolean
  /** Owners whose records are in reach, by their department today; holds `self` when anything is in reach. */
  readonly userIds: readonly string[]
  /** Departments in reach, for facts that keep the department of their day. */
  readonly departmentIds: readonly string[]
  readonly self: string
  readonly [minted]: true
}

export interface Person {
  id: string
  name: string
  status: UserStatus
  departmentId: string | null
  departmentName: string | null
}

export const userStatuses = ['active', 'placeholder', 'invited', 'pendingApproval', 'disabled'] as const
export type UserStatus = (typeof userStatuses)[number]

/** A department as others refer to it; `path` is `/root/…/id/`. */
export interface DepartmentRef {
  id: string
  name: string
  path: string
}

/** What jobs and imports act as; it is no row of `users`. */
export const SYSTEM_USER_ID = '00000000-0000-0000-0000-000000000000'

/** Payload of `user.deactivated`: records of the person go to `handOverTo`, or stay when it is null. */
export interface UserDeactivated {
  userId: string
  handOverTo: string | null
}

/** Payload of `membership.changed`: facts of these days belong to another department now. Both days included; null is open. */
export interface MembershipChanged {
  userId: string
  departmentId: string
  fromDay: string
  toDay: string | null
}

/** How a company sells; settings derive everything else from it. */
export const scenarios = ['enterprise', 'growth', 'channel', 'service', 'foreignTrade', 'project'] as const

const currency = z.string().refine(isCurrency)
/** What an administrator may change about the company. */
export const companyFields = z.strictObject({
  name: line(100),
  scenario: z.enum(scenarios),
  locale,
  timeZone,
  currency,
  goLiveOn: day.nullable(),
})
export type CompanyChange = {
  [K in keyof z.output<typeof companyFields>]?: z.output<typeof companyFields>[K] | undefined
}
export type Company = z.output<typeof companyFields> & { id: string; version: number }

const identifier = z.string().trim().min(1).max(200)
/** Whether it is a good one, is for the service to say, which knows the person. */
const password = z.string().min(1).max(200)

export const setupBody = z.strictObject({
  company: z.strictObject({
    name: line(100),
    scenario: z.enum(scenarios),
    timeZone,
    currency: currency.default('CNY'),
  }),
  admin: z.strictObject({ name: line(60), identifier, password }),
  locale: locale.default('zh-CN'),
})

export const signInBody = z.strictObject({ identifier, password, tenant: id.optional() })
export const tokenQuery = z.strictObject({ token: z.enum(['true', 'false']).optional() })
export const signedIn = z.object({ user: z.object({ id: z.string(), name: z.string() }), token: z.string().optional() })
export const sessionList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      current: z.boolean(),
      createdAt: z.string(),
      lastSeenAt: z.string(),
      userAgent: z.string(),
      ip: z.string(),
    }),
  ),
})

export const meReply = z.object({
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    phone: z.string().nullable(),
    locale: z.string(),
    timeZone: z.string(),
    departmentId: z.string().nullable(),
    departmentName: z.string().nullable(),
    isManager: z.boolean(),
  }),
  tenant: z.object({
    id: z.string(),
    name: z.string(),
    scenario: z.string(),
    currency: z.string(),
    timeZone: z.string(),
    goLiveOn: z.string().nullable(),
  }),
  /** Permission key → widest reach; what is absent is not granted. */
  permissions: z.record(z.string(), z.string()),
  fieldRules: z.record(z.string(), z.enum(['hidden', 'masked', 'readOnly'])),
  /** Own preferences of the screens. */
  settings: z.record(z.string(), z.unknown()),
})
/** Changing what one signs in with needs the current password. */
export const meBody = z.strictObject({
  name: line(60).optional(),
  email: identifier.nullish(),
  phone: identifier.nullish(),
  locale: locale.optional(),
  timeZone: timeZone.optional(),
  theme: z.enum(['auto', 'light', 'dark']).optional(),
  density: z.enum(['compact', 'standard', 'comfortable']).optional(),
  /** Further preferences by name; null removes one. */
  preferences: z
    .record(z.string().max(60), z.unknown())
    .refine((preferences) => JSON.stringify(preferences).length <= 20_000, 'people.too_many_preferences')
    .optional(),
  currentPassword: password.optional(),
})
export const passwordBody = z.strictObject({ current: password, password })
export const resetBody = z.strictObject({ token: z.string().max(200), password })
/** `url` is a path of this server; it is shown once and never again. */
export const linkReply = z.object({ id: z.string(), token: z.string(), url: z.string(), expiresAt: z.string() })

const person = {
  name: line(60),
  email: identifier.nullish(),
  phone: identifier.nullish(),
  locale: locale.nullish(),
  timeZone: timeZone.nullish(),
}
const roleIds = z.array(id).min(1).max(10)
/** Without a password the person is invited (reset link), without e-mail and phone a placeholder. Belongs to the department from `joinedOn`, today by default. */
export const newUserBody = z.strictObject({
  id: id.optional(),
  ...person,
  password: password.optional(),
  departmentId: id,
  roleIds,
  joinedOn: day.optional(),
})
export const userBody = z.strictObject({
  version,
  ...person,
  name: line(60).optional(),
  roleIds: roleIds.optional(),
  joinedOn: day.nullish(),
})
export const membershipBody = z.strictObject({ departmentId: id, fromDay: day })
export const deactivateBody = z.strictObject({ handOverTo: id.nullable(), leftOn: day.optional() })
/** `placeholderId`: somebody without an account whom the one who asks is; they keep their records and get the account. */
export const approveBody = z.strictObject({
  departmentId: id.optional(),
  roleIds: roleIds.optional(),
  placeholderId: id.optional(),
})
export const usersQuery = z.strictObject({
  q: z.string().trim().max(100).optional(),
  department: id.optional(),
  status: z.enum(userStatuses).optional(),
  ...page,
})
/** Colleagues see the first part, those who manage people all of it. */
export const userReply = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(userStatuses),
  departmentId: z.string().nullable(),
  departmentName: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable().optional(),
  roleIds: z.array(z.string()).optional(),
  locale: z.string().nullable().optional(),
  timeZone: z.string().nullable().optional(),
  joinedOn: z.string().nullable().optional(),
  leftOn: z.string().nullable().optional(),
  lastSeenAt: z.string().nullable().optional(),
  createdAt: z.string().optional(),
  version: z.int().optional(),
})
export type UserReply = z.output<typeof userReply>
export const userPage = z.object({ items: z.array(userReply), nextCursor: z.string().nullable() })
export const membershipList = z.object({
  items: z.array(
    z.object({
      departmentId: z.string(),
      departmentName: z.string(),
      fromDay: z.string(),
      toDay: z.string().nullable(),
    }),
  ),
})

const department = {
  name: line(60),
  kind: z.enum(['field', 'inside']).optional(),
  managerId: id.nullish(),
  position: z.int().min(0).max(10_000).optional(),
}
export const newDepartmentBody = z.strictObject({ id: id.optional(), parentId: id, ...department })
export const departmentBody = z.strictObject({
  version,
  ...department,
  name: line(60).optional(),
  parentId: id.optional(),
})
export const departmentReply = z.object({
  id: z.string(),
  name: z.string(),
  parentId: z.string().nullable(),
  path: z.string(),
  kind: z.enum(['field', 'inside']),
  managerId: z.string().nullable(),
  managerName: z.string().nullable(),
  position: z.int(),
  /** People who belong to it today, without those below. */
  people: z.int(),
  version: z.int(),
})
export type DepartmentReply = z.output<typeof departmentReply>
export const departmentList = z.object({ items: z.array(departmentReply) })

const reach = z.enum(['own', 'department', 'departmentAndBelow', 'chosen', 'all'])
const grant = z.strictObject({ reach, departments: z.array(id).min(1).max(200).optional() })
const grants = z.record(z.string().max(60), z.array(grant).max(5))
const fieldRules = z.record(
  z.string().regex(/^[a-zA-Z]{1,40}\.(custom\.)?[a-zA-Z]\w{0,60}$/),
  z.enum(['hidden', 'masked', 'readOnly']),
)
export const newRoleBody = z.strictObject({
  id: id.optional(),
  name: line(40),
  grants,
  fieldRules: fieldRules.default({}),
})
export const roleBody = z.strictObject({
  version,
  name: line(40).optional(),
  grants: grants.optional(),
  fieldRules: fieldRules.optional(),
})
export const roleReply = z.object({
  id: z.string(),
  key: z.string(),
  name: z.string(),
  builtIn: z.boolean(),
  grants,
  fieldRules,
  /** People who hold it. */
  people: z.int(),
  version: z.int(),
})
export type RoleReply = z.output<typeof roleReply>
export const roleList = z.object({ items: z.array(roleReply) })
export const permissionList = z.object({
  items: z.array(z.object({ key: z.string(), group: z.string(), reaches: z.array(reach) })),
})

export const newJoinLinkBody = z.strictObject({ departmentId: id, roleId: id, days: z.int().min(1).max(90).default(7) })
export const joinLinkList = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      departmentId: z.string(),
      departmentName: z.string(),
      roleId: z.string(),
      roleName: z.string(),
      createdAt: z.string(),
      expiresAt: z.string(),
    }),
  ),
})
export const joinParams = z.strictObject({ token: z.string().max(200) })
export const joinReply = z.object({ tenantName: z.string(), departmentName: z.string() })
export const joinBody = z.strictObject({ name: line(60), identifier, password })
