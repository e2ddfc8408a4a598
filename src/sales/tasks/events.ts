import { recordChanged } from '../../base/records/contract.ts'
import { type Listener, on } from '../../platform/events.ts'
import { tellAboutTask } from './service.ts'

export const listeners: Listener[] = [on(recordChanged, tellAboutTask)]
