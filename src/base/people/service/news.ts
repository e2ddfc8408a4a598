import { defineEvent } from '../../../platform/event.ts'
import type { MembershipChanged, UserDeactivated } from '../contract.ts'

/** A person has left; emitted in the transaction that ends their sessions. */
export const userDeactivated = defineEvent<UserDeactivated>('user.deactivated')

/** A person belongs to another department on some days, possibly past ones. */
export const membershipChanged = defineEvent<MembershipChanged>('membership.changed')

/** Somebody who found a link wants to join and waits for approval. */
export const askedToJoin = defineEvent<{ userId: string; name: string }>('user.askedToJoin')

/** A company has been made; emitted in the transaction that makes it. */
export const companyCreated = defineEvent<{ tenantId: string }>('company.created')
