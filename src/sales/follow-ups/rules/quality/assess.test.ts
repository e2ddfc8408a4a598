import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { assess } from './assess.ts'
import type { Written } from './types.ts'

const written = (summary: string, more: Partial<Written> = {}): Written => ({
  reportDay: '2026-04-15',
  occurredDay: '2026-04-15',
  summary,
  need: '',
  objections: '',
  feedback: '',
  nextAction: '带样件复测',
  nextDay: '2026-04-18',
  ...more,
})
const reasonsOf = (report: Written, earlier: Written[] = [], colleagues: Written[] = []) =>
  assess(report, { earlier, colleagues }).map(({ reason }) => reason)

describe('太空泛', () => {
  test.each([
    '拜访客户，沟通顺利，客户态度不错',
    '双方就合作事宜进行了充分沟通，达成了初步共识',
    '主任对我们的产品比较认可，整体氛围融洽',
    '王总很热情，聊了很久',
    '客户同意继续合作，后续保持联系',
  ])('%s', (summary) => expect(reasonsOf(written(summary))).toContain('vague.nothingToActOn'))

  test.each([
    '贺工带看了二车间，8 台老冲床月均停机 11 小时',
    '老板娘当家，她弟弟管钱，进货要她点头',
    '不要了，嫌贵',
    '张工说 PLC 要换西门子 1200，旧程序没人会改',
    '王总已拍板，用我们',
    'Mr. Khan confirmed LC at sight',
  ])('is not said of: %s', (summary) => expect(reasonsOf(written(summary))).not.toContain('vague.nothingToActOn'))
})

describe('缺关键数据', () => {
  test.each([
    ['给客户报了价，设备科觉得偏高', 'quoteAmount'],
    ['合同今天签了，客户很满意', 'dealAmount'],
    ['甲方付了一部分货款，剩下的说月底付', 'paymentAmount'],
    ['客户看完样品提了几个修改意见，已转工厂', 'whichOnes'],
    ['客户要求给更多返点，否则换牌子', 'howMuch'],
    ['销量比上月好', 'howMuchMore'],
    ['量产时间又往后推了，产线没准备好', 'untilWhen'],
    ['设备试用结束，科室出了试用报告', 'whatResult'],
    ['价格谈下来了', 'whatFigure'],
    ['竞争对手报了，客户在犹豫', 'whichRival'],
    ['决策的人换了，还没见到', 'whoIsIt'],
    ['领导给了我们一个预算范围', 'whichBudget'],
    ['学校要了一批，让尽快送', 'howMany'],
    ['贷款批下来了，已通知客户', 'approved'],
  ])('%s: %s', (summary, reason) => {
    expect(reasonsOf(written(summary))).toContain(`missingKeyData.${reason}`)
  })

  test.each([
    '给客户报了 31.8 万，设备科觉得偏高，要降到 29 万',
    '合同签了，68.5 万，预付 30% 周五到账',
    '客户看完样品提了三点：拉链换 YKK、里布改黑、标志缩小一半',
    '客户要求返点从 3% 提到 5%，否则换牌子',
    '开会定了新的交期 5 月 6 日',
    '样品测试出来了，硬度不够',
    '客户要我们下周报价',
    '采购换了，接手的是钱经理',
  ])('is not said of: %s', (summary) => {
    expect(reasonsOf(written(summary)).filter((reason) => reason.startsWith('missingKeyData'))).toEqual([])
  })

  it('names the words that caused it', () => {
    const summary = '上午到厂里，给客户报了价，设备科觉得偏高'
    const [found] = assess(written(summary), { earlier: [] })
    expect(found).toMatchObject({ check: 'missingKeyData', field: 'summary', words: '给客户报了价' })
    expect(summary.slice(found?.start, found?.end)).toBe('给客户报了价')
  })
})

describe('没有下一步', () => {
  const without = (summary: string, nextAction = '') => reasonsOf(written(summary, { nextAction, nextDay: null }))

  test.each([
    ['罗经理说三家比价，我们报 36 万排第二', '', 'noNextStep.none'],
    ['财务总监要看 ROI，我们给的是 14 个月', '看情况', 'noNextStep.onlyWords'],
    ['7 月 8 日去工地量了尺寸，阳台要加宽 20 公分', '继续跟进', 'noNextStep.onlyWords'],
  ])('%s (%s)', (summary, next, reason) => expect(without(summary, next)).toContain(reason))

  test.each([
    ['张工要测试报告，答应周五前发他', ''],
    ['院长 4 月 21 日回来，约了当天下午见', ''],
    ['对方要三家案例，我下周二带过去讲', ''],
    ['丢单，客户选了鼎锐，差价 9 万', ''],
    ['尾款 12.6 万到账，项目结清', ''],
    ['罗经理压到单价 42', '申请特批'],
  ])('is not said of: %s (%s)', (summary, next) => {
    expect(without(summary, next).filter((reason) => reason.startsWith('noNextStep'))).toEqual([])
  })
})

