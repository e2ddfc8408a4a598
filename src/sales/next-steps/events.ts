import { companyCreated, userDeactivated } from '../../base/people/service.ts'
import { recordsGiven } from '../../base/records/contract.ts'
import { type Listener, on } from '../../platform/events.ts'
import { alignDays, lookSoon, takeOpenSteps } from './service.ts'

/** Hears of a leaver after their records were handed over. */
export const listeners: Listener[] = [
  on(companyCreated, (ctx) => lookSoon(ctx)),
  on(recordsGiven, takeOpenSteps),
  on(userDeactivated, async (ctx, { handOverTo }) => {
    if (handOverTo !== null) await alignDays(ctx, handOverTo)
  }),
]
