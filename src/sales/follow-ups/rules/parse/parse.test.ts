import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { followUpDraft } from '../../contract.ts'
import { parse, prepare } from './parse.ts'

const names = [
  '无锡天源液压有限公司',
  '常州力创轴承有限公司',
  '东莞恒达五金制品有限公司',
  '青岛海泰重工集团有限公司',
  'Blue Ocean Imports Ltd',
]
const known = prepare({ customers: names.map((name) => ({ id: name, name })) })
const context = { now: new Date('2026-03-12T18:20:00+08:00'), timeZone: 'Asia/Shanghai' }
const told = (text: string) =>
  parse(text, known, context).map((draft) => [
    draft.customer?.value.name.slice(2, 4) ?? draft.newCustomer?.value ?? null,
    draft.method?.value ?? null,
    draft.occurredAt?.value.day ?? null,
  ])

describe('one text, several interactions', () => {
  test('a paragraph gives one for each customer, under the day said at its head', () => {
    expect(told('今天跑了两家。天源液压上午去的,王总嫌贵。力创轴承是电话,孙部长说样品合格。')).toEqual([
      ['天源', 'visit', '2026-03-12'],
      ['力创', 'phone', '2026-03-12'],
    ])
  })

  test('dictation without a sign is cut where the next customer comes', () => {
    expect(told('上午去了天源液压王总说价格高然后下午给力创轴承孙部长打了电话他说月底下单')).toEqual([
      ['天源', 'visit', '2026-03-12'],
      ['力创', 'phone', '2026-03-12'],
    ])
  })

  test('a pasted report keeps its headings; totals, internal work and plans are none', () => {
    const text =
      '3月11日 日报\n今日拜访:\n1、天源液压 王总 嫌贵\n2、恒达五金 没人\n电话:\n1、力创轴承 要报价\n内部周会\n明日计划:\n1、天源液压送样 2、拜访海泰重工\n合计:拜访2 电话1'
    expect(told(text)).toEqual([
      ['天源', 'visit', '2026-03-11'],
      ['恒达', 'visit', '2026-03-11'],
      ['力创', 'phone', '2026-03-11'],
    ])
    expect(parse(text, known, context)[0]?.nextStep).toMatchObject({ goal: { value: '送样' } })
  })

  test('a chat gives one for each company, on the day of its messages', () => {
    const text =
      '王总(天源液压) 03-10 9:02\n样品可以\n我 03-10 9:05\n明天给您报价\n孙部长 力创轴承 03-10 15:00\n发货了吗'
    expect(told(text)).toEqual([
      ['天源', 'wechat', '2026-03-10'],
      ['力创', 'wechat', '2026-03-10'],
    ])
    expect(parse(text, known, context)[0]?.nextStep?.due?.value.day).toBe('2026-03-11')
  })

  test('among colleagues a chat tells what they did', () => {
    expect(told('小陈 17:30\n今天去了天源液压,王总嫌贵\n小林 17:40\n力创轴承打电话来催货')).toEqual([
      ['天源', 'visit', '2026-03-12'],
      ['力创', 'phone', '2026-03-12'],
    ])
  })

  test('the same customer by phone and then on site is two', () => {
    expect(told('上午给天源液压打了电话没人接,下午又去了天源,见到了王总')).toHaveLength(2)
  })

  test('a customer that is only the next step, a reference or hearsay is none', () => {
    expect(told('拜访了天源液压,王总满意,下周一去力创轴承')).toEqual([['天源', 'visit', null]])
    expect(told('拜访了天源液压,方案参考力创轴承的案例')).toEqual([['天源', 'visit', null]])
    expect(told('今天没外出。明天计划:拜访天源液压、电话联系力创轴承。')).toEqual([])
  })

  test('a company that nobody knows yet keeps its name', () => {
    expect(told('新客户 苏州云帆教育 打了电话 想要排课系统')).toEqual([['苏州云帆教育', 'phone', null]])
  })
})

test('what is not said stays empty', () => {
  expect(parse('天源液压', known, context)).toMatchObject([
    {
      contacts: [],
      method: null,
      occurredAt: null,
      intent: null,
      probability: null,
      amount: null,
      objections: [],
      competitors: [],
      nextStep: null,
    },
  ])
})

const words = fc.constantFrom(
  '天源液压',
  '力创',
  '王总',
  '今天',
  '下周三',
  '拜访了',
  '电话',
  '报价',
  '86万',
  '嫌贵',
  '意向A',
  '没',
  '约了',
  '月底',
  '用的是',
  '\n',
  ',',
  '。',
  ' ',
  '10:00',
  '我',
  '(',
  '1、',
  '📞',
  '明日计划:',
  '七成',
  'Blue Ocean',
  '臺灣',
)
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 400 }),
  fc.array(words, { maxLength: 120 }).map((list) => list.join('')),
)

test('any text gives drafts whose parts lie within it, and never an error', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      for (const draft of parse(text, known, context)) {
        followUpDraft.parse(draft)
        const parts = [
          draft.customer,
          draft.newCustomer,
          draft.method,
          draft.result,
          draft.intent,
          draft.occurredAt,
          draft.probability,
          draft.amount,
          ...draft.contacts,
          ...draft.objections,
          ...draft.competitors,
          ...draft.signals,
          ...draft.needs,
          ...draft.spans,
        ]
        for (const part of parts) {
          if (part === null) continue
          expect(part.start).toBeGreaterThanOrEqual(0)
          expect(part.end).toBeLessThanOrEqual(text.length)
          expect(part.end).toBeGreaterThanOrEqual(part.start)
        }
      }
    }),
    { numRuns: 300 },
  )
})

test('time grows with the length of the text, not faster', () => {
  const samples = [
    '价格',
    '1',
    '王',
    '今天拜访了天源液压的王总,价格贵,下周三给报价。',
    '周',
    '\n',
    '10:00 ',
    '用',
    '我 10:00\n王总(天源) 10:01\n好\n',
    '不',
    '采购部',
    '(1)',
    '没有',
    'a ',
  ]
  const msOf = (text: string): number => {
    const start = performance.now()
    parse(text, known, context)
    return performance.now() - start
  }
  for (const sample of samples) {
    const text = sample.repeat(Math.ceil(20_000 / sample.length)).slice(0, 20_000)
    msOf(text.slice(0, 2_500))
    const [short, long] = [Math.max(20, msOf(text.slice(0, 2_500))), msOf(text)]
    // Eight times the text; room for a busy machine.
    expect(long / short, JSON.stringify(sample)).toBeLessThan(100)
  }
}, 60_000)
