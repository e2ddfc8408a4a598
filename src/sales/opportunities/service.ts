/** The door of the opportunities slice. */
export { board } from './service/board.ts'
export { closingColumns, hold, lose, reopen, resume, win } from './service/closing.ts'
export { opportunities } from './service/deals.ts'
export { takeOpenDeals } from './service/giving.ts'
export { applyProgress } from './service/progress.ts'
