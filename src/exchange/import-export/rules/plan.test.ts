import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readSheets } from '../../../platform/spreadsheet.ts'
import {
  type Cell,
  columnMapping,
  type ImportDecisions,
  type ImportTarget,
  importDecisions,
  type SheetMapping,
  type SheetRow,
} from '../contract.ts'
import { groupErrors } from './error-groups.ts'
import { resolveOwners } from './owners.ts'
import { Planner } from './plan.ts'
import type { ExistingCustomer, PlannedCustomer, PlannedOpportunity } from './planned.ts'
import { analyseSheet, chooseSheets, rowFilter, SAMPLE_ROWS } from './sheets.ts'
import { emptySurvey, surveyRow } from './survey.ts'

const reference = '2026-03-10'
const option = (key: string, ...labels: string[]) => ({ key, labels })
const vocabulary = {
  industry: [option('manufacturing', '制造业'), option('software', '软件/互联网')],
  source: [option('referral', '转介绍'), option('exhibition', '展会/会议')],
  level: [option('key', '重点'), option('normal', '普通')],
  intent: ['A', 'B', 'C', 'D', 'E'].map((key) => option(key, key)),
  status: [option('won', '已成交'), option('negotiating', '谈判中')],
  method: [option('visit', '上门拜访'), option('phone', '电话')],
  stage: [option('won', '赢单', 'Won'), option('lost', '输单', 'Lost'), option('engaging', 'Engaging')],
}

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let counter = 0
async function excel(fill: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook()
  fill(book)
  const path = join(folder, `${counter++}.xlsx`)
  await book.xlsx.writeFile(path)
  return path
}

interface Options {
  decisions?: Partial<ImportDecisions>
  existing?: (externalId: string, name: string) => ExistingCustomer | undefined
  /** Columns somebody decided, by header. */
  decided?: Record<string, ImportTarget | null>
  batch?: number
}

/** Reads a file the way the service does: look at it, survey it, plan it. */
async function plan(path: string, options: Options = {}) {
  const sheets = []
  for await (const { sheet, hidden, rows } of readSheets(path, { fileName: path })) {
    const first: SheetRow[] = []
    for await (const row of rows) if (first.push(row) >= SAMPLE_ROWS) break
    sheets.push(analyseSheet({ name: sheet, hidden }, first, { reference, vocabulary, people: [] }))
  }
  const mappings: SheetMapping[] = chooseSheets(sheets)
    .filter((each) => each.use)
    .map((each) => ({
      ...each,
      columns: each.columns.map((column) => ({ ...column, target: options.decided?.[column.header] ?? column.target })),
    }))
  const survey = emptySurvey()
  await eachRow(path, mappings, (mapping, row) => surveyRow(survey, mapping, row, vocabulary))
  const planner = new Planner({
    reference,
    vocabulary,
    decisions: importDecisions.parse(options.decisions ?? {}),
    owners: resolveOwners(survey.owners, []),
  })
  const customers: PlannedCustomer[] = []
  const opportunities: PlannedOpportunity[] = []
  const flush = (): void => {
    const existing = new Map(
      planner.lookups().flatMap(({ externalId, name }) => {
        const found = options.existing?.(externalId, name)
        return found ? [[externalId, found] as const] : []
      }),
    )
    const batch = planner.flush(existing)
    customers.push(...batch.customers)
    opportunities.push(...batch.opportunities)
  }
  await eachRow(path, mappings, (mapping, row) => {
    planner.add(mapping, row)
    if (planner.size >= (options.batch ?? 1000)) flush()
  })
  flush()
  return {
    sheets,
    survey,
    planner,
    customers,
    opportunities,
    counts: planner.counts,
    groups: groupErrors(planner.errors),
  }
}

async function eachRow(
  path: string,
  mappings: SheetMapping[],
  use: (mapping: SheetMapping, row: SheetRow) => void,
): Promise<void> {
  for await (const { sheet, rows } of readSheets(path, { fileName: path })) {
    const mapping = mappings.find((each) => each.sheet === sheet)
    if (!mapping) continue
    const kind = rowFilter(mapping)
    for await (const row of rows) if (kind(row) === 'data') use(mapping, row)
  }
}

