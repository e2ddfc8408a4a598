/** The door of the people slice. */
export { asSystem, asUser, ctxForUser, gate, systemCtx } from './service/gate.ts'
export { companyOf, updateCompany } from './service/company.ts'
export { membershipChanged, userDeactivated } from './service/news.ts'
export { assertCan, departmentOn, holds, peopleByIds, peopleInReach, reaches, scopeFor, timeZoneOf, today } from './service/scope.ts'
