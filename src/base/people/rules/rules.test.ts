import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays } from '../../../platform/time.ts'
import { allGrants, builtInRoles, defaultGrants, permissionKeys, permissionTable } from '../policy.ts'
import { identifierOf } from './identifier.ts'
import { changedStretch, type Membership, membershipOn, withMembership } from './membership.ts'
import { passwordProblem, tellsPerson } from './passwords.ts'
import { coveredBy, rightsOf, widestReach } from './rights.ts'
import { isLive, renewedUntil, wantsTouch } from './session.ts'
import { addressBucket, waitSeconds } from './throttle.ts'

describe('rights of several roles', () => {
  const role = (grants: object, fieldRules: object = {}) =>
    ({ grants, fieldRules }) as Parameters<typeof rightsOf>[0][number]

  test('are the union of their grants', () => {
    const { grants } = rightsOf([
      role({ 'customers.view': [{ reach: 'own' }], 'leads.view': [{ reach: 'own' }] }),
      role({ 'customers.view': [{ reach: 'chosen', departments: ['d1'] }, { reach: 'own' }] }),
    ])
    expect(grants).toEqual({
      'customers.view': [{ reach: 'own' }, { reach: 'chosen', departments: ['d1'] }],
      'leads.view': [{ reach: 'own' }],
    })
  })

  test('collapse to everything when one of them reaches everything', () => {
    expect(rightsOf([role({ x: [{ reach: 'own' }] }), role({ x: [{ reach: 'all' }] })]).grants).toEqual({
      x: [{ reach: 'all' }],
    })
  })

  test('take the most generous rule of a field, and none when a role has none', () => {
    const { fieldRules } = rightsOf([
      role({}, { 'customer.phone': 'hidden', 'customer.level': 'masked', 'customer.name': 'readOnly' }),
      role({}, { 'customer.phone': 'masked', 'customer.level': 'readOnly' }),
    ])
    expect(fieldRules).toEqual({ 'customer.phone': 'masked', 'customer.level': 'readOnly' })
  })

  test('of no role are none', () => {
    expect(rightsOf([])).toEqual({ grants: {}, fieldRules: {} })
  })

  test('know their widest reach', () => {
    expect(widestReach([])).toBeNull()
    expect(widestReach([{ reach: 'own' }, { reach: 'departmentAndBelow' }, { reach: 'department' }])).toBe(
      'departmentAndBelow',
    )
  })

  test('cover others only when they reach at least as far', () => {
    expect(coveredBy({ x: [{ reach: 'own' }] }, { x: [{ reach: 'department' }] })).toBe(true)
    expect(coveredBy({ x: [{ reach: 'all' }] }, { x: [{ reach: 'department' }] })).toBe(false)
    expect(coveredBy({ y: [{ reach: 'own' }] }, { x: [{ reach: 'all' }] })).toBe(false)
    expect(coveredBy({}, {})).toBe(true)
  })
})

describe('the default roles', () => {
  test('hold only permissions that exist, at reaches that may be chosen', () => {
    expect(new Set(permissionKeys).size).toBe(permissionTable.length)
    for (const { defaults, reaches } of permissionTable) {
      for (const reach of Object.values(defaults)) expect(reaches).toContain(reach)
    }
  })

  test.each([
    ['rep', 'customers.view', 'own'],
    ['rep', 'customers.assign', null],
    ['rep', 'customers.export', null],
    ['rep', 'team.view', null],
    ['manager', 'customers.assign', 'departmentAndBelow'],
    ['manager', 'followUps.export', 'departmentAndBelow'],
    ['manager', 'people.manage', null],
    ['director', 'customers.view', 'all'],
    ['readonly', 'customers.view', 'all'],
    ['readonly', 'customers.export', null],
    ['readonly', 'customers.edit', null],
    ['readonly', 'reports.submit', null],
    ['admin', 'roles.manage', 'all'],
    ['admin', 'reports.submit', 'own'],
  ] as const)('%s has %s with reach %s', (role, permission, reach) => {
    expect(widestReach(defaultGrants(role)[permission] ?? [])).toBe(reach)
  })

  test('give the administrator every permission and nobody more than the system has', () => {
    expect(Object.keys(defaultGrants('admin')).sort()).toEqual([...permissionKeys].sort())
    for (const role of builtInRoles) expect(coveredBy(defaultGrants(role), allGrants)).toBe(true)
  })
})

