import { describe, expect, it } from 'vitest'
import { type Entry, isForLater, needsOf, nextToSend, pauseAfter } from './outbox-order.ts'

const entry = (seq: number, body: Record<string, unknown> = {}, more: Partial<Entry> = {}): Entry => ({
  id: `id-${seq}`,
  seq,
  userId: 'u',
  path: '/api/follow-ups',
  body,
  label: '明锐',
  at: '2026-03-12T06:00:00Z',
  attempts: 0,
  ...more,
})
const refused = { status: 422, code: 'invalid', reason: 'records.invalid', errors: [], params: {} }

describe('what is sent next', () => {
  it('goes in the order in which it was written', () => {
    expect(nextToSend([entry(3), entry(1), entry(2)])?.seq).toBe(1)
    expect(nextToSend([])).toBeUndefined()
  })

  it('a refused one does not hold up the others', () => {
    expect(nextToSend([entry(1, {}, { refused }), entry(2)])?.seq).toBe(2)
  })

  it('waits for what it names: a follow-up of a new customer that was refused', () => {
    const all = [entry(1, {}, { refused }), entry(2, { customerId: 'id-1' }), entry(3)]
    expect(needsOf(all[1] as Entry, all).map(({ seq }) => seq)).toEqual([1])
    expect(nextToSend(all)?.seq).toBe(3)
  })
})

it.each([
  [1, 2_000],
  [2, 4_000],
  [5, 32_000],
  [20, 60_000],
])('after %i attempts it waits %i ms', (attempts, pause) => {
  expect(pauseAfter(attempts, 0)).toBe(pause)
  expect(pauseAfter(attempts, 1)).toBe(pause * 1.2)
})

it.each([
  [{ status: 0, code: 'offline' }, true],
  [{ status: 401, code: 'unauthenticated' }, true],
  [{ status: 429, code: 'too_many' }, true],
  [{ status: 503, code: 'unavailable' }, true],
  [{ status: 404, code: 'not_found' }, false],
  [{ status: 409, code: 'conflict' }, false],
  [{ status: 422, code: 'invalid' }, false],
])('%j is for later: %s', (answer, expected) => {
  expect(isForLater(answer)).toBe(expected)
})
