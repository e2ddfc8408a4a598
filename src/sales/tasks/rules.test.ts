import { expect, test } from 'vitest'
import { newsOfTask, type TaskState } from './rules.ts'

const task = (more: Partial<TaskState> = {}): TaskState => ({
  ownerId: 'rep',
  assignedById: 'boss',
  state: 'open',
  ...more,
})

test('who set a task hears that it is done, its owner that it is open again', () => {
  expect(newsOfTask(task(), task({ state: 'done' }), 'rep')).toEqual({ userId: 'boss', kind: 'done' })
  expect(newsOfTask(task(), task({ state: 'done' }), 'boss')).toBeNull()
  expect(newsOfTask(task({ state: 'done' }), task(), 'boss')).toEqual({ userId: 'rep', kind: 'reopened' })
  expect(newsOfTask(task({ state: 'done' }), task({ ownerId: null }), 'boss')).toBeNull()
})

test('other changes are no news', () => {
  expect(newsOfTask(null, task(), 'boss')).toBeNull()
  expect(newsOfTask(null, task({ state: 'done' }), 'rep')).toBeNull()
  expect(newsOfTask(task(), task(), 'boss')).toBeNull()
  expect(newsOfTask(task({ state: 'done' }), task({ state: 'done', ownerId: 'mate' }), 'boss')).toBeNull()
})