const header = [
  '客户名称',
  '业务员',
  '联系人',
  '职务',
  '手机',
  '行业',
  '最近跟进',
  '跟进记录',
  '下次跟进',
  '预算(万)',
  '备注',
]
const simple = (...rows: (Cell | Date)[][]): Promise<string> =>
  excel((book) => {
    const sheet = book.addWorksheet('客户')
    sheet.addRow(header)
    for (const row of rows) sheet.addRow(row)
  })
const filler: (Cell | Date)[][] = [
  '绍兴越丰染整有限公司',
  '嘉善百味调料有限公司',
  '台州鼎泽阀门有限公司',
  '上海启衡医疗器械有限公司',
].map((name, i) => [
  name,
  '陈思远',
  '许志远',
  '厂长',
  13700000000 + i,
  '制造业',
  '2026.2.20',
  '要报价',
  '3月20日',
  50,
  null,
])
const of = (result: { customers: PlannedCustomer[] }, name: string): PlannedCustomer => {
  const found = result.customers.find((each) => each.name === name)
  if (!found) throw new Error(`no ${name} among ${result.customers.map((each) => each.name).join()}`)
  return found
}

describe('a plan', () => {
  it('composes customer, contact, history, next step and opportunity from one row', async () => {
    const result = await plan(
      await simple(
        [
          '苏州明锐电子有限公司',
          '陈思远',
          '张建国',
          '技术总监',
          '138-0512-0000',
          '制造业',
          '2026.3.9',
          '年度预算已批 120 万',
          '3月12号',
          120,
          '要开专票',
        ],
        ...filler,
      ),
    )
    const customer = of(result, '苏州明锐电子有限公司')
    expect(customer).toMatchObject({
      owner: '陈思远',
      fields: { industry: 'manufacturing' },
      lastFollowUpDay: '2026-03-09',
      notes: ['要开专票'],
      continued: false,
      match: null,
      rows: [{ sheet: '客户', row: 2 }],
      contacts: [{ name: '张建国', title: '技术总监', phones: ['13805120000'] }],
      history: [{ day: '2026-03-09', text: '年度预算已批 120 万' }],
      nextSteps: [{ day: '2026-03-12' }],
      opportunities: [{ budget: 1_200_000, owner: '陈思远' }],
    })
    expect(customer.shortNames).toContain('明锐电子')
    expect(result.counts).toMatchObject({
      rows: 5,
      importable: 5,
      duplicates: 0,
      errors: 0,
      customers: 5,
      contacts: 5,
      followUps: 5,
      nextSteps: 5,
      opportunities: 5,
    })
    expect([...result.planner.placeholders]).toEqual([['陈思远', 5]])
  })

  it('puts contacts under a merged or blank company to the company above', async () => {
    const path = await excel((book) => {
      const sheet = book.addWorksheet('客户')
      sheet.addRow(header)
      sheet.addRow(['苏州明锐电子有限公司', '陈思远', '张建国', null, 13805120000])
      sheet.addRow([null, null, '李工', null, 13905120000])
      sheet.mergeCells('A2:A3')
      sheet.addRow([null, null, '王芳', '采购', 13605120000])
      for (const row of filler) sheet.addRow(row)
    })
    const result = await plan(path)
    expect(of(result, '苏州明锐电子有限公司').contacts.map((each) => each.name)).toEqual(['张建国', '李工', '王芳'])
    expect(result.counts).toMatchObject({ rows: 7, importable: 7, duplicates: 0, errors: 0 })
  })

  it('merges the same company wherever it comes again and names where it was first', async () => {
    const result = await plan(
      await simple(
        ['苏州明锐电子有限公司', '陈思远', '张总', null, 13805120000, '制造业'],
        ...filler.slice(1),
        [
          '苏州明锐电子有限公司 ',
          '王浩然',
          '张建国',
          '总经理',
          13805120000,
          '软件/互联网',
          null,
          null,
          null,
          null,
          '老李介绍',
        ],
        ...filler.slice(0, 1),
        ['苏州明锐电子', '陈思远', '李工', null, 13905120000],
      ),
    )
    expect(of(result, '苏州明锐电子有限公司')).toMatchObject({
      owner: '陈思远',
      fields: { industry: 'manufacturing' },
      notes: ['老李介绍'],
      contacts: [{ name: '张建国', title: '总经理', phones: ['13805120000'] }, { name: '李工' }],
    })
    expect(result.planner.duplicates).toMatchObject([
      { row: 6, of: { row: 2 }, by: 'name' },
      { row: 8, of: { row: 2 }, by: 'shortForm' },
    ])
    expect(result.planner.notices.map((each) => each.cause)).toEqual(
      expect.arrayContaining(['ownerDiffers', 'valueDiffers']),
    )
    expect(result.counts).toMatchObject({ importable: 5, duplicates: 2 })
  })

  it('keeps companies apart that only share a name, a short name or a phone, and says so', async () => {
    const path = await excel((book) => {
      const sheet = book.addWorksheet('客户')
      sheet.addRow(['客户名称', '统一信用代码', '联系人', '手机'])
      sheet.addRow(['苏州明锐电子有限公司', '91320594MA1X7B2C3D', '张建国', 13805120000])
      sheet.addRow(['苏州明锐电子有限公司', '91320594MA1X7B2C4E', '李工', 13905120000])
      sheet.addRow(['上海明锐电子有限公司', null, '王芳', 13805120000])
      sheet.addRow(['北京启明光伏股份有限公司', null, null, null])
      sheet.addRow(['北京启明光伏有限公司', null, null, null])
    })
    const result = await plan(path)
    expect(result.planner.errors).toMatchObject([
      { row: 3, cause: 'sameNameDifferentCode', fixes: ['merge', 'keepBoth', 'skip'] },
    ])
    expect(result.customers.map((each) => each.name)).toEqual([
      '苏州明锐电子有限公司',
      '上海明锐电子有限公司',
      '北京启明光伏股份有限公司',
      '北京启明光伏有限公司',
    ])
    expect(result.planner.notices.map((each) => [each.row, each.cause])).toEqual(
      expect.arrayContaining([
        [4, 'similarName'],
        [6, 'similarName'],
      ]),
    )
    const both = await plan(path, { decisions: { fixes: { sameNameDifferentCode: 'keepBoth' } } })
    expect(new Set(both.customers.map((each) => each.externalId)).size).toBe(5)
    const merge = await plan(path, { decisions: { fixes: { sameNameDifferentCode: 'merge' } } })
    expect(of(merge, '苏州明锐电子有限公司').contacts).toHaveLength(2)
  })

  it('tells errors grouped by cause and imports the rows after a fix', async () => {
    const path = await simple(
      ['合肥启明光伏有限公司', '陈思远', '陈总', null, '1395182760'],
      ['宁波海晟精密机械有限公司', '陈思远', '周启航', null, 13805740000, null, null, null, '下礼拜去'],
      [null, '陈思远', '沈主任 13705730000', null, null, '制造业'],
      ['常州都市翡翠有限公司', '王浩', '林芳'],
      ['无锡喜来旺有限公司', '陈思远', null, null, null, null, '2027-01-01'],
      ['徐州古麒有限公司', '陈思远', null, null, null, null, null, null, null, '80-100'],
      ...filler,
      ...['甲', '乙', '丙', '丁', '戊', '己', '庚', '辛', '壬', '癸'].map((name) => [
        `${name}辰机械有限公司`,
        '王浩然',
      ]),
    )
    const result = await plan(path)
    expect(
      result.groups.map(({ cause, rows, first, fixes }) => [cause, rows, first.row, first.value, fixes[0]]),
    ).toEqual(
      expect.arrayContaining([
        ['phoneInvalid', 1, 2, '1395182760', 'leaveBlank'],
        ['dateUnreadable', 1, 3, '下礼拜去', 'intoNotes'],
        ['noCompany', 1, 4, '', 'skip'],
        ['ownerUnknown', 1, 5, '王浩', 'unassigned'],
        ['dateInFuture', 1, 6, '2027-01-01', 'intoNotes'],
        ['amountUnreadable', 1, 7, '80-100', 'intoNotes'],
      ]),
    )
    expect(result.planner.errors.find((each) => each.cause === 'phoneInvalid')?.params).toEqual({ missing: 1 })
    expect(result.planner.errors.find((each) => each.cause === 'ownerUnknown')?.params).toEqual({ similar: '王浩然' })
    expect(result.counts).toMatchObject({ rows: 20, errors: 6, importable: 14 })

    const fixed = await plan(path, {
      decisions: {
        fixes: {
          phoneInvalid: 'leaveBlank',
          dateUnreadable: 'intoNotes',
          noCompany: 'skip',
          dateInFuture: 'leaveBlank',
          amountUnreadable: 'intoNotes',
        },
        owners: { 王浩: '王浩然' },
      },
    })
    expect(fixed.counts).toMatchObject({ rows: 20, errors: 0, skipped: 1, importable: 19 })
    expect(of(fixed, '合肥启明光伏有限公司').contacts).toMatchObject([{ name: '陈总', phones: [] }])
    expect(of(fixed, '宁波海晟精密机械有限公司').notes).toEqual(['下次跟进：下礼拜去'])
    expect(of(fixed, '常州都市翡翠有限公司').owner).toBe('王浩然')
    expect(of(fixed, '徐州古麒有限公司')).toMatchObject({ notes: ['预算(万)：80-100'], opportunities: [] })
  })

  it('takes the company that the contact cell names when asked to', async () => {
    const path = await simple([null, '陈思远', '杭州银尘环保工程有限公司 李工 13905120000'], ...filler)
    expect((await plan(path)).planner.errors).toMatchObject([
      { cause: 'noCompany', value: '杭州银尘环保工程有限公司', fixes: ['useContactCompany', 'skip'] },
    ])
    const fixed = await plan(path, { decisions: { fixes: { noCompany: 'useContactCompany' } } })
    expect(of(fixed, '杭州银尘环保工程有限公司').contacts).toMatchObject([{ name: '李工', phones: ['13905120000'] }])
  })

  it('keeps words it has no option for and follows what was decided about them', async () => {
    const path = await simple(['苏州明锐电子有限公司', '陈思远', null, null, null, '染整'], ...filler)
    const result = await plan(path)
    expect(of(result, '苏州明锐电子有限公司')).toMatchObject({ fields: {}, notes: ['行业：染整'] })
    expect(result.survey.unknownOptions.industry).toEqual(new Map([['染整', 1]]))
    expect(result.planner.notices).toMatchObject([{ cause: 'optionUnknown', value: '染整' }])
    expect(
      of(await plan(path, { decisions: { options: { industry: { 染整: 'manufacturing' } } } }), '苏州明锐电子有限公司'),
    ).toMatchObject({ fields: { industry: 'manufacturing' }, notes: [] })
  })

  it('leaves undecided columns out', async () => {
    const path = await excel((book) => {
      const sheet = book.addWorksheet('客户')
      sheet.addRow(['客户名称', '等级'])
      for (const [i, row] of filler.entries()) sheet.addRow([row[0], i % 2 ? 'A类' : 'B类'])
    })
    expect((await plan(path)).customers[0]?.fields).toEqual({})
    expect((await plan(path, { decided: { 等级: 'customer.intent' } })).customers[0]?.fields).toEqual({ intent: 'B' })
  })

  it('dates history by its own dates and leaves undated words in the notes', async () => {
    const result = await plan(
      await simple(
        ['苏州明锐电子有限公司', '陈思远', null, null, null, null, null, '2025.12.20 上门拜访\n1.5 电话，再等预算'],
        ['宁波海晟精密机械有限公司', '陈思远', null, null, null, null, null, '要看同行案例'],
        ['合肥启明光伏有限公司', '陈思远', null, null, null, null, '2026.3.6', '老客户介绍。2月3日 微信发资料'],
        ['无锡喜来旺有限公司', '陈思远', null, null, null, null, '2026.3.6', null],
        ...filler,
      ),
    )
    expect(of(result, '苏州明锐电子有限公司')).toMatchObject({
      lastFollowUpDay: '2026-01-05',
      history: [
        { day: '2025-12-20', method: 'visit' },
        { day: '2026-01-05', method: 'phone' },
      ],
    })
    expect(of(result, '宁波海晟精密机械有限公司')).toMatchObject({
      lastFollowUpDay: null,
      history: [],
      notes: ['跟进记录：要看同行案例'],
    })
    expect(of(result, '合肥启明光伏有限公司')).toMatchObject({
      lastFollowUpDay: '2026-03-06',
      history: [
        { day: '2026-03-06', text: '老客户介绍。' },
        { day: '2026-02-03', method: 'wechat' },
      ],
    })
    expect(of(result, '无锡喜来旺有限公司')).toMatchObject({ lastFollowUpDay: '2026-03-06', history: [] })
  })
})

