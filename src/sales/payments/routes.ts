import { recordRoutes } from '../../base/records/routes.ts'
import type { Route } from '../../platform/http/route.ts'
import { payments } from './service.ts'

export const routes: Route[] = recordRoutes(payments)
