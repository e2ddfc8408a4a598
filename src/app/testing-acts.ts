import type pg from 'pg'
import { asSystem, openSession } from '../base/people/service.ts'
import { newId } from '../platform/id.ts'
import type { Client, TestApp } from './testing.ts'
import { ok } from './testing-reports.ts'

export type Fields = Record<string, unknown>

/** One request of a route. */
export interface Case {
  params: Record<string, string>
  query: Fields
  body: unknown
  /** A body that was given a field its strict schema does not know. */
  hasUnknown: boolean
  /** Meant to succeed. */
  plausible: boolean
  /** The version in it is to be the one of now. */
  isCurrent: boolean
}

/** The fixture company with real ids by noun, newest last, and the means to make more of them. */
export interface World {
  test: TestApp
  /** Keeps the world going; no generated request names them. */
  admin: Client
  /** Sends the generated requests: an administrator who may end up signed out. */
  actorId: string
  /** Somebody who has a password. */
  guest: string
  roleId: string
  ids(noun: string): string[]
  learn(noun: string, id: string): void
  owner: pg.Client
}

export const PASSWORD = '一个够长的口令 42'

/** A new session of the one who sends the requests; an earlier request may have ended the last one. */
export function actorToken({ test, actorId }: World): Promise<string> {
  return asSystem(test.db, test.clock, test.company.tenantId, (ctx) => openSession(ctx, actorId))
}

export async function asActor(world: World, method: 'GET' | 'POST', url: string, body?: object) {
  const headers = { authorization: `Bearer ${await actorToken(world)}` }
  return world.test.app.inject({ method, url, headers, ...(body && { payload: body }) })
}

export const newUser = ({ test, roleId }: World, change: object) => ({
  name: '顾新',
  email: `${newId()}@example.com`,
  password: PASSWORD,
  departmentId: test.company.departments.east,
  roleIds: [roleId],
  ...change,
})

export async function made(
  { admin, learn }: World,
  noun: string,
  body: unknown,
  path = `/api/${noun}`,
): Promise<string> {
  const { id } = ok(await admin.post(path, body))
  learn(noun, id)
  return id
}

export async function joinToken({ test, admin, roleId }: World): Promise<string> {
  return ok(await admin.post('/api/join-links', { departmentId: test.company.departments.east, roleId })).token
}

export const newcomer = () => ({ name: '顾新', identifier: `${newId()}@example.com`, password: PASSWORD })

export const aboutCustomer = ({ ids }: World) => ({ type: 'customer', record: ids('customers').at(-1) as string })
