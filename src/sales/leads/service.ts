/** The door of the leads slice. */
export { convert } from './service/convert.ts'
export { assignLeads, invalidate, leads, revive } from './service/leads.ts'
