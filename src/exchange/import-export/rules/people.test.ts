import { describe, expect, it, test } from 'vitest'
import { isFullName, isOrganisation, isPerson, isTitle } from './names.ts'
import { splitPeople } from './people.ts'
import { findPhones } from './phones.ts'

const people = (name: string, phone = '', title = ''): string[] =>
  splitPeople({ name, phone, title }).people.map((each) =>
    [each.name ?? '', each.title ?? '', each.phones.join('+')].join(' ').trim().replace(/\s+/g, ' '),
  )

describe('people in cells', () => {
  test.each<[string, string, string, string[]]>([
    ['张总/13800138000/13900139000', '', '', ['张总 13800138000+13900139000']],
    ['张三 13800000000 李四 13900000001', '', '', ['张三 13800000000', '李四 13900000001']],
    ['张三13800138000', '', '', ['张三 13800138000']],
    ['13800138000 张三', '', '', ['张三 13800138000']],
    ['张三、李四', '13800000000、13900000001', '', ['张三 13800000000', '李四 13900000001']],
    [
      '张三\n李四',
      '13800000000\n13900000001',
      '采购经理\n总经理',
      ['张三 采购经理 13800000000', '李四 总经理 13900000001'],
    ],
    ['陈总，刘经理', '13800000000', '', ['陈总 13800000000', '刘经理']],
    ['张建国（采购经理）', '138-0013-8000', '', ['张建国 采购经理 13800138000']],
    ['采购部 张三:138 0013 8000', '', '', ['张三 采购部 13800138000']],
    ['技术:刘工13512345678 采购:王姐13712345678', '', '', ['刘工 技术 13512345678', '王姐 采购 13712345678']],
    ['王建国采购经理', '', '', ['王建国 采购经理']],
    ['张建国先生', '', '', ['张建国']],
    ['欧阳女士/采购主管', '0512-62888888-801', '', ['欧阳女士 采购主管 051262888888-801']],
    ['', '13800138000（王总）', '', ['王总 13800138000']],
    ['王建国', '13800138000（王总）', '', ['王建国 13800138000']],
    ['王 伟', '0512 6288 8888', '', ['王伟 051262888888']],
    ['李工', '13812345678 13912345678', '技术总监', ['李工 技术总监 13812345678+13912345678']],
    ['老李 13812345678微信同号', '', '', ['老李 13812345678']],
    ['John Smith', '+1 415 555 2671', 'Sales Manager', ['John Smith Sales Manager +14155552671']],
    ['吴', '86 138 1234 5678', '', ['吴 13812345678']],
    ['周厂长', '１３８００１３８０００', '', ['周厂长 13800138000']],
    ['', '', '', []],
  ])('%j %j %j', (name, phone, title, expected) => expect(people(name, phone, title)).toEqual(expected))

  it('names a company found instead of a person', () => {
    expect(splitPeople({ name: '苏州明锐电子有限公司' })).toMatchObject({ people: [], company: '苏州明锐电子有限公司' })
  })

  it('keeps what it cannot place', () => {
    expect(splitPeople({ name: '张建国', phone: '只加微信不接电话' })).toMatchObject({
      people: [{ name: '张建国' }],
      leftover: ['只加微信不接电话'],
    })
    expect(splitPeople({ name: '张建国 zhang@example.com' }).people[0]?.email).toBe('zhang@example.com')
  })
})

describe('phones in a text', () => {
  test.each<[string, string[]]>([
    ['138-1234-5678', ['13812345678']],
    ['138 1234 5678/0512-6288 8888转801', ['13812345678', '051262888888-801']],
    ['+86 13812345678', ['13812345678']],
    ['（0512）62888888', ['051262888888']],
    ['13812345678 13912345678', ['13812345678', '13912345678']],
    ['1381234567813912345678', ['13812345678', '13912345678']],
    ['手机：13812345678；座机：0755-83123456', ['13812345678', '075583123456']],
    ['400-820-8888', ['4008208888']],
    ['13812345678\n13812345678', ['13812345678']],
    ['2024-03-05 13812345678', ['13812345678']],
    ['2016-10-20', []],
    ['20240305', []],
    ['2025.1.1', []],
    ['共3台，12.5万', []],
    ['星龙街428号', []],
  ])('%j', (text, phones) => expect(findPhones(text).phones).toEqual(phones))

  test.each([
    ['1395182760', 1],
    ['139518276011', -1],
    ['139 5182 760', 1],
    ['99999999999999', 0],
  ])('%j lacks %d digits', (text, missing) => {
    expect(findPhones(text)).toMatchObject({ phones: [], broken: [{ value: text, missing }] })
  })
})

describe('names', () => {
  test.each(['张伟', '陈思远', '欧阳娜娜', '司马光', '黎明'])('%s is a full name', (name) =>
    expect(isFullName(name)).toBe(true),
  )
  test.each([
    '苏州',
    '张家口',
    '华东',
    '销售部',
    '王总',
    '客户',
    '汇总',
    '公司',
    '高新区',
    '常务',
    '采购',
    'Sheet1',
    '王',
    '陈思远的客户',
  ])('%s is none', (name) => expect(isFullName(name)).toBe(false))
  test.each(['王总', '老李', '欧阳女士', '李工', '张X', '阿依古丽·买买提', 'Mr. Tan', 'Anna'])(
    '%s is somebody',
    (name) => expect(isPerson(name)).toBe(true),
  )
  test.each(['采购经理', '技术部主任', '总经理', 'Sales Manager', '厂长'])('%s is a title', (title) =>
    expect(isTitle(title)).toBe(true),
  )
  test.each(['王总', '张伟', '苏州明锐'])('%s is no title', (title) => expect(isTitle(title)).toBe(false))
  test.each([
    '苏州明锐电子有限公司',
    '宁波海晟精密机械厂',
    '苏州大学附属医院',
    'Acme Ltd',
    '杭州银行',
    '明锐电子(苏州)有限公司(二期)',
  ])('%s is an organisation', (name) => expect(isOrganisation(name)).toBe(true))
  test.each(['张建国', '采购经理', '公司'])('%s is none', (name) => expect(isOrganisation(name)).toBe(false))
})