describe('the same file again', () => {
  const rows: (Cell | Date)[][] = [
    [
      '苏州明锐电子有限公司',
      '陈思远',
      '张建国/13805120000',
      null,
      '1390512000０',
      null,
      '2026.3.9',
      '3/5 电话；3/8 报价 12.5万',
      '3月12号',
      120,
    ],
    ...filler,
    ['苏州明锐电子有限公司', '王浩然', '李工', null, 13905120000, null, null, '2/1 首访'],
  ]
  const ids = (customers: PlannedCustomer[]): string[] =>
    [
      ...new Set(
        customers.flatMap((each) => [
          each.externalId,
          ...[...each.contacts, ...each.history, ...each.nextSteps, ...each.opportunities].map(
            (part) => part.externalId,
          ),
        ]),
      ),
    ].sort()

  it('gives the same ids, whatever the sheet is called and however large the batches are', async () => {
    const first = await plan(await simple(...rows))
    const renamed = await excel((book) => {
      const sheet = book.addWorksheet('另一张')
      sheet.addRow(['2026 年台账'])
      sheet.addRow(header)
      for (const row of rows) sheet.addRow(row)
    })
    const again = await plan(renamed, { batch: 1 })
    expect(ids(again.customers)).toEqual(ids(first.customers))
    expect(again.counts).toEqual(first.counts)
    expect(again.customers.filter((each) => each.continued).map((each) => each.name)).toEqual(['苏州明锐电子有限公司'])
  })

  it('is told apart from customers that were there before', async () => {
    const path = await simple(...rows)
    const known = await plan(path, {
      existing: (_, name) =>
        name.startsWith('苏州')
          ? { id: 'c1', name, by: 'externalId' }
          : name.startsWith('嘉善')
            ? { id: 'c2', name, by: 'name' }
            : name.startsWith('台州')
              ? { id: 'c3', name: '台州鼎泽', by: 'shortName' }
              : undefined,
    })
    expect(of(known, '苏州明锐电子有限公司').match).toEqual({ id: 'c1', by: 'externalId' })
    expect(of(known, '嘉善百味调料有限公司').match).toEqual({ id: 'c2', by: 'name' })
    expect(of(known, '台州鼎泽阀门有限公司').match).toBeNull()
    expect(known.planner.duplicates).toMatchObject([
      { row: 7, by: 'name' },
      { row: 4, by: 'existing', of: { id: 'c2' } },
    ])
    expect(known.planner.notices).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          cause: 'similarName',
          value: '台州鼎泽阀门有限公司',
          params: { similar: '台州鼎泽' },
        }),
      ]),
    )
    const { rows: all, importable, duplicates, errors, skipped } = known.counts
    expect(importable + duplicates + errors + skipped).toBe(all)
  })
})

