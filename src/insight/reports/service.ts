/** The door of reports. */
export { reportCalendar } from './service/calendar.ts'
export { dailyReport, saveDaily } from './service/daily.ts'
export { DUE_KIND, settleSweep, sweepBatch, sweepSoon } from './service/due.ts'
export { evidence } from './service/evidence.ts'
export { reportId } from './service/identity.ts'
export { markRead, submit, withdraw } from './service/submission.ts'
export { teamReport } from './service/team.ts'
