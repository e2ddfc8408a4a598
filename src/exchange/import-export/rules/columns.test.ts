import { describe, expect, it, test } from 'vitest'
import type { Cell, ColumnGuess, SheetRow } from '../contract.ts'
import { guessColumns } from './columns.ts'
import { findHeader, isSideSheet, lettersOf, ownerOfSheet, rowKind } from './header.ts'
import { matchHeader } from './headers.ts'
import { analyseSheet, chooseSheets, rowFilter } from './sheets.ts'

const option = (key: string, ...labels: string[]) => ({ key, labels })
const vocabulary = {
  industry: [option('manufacturing', '制造业')],
  level: [option('strategic', '战略'), option('key', '重点'), option('normal', '普通')],
  intent: ['A', 'B', 'C', 'D', 'E'].map((key) => option(key, key)),
  source: [option('referral', '转介绍')],
}
const context = { reference: '2026-03-10', vocabulary, people: [] }

const rowsOf = (...rows: Cell[][]): SheetRow[] => rows.map((cells, i) => ({ number: i + 1, cells }))
const merged = (number: number, cells: Cell[], columns: number[]): SheetRow => ({
  number,
  cells,
  merged: new Set(columns),
})
const repeat = (n: number, cell: (i: number) => Cell[]): Cell[][] => Array.from({ length: n }, (_, i) => cell(i))

function guess(header: string[], rows: Cell[][]): ColumnGuess[] {
  return guessColumns(
    { rows: [1], columns: header.map((label, index) => ({ index, label })) },
    rowsOf(header, ...rows).slice(1),
    { reference: '2026-03-10', vocabulary },
  )
}
const brief = (columns: ColumnGuess[]): string[] =>
  columns.map((each) => `${each.target ?? `?${each.candidates.join('|')}`} ${each.confidence}`)

const companies = ['苏州明锐电子有限公司', '宁波海晟精密机械有限公司', '合肥启明光伏有限公司', '绍兴越丰染整厂']
const names = ['张建国', '周启航', '许志远', '戴明']

describe('the header of a sheet', () => {
  it('is found below titles and hints', () => {
    const rows = [
      merged(1, ['客户台账', '客户台账', '客户台账'], [1, 2]),
      ...rowsOf(['填表说明：等级填 A/B/C'], ['客户名称', '联系人', '电话'], ['明锐', '张建国', 13800000000]).map(
        (row) => ({ ...row, number: row.number + 1 }),
      ),
    ]
    expect(findHeader(rows)).toEqual({
      rows: [3],
      columns: [
        { index: 0, label: '客户名称' },
        { index: 1, label: '联系人' },
        { index: 2, label: '电话' },
      ],
    })
  })

  it('may be two rows with merged groups', () => {
    const rows = [
      merged(1, ['客户名称', '联系人', '联系人', '备注'], [2]),
      merged(2, ['客户名称', '姓名', '电话', '备注'], [0, 3]),
      { number: 3, cells: ['明锐', '张建国', 13800000000, ''] },
    ]
    expect(findHeader(rows)?.rows).toEqual([1, 2])
    expect(findHeader(rows)?.columns.map((each) => each.label)).toEqual([
      '客户名称',
      '联系人/姓名',
      '联系人/电话',
      '备注',
    ])
  })

  it('may be two rows without merged ranges', () => {
    const rows = rowsOf(
      ['客户', null, '联系信息', null, '跟进', null],
      ['单位名称', '地址', '姓名', '电话', '日期', '内容'],
      [companies[0] ?? '', '星龙街', '张建国', 13800000000, '2026.3.9', '要报价'],
    )
    expect(findHeader(rows)?.columns.map((each) => each.label)).toEqual([
      '客户/单位名称',
      '客户/地址',
      '联系信息/姓名',
      '联系信息/电话',
      '跟进/日期',
      '跟进/内容',
    ])
  })

  it('is not a row of data', () => {
    expect(
      findHeader(rowsOf([companies[0] ?? '', '张建国', 13800000000], [companies[1] ?? '', '周启航', 13900000000])),
    ).toBeNull()
    expect(lettersOf(rowsOf(['甲', null, '乙'])).columns.map((each) => each.label)).toEqual(['A', 'B', 'C'])
  })
})

