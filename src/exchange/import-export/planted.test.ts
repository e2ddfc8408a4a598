import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, testApp } from '../../app/testing.ts'

const head = ['客户名称', '负责销售', '联系人', '手机', '邮箱', '最近拜访', '情况', '下次', '预算(万)', '阶段']
const usual = (i: number) =>
  [
    `好客户${i}号公司`,
    '陈思远',
    '王敏',
    `138${10_000_000 + i * 7919}`,
    `w${i}@example.com`,
    `2026.2.${1 + (i % 28)}`,
    '聊了方案',
  ].concat([`2026-03-2${i % 9}`, `${10 + i}`, '需求确认'])
const GOOD = 180

/** A row of a known customer with one cell spoiled, what is said of it, and in which column. */
const planted: [cells: Record<string, string>, cause: string, column: string][] = [
  [{ 手机: '1395182760' }, '电话号码不对', '手机'],
  [{ 手机: '0000000' }, '电话号码不对', '手机'],
  [{ 手机: '1380013800138001' }, '电话号码不对', '手机'],
  [{ 手机: '12345678901' }, '电话号码不对', '手机'],
  [{ 手机: '138051x1234567' }, '电话号码不对', '手机'],
  [{ 最近拜访: '上上周' }, '日期看不懂', '最近拜访'],
  [{ 最近拜访: '2026.13.5' }, '日期看不懂', '最近拜访'],
  [{ 最近拜访: '2月30日' }, '日期看不懂', '最近拜访'],
  [{ 最近拜访: '2027.1.1' }, '日期在将来', '最近拜访'],
  [{ 下次: '后天去见' }, '日期看不懂', '下次'],
  [{ 负责销售: '13812345678' }, '找不到负责人', '负责销售'],
  [{ 客户名称: '' }, '没有客户名称', '客户名称'],
  [{ 客户名称: '-' }, '没有客户名称', '客户名称'],
  [{ 客户名称: '长'.repeat(130) }, '太长', '客户名称'],
  [{ 邮箱: 'zhang@' }, '邮箱不对', '邮箱'],
  [{ '预算(万)': '一百多' }, '金额看不懂', '预算(万)'],
  [{ '预算(万)': '-5' }, '金额看不懂', '预算(万)'],
  [{ '预算(万)': '100000000000' }, '金额看不懂', '预算(万)'],
]

let test: TestApp
beforeAll(async () => {
  test = await testApp()
}, 120_000)
afterAll(() => test.close())

describe('eighteen spoiled rows among good ones', () => {
  it('are each named with row, column and cause, and nothing of them is taken', async () => {
    const spoiled = planted.map(([cells], i) => {
      const base = usual(1000 + i)
      return head.map((name, at) => cells[name] ?? base[at] ?? '')
    })
    const lines = [head, ...Array.from({ length: GOOD }, (_, i) => usual(i)), ...spoiled]
    const reply = await test.app.inject({
      method: 'POST',
      url: '/api/imports?name=clients.csv',
      headers: {
        authorization: `Bearer ${test.company.as('admin').token}`,
        'content-type': 'application/octet-stream',
      },
      payload: Buffer.from(lines.map((cells) => cells.join(',')).join('\n')),
    })
    const batch = reply.json()
    expect(batch.plan.counts).toMatchObject({ rows: GOOD + planted.length, errors: planted.length, importable: GOOD })
    const file = await test.company.as('admin').get(`/api/imports/${batch.id}/errors.csv`)
    const problems = file.body.trim().split('\r\n').slice(1)
    expect(problems).toHaveLength(planted.length)
    planted.forEach(([, cause, column], i) => {
      expect(problems[i]).toContain(`${column}: ${cause}`)
    })
  })
})
