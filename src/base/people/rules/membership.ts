import { addDays } from '../../../platform/time.ts'

/** A person's department from a day to a day, both included; `toDay` null means until further notice. */
export interface Membership {
  departmentId: string
  fromDay: string
  toDay: string | null
}

/** The membership that holds on a day. */
export function membershipOn<M extends Membership>(memberships: readonly M[], day: string): M | undefined {
  return memberships.find((each) => each.fromDay <= day && (each.toDay === null || each.toDay >= day))
}

/**
 * The person's memberships once they belong to a department from a day on. A change that was already planned for later stays.
 * The result is in order, without gaps after the first day, overlaps or neighbours of the same department.
 */
export function withMembership(
  memberships: readonly Membership[],
  departmentId: string,
  fromDay: string,
): Membership[] {
  const starts = memberships
    .filter((each) => each.fromDay !== fromDay)
    .map((each) => ({ departmentId: each.departmentId, fromDay: each.fromDay }))
  const inOrder = [...starts, { departmentId, fromDay }].sort((a, b) => (a.fromDay < b.fromDay ? -1 : 1))
  const changes = inOrder.filter((each, i) => inOrder[i - 1]?.departmentId !== each.departmentId)
  return changes.map((each, i) => {
    const next = changes[i + 1]
    return { ...each, toDay: next ? addDays(next.fromDay, -1) : null }
  })
}

/** The days whose department a change from a day on alters: up to where the next known change begins. */
export function changedStretch(
  memberships: readonly Membership[],
  fromDay: string,
): { fromDay: string; toDay: string | null } {
  const next = memberships
    .map((each) => each.fromDay)
    .filter((day) => day > fromDay)
    .sort()[0]
  return { fromDay, toDay: next === undefined ? null : addDays(next, -1) }
}
