import { on } from '../../platform/events.ts'
import { userDeactivated } from '../people/service.ts'
import { allTypes, handOver } from './service.ts'

export const listeners = [
  on(userDeactivated, async (ctx, { userId, handOverTo }) => {
    if (handOverTo !== null) await handOver(ctx, allTypes(), userId, handOverTo)
  }),
]
