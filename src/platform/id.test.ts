import { createHash } from 'node:crypto'
import { describe, expect, it, test } from 'vitest'
import { isUuid, newId, uuidV8 } from './id.ts'

describe('a new id', () => {
  it('is a version 7 UUID that begins with its time', () => {
    const id = newId(Date.parse('2026-03-12T13:00:00Z'))
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16)).toBe(Date.parse('2026-03-12T13:00:00Z'))
  })

  it('never comes twice', () => {
    const ids = new Set(Array.from({ length: 20_000 }, () => newId(0)))
    expect(ids.size).toBe(20_000)
  })

  it('sorts after ids of an earlier millisecond', () => {
    expect(newId(2_000) > newId(1_999)).toBe(true)
  })
})

describe('an id made of a hash', () => {
  const hash = createHash('sha256').update('tenant user daily 2026-03-12').digest()

  it('is a version 8 UUID and the same each time', () => {
    expect(uuidV8(hash)).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
    expect(uuidV8(hash)).toBe(uuidV8(hash))
  })

  it('leaves the hash as it was', () => {
    const before = hash.toString('hex')
    uuidV8(hash)
    expect(hash.toString('hex')).toBe(before)
  })

  it('refuses a hash that is too short', () => {
    expect(() => uuidV8(new Uint8Array(15))).toThrow(RangeError)
  })
})

describe('the shape of an id', () => {
  test.each([
    [newId(), true],
    ['00000000-0000-0000-0000-000000000000', true],
    ['0195A5F0-7D2B-4C3E-9F00-112233445566', true],
    ['0195a5f07d2b4c3e9f00112233445566', false],
    ['0195a5f0-7d2b-4c3e-9f00-11223344556', false],
    [' 0195a5f0-7d2b-4c3e-9f00-112233445566', false],
    ["' or 1=1 --", false],
    ['', false],
  ])('%s is an id: %s', (text, expected) => expect(isUuid(text)).toBe(expected))
})
