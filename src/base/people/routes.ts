import type { Route } from '../../platform/http/route.ts'
import { entryRoutes } from './routes/entry.ts'
import { meRoutes } from './routes/me.ts'
import { organisationRoutes } from './routes/organisation.ts'
import { sessionRoutes } from './routes/session.ts'
import { userRoutes } from './routes/users.ts'

export const routes: Route[] = [...entryRoutes, ...sessionRoutes, ...meRoutes, ...userRoutes, ...organisationRoutes]
