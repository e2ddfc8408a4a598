import { type Quantity, quantities } from './numbers.ts'
import type { Part, Span } from './types.ts'

/** The sum that the interaction is about, in CNY: of the deal, the order, the offer, or failing these of the payment. */

const foreign =
  /(?:USD|US\$|EUR|GBP|JPY|HKD|HK\$|TWD|NTD|AUD|CAD|SGD|VND|INR|RUB|KRW|€|£|\$|美金|美元|欧元|英镑|日元|日币|港币|港元|台币|新台币|韩元|卢布|澳元|加元|越南盾|泰铢)/i
const domestic = /(?:CNY|RMB|人民币|¥)(?:价|总价|金额)?:?\s*$/i
const measures =
  /^(?:[套台件吨个箱包桶瓶盒张只支根卷条米平亩斤人天号点期年月日周岁度层楼倍路位家次遍小时分秒页寸英尺匹种项公里千克公斤%℃‰]|kg|pcs|pc|ppm|mm|cm|km|吨|平方|平米|立方|多?(?:人|家|台|套|件|吨|个|头|亩|平)|万?(?:人|套|台|件|吨|头|亩|平|粉|次|只|瓶|箱|片|方))/i

/** Directly before the number: the price of one piece. */
const ofOnePiece =
  /(?:单价\s?|每[吨台件套个箱平人米斤公亩瓶]|均价|[一每](?:台|件|套|吨|个|箱|平|米|斤|瓶|节|支|只|次|柜|份|人|间|桌|车|把|片|块|卷|亩)(?:就|才|只|要|卖|约|大概|算|是|价)*)$/

/** What stands before the number and how much that says: above 0 the higher the better, below 0 never the sum. */
const before: readonly (readonly [RegExp, number])[] = [
  [/最低(?:价|给|能|可以)*$/, 5],
  [/还(?:差|欠)(?:了|着|我们)?(?:大概|约)?$/, 5],
  [
    /(?:便宜|贵|差价?|差了|差我们?|高|(?<!最)低|降价?|降了|让利?|让了|再让|优惠|少|涨了?|压了?|再压|砍了|再砍|减|减了|免|抹|抹了|多|返|补差|加价|下浮|上浮|省|省了)(?:大概|约|大约|我们|咱们|他们|了|将近|个){0,3}$/,
    -8,
  ],
  [/(?:MOQ|起订量?|数量|件数|产能|月产|人数)[^,。;]{0,12}$/i, -9],
  [/(?:这次|本次|收了|花了|付了|转了)(?:一共|总共)?$/, 5],
  [/我们(?:报了?|是|才|要|给|这边)?$/, 6],
  [/(?:才|只要|就要)(?:卖|报|要)?$/, 1],
  [
    /(?:标书费|保证金|押金|运费|罚款|罚(?:了)?(?:我们|他们|我)?|违约金|赔偿?|赔付|赔了|条码费|进场费|堆头费|上架费|陈列费|手续费|差旅费|招待费|诉讼费|月租|年租金|租金|房租|注册资金|注册资本|工资|月薪|补贴|奖金|体检费|检测费|样品费|开模费|模具费)(?:一个|大概|约|是|要|一共|共|才|就|:|得|交了|一年|每年|各)*$/,
    -9,
  ],
  [/(?:费用|赞助)(?:给到|支持)(?:大概|约|是|了|:)*$/, -6],
  [
    /(?:年产值|产值|营业额|年销售额?|销售额|年营收|营收|累计签单|累计|任务|指标|本月目标|月目标|目标|注册|人均|客单价|日销|月销|库存|流水)(?:了|大概|约|是|要|做到|到|:|一共|共)*$/,
    -5,
  ],
  [
    /(?:去年|往年|上次|以前|原来|原价|之前|上年|前年|同期)(?:是|做了|卖了|才|的|给|采购了|买了|签了|大概|约|一共|报了|价格?)*$/,
    -2,
  ],
  [/(?:最终|最后|成交价?|敲定|谈成|谈到|定在|定了|定为|落在)(?:价格?|价|以|是|在|到|按|的|大概|总价)*$/, 9],
  [
    /(?:合同额?|合同金额|合同价|签约|签了|签下|签|已签|中标价?|投标价?|总价|总额|总共|合计|一共|共计|总计|总金额|金额|订单|订单额|下单|下了|落单|单子|标的|成交额|采购额|采购|年采购|拿下|定了)(?:一年|两年|三年|大概|约|大约|是|为|才|人民币|是人民币|的|到|:|有|在|总共|一共|了|价|为|个|差不多|也就|将近|\d年)*$/,
    8,
  ],
  [/(?:涨到|降到|提到|调到|做到)(?:了|大概|约)*$/, 5],
  [
    /(?:报价|报了|报的|报|开价|方案|报出去|报过去|报到|重新报|我们报|价格|价钱|要价|说|投入|投资)(?:大概|约|大约|是|为|才|单|清洗|的|了|:|,|在|到|我们|过|出|去|还是|给他|改成|投标|大修|共|总共)*$/,
    6,
  ],
  [
    /(?:控制价|最高限价|限价|预算|概算|资金|拨款|盘子|体量|年用量|用量|年需求|量大概|一年(?:大概|能做|要)?)(?:批了|大概|约|大约|是|为|才|在|到|:|有|还是|左右|就|也就|只有|一共|总共|一年|差不多)*$/,
    4,
  ],
  [
    /(?:尾款|回款|催款|催账|到账|货款|欠款|欠我们?|还欠|欠的?|打款|付款|首批打款|应收|余款|设备款|结款|补货|补了?|再补|备货|进货|要货|加货|追加|再加|订了?|要|先定|先订|先下|先做|先拿|进货不低于)(?:了|大概|约|大约|是|为|的|才|总共|一共|还有|人民币|:|我们|不低于|一柜|一批|个|差不多)*$/,
    5,
  ],
  [/(?:定金|订金|预付款?|首付|首期)(?:了|大概|约|是|到账|付了?|收到|收了)*$/, 1],
  [/(?:还价|砍到|压到|砍价到|还到|只肯给|只给|只出|出价|心理价|降到)(?:了|大概|约|我们)*$/, 2],
  [/(?:付了|给了|打了)(?:大概|约)*$/, 2],
]

