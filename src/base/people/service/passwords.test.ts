import { expect, test } from 'vitest'
import { hashPassword, NOBODY, passwordMatches } from './passwords.ts'

test('a password matches its hash, however the keyboard composed it', async () => {
  const stored = await hashPassword('Ａpfel-käse-9')
  expect(await passwordMatches(stored, 'Apfel-käse-9')).toBe(true)
  expect(await passwordMatches(stored, 'Apfel-käse-9'.normalize('NFD'))).toBe(true)
  expect(await passwordMatches(stored, 'apfel-käse-9')).toBe(false)
})

test('the same password is stored differently each time', async () => {
  expect(await hashPassword('zhao-shan-mu-tian')).not.toBe(await hashPassword('zhao-shan-mu-tian'))
})

test('checking nobody costs what checking somebody costs: a whole hash of the same strength', async () => {
  const strengthOf = (hash: string) => hash.split('$').slice(0, 4)
  expect(strengthOf(NOBODY)).toEqual(strengthOf(await hashPassword('zhao-shan-mu-tian')))
  expect(strengthOf(NOBODY)).toEqual(['', 'argon2id', 'v=19', 'm=19456,t=2,p=1'])
  expect(NOBODY).toHaveLength((await hashPassword('x')).length)
})

test('nobody has no password', async () => {
  for (const guess of ['', 'password', NOBODY]) expect(await passwordMatches(null, guess)).toBe(false)
})
