/** The door of the people slice. */
export { rolesWithoutDuty } from './policy.ts'
export { updateCompany } from './service/company.ts'
export { changeDepartment, createDepartment, departments, removeDepartment } from './service/departments.ts'
export { asSystem, asUser, ctxForUser, gate, systemCtx } from './service/gate.ts'
export { askToJoin, createJoinLink, invitation, joinLinks, revokeJoinLink } from './service/joining.ts'
export { approve, deactivate, reactivate, refuse } from './service/leaving.ts'
export { changeMe, changePassword, me } from './service/me.ts'
export { askedToJoin, companyCreated, membershipChanged, userDeactivated } from './service/news.ts'
export { hashPassword } from './service/passwords.ts'
export { createReset, resetPassword } from './service/resets.ts'
export { changeRole, createRole, removeRole, roles } from './service/roles.ts'
export {
  assertCan,
  departmentOn,
  holds,
  managerOf,
  peopleByIds,
  peopleHolding,
  peopleInReach,
  reaches,
  scopeFor,
  timeZoneOf,
  today,
} from './service/scope.ts'
export { newSecret, readToken, writeToken } from './service/secrets.ts'
export { endAllSessions, endSession, mySessions, openSession, signIn } from './service/sessions.ts'
export { companyIds, createTenant, isSetUpNeeded, type NewTenant, setUp, type Tenant } from './service/set-up.ts'
export { changeUser, createUser, memberships, moveUser, type NewUserInput, user, users } from './service/users.ts'
