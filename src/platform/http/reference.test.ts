import { afterAll, beforeAll, expect, it } from 'vitest'
import { routes } from '../../app/slices.ts'
import { type TestApp, testApp } from '../../app/testing.ts'

let test: TestApp
beforeAll(async () => {
  test = await testApp()
}, 120_000)
afterAll(() => test.close())

it('the page of the API names every route, from nowhere else and without a script', async () => {
  const { status, headers, body } = await test.anonymous.get('/api/docs')
  expect([status, headers['content-type']]).toEqual([200, 'text/html; charset=utf-8'])
  for (const { method, path } of [...routes, { method: 'GET', path: '/api/live' }])
    expect(body).toContain(`<b>${method}</b> <code>${path}</code>`)
  expect(body).not.toMatch(/<script|https?:\/\//)
})

it('the document for programs has the stream and the checks of an operator too', async () => {
  const { paths } = (await test.anonymous.get('/api/openapi.json')).body
  for (const path of ['/api/live', '/api/health', '/api/ready']) expect(paths[path].get.summary).toBeTruthy()
})
