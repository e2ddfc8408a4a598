import { routes as auditRoutes } from '../base/audit/routes.ts'
import { routes as commentRoutes } from '../base/comments/routes.ts'
import { routes as formRoutes } from '../base/forms/routes.ts'
import { listeners as noticeListeners } from '../base/notifications/events.ts'
import { routes as noticeRoutes } from '../base/notifications/routes.ts'
import { routes as peopleRoutes } from '../base/people/routes.ts'
import type { RecordType } from '../base/records/contract.ts'
import { listeners as recordListeners } from '../base/records/events.ts'
import { handlers as recordJobs } from '../base/records/jobs.ts'
import { kitRoutes } from '../base/records/routes.ts'
import { registerType } from '../base/records/service.ts'
import { routes as settingRoutes } from '../base/settings/routes.ts'
import { handlers as importJobs } from '../exchange/import-export/jobs.ts'
import { routes as importRoutes } from '../exchange/import-export/routes.ts'
import { listeners as metricListeners } from '../insight/metrics/events.ts'
import { handlers as metricJobs } from '../insight/metrics/jobs.ts'
import { routes as metricRoutes } from '../insight/metrics/routes.ts'
import { listeners as reportListeners } from '../insight/reports/events.ts'
import { handlers as reportJobs } from '../insight/reports/jobs.ts'
import { routes as reportRoutes } from '../insight/reports/routes.ts'
import type { Clock } from '../platform/clock.ts'
import type { Database } from '../platform/database.ts'
import { bindListeners, type Listener } from '../platform/events.ts'
import type { Route } from '../platform/http/route.ts'
import type { JobHandler } from '../platform/jobs.ts'
import { listeners as contactListeners } from '../sales/contacts/events.ts'
import { contact } from '../sales/contacts/record.ts'
import { routes as contactRoutes } from '../sales/contacts/routes.ts'
import { customer } from '../sales/customers/record.ts'
import { routes as customerRoutes } from '../sales/customers/routes.ts'
import { followUp } from '../sales/follow-ups/record.ts'
import { routes as followUpRoutes } from '../sales/follow-ups/routes.ts'
import { lead } from '../sales/leads/record.ts'
import { routes as leadRoutes } from '../sales/leads/routes.ts'
import { listeners as nextStepListeners } from '../sales/next-steps/events.ts'
import { handlers as nextStepJobs } from '../sales/next-steps/jobs.ts'
import { nextStep } from '../sales/next-steps/record.ts'
import { routes as nextStepRoutes } from '../sales/next-steps/routes.ts'
import { listeners as opportunityListeners } from '../sales/opportunities/events.ts'
import { opportunity } from '../sales/opportunities/record.ts'
import { routes as opportunityRoutes } from '../sales/opportunities/routes.ts'
import { payment } from '../sales/payments/record.ts'
import { routes as paymentRoutes } from '../sales/payments/routes.ts'
import { routes as targetRoutes } from '../sales/targets/routes.ts'
import { listeners as taskListeners } from '../sales/tasks/events.ts'
import { task } from '../sales/tasks/record.ts'
import { routes as taskRoutes } from '../sales/tasks/routes.ts'

/** Record types in the order of modules.ts. */
export const recordTypes: readonly RecordType[] = [
  customer,
  contact,
  opportunity,
  lead,
  payment,
  nextStep,
  followUp,
  task,
]

/** Every route of every slice. */
export const routes: readonly Route[] = [
  ...auditRoutes,
  ...peopleRoutes,
  ...settingRoutes,
  ...noticeRoutes,
  ...formRoutes,
  ...kitRoutes,
  ...commentRoutes,
  ...customerRoutes,
  ...contactRoutes,
  ...leadRoutes,
  ...opportunityRoutes,
  ...paymentRoutes,
  ...nextStepRoutes,
  ...followUpRoutes,
  ...taskRoutes,
  ...targetRoutes,
  ...metricRoutes,
  ...reportRoutes,
  ...importRoutes,
]

/** What hears what, in the order of modules.ts. */
const listeners: readonly Listener[] = [
  ...noticeListeners,
  ...recordListeners,
  ...contactListeners,
  ...opportunityListeners,
  ...nextStepListeners,
  ...taskListeners,
  ...metricListeners,
  ...reportListeners,
]

/** Makes the slices known to the platform; called once by every process and test before anything else. */
export function bindSlices(): void {
  for (const type of recordTypes) registerType(type)
  bindListeners(listeners)
}

/** Handlers of every job kind. */
export function jobHandlers(db: Database, clock: Clock): Record<string, JobHandler> {
  return {
    ...recordJobs(db, clock),
    ...nextStepJobs(db, clock),
    ...metricJobs(db, clock),
    ...reportJobs(db, clock),
    ...importJobs(db, clock),
  }
}
