import { defineEvent } from '../../../platform/events.ts'
import type { MembershipChanged, UserDeactivated } from '../contract.ts'

/** A person has left; emitted in the transaction that ends their sessions. */
export const userDeactivated = defineEvent<UserDeactivated>('user.deactivated')

/** A person belongs to another department on some days, possibly past ones. */
export const membershipChanged = defineEvent<MembershipChanged>('membership.changed')