describe('membership by day', () => {
  test('begins another department from a day on and ends the one before', () => {
    const before = [{ departmentId: 'east', fromDay: '2026-01-01', toDay: null }]
    expect(withMembership(before, 'south', '2026-03-12')).toEqual([
      { departmentId: 'east', fromDay: '2026-01-01', toDay: '2026-03-11' },
      { departmentId: 'south', fromDay: '2026-03-12', toDay: null },
    ])
  })

  test('keeps a change that is planned for later', () => {
    const before = [
      { departmentId: 'east', fromDay: '2026-01-01', toDay: '2026-05-31' },
      { departmentId: 'south', fromDay: '2026-06-01', toDay: null },
    ]
    expect(withMembership(before, 'west', '2026-03-01').map((each) => [each.departmentId, each.toDay])).toEqual([
      ['east', '2026-02-28'],
      ['west', '2026-05-31'],
      ['south', null],
    ])
    expect(changedStretch(before, '2026-03-01')).toEqual({ fromDay: '2026-03-01', toDay: '2026-05-31' })
    expect(changedStretch(before, '2026-07-01')).toEqual({ fromDay: '2026-07-01', toDay: null })
  })

  test('corrects the very day of a change', () => {
    const before = [{ departmentId: 'east', fromDay: '2026-01-01', toDay: null }]
    expect(withMembership(before, 'south', '2026-01-01')).toEqual([
      { departmentId: 'south', fromDay: '2026-01-01', toDay: null },
    ])
  })

  const day = fc.integer({ min: 0, max: 400 }).map((n) => addDays('2026-01-01', n))
  const moves = fc.array(fc.record({ departmentId: fc.constantFrom('a', 'b', 'c'), fromDay: day }), {
    minLength: 1,
    maxLength: 12,
  })

  test('has one department a day after any changes, without gaps, and the last word on its day', () => {
    fc.assert(
      fc.property(moves, day, (changes, asked) => {
        let all: Membership[] = []
        for (const { departmentId, fromDay } of changes) {
          all = withMembership(all, departmentId, fromDay)
          expect(membershipOn(all, fromDay)?.departmentId).toBe(departmentId)
        }
        for (const [i, each] of all.entries()) {
          const next = all[i + 1]
          expect(each.toDay).toBe(next ? addDays(next.fromDay, -1) : null)
          expect(each.departmentId).not.toBe(next?.departmentId)
        }
        const first = changes.map((each) => each.fromDay).sort()[0] ?? ''
        expect(membershipOn(all, asked) !== undefined).toBe(asked >= first)
      }),
    )
  })
})

describe('identifiers', () => {
  test.each([
    [' Anna@Example.COM ', { kind: 'email', value: 'anna@example.com' }],
    ['138 1234 5678', { kind: 'phone', value: '13812345678' }],
    ['+86-13812345678', { kind: 'phone', value: '13812345678' }],
    ['+1 (415) 555-0123', { kind: 'phone', value: '+14155550123' }],
    ['ａｎｎａ＠example.com', { kind: 'email', value: 'anna@example.com' }],
    ['anna', null],
    ['anna@', null],
    ['anna@localhost', null],
    ['a b@example.com', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(identifierOf(text)).toEqual(expected)
  })
})

describe('passwords', () => {
  test.each([
    ['short', 'people.password_too_short'],
    ['七个汉字也太短', 'people.password_too_short'],
    ['12345678', 'people.weak_password'],
    ['PassWord1', 'people.weak_password'],
    ['ｐａｓｓｗｏｒｄ', 'people.weak_password'],
    ['aaaaaaaaaa', 'people.weak_password'],
    ['abababababab', 'people.weak_password'],
    ['abcdefghijk', 'people.weak_password'],
    ['98765432', 'people.weak_password'],
    ['tandem-demo', null],
    ['昭山暮田又一年', 'people.password_too_short'],
    ['昭山暮田又一年春', null],
  ])('%s', (password, problem) => {
    expect(passwordProblem(password)).toBe(problem)
  })

  test('are not one’s own name or address', () => {
    expect(tellsPerson('Anna@example.com', ['Anna', 'anna@example.com', null])).toBe(true)
    expect(tellsPerson('anna@example.com!', ['Anna', 'anna@example.com', null])).toBe(false)
  })
})

describe('tries', () => {
  const at = (minute: number) => new Date(Date.UTC(2026, 2, 12, 8, minute))

  test('are free until the limit, then wait for the oldest that blocks', () => {
    expect(waitSeconds([at(0), at(1)], 3, at(2))).toBe(0)
    expect(waitSeconds([at(0), at(1), at(2)], 3, at(2))).toBe(13 * 60)
    expect(waitSeconds([at(0), at(1), at(2), at(3)], 3, at(4))).toBe(12 * 60)
  })

  test.each([
    ['192.168.1.7', '192.168.1.7'],
    ['::ffff:192.168.1.7', '192.168.1.7'],
    ['2001:0db8:0001:0002:aaaa::1', '2001:db8:1:2'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
    ['::1', '0:0:0:0'],
  ])('of %s are counted for %s', (ip, bucket) => {
    expect(addressBucket(ip)).toBe(bucket)
  })
})

test('a session is touched at most every ten minutes and never past its end', () => {
  const start = new Date('2026-03-12T08:00:00Z')
  const session = {
    createdAt: start.toISOString(),
    lastSeenAt: start.toISOString(),
    expiresAt: renewedUntil(start).toISOString(),
  }
  const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000)
  expect([wantsTouch(session, later(9)), wantsTouch(session, later(10))]).toEqual([false, true])
  expect([isLive(session, later(30 * 24 * 60 - 1)), isLive(session, later(30 * 24 * 60))]).toEqual([true, false])
})
