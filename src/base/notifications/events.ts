import { on } from '../../platform/events.ts'
import { askedToJoin } from '../people/service.ts'
import { tellOfRequest } from './service.ts'

export const listeners = [on(askedToJoin, tellOfRequest)]
