import { describe, expect, it, test } from 'vitest'
import type { OptionField } from '../contract.ts'
import { likelyOption, optionKey } from './options.ts'
import { resolveOwners } from './owners.ts'

const option = (key: string, ...labels: string[]) => ({ key, labels })
const options = {
  level: [option('strategic', '战略', 'Strategic'), option('key', '重点', 'Key'), option('normal', '普通', 'Normal')],
  intent: ['A', 'B', 'C', 'D', 'E'].map((key) => option(key, key)),
  status: [
    option('potential', '潜在'),
    option('interested', '意向'),
    option('negotiating', '谈判中'),
    option('won', '已成交'),
    option('lost', '流失'),
  ],
  source: [option('referral', '转介绍'), option('exhibition', '展会/会议'), option('search', '搜索推广')],
  industry: [option('manufacturing', '制造业'), option('software', '软件/互联网', 'Software and internet')],
  size: [
    option('under20', '<20'),
    option('from20', '20–99'),
    option('from100', '100–499'),
    option('from10000', '≥10000', '≥10,000'),
  ],
  method: [option('visit', '上门拜访'), option('phone', '电话'), option('wecom', '企业微信')],
}

describe('words for options', () => {
  test.each<[keyof typeof options & OptionField, string, string | null]>([
    ['level', '重点', 'key'],
    ['level', 'VIP', 'key'],
    ['level', 'A类', 'key'],
    ['level', '战略客户', 'strategic'],
    ['level', 'C类', 'normal'],
    ['level', 'Key', 'key'],
    ['level', 'B类', null],
    ['level', '高', null],
    ['intent', 'A', 'A'],
    ['intent', 'a级', 'A'],
    ['intent', '意向B', 'B'],
    ['intent', 'C类', 'C'],
    ['intent', '无意向', 'E'],
    ['intent', '高', null],
    ['intent', 'A/B', null],
    ['status', '合作中', 'won'],
    ['status', '洽谈中', 'negotiating'],
    ['status', '已流失', 'lost'],
    ['status', '跟进中', null],
    ['source', '老客户介绍', 'referral'],
    ['source', '展会', 'exhibition'],
    ['source', '百度', 'search'],
    ['source', '隔壁老王', null],
    ['industry', '机加工', 'manufacturing'],
    ['industry', 'IT', 'software'],
    ['industry', '电子', null],
    ['industry', '机加工、电子', null],
    ['size', '50人', 'from20'],
    ['size', '100-200', 'from100'],
    ['size', '10000以上', 'from10000'],
    ['size', '<20', 'under20'],
    ['size', '50-200', null],
    ['size', '20000', 'from10000'],
    ['method', '打电话', 'phone'],
    ['method', '企微', 'wecom'],
    ['method', '', null],
  ])('%s: %s → %s', (field, text, key) => expect(optionKey(field, text, options[field])).toBe(key))

  it('are only suggested where they could mean several', () => {
    expect(likelyOption('intent', '高', options.intent)).toBe('A')
    expect(likelyOption('level', 'B类', options.level)).toBe('normal')
    expect(likelyOption('source', '隔壁老王', options.source)).toBeNull()
  })

  it('follow the vocabulary of the company', () => {
    expect(optionKey('source', '展会', [option('fair', '展会')])).toBe('fair')
    expect(optionKey('level', 'VIP', [option('gold', '金牌')])).toBeNull()
  })
})

describe('owners', () => {
  const users = [
    { name: '王浩然', identifiers: ['13800000001', 'wang@example.com'] },
    { name: '李娜', identifiers: [] },
    { name: '李娜', identifiers: ['lina2@example.com'] },
  ]
  const decide = (counts: Record<string, number>, known = users) =>
    Object.fromEntries(resolveOwners(new Map(Object.entries(counts)), known))

  it('are users by name or sign-in, placeholders otherwise', () => {
    expect(decide({ 王浩然: 5, 'wang@example.com': 1, 陈思远: 40, 'Anna Snelling': 3 })).toEqual({
      王浩然: { kind: 'user', name: '王浩然', collaborators: [] },
      'wang@example.com': { kind: 'user', name: '王浩然', collaborators: [] },
      陈思远: { kind: 'placeholder', name: '陈思远', collaborators: [] },
      'Anna Snelling': { kind: 'placeholder', name: 'Anna Snelling', collaborators: [] },
    })
  })

  it('are asked about where a name looks like a slip or belongs to two', () => {
    expect(decide({ 王浩: 2, 陈思远: 40, 陈思源: 1, 小陈: 1, 李娜: 3, 销售一部: 9, 老K: 1 })).toEqual({
      王浩: { kind: 'unknown', similar: '王浩然' },
      陈思远: { kind: 'placeholder', name: '陈思远', collaborators: [] },
      陈思源: { kind: 'unknown', similar: '陈思远' },
      小陈: { kind: 'unknown', similar: '陈思远' },
      李娜: { kind: 'unknown', similar: '李娜' },
      销售一部: { kind: 'unknown', similar: null },
      老K: { kind: 'unknown', similar: null },
    })
  })

  it('may be nobody, a nickname used throughout, or several', () => {
    expect(decide({ 公海: 3, 老周: 60, '陈思远/王浩然': 4, 陈思远: 9 })).toEqual({
      公海: { kind: 'unassigned' },
      老周: { kind: 'placeholder', name: '老周', collaborators: [] },
      '陈思远/王浩然': { kind: 'placeholder', name: '陈思远', collaborators: ['王浩然'] },
      陈思远: { kind: 'placeholder', name: '陈思远', collaborators: [] },
    })
  })

  it('of two that are alike both stay where both are frequent', () => {
    expect(Object.values(decide({ 张伟: 30, 张伟明: 28 }, [])).map((each) => each.kind)).toEqual([
      'placeholder',
      'placeholder',
    ])
  })
})
