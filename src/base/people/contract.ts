import { z } from 'zod'
import { isCurrency } from '../../platform/money.ts'
import { day, line, locale, timeZone } from '../../platform/schema.ts'

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
export type CompanyChange = { [K in keyof z.output<typeof companyFields>]?: z.output<typeof companyFields>[K] | undefined }
export type Company = z.output<typeof companyFields> & { id: string; version: number }
