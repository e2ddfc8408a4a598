import { companyCreated } from '../../base/people/service.ts'
import { recordChanged } from '../../base/records/contract.ts'
import { type Listener, on } from '../../platform/events.ts'
import { checkTonight, noteChange } from './service.ts'

export const listeners: Listener[] = [on(recordChanged, noteChange), on(companyCreated, (ctx) => checkTonight(ctx))]
