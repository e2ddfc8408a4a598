import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Route } from '../platform/http/route.ts'
import { routes } from './slices.ts'
import { type TestApp, testApp } from './testing.ts'
import { actorToken, type Case, type World } from './testing-acts.ts'
import { cases, useOptions } from './testing-cases.ts'
import { complete, openWorld, renew, resetChoices } from './testing-world.ts'

const SEED = 20_260_312
const CASES = process.env.TANDEM_LONG === '1' ? 1000 : 25

/** In how many files the routes are tried, so that both processors have work. */
const PARTS = 2

/** Routes this test cannot speak to, each with its reason. */
const cannotFuzz: Record<string, string> = { 'POST /api/imports': 'its body is a file, not a schema' }

/** How many cases one new record of the path's noun serves. */
const CASES_PER_RECORD = 8

/** Routes that cannot succeed here, each with its reason. */
const cannotSucceed: Record<string, string> = {
  'POST /api/setup': 'there is a company already',
}

let test: TestApp
let world: World
let token = ''
/** Successful cases by route, and what the last plausible one that was refused got. */
const succeeded = new Map<string, number>()
const refusals = new Map<string, string>()

/** Percent-encodes as a browser does: a lone surrogate becomes U+FFFD instead of an error. */
const encoded = (value: string) => new URLSearchParams({ v: value }).toString().slice(2).replaceAll('+', '%20')

function send(route: Route, made: Case) {
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_all, key: string) => encoded(made.params[key] ?? ''))
  const query = Object.entries(made.query).map(
    ([key, value]) => `${encoded(key)}=${encoded(typeof value === 'string' ? value : JSON.stringify(value ?? ''))}`,
  )
  return test.app.inject({
    method: route.method,
    url: query.length > 0 ? `${path}?${query.join('&')}` : path,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    payload: JSON.stringify(made.body ?? {}),
  })
}

async function holds(route: Route, wanted: Case): Promise<void> {
  const made = await complete(world, route.method, route.path, wanted)
  let reply = await send(route, made)
  if (reply.statusCode === 401 && route.can !== 'public') {
    // An earlier case ended the session, which is what it asked for.
    token = await actorToken(world)
    reply = await send(route, made)
  }
  expect(reply.statusCode, reply.body).toBeLessThan(500)
  if (made.hasUnknown) expect(reply.statusCode, reply.body).toBeGreaterThanOrEqual(400)
  if (reply.statusCode >= 400) {
    if (made.plausible) refusals.set(nameOf(route), reply.body)
    expect(reply.headers['content-type']).toContain('application/problem+json')
    expect(reply.json()).toMatchObject({ code: expect.any(String), reason: expect.any(String) })
    return
  }
  const schema = route.reply instanceof z.ZodObject ? route.reply.strict() : route.reply
  const isJson = String(reply.headers['content-type']).includes('json')
  const sent: unknown = isJson ? reply.json() : reply.body === '' ? undefined : reply.body
  expect(schema.safeParse(sent).error).toBeUndefined()
  succeeded.set(nameOf(route), (succeeded.get(nameOf(route)) ?? 0) + 1)
  const madeId = (sent as { id?: unknown } | null | undefined)?.id
  if (typeof madeId === 'string') world.learn(route.path.split('/')[2] as string, madeId)
}

function nameOf(route: Route): string {
  return `${route.method} ${route.path}`
}

/** What the route is about: one noun's routes need each other's records and stay in one part. */
function nounOf(route: Route): string {
  return route.path.split('/')[2] ?? ''
}

/** Tries the routes of every PARTS-th noun, beginning with the given one (0 or 1). */
export function fuzzPart(part: number): void {
  const nouns = [...new Set(routes.map(nounOf))]
  const tried = routes.filter(
    (route) => cannotFuzz[nameOf(route)] === undefined && nouns.indexOf(nounOf(route)) % PARTS === part,
  )

  beforeAll(async () => {
    test = await testApp()
    world = await openWorld(test)
    token = await actorToken(world)
    useOptions((await test.company.as('admin').get('/api/options')).body.sets)
  }, 120_000)
  afterAll(async () => {
    await world.owner.end()
    await test.close()
  })

  describe('whatever is sent, the answer keeps its contract', () => {
    it('every route that takes a file is named with its reason', () => {
      const files = routes.filter((route) => route.upload).map(nameOf)
      expect(Object.keys(cannotFuzz)).toEqual(files)
    })
    it.each(tried.map((route) => [nameOf(route), route] as const))(
      '%s',
      async (_name, route) => {
        let run = 0
        await resetChoices(world)
        await fc.assert(
          fc.asyncProperty(cases(route, world), async (made) => {
            if (run++ % CASES_PER_RECORD === 0) await renew(world, route.method, route.path)
            await holds(route, made)
          }),
          {
            seed: SEED,
            numRuns: CASES,
            endOnFailure: true,
          },
        )
      },
      CASES * 400 + 20_000,
    )

    it('and every route succeeds for some of them, the named ones apart', () => {
      const never = tried.map(nameOf).filter((name) => !succeeded.has(name) && cannotSucceed[name] === undefined)
      expect(never, never.map((name) => `${name}: ${refusals.get(name)}`).join('\n')).toEqual([])
    })
  })
}
