import { recordsGiven } from '../../base/records/contract.ts'
import { type Listener, on } from '../../platform/events.ts'
import { takeOpenDeals } from './service.ts'

export const listeners: Listener[] = [on(recordsGiven, takeOpenDeals)]