/** Somebody else's offer: 同行才报了31万. */
const rival =
  /(?:同行|竞品|对手|友商|别家|别人|人家|原厂|第三方|隔壁|小厂|对面|那家|其他家|竞争对手)[^,。;!?\n我]{0,14}$/

/** @param isChat in a chat the last of several equal sums counts */
export function amountOf(
  plain: string,
  clauses: readonly Span[],
  rivals: readonly string[],
  isChat = false,
): Part<number> | null {
  let best: (Part<number> & { rank: number }) | null = null
  for (const clause of clauses)
    for (const quantity of quantities(plain, clause.start, clause.end)) {
      const rank = rankOf(plain, quantity, clause.start, rivals)
      if (rank === null || quantity.value === null) continue
      const value = rank.isImplied ? quantity.value * 10_000 : quantity.value
      if (value <= 0 || !Number.isFinite(value)) continue
      // Of equal ones the first; when two haggle in a chat, the last.
      if (best !== null && (isChat ? best.rank > rank.points : best.rank >= rank.points)) continue
      best = {
        value,
        confidence: rank.points >= 4 ? 0.9 : 0.7,
        start: quantity.start,
        end: rank.end,
        rank: rank.points,
      }
    }
  if (best === null) return null
  const { rank: _, ...part } = best
  return part
}

/** Where a rival's price is named that is below the amount: 通力报16万,我们17万5. */
export function undercutting(
  plain: string,
  clauses: readonly Span[],
  rivals: readonly string[],
  amount: Part<number> | null,
): Span | null {
  if (amount === null) return null
  for (const clause of clauses)
    for (const { start, end, value } of quantities(plain, clause.start, clause.end)) {
      const near = plain.slice(Math.max(clause.start - 12, start - 16, 0), start)
      if (value === null || start === amount.start || !isRivals(near, rivals) || !/[报给卖要才]/.test(near)) continue
      const price = value < 10_000 && amount.value >= 10_000 ? value * 10_000 : value
      if (price < amount.value && price > amount.value / 3) return { start, end }
    }
  return null
}

