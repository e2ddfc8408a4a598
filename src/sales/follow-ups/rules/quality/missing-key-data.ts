import type { Finding, Written } from './types.ts'
import { cause, datesIn, figuresIn, namesAmount, namesPerson } from './words.ts'

interface Rule {
  /** Ends the key of the wording: `missingKeyData.<reason>`. */
  reason: string
  /** What happened. */
  event: RegExp
  /** Whether the datum is left out. `clause` is where the event stands, with what follows it. */
  lacks: (told: string, clause: string) => boolean
}

/** A quantity that is none. */
const vaguely = '(好?几(?!乎)|一些|有些|某些|部分|一部分|若干|不少|很多|好多|许多|多|一堆|少量|大量|小批|一批)'
const measures = '(个|家|台|条|项|点|批|次|处|位|人|种|款|天|箱|件|套|样|周|份)?'
/** What a manager asks for next: which ones, how much. */
const matters =
  '(意见|问题|要求|建议|隐患|不良|疑问|条件|改动|缺陷|故障|毛病|疑虑|顾虑|差错|变化|瑕疵|投诉|分歧|困难|阻力|地方|环节|内容|服务内容|材料|配件|货款?|回款|款|钱|订单|设备|样品|平板|人|不合格|没过|没学会|不满)'
const money = '(折扣|返点|返利|账期|优惠|降价|赔偿|补偿|补贴|赠品|押金|预付|促销费|费用)'
const measured = '(价格|单价|总价|金额|数量|交期|工期|时间|日期|规格|型号|参数|尺寸|比例|额度|面积|产能|名额|档期)'
/** Something is listed or explained after it. */
const listed = /[:：]|包括|分别是|比如|例如|如下|一是|第一|主要是|、|因为|原因/u

const noFigure = (told: string): boolean => figuresIn(told) === 0
const noTime = (told: string): boolean =>
  datesIn(told) + figuresIn(told) === 0 &&
  !/[一二三四五六七八九十]月|月底|月初|年底|节后|[上下]半年|明年|季度/u.test(told)
const noAmount = (told: string): boolean => !namesAmount(told)

