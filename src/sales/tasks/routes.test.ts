import { afterAll, beforeAll, expect, test } from 'vitest'
import { TEST_NOW, type TestApp, testApp } from '../../app/testing.ts'

let app: TestApp
beforeAll(async () => {
  app = await testApp()
}, 120_000)
afterAll(() => app?.close())

test('a task is done once, with a note, and may be opened again', async () => {
  const manager = app.company.as('manager')
  const rep = app.company.as('rep')
  const { body: task, status } = await manager.post('/api/tasks', {
    title: '借样机 1 套',
    acceptance: '客户签收',
    dueAt: '2026-03-20T10:00:00+08:00',
    ownerId: rep.userId,
  })
  expect([status, task.state, task.dueAt]).toEqual([201, 'open', '2026-03-20T02:00:00.000Z'])
  const done = await rep.post(`/api/tasks/${task.id}/done`, { note: '已签收' })
  expect(done.body).toMatchObject({ state: 'done', doneAt: TEST_NOW, doneNote: '已签收', version: 2 })
  expect((await rep.post(`/api/tasks/${task.id}/done`)).body.version).toBe(2)
  expect((await rep.post(`/api/tasks/${task.id}/reopen`, { version: 1 })).status).toBe(409)
  expect((await rep.post(`/api/tasks/${task.id}/reopen`, { version: 2 })).body).toMatchObject({
    state: 'open',
    doneAt: null,
  })
  expect((await app.company.as('otherRep').post(`/api/tasks/${task.id}/done`)).status).toBe(404)
  expect((await rep.post('/api/tasks', { title: 'x', state: 'done' })).body.errors).toEqual([
    { path: 'state', reason: 'records.unknown_field' },
  ])
})

test('who set a task hears that it is done, its owner that it is open again', async () => {
  const manager = app.company.as('manager')
  const mate = app.company.as('teammate')
  const news = async (who: typeof mate) => (await who.get('/api/notices')).body.items
  const { body: task } = await manager.post('/api/tasks', { title: '催合同盖章', ownerId: mate.userId })
  expect(task.assignedBy).toEqual({ id: manager.userId, name: '沈知行' })
  const link = `/tasks?task=${task.id}`
  expect(await news(mate)).toMatchObject([{ kind: 'records.assigned', link }])
  await mate.post(`/api/tasks/${task.id}/done`)
  expect((await news(manager))[0]).toMatchObject({
    kind: 'tasks.done',
    params: { title: '催合同盖章', by: '林嘉怡' },
    link,
  })
  await manager.post(`/api/tasks/${task.id}/reopen`)
  expect((await news(mate))[0]).toMatchObject({ kind: 'tasks.reopened', link })
})

test('tasks are found by who set them, and only those who may assign give them away', async () => {
  const manager = app.company.as('manager')
  const mate = app.company.as('teammate')
  const { body: task } = await manager.post('/api/tasks', { title: '回访', ownerId: mate.userId })
  const set = encodeURIComponent(JSON.stringify({ field: 'assignedById', op: 'in', value: ['me'] }))
  const found = async (who: typeof mate) =>
    (await who.get(`/api/tasks?filter=${set}`)).body.items.map((each: { id: string }) => each.id)
  expect(await found(manager)).toContain(task.id)
  expect(await found(mate)).toEqual([])
  expect((await mate.post('/api/tasks', { title: 'x', ownerId: app.company.users.rep })).status).toBe(403)
})