describe('抄模板', () => {
  const last = written('盘点：生抽 18 箱，蚝油 9 箱，老板说生抽走得快')

  test.each([last.summary, '盘点：生抽 16 箱，蚝油 10 箱，老板说生抽卖得快', '盘点：生抽 3 箱，蚝油 22 箱'])(
    '%s',
    (summary) => expect(reasonsOf(written(summary), [last])).toContain('copied.own'),
  )

  test.each([
    '盘点：生抽 7 箱，蚝油 8 箱，补生抽 30 箱，隔壁新开了一家超市抢客',
    '老板把端架给了竞品，要我们补 2 组堆头',
  ])('is not said of a visit with news: %s', (summary) => {
    expect(reasonsOf(written(summary), [last])).not.toContain('copied.own')
  })

  it('is not said when the customer said something new', () => {
    const report = written(last.summary, { feedback: '想代理整条街的调味品' })
    expect(reasonsOf(report, [last])).not.toContain('copied.own')
  })

  it('knows the words of colleagues, and says how alike they are', () => {
    const [found] = assess(last, { earlier: [], colleagues: [last] })
    expect(found).toMatchObject({ reason: 'copied.colleague', params: { percent: 100, day: '2026-04-15' } })
  })
})

describe('未及时更新', () => {
  test.each<[string, string, Partial<Written>]>([
    ['told six days later', 'stale.longAgo', { occurredDay: '2026-04-09' }],
    ['told by the words', 'stale.longAgo', { summary: '4月2日去工地量了尺寸，阳台要加宽 20 公分' }],
    ['a next step that has passed', 'stale.nextPassed', { nextDay: '2026-04-13' }],
  ])('%s', (_, reason, more) => expect(reasonsOf(written('贺工说振动超标', more))).toContain(reason))

  test.each<[string, Partial<Written>]>([
    ['three days later', { occurredDay: '2026-04-12' }],
    ['a day that is history', { summary: '4月2日装的逆变器今天回访，每天 210 度' }],
    ['a day that is a deadline', { summary: '4月2日前的订单都发了，12 箱' }],
  ])('is not said of %s', (_, more) => {
    expect(reasonsOf(written('贺工说振动超标', more)).filter((reason) => reason.startsWith('stale'))).toEqual([])
  })
})

describe('any words', () => {
  it('are judged without failing, and findings point into them', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 200 })
    const day = fc.constantFrom(null, '2026-04-10', '2026-04-15', '2026-04-20')
    fc.assert(
      fc.property(text, text, text, day, day, (summary, need, nextAction, occurredDay, nextDay) => {
        const report = written(summary, { need, nextAction, occurredDay, nextDay })
        for (const { field, start, end, words } of assess(report, { earlier: [written(need)] }))
          if (field !== null) expect(report[field].slice(start, end)).toBe(words)
      }),
    )
  })

  it('are judged within 5 ms, also very long ones', () => {
    const long = written('客户说价格偏高，想再看看别家。'.repeat(60))
    const earlier = Array.from({ length: 50 }, (_, i) => written(`第 ${i} 次走访，陈列 ${i} 箱，老板要求换货`))
    assess(long, { earlier })
    const started = performance.now()
    for (let round = 0; round < 5; round++) assess(written(`今天盘点 ${round} 箱，老板要换货`), { earlier })
    expect((performance.now() - started) / 5).toBeLessThan(20)
  })
})

describe('前后矛盾', () => {
  const nothing = { method: null, result: null, intent: null, stage: null, amount: null }
  const chosen = (summary: string, choice: Partial<Written['chosen']>) =>
    reasonsOf(written(summary, { chosen: { ...nothing, ...choice } })).filter((reason) => /^inconsistent/.test(reason))

  test.each([
    ['意向选得高，话里是拒绝', '李总说今年不考虑我们，8 台都给了海天', { intent: 'A' }, 'intentHigh'],
    ['英文的拒绝也算', 'Mr. Khan is not interested, quoted 12k', { intent: 'B' }, 'intentHigh'],
    ['意向选得低，话里是签了', '合同签了，38 万，首批下周发', { intent: 'D' }, 'intentLow'],
    ['选了拜访，话里只有电话', '王总电话里说要降 5 个点', { method: 'visit' }, 'methodPhone'],
    ['选了电话，话里见了面', '拜访了设备科，科长说要三家比价', { method: 'phone' }, 'methodVisit'],
    ['选了没打通，话里有答复', '王总答应周五给预算', { result: 'noAnswer' }, 'resultReached'],
    ['没联系上，阶段却变了', '打了三次', { result: 'noAnswer', stage: 'quote' }, 'stageUnreached'],
    ['金额和话里的不一样', '给贺工报了 36 万，他嫌贵', { amount: 630_000 }, 'amountDiffers'],
  ])('%s', (_, summary, choice, reason) => expect(chosen(summary, choice)).toEqual([`inconsistent.${reason}`]))

  test.each([
    ['之前说不考虑我们，现在松口了，要 3 台样机', { intent: 'A' }],
    ['对手签了合同，38 万', { intent: 'D' }],
    ['等他们签合同，38 万', { intent: 'D' }],
    ['电话约好以后上门看了现场，水压 0.3', { method: 'visit' }],
    ['打算下周拜访了再定，王总要样品', { method: 'phone' }],
    ['前台说他不在，周五再来', { result: 'nobodyThere' }],
    ['报了 36 万，最后按 35 万成交', { amount: 350_000 }],
    ['预算 36 万以内', { amount: 300_000 }],
    ['报了 36 万，他嫌贵', { amount: 360_000 }],
    ['王总说今年不考虑我们', { intent: 'E' }],
  ])('is not said of: %s', (summary, choice) => expect(chosen(summary, choice)).toEqual([]))

  it('tells the words, and stays silent about reports without choices', () => {
    const [finding] = assess(written('合同签了，38 万', { chosen: { ...nothing, intent: 'D' } }), { earlier: [] })
    expect(finding).toMatchObject({ check: 'inconsistent', field: 'summary', start: 0, end: 4, words: '合同签了' })
    expect(reasonsOf(written('今年不考虑我们'))).not.toContain('inconsistent.intentHigh')
  })
})
