import { expect, it } from 'vitest'
import { metresBetween } from './place.ts'

/** 天安门 in both datums. */
const world = { latitude: 39.90734, longitude: 116.39089, datum: 'WGS-84' } as const
const china = { latitude: 39.908741, longitude: 116.397131, datum: 'GCJ-02' } as const

it('the same place is no distance away, in whatever datum it is given', () => {
  expect(metresBetween(world, world)).toBe(0)
  expect(metresBetween(world, china)).toBeLessThan(5)
  expect(metresBetween(china, world)).toBeLessThan(5)
})

it('coordinates taken for the wrong datum would be some hundred metres off', () => {
  expect(metresBetween({ ...china, datum: 'WGS-84' }, world)).toBeGreaterThan(400)
})

it('distances are those along the surface of the earth', () => {
  const suzhou = { latitude: 31.2989, longitude: 120.5853, datum: 'WGS-84' } as const
  const shanghai = { latitude: 31.2304, longitude: 121.4737, datum: 'WGS-84' } as const
  expect(metresBetween(suzhou, shanghai)).toBeGreaterThan(84_000)
  expect(metresBetween(suzhou, shanghai)).toBeLessThan(86_000)
  expect(
    metresBetween({ latitude: 0, longitude: 0, datum: 'WGS-84' }, { latitude: 0, longitude: 180, datum: 'WGS-84' }),
  ).toBe(20_015_114)
})

it('outside China the two datums are one', () => {
  const berlin = { latitude: 52.52, longitude: 13.405, datum: 'WGS-84' } as const
  expect(metresBetween(berlin, { ...berlin, datum: 'GCJ-02' })).toBe(0)
})
