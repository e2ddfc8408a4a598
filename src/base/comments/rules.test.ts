import { describe, expect, it } from 'vitest'
import { audienceOf, excerptOf, isEditable } from './rules.ts'

describe('who hears of a comment', () => {
  const of = { authorId: 'me', mentions: [] as string[], answered: null, ownerId: null }
  it.each([
    [{ ...of, ownerId: 'owner' }, [['owner', 'comments.commented']]],
    [{ ...of, ownerId: 'me' }, []],
    [{ ...of, mentions: ['me', 'a'] }, [['a', 'comments.mentioned']]],
    [{ ...of, ownerId: 'a', answered: 'a' }, [['a', 'comments.replied']]],
    [{ ...of, ownerId: 'a', answered: 'a', mentions: ['a'] }, [['a', 'comments.mentioned']]],
  ])('%j', (said, expected) => {
    expect([...audienceOf(said)]).toEqual(expected)
  })
})

describe('a comment may be changed', () => {
  const createdAt = new Date('2026-03-12T06:00:00Z')
  const at = (hours: number) => new Date(createdAt.getTime() + hours * 3_600_000)
  it.each([
    ['by its author within a day', 'a', false, 23.9, true],
    ['not after a day', 'a', false, 24, false],
    ['not by somebody else', 'b', false, 1, false],
    ['not once it was removed', 'a', true, 1, false],
  ])('%s', (_name, userId, removed, hours, expected) => {
    expect(isEditable({ authorId: 'a', createdAt, removed }, userId, at(hours))).toBe(expected)
  })
})

it('a notice shows the beginning, never half a character', () => {
  expect(excerptOf('客户\n 说好')).toBe('客户 说好')
  expect(excerptOf('𠮷'.repeat(61))).toBe(`${'𠮷'.repeat(60)}…`)
})