describe('a workbook of a real company', () => {
  it('with a sheet for each salesperson, titles, two header rows, totals and instructions', async () => {
    const path = await excel((book) => {
      const first = book.addWorksheet('陈思远')
      first.addRow(['衡川智能客户台账'])
      first.mergeCells('A1:E1')
      first.addRow(['客户名称', '联系人', null, '最近拜访', '情况'])
      first.addRow([null, '姓名', '电话', null, null])
      for (const range of ['A2:A3', 'B2:C2', 'D2:D3', 'E2:E3']) first.mergeCells(range)
      first.addRow(['苏州明锐电子有限公司', '张建国', 13805120000, new Date(Date.UTC(2026, 2, 9)), '预算已批'])
      first.getCell('D4').numFmt = 'yyyy/m/d'
      first.addRow(['客户名称', '姓名', '电话', '最近拜访', '情况'])
      first.addRow(['绍兴越丰染整有限公司', '许厂长', '0575-85120000', '2月26日', 'MES 想分两期'])
      first.addRow(['合计', 2])
      first.addRow(['备注：截止 3 月 10 日'])
      const second = book.addWorksheet('王浩然的客户')
      second.addRow(['公司', '对接人', '联系方式', '跟进日期', '跟进情况'])
      second.addRow(['宁波海晟精密机械有限公司', '周启航（设备经理）', 13905740000, '2026.2.19', '要看同行案例'])
      second.addRow(['台州鼎泽阀门有限公司', '罗厂长', 13605760000, '2026.2.22', '价格高两成'])
      const help = book.addWorksheet('填写说明')
      help.addRow(['客户名称：写全称'])
      const total = book.addWorksheet('汇总')
      total.addRow(['业务员', '客户数'])
      total.addRow(['陈思远', 2])
    })
    const result = await plan(path)
    expect(result.sheets.map((each) => [each.sheet, each.use, each.owner, each.headerRows])).toEqual([
      ['陈思远', true, '陈思远', [2, 3]],
      ['王浩然的客户', true, '王浩然', [1]],
      ['填写说明', false, null, []],
      ['汇总', false, null, []],
    ])
    expect(
      result.customers.map((each) => [
        each.name,
        each.owner,
        each.contacts.map((contact) =>
          `${contact.name} ${contact.title ?? ''} ${contact.phones.join()}`.replace('  ', ' '),
        ),
        each.history.map((entry) => `${entry.day} ${entry.text}`),
      ]),
    ).toEqual([
      ['苏州明锐电子有限公司', '陈思远', ['张建国 13805120000'], ['2026-03-09 预算已批']],
      ['绍兴越丰染整有限公司', '陈思远', ['许厂长 057585120000'], ['2026-02-26 MES 想分两期']],
      ['宁波海晟精密机械有限公司', '王浩然', ['周启航 设备经理 13905740000'], ['2026-02-19 要看同行案例']],
      ['台州鼎泽阀门有限公司', '王浩然', ['罗厂长 13605760000'], ['2026-02-22 价格高两成']],
    ])
    expect(result.counts).toMatchObject({ rows: 4, importable: 4, errors: 0 })
  })

  it('exported as GB18030 text', async () => {
    // 公司,电话 / 明锐电子,13805120000 …: written as bytes because Node can only decode this encoding.
    const line = (hex: string, rest: string): Buffer => Buffer.concat([Buffer.from(hex, 'hex'), Buffer.from(rest)])
    const rows = [3, 4, 5].map((n) => line('c3f7c8f1b5e7d7d3', `${n},1380512000${n}\r\n`))
    const path = join(folder, 'gbk.csv')
    await writeFile(
      path,
      Buffer.concat([
        Buffer.from('b9abcbbe', 'hex'),
        Buffer.from(','),
        Buffer.from('b5e7bbb0', 'hex'),
        Buffer.from('\r\n'),
        ...rows,
      ]),
    )
    const result = await plan(path)
    expect(result.customers.map((each) => [each.name, each.fields.phone])).toEqual([
      ['明锐电子3', '13805120003'],
      ['明锐电子4', '13805120004'],
      ['明锐电子5', '13805120005'],
    ])
  })

  it('of a pipeline: deals keep their code, owner and days, and may stand without a customer', async () => {
    const path = join(folder, 'pipeline.csv')
    await writeFile(
      path,
      [
        'opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value',
        '1C1I7A6R,Moses Frase,GTX Plus Basic,Cancity,Won,2016-10-20,2017-03-01,1054',
        'Z063OYW0,Darcel Schlecht,GTXPro,Isdom,Won,2016-10-25,2017-03-11,4514',
        'EC4QE1BX,Darcel Schlecht,MG Special,Cancity,Lost,2016-10-25,2017-03-07,50',
        'MV1LWRNH,Moses Frase,GTX Basic,,Engaging,2017-11-06,,',
      ].join('\n'),
    )
    const strict = await plan(path)
    expect(strict.planner.errors).toMatchObject([{ row: 5, cause: 'noCompany', fixes: ['withoutCustomer', 'skip'] }])
    const result = await plan(path, { decisions: { fixes: { noCompany: 'withoutCustomer' } } })
    expect(of(result, 'Cancity').opportunities).toMatchObject([
      {
        owner: 'Moses Frase',
        stage: 'won',
        amount: 1054,
        engagedDay: '2016-10-20',
        closedDay: '2017-03-01',
        products: ['GTX Plus Basic'],
      },
      { owner: 'Darcel Schlecht', stage: 'lost', amount: 50 },
    ])
    expect(result.opportunities).toMatchObject([
      { externalId: 'loose/o:code:MV1LWRNH', owner: 'Moses Frase', stage: 'engaging', amount: null, closedDay: null },
    ])
    expect(result.counts).toMatchObject({ rows: 4, importable: 4, duplicates: 0, errors: 0, opportunities: 4 })
  })
})

it('reads its decisions strictly', () => {
  expect(importDecisions.safeParse({ fixes: { phoneInvalid: 'explode' } }).success).toBe(false)
  expect(columnMapping.safeParse({ index: 0, header: '客户', target: 'customer.secret' }).success).toBe(false)
  expect(columnMapping.parse({ index: 0, header: '客户', target: 'customer.name' })).toEqual({
    index: 0,
    header: '客户',
    target: 'customer.name',
    group: 0,
    unit: 1,
    currency: null,
    dateOrder: null,
  })
})