/** Whether the words before a price are about somebody else's. */
function isRivals(near: string, rivals: readonly string[]): boolean {
  const named = rivals.map((name) => near.lastIndexOf(name)).filter((at) => at >= 0)
  const after = near.slice(Math.max(...named, 0))
  return (named.length > 0 && !/[。;我]/.test(after) && after.length <= 14) || rival.test(near)
}

interface Rank {
  points: number
  end: number
  isImplied: boolean
}

/** How much speaks for a number being the sum; null when it is none. */
function rankOf(plain: string, quantity: Quantity, from: number, rivals: readonly string[]): Rank | null {
  const { start, end, isLarge, isChinese, value } = quantity
  const head = plain.slice(Math.max(from - 12, start - 16, 0), start)
  const near = head.trimEnd()
  const tail = plain.slice(end, end + 8)
  if (foreign.test(plain.slice(Math.max(0, start - 5), start)) || foreign.test(tail.slice(0, 4))) return null
  if (/[\d.]$/.test(head) || /^[\d]/.test(tail)) return null
  const unit = /^\s?(?:元|块钱|块|圆|RMB|人民币|CNY)(?!钱?[砖地板])/i.exec(tail)?.[0] ?? ''
  const isMarked = domestic.test(head)
  const after = tail.slice(unit.length)
  if (
    /^\s?(?:\/|每)\s?(?:台|吨|pc|pcs|个|箱|米|平|人|件|套|斤|kg|瓶|亩|公斤|㎡)/i.test(after) ||
    /^一(?:台|件|套|吨|个(?!月|季)|箱|斤|米|平|只|瓶|次|节|亩)/.test(after)
  )
    return null
  if (/^(?:以上|以下|以内|起步|左右以上|打底|块以下)(?:的|要|就|得|才|都|由|,)?/.test(after)) return null
  if (/^(?:个点|个百分点|%|折|成(?!交|本|了)|分之|亿?人|多?人|万?人)/.test(after)) return null
  if (
    isLarge
      ? unit === '' &&
        /^(?:斤|公斤|克|升|袋|桶|包|柜|套|台|件|吨|人|头|亩|平|粉|次|只|瓶|箱|片|方|公里|个|米|辆|家|户|字|条|张|股|kg|千瓦|度)/.test(
          after,
        )
      : false
  )
    return null
  const context = before.find(([pattern]) => pattern.test(near.replace(domestic, '').trimEnd()))
  const points = context?.[1] ?? 3
  if (points <= -5 || ofOnePiece.test(head)) return null
  if (isRivals(near, rivals)) return null
  if (/^(?:的)?(?:差价|保证金|费用|押金|罚款)/.test(after)) return null
  if (/^(?:的)?(?:定金|订金|预付)/.test(after)) return { points: 1, end: end + unit.length, isImplied: false }
  if (isLarge || unit !== '' || isMarked) {
    if (!isLarge && !isMarked && (value ?? 0) < 100 && points < 5) return null
    return { points, end: end + unit.length, isImplied: false }
  }
  if (measures.test(tail.trimStart()) || /[第号\-/:.]$/.test(near)) return null
  // 控制价三百六: so large a matter is counted in 万.
  const isInWan =
    isChinese &&
    (value ?? 0) >= 10 &&
    (value ?? 0) < 100_000 &&
    /(?:控制价|预算|总价|合同额|合同价|投标价|中标价|限价)(?:还是|是|大概|约|在|到|为)*$/.test(near)
  if (isInWan && (value ?? 0) < 10_000) return { points, end, isImplied: true }
  const isPrice = points >= 5 && (value ?? 0) >= 1000 && /^(?:$|[\s,。;!?、)\n含的])/.test(tail)
  const isAnswer =
    (value ?? 0) >= 100 &&
    /(?:^|[\n\s,。])$/.test(plain.slice(Math.max(0, start - 1), start)) &&
    /(?:多少钱|什么价|报个价|怎么卖)[\s\S]{0,40}$/.test(plain.slice(Math.max(0, start - 60), start))
  const isDue = /(?:差我们|还差|欠|补)$/.test(near) && (value ?? 0) >= 1000
  const isThousands =
    isChinese && (value ?? 0) >= 1000 && points >= 3 && /^(?:$|[\s,。;!?、)\n])/.test(tail) && (value ?? 0) % 100 === 0
  return isPrice || isAnswer || isDue || isThousands ? { points, end, isImplied: false } : null
}
