import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NumberMap } from './number-map.ts'

it('holds what a Map holds', () => {
  const key = fc.oneof(fc.nat(50), fc.maxSafeNat())
  fc.assert(
    fc.property(fc.array(fc.tuple(key, fc.integer({ min: -1, max: 1_000_000 })), { maxLength: 3_000 }), (pairs) => {
      const own = new NumberMap()
      const model = new Map<number, number>()
      for (const [k, v] of pairs) {
        expect(own.has(k)).toBe(model.has(k))
        own.set(k, v)
        model.set(k, v)
      }
      for (const [k] of pairs) expect(own.get(k)).toBe(model.get(k))
    }),
    { numRuns: 30 },
  )
})
