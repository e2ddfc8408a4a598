import { pinyin } from 'pinyin-pro'
import { expect, test } from 'vitest'
import { soundDistance, soundKey, syllableOf } from './sounds.ts'
import { syllables } from './words/syllables.ts'

test('the compact table says what the dictionary says, in less than 40 kB', () => {
  const chars = [...syllables.replace(/[a-z\s]/g, '')]
  expect(chars.length).toBe(6763)
  const wrong = chars.filter((char) => syllableOf(char) !== pinyin(char, { toneType: 'none', v: true }).toLowerCase())
  expect(wrong).toEqual([])
  expect(new TextEncoder().encode(syllables).length).toBeLessThan(40_000)
})

test.each([
  ['鑫城达', '鑫诚达', 1],
  ['华瑞', '华锐', 1],
  ['新海', '鑫海', 1],
  ['力创', '力创', 0],
  ['银光', '英光', 2],
])('%s is heard as %s', (heard, meant, distance) => {
  expect(soundKey(heard)).toBe(soundKey(meant))
  expect(soundDistance(heard, meant)).toBe(distance)
})

test('what sounds different has another key', () => {
  expect(soundKey('海泰')).not.toBe(soundKey('海天'))
  expect(syllableOf('A')).toBe('A')
})