describe('rows below the header', () => {
  const header = {
    rows: [1],
    columns: ['序号', '客户名称', '联系人', '电话'].map((label, index) => ({ index, label })),
  }
  const kind = (cells: Cell[], repeated: number[] = []): string => rowKind(merged(9, cells, repeated), header, 1)
  test.each<[string, Cell[], number[], string]>([
    ['data', [1, '明锐', '张建国', 13800000000], [], 'data'],
    ['a customer with a name only', [null, '明锐'], [], 'data'],
    ['a second contact', [null, null, '李工', 13900000000], [], 'data'],
    ['a total', ['合计', 86], [], 'total'],
    ['a spaced total', ['合　计', 2, '', '3 家'], [], 'total'],
    ['a customer named like a total', [1, '合计科技有限公司', '张建国'], [], 'data'],
    ['the header again', ['序号', '客户名称', '联系人', '电话'], [], 'header'],
    ['a section', ['华东区', '华东区', '华东区', '华东区'], [1, 2, 3], 'section'],
    ['a numbered section', [null, '一、重点客户'], [], 'section'],
    ['a note', ['备注：以上截止 3 月'], [], 'note'],
    ['a signature', ['制表人：王芳'], [], 'note'],
  ])('%s', (_name, cells, repeated, expected) => expect(kind(cells, repeated)).toBe(expected))
})

describe('columns', () => {
  it('are known by header and values', () => {
    const header = [
      '客户名称',
      '简称',
      '行业',
      '地址',
      '负责销售',
      '联系人',
      '职务',
      '手机',
      '等级',
      '最近拜访',
      '情况',
      '预算(万)',
      '下次',
      '备注2',
      '序号',
    ]
    const rows = repeat(12, (i) => [
      companies[i % 4] ?? '',
      '明锐',
      '机加工',
      `苏州工业园区星龙街${i}号`,
      '陈思远',
      names[i % 4] ?? '',
      '技术总监',
      13805120000 + i,
      i % 2 ? 'A类' : 'B类',
      '2026.3.9',
      `年度预算已批 ${i} 万`,
      120,
      '3月12号',
      '老李介绍',
      i,
    ])
    expect(brief(guess(header, rows))).toEqual([
      'customer.name sure',
      'customer.shortName sure',
      'customer.industry sure',
      'customer.address sure',
      'customer.owner sure',
      'contact.name sure',
      'contact.title sure',
      'contact.phone sure',
      '?customer.intent|customer.level undecided',
      'followUp.day look',
      'followUp.text look',
      'opportunity.budget look',
      'nextStep.day sure',
      '?customer.source|customer.notes|ignore undecided',
      'ignore sure',
    ])
    expect(guess(header, rows)[11]).toMatchObject({ unit: 10_000, samples: ['120'] })
  })

  it('are never what their values cannot be', () => {
    expect(
      brief(
        guess(
          ['客户名称', '电话', '日期'],
          repeat(5, (i) => [companies[i % 4] ?? '', names[i % 4] ?? '', '见合同']),
        ),
      )[1],
    ).toMatch(/undecided$/)
    expect(
      guess(
        ['客户', '公司'],
        repeat(10, (i) => [names[i % 4] ?? '', companies[i % 4] ?? '']),
      ).map((each) => each.target),
    ).toEqual(['contact.name', 'customer.name'])
  })

  it('are known by distinctive values where the header says nothing', () => {
    const columns = guess(
      ['A', 'B', 'C', 'D', 'E', 'F'],
      repeat(6, (i) => [
        companies[i % 4] ?? '',
        13805120000 + i,
        `u${i}@example.com`,
        '91320594MA1X7B2C3D',
        `苏州市吴中区木渎镇${i}号`,
        '要开专票',
      ]),
    )
    expect(columns.map((each) => each.target)).toEqual([
      'customer.name',
      'contact.phone',
      'contact.email',
      'customer.creditCode',
      'customer.address',
      null,
    ])
    expect(new Set(columns.slice(0, 5).map((each) => each.confidence))).toEqual(new Set(['look']))
  })

  it('make a grade a level where the header or the words say so', () => {
    expect(
      guess(
        ['客户名称', '客户级别'],
        repeat(6, (i) => [companies[i % 4] ?? '', i % 2 ? '重点' : 'VIP']),
      )[1]?.target,
    ).toBe('customer.level')
    expect(
      guess(
        ['客户名称', '意向等级'],
        repeat(6, (i) => [companies[i % 4] ?? '', i % 2 ? 'A' : 'B']),
      )[1]?.target,
    ).toBe('customer.intent')
    expect(
      guess(
        ['客户名称', '客户等级'],
        repeat(6, (i) => [companies[i % 4] ?? '', i % 2 ? '高' : '低']),
      )[1]?.target,
    ).toBeNull()
  })

  it('number the contacts of a row', () => {
    const columns = guess(
      ['公司', '联系人1', '电话1', '联系人2', '电话2'],
      repeat(6, (i) => [
        companies[i % 4] ?? '',
        names[i % 4] ?? '',
        13805120000 + i,
        names[(i + 1) % 4] ?? '',
        13905120000 + i,
      ]),
    )
    expect(columns.map((each) => `${each.target} ${each.group}`)).toEqual([
      'customer.name 0',
      'contact.name 0',
      'contact.phone 0',
      'contact.name 1',
      'contact.phone 1',
    ])
  })

  it('leave a target to the column that fits it best', () => {
    const columns = guess(
      ['客户名称', '公司名称'],
      repeat(6, (i) => [companies[i % 4] ?? '', companies[i % 4] ?? '']),
    )
    expect(columns.map((each) => each.target)).toEqual(['customer.name', null])
  })

  it('prove the order of their dates', () => {
    expect(
      guess(
        ['客户名称', '创建时间'],
        repeat(6, (i) => [companies[i % 4] ?? '', `1/${13 + i}/2025`]),
      )[1],
    ).toMatchObject({ target: 'customer.createdAt', dateOrder: 'mdy' })
  })

  it('are read in English too', () => {
    const header = ['Company Name', 'Contact Person', 'Phone', 'Email', 'Owner', 'Notes', 'Next Follow-up']
    const rows = repeat(6, (i) => [
      `Acme ${i} Ltd`,
      'John Smith',
      '+1 415 555 2671',
      `j${i}@acme.com`,
      'Anna Snelling',
      'met at the fair',
      '2026-04-01',
    ])
    expect(guess(header, rows).map((each) => each.target)).toEqual([
      'customer.name',
      'contact.name',
      'contact.phone',
      'contact.email',
      'customer.owner',
      'customer.notes',
      'nextStep.day',
    ])
  })

  test.each([
    ['客户名称*', 'customer.name'],
    ['联系人/电话', 'contact.phone'],
    ['公司/电话', 'customer.phone'],
    ['联系电话（必填）', 'contact.phone'],
    ['3月跟进记录', 'followUp.text'],
    ['预计签约日期', 'opportunity.expectedSignDay'],
    ['统一社会信用代码', 'customer.creditCode'],
    ['sales_agent', 'customer.owner'],
    ['星座', undefined],
  ])('the header %s means %s', (header, target) => expect(matchHeader(header)?.targets[0]).toBe(target))
})