/** Events whose key datum a manager asks for first; the most particular ones stand first. */
const rules: readonly Rule[] = [
  {
    reason: 'quoteAmount',
    event:
      /(?<![要想让等催求问待需先再重新做准备后天])(报了价|报价了|报过价|给了报价|给.{0,6}报了价|(发|递|交|提交|出|做)(了|过)(一份|份|最终|新)?报价|报价(单)?(已|都)?(发|给|提交|报)(过去|出去|了)|已报价|按.{0,6}报价)/u,
    lacks: noAmount,
  },
  {
    reason: 'dealAmount',
    event:
      /合同.{0,4}(签了|签好|签完|已签|签下)|签(了|下|订了|完)(?!字).{0,6}(合同|协议|单)|签单了|成交了|下了(单|订单)|订单(下了|已下)|订了(?!机票|酒店|餐|会)|追加了|增购了|加单了|中标了/u,
    lacks: (told) => noAmount(told) && !/[台套箱桶件只吨个](?![了的])/u.test(told.replace(/几./gu, '')),
  },
  {
    reason: 'paymentAmount',
    event: new RegExp(
      `(付|打|回|还|收|汇|扣)(了|到了?|过)(${vaguely}|点)?(货款|款|尾款|回款|预付款?|定金|首付|钱|欠款)|(货款|尾款|欠款|预付款?|定金|首款|款项?)(已|也)?(付|还|到账|打|收到|回来|到)(了|过)|回款了`,
      'u',
    ),
    lacks: noAmount,
  },
  {
    reason: 'howMuch',
    event: new RegExp(
      `(要求?|提出|给|答应|申请|谈|争取|希望)(我们|他|客户)?(了|给|再|更多的?|加|多)*${money}|砍价|压价|杀价|价格?(又|再|还)?(被)?压了|(又|再)压了一轮|(砍|减|加|降|涨|缩|少|多|增|掉|拖|晚)(了|掉)(?![d一二两三四五六七八九十])(?!价格)|${vaguely}?(便宜|优惠|降)(一?点|些)`,
      'u',
    ),
    lacks: noFigure,
  },
  {
    reason: 'howMuchMore',
    event:
      /比[^，,。]{1,8}(好|差|多|少|高|低|便宜|贵|快|慢|强)(?!.{0,4}[\d一二两三四五六七八九十])|更(便宜|低|高|贵|多|少|快|长)|(偏|太)(高|低)(?=[，,。]|$)|(率|量|额|数|绩|货)(上来|下来|上去|下去|起来)了|好转|下滑|上涨|下降|不多了/u,
    lacks: noFigure,
  },
  {
    reason: 'whichOnes',
    event: new RegExp(
      `${vaguely}${measures}(修改|改进|整改|优化|技术|质量|附加|新|小|的)*${matters}|(提|出|有|附|附加|发现)(了|出)?(新|附加)?(条件|要求|意见|问题|差错|隐患|毛病)(?!是|:|：)|有(些|点)?(质量|性能|安全|兼容)问题|(条款|内容|方案|需求)有(所)?(变化|调整|改动)|(抽检|抽查|检查|验货|质检|验收)[^，,。]{0,6}(有|发现)[^，,。]{0,4}(不合格|不良|问题|少)`,
      'u',
    ),
    lacks: (told, clause) => !listed.test(clause) && figuresIn(told) < 2,
  },
  {
    reason: 'untilWhen',
    event: /(推迟|延期|延后|往后推|后延|推后|往后挪|改期|提前)(了)?(?!到|至|\d)/u,
    lacks: noTime,
  },
  {
    reason: 'whatResult',
    event:
      /(测试|试用|试机|试样|试产|评审|考察|验厂|检测|试跑|评估|招标|投标|开标|打样|化验|送检)(报告|结果)?(已|都)?(结束|完成|做完|完|出)(了|来了)|出了.{0,4}(报告|结果)|结果(出来|有)了|开标了/u,
    lacks: (told) => noFigure(told) && !cause.test(told) && !verdict.test(told),
  },
  {
    reason: 'whatFigure',
    event: new RegExp(
      `(谈|定|商量|敲|确认|改|调整|更新|沟通|给|告知)(好|妥|下来|完)?了[^，,。]{0,4}${measured}|${measured}[^，,。]{0,3}(谈|定|敲|确认|改|调)(好|妥|下来|完)?了?(了|下来)`,
      'u',
    ),
    lacks: (told) => noFigure(told) && datesIn(told) === 0,
  },
  {
    reason: 'whichRival',
    event:
      /(竞争对手|竞品|别家|另一家|另外一家|其他家|其它家|同行|友商|对手|其他供应商)(也|都|已经)?(报|给|来|进|开|降|在|更|说|便宜)/u,
    lacks: noFigure,
  },
  {
    reason: 'whoIsIt',
    event:
      /(决策的?人|负责人|对接人|联系人|领导|采购|经理|老板|厂长)(又|已)?(换|调)(了|走)|换了(个|一个|新的?)?(人|负责人|对接人|联系人|领导|经理|采购)|新来的|新的那位/u,
    lacks: (told) => !namesPerson(told),
  },
  {
    reason: 'whichBudget',
    event: /预算(范围|区间|有限|定了|给了|批了|下来了|出来了)|给了.{0,6}预算/u,
    lacks: noAmount,
  },
  {
    reason: 'howMany',
    event: new RegExp(`(要|订|加|追加|补|买|采购|需要|换|退)(了)?(${vaguely})${measures}(?![日号月])`, 'u'),
    lacks: noFigure,
  },
  {
    reason: 'approved',
    event: /(贷款|额度|特价|授信|费用|申请|上级|总部|公司|领导)(已经?|也)?(批下来|批了|获批)/u,
    lacks: (told) => noFigure(told) && !listed.test(told),
  },
]

/** How an examination ended. */
const verdict =
  /通过(?!.{0,3}(电话|微信))|合格|没过|未过|放行|签字|中标|落标|失败|成功|异常|超标|第[一二三四五六七八九十]/u

/** 缺关键数据: something happened, but the datum that makes it useful is left out. */
export function missingKeyData(written: Written): Finding | null {
  const told = [written.summary, written.need, written.feedback].join('，')
  for (const { reason, event, lacks } of rules) {
    const found = event.exec(written.summary)
    if (found === null || isPlanned(written.summary, found.index)) continue
    if (!lacks(told, clauseFrom(written.summary, found.index))) continue
    const end = found.index + found[0].length
    return {
      check: 'missingKeyData',
      reason: `missingKeyData.${reason}`,
      field: 'summary',
      start: found.index,
      end,
      words: found[0],
    }
  }
  return null
}

/** From the event to the end of the sentence. */
const clauseFrom = (text: string, at: number): string => text.slice(at).split(/[。；;\n]/u, 1)[0] as string

/** What is only wanted or planned has no datum yet. */
const isPlanned = (text: string, at: number): boolean =>
  /(准备|打算|计划|下一步|接下来|等着?|希望|想|明天|下周|后天)[^，,。；;]{0,6}$/u.test(text.slice(0, at))
