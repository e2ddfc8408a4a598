import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import Fastify from 'fastify'
import { expect, it } from 'vitest'
import { endConnections } from './closing.ts'

async function server(): Promise<{ app: ReturnType<typeof Fastify>; port: number }> {
  const app = Fastify({ forceCloseConnections: 'idle' })
  endConnections(app)
  app.get('/slow', async () => {
    await sleep(400)
    return 'answered'
  })
  const url = await app.listen({ port: 0, host: '127.0.0.1' })
  return { app, port: Number(new URL(url).port) }
}

it('a connection that never asks anything does not hold up the end', async () => {
  const { app, port } = await server()
  const silent = connect(port, '127.0.0.1')
  await once(silent, 'connect')
  const began = Date.now()
  await app.close()
  expect(Date.now() - began).toBeLessThan(2_000)
  silent.destroy()
})

it('a request under way is answered first', async () => {
  const { app, port } = await server()
  const reply = fetch(`http://127.0.0.1:${port}/slow`).then((response) => response.text())
  await sleep(100)
  await app.close()
  expect(await reply).toBe('answered')
})
