import { companyCreated } from '../../base/people/service.ts'
import { type Listener, on } from '../../platform/events.ts'
import { sweepSoon } from './service.ts'

/** A new company's duties are looked after from its first minute. */
export const listeners: Listener[] = [on(companyCreated, (ctx) => sweepSoon(ctx))]
