import { z } from 'zod'
import { asSystem, isSetUpNeeded, openSession } from '../../base/people/service.ts'
import { AppError } from '../../platform/errors.ts'
import { type Route, route } from '../../platform/http/route.ts'
import { demoAdmin } from './company.ts'
import { seedDemo } from './seed.ts'

/** 「用示例数据体验」 on the first visit. */
export const demoRoutes: Route[] = [
  route({
    method: 'POST',
    path: '/api/setup/demo',
    can: 'public',
    summary: 'Fill an empty server with the demo company and sign in as its administrator',
    reply: z.object({ user: z.object({ id: z.string(), name: z.string() }) }),
    run: async (ctx, { reply }) => {
      if (!(await isSetUpNeeded(ctx.db))) throw new AppError('conflict', 'people.already_set_up')
      const { tenantId, adminId } = await seedDemo(ctx.db, ctx.clock.now())
      reply.session(await asSystem(ctx.db, ctx.clock, tenantId, (system) => openSession(system, adminId)))
      reply.status(201)
      return { user: { id: adminId, name: demoAdmin.name } }
    },
  }),
]
