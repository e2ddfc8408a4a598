import { expect, it } from 'vitest'
import { nameBegun, namedIn, pieces, withName } from './mentions.ts'

const lin = { id: '1', name: '林嘉怡' }
const linShort = { id: '2', name: '林嘉' }

it.each([
  ['请看 @', ''],
  ['请看@林', '林'],
  ['@lin', 'lin'],
  ['没有人', null],
  ['a@b.com', null],
  ['@林嘉怡 好', null],
])('%s: the name begun is %s', (before, begun) => {
  expect(nameBegun(before)).toBe(begun)
})

it('a picked name replaces what was typed of it, where the caret stands', () => {
  expect(withName('请@林 看看', 3, '林嘉怡')).toEqual({ text: '请@林嘉怡 看看', caret: 6 })
})

it('without an @ the name is put in with one', () => {
  expect(withName('请看', 2, '林嘉怡')).toEqual({ text: '请看@林嘉怡 ', caret: 7 })
})

it('only people still named in the text are told, each once', () => {
  expect(namedIn('@林嘉怡 看一下', [lin, lin])).toEqual(['1'])
  expect(namedIn('看一下', [lin])).toEqual([])
})

it('names stand out, the longest one that fits', () => {
  expect(pieces('请@林嘉怡看', [linShort, lin])).toEqual([
    { text: '请', isName: false },
    { text: '@林嘉怡', isName: true },
    { text: '看', isName: false },
  ])
  expect(pieces('', [lin])).toEqual([])
})