describe('sheets', () => {
  test.each([
    ['陈思远', '陈思远'],
    ['陈思远的客户', '陈思远'],
    ['客户-陈思远', '陈思远'],
    ['2. 王浩然 客户名单', '王浩然'],
    ['Sheet1', null],
    ['华东', null],
    ['苏州', null],
    ['客户', null],
    ['2026年3月', null],
  ])('%s belongs to %s', (name, owner) => expect(ownerOfSheet(name)).toBe(owner))
  it('knows colleagues by any name', () => expect(ownerOfSheet('Anna', ['Anna'])).toBe('Anna'))
  test.each([
    ['填写说明', true],
    ['汇总', true],
    ['客户', false],
  ])('%s is beside the lists: %s', (name, side) => expect(isSideSheet(name)).toBe(side))

  it('are used when they list customers; summaries only where there is nothing else', () => {
    const list = rowsOf(['客户名称', '联系人'], ...repeat(4, (i) => [companies[i] ?? '', names[i] ?? '']))
    const analysed = [
      analyseSheet({ name: '陈思远', hidden: false }, list, context),
      analyseSheet({ name: '客户汇总', hidden: false }, list, context),
      analyseSheet({ name: '旧', hidden: true }, list, context),
      analyseSheet({ name: '空', hidden: false }, [], context),
      analyseSheet({ name: '产品', hidden: false }, rowsOf(['产品', '单价'], ['A', 1], ['B', 2]), context),
    ]
    expect(chooseSheets(analysed).map((each) => [each.sheet, each.use, each.reason])).toEqual([
      ['陈思远', true, null],
      ['客户汇总', false, 'sideSheet'],
      ['旧', false, 'hidden'],
      ['空', false, 'empty'],
      ['产品', false, 'noCompany'],
    ])
    expect(chooseSheets(analysed.slice(1, 2))[0]?.use).toBe(true)
    expect(analysed[0]).toMatchObject({ headerRows: [1], owner: '陈思远' })
  })

  it('tell data rows by their mapping', () => {
    const sheet = analyseSheet(
      { name: '客户', hidden: false },
      rowsOf(['客户名称', '联系人'], [companies[0] ?? '', '张建国'], [companies[1] ?? '', '周启航']),
      context,
    )
    const kind = rowFilter(sheet)
    expect(
      [
        { number: 1, cells: ['客户名称', '联系人'] },
        { number: 2, cells: [companies[0] ?? '', '张建国'] },
        { number: 4, cells: ['合计', 2] },
      ].map(kind),
    ).toEqual(['header', 'data', 'total'])
  })
})
