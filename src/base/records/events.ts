import { on } from '../../platform/events.ts'
import { membershipChanged, userDeactivated } from '../people/service.ts'
import { allTypes, correctDepartmentsSoon, handOver } from './service.ts'

export const listeners = [
  on(userDeactivated, async (ctx, { userId, handOverTo }) => {
    if (handOverTo !== null) await handOver(ctx, allTypes(), userId, handOverTo)
  }),
  on(membershipChanged, correctDepartmentsSoon),
]
