import type { Part, Span } from './types.ts'
import { brands } from './words/brands.ts'

/** Rival suppliers named in a text: known ones wherever they are named as rivals, unknown ones where the words around say so. */

const NAME = '([\\u4e00-\\u9fff]{2,5}|[A-Z][A-Za-z0-9&]{1,15})'
const END =
  '(?=(?:的|了|在|报|给|比|才|只|就|也|都|那边|这边|家|他们|价|便宜|低|中标|拿|占|抢|搞|做|卖|交|,|。|;|!|\\?|、|和|跟|与|,| |\\n|\\||\\)|$|签|合同|合作|能|可以|已|有|是|更|,))'

/** Each with the name in its first group. */
const triggers = [
  `(?:竞争对手|竞品|对手|友商|同行|同行业)(?!说|问|来|那|也|都|报)(?:是|有|叫|里|:|主要是|还是|换成了?|为)?${NAME}${END}`,
  `(?:现在|目前|一直|都|还|以前|之前|已经|他们|她们|在)(?:都|还|一直|在)?用(?:的)?(?:是|着)?${NAME}${END}`,
  `用(?:的|的是|着)${NAME}${END}`,
  `(?:跟|和|与)${NAME}(?:已经)?(?:签了|签的|签|合作|续了?|定了|谈着|在谈|谈)(?!得|的时|了一下)`,
  `(?:在跟|在和|正跟|正和)${NAME}谈`,
  `被${NAME}(?:占|抢|拿|截|挖|中)`,
  `(?:指定|选了|选的是|选择了|换成了?|改用了?|买了|定了|选用了?|签给了?)${NAME}${END}`,
  `(?:签|选|买)了${NAME}(?=[,。;了的]|$)`,
  `按(?:照)?${NAME}的?参数`,
  `${NAME}(?:的)?参数(?:写|进)`,
  `(?<![\\u4e00-\\u9fff](?<![说但而被跟和比是]))${NAME}(?:那边|家|他们)?(?:才|只|也|就)?(?:报得?|报了|给到|给了?|给的?)(?:最低|更低|低|得低|便宜|\\d|[一二三四五六七八九十两]|的价)`,
  `(?<![\\u4e00-\\u9fff](?<![说但而]))${NAME}(?:的)?(?:价格|价|报价)?(?:比我们|比咱们)`,
  `${NAME}(?:那边|家|他们)(?:的)?报价`,
  `(?<![\\u4e00-\\u9fff])${NAME}(?:自己|那边|家)?(?:的[\\u4e00-\\u9fff]{1,4})?才(?:\\d|[一二三四五六七八九十])`,
  `${NAME}、?(?:还有|和|跟)我们(?=[,。;]|$|一共|三家|两家|一起)`,
  `${NAME}、[\\u4e00-\\u9fff]{2,5}(?:还有|和|跟)我们(?=[,。;]|$|一共|三家|两家|一起)`,
  `(?:第一|中标)(?:的)?(?:是|单位是|单位)${NAME}${END}`,
  `${NAME}(?:中标|中了标|出局|搞(?:买|活动|促销)|来抢|在抢|也在跟|也在谈|也在投|也报了|都交了)`,
].map((source) => new RegExp(source, 'g'))

/** What is no company though it stands where one would. */
const noName =
  /^(?:我|你|他|她|它|咱|这|那|哪|谁|大家|人家|别人|别家|客户|老板|领导|同行|对手|竞品|友商|第三方|原厂|国产|进口|其他|其它|另外|目前|现在|今天|明天|昨天|去年|今年|系统|设备|软件|机器|产品|价格|报价|合同|方案|样品|质量|技术|什么|怎么|多少|一家|两家|三家|几家|隔壁|本地|当地|小厂|大厂|外地|市场|公司|集团|总部|厂家|供应商|品牌|牌子|甲方|业主|设计院|采购|财务|案例|经验|做法|介绍|样板|所以|因为|但是|如果|已经|没有|不|还|就|都|也|要|会|能|可以|最后|最终|起来|下来|一下|一个|一套|一台|时间|工艺|材料|电话|微信|邮件|团队|经理|主任|老师|学校|医院|手工|人工|表格|纸质|起|完|得|户|的|了|是|着|过|好|到|在|着的|上|下|心|途|量|于)/
const trimmed =
  /(?:的|了|那边|这边|家的|家|他们|现在|目前|已经|才|只|就|也|都|还|给|报|价格|报价|价|最近|今年|去年|昨天|今天)+$/
const leading =
  /^(?:说|还是|可能|好像|听说|同行|对手|竞品|友商|是|有|和|跟|与|被|给|让|比|这个|那个|他们|人家|因为|但|而|另|,)+/
/** Brands beside these words are no rivals. */
/** Characters that belong to what is said about a rival, not to its name. */
const notInName =
  /[的了我你他她们说问交前次号月日修签要会让去来打话吗呢吧和把被从在上下给谁那这都没不就还有里外再又先点万千百元块]|部长|经理|科长|老板|主任|原厂|大修|厂家|小厂|代工|自己|合同|单子|订单|协议|框架|代理|意向|字|约|^[小老]|套餐|会员|保单|年|样/
const noRival = /(?:对接|打通|集成|兼容|接入|支持|推送|出局|退出|打败|替换|代替|替代)$/

export function competitorsOf(
  plain: string,
  clauses: readonly Span[],
  known: readonly string[],
  own: readonly Span[],
  products: readonly string[],
): Part<string>[] {
  const found = new Map<string, Part<string>>()
  const isOwn = (start: number, end: number): boolean => own.some((span) => span.start < end && start < span.end)
  const put = (start: number, text: string, confidence: number): void => {
    if (isOwn(start, start + text.length) || products.includes(text)) return
    if ([...found.keys()].some((other) => other.includes(text) || text.includes(other))) return
    found.set(text, { value: text, confidence, start, end: start + text.length })
  }
  for (const { start, end } of clauses) {
    const text = plain.slice(start, end)
    for (const name of known) addNamed(text, start, name, 0.9, put)
    for (const name of brands) addNamed(text, start, name, 0.8, put)
    for (const trigger of triggers) for (const hit of text.matchAll(trigger)) addTriggered(hit, start, put)
  }
  return [...found.values()].sort((a, b) => a.start - b.start)
}

type Put = (start: number, text: string, confidence: number) => void

/** A rival by name: unless it is something to connect with, or out of the race. */
function addNamed(text: string, start: number, name: string, confidence: number, put: Put): void {
  const at = text.toLowerCase().indexOf(name.toLowerCase())
  if (at < 0) return
  const isLatin = /^[A-Za-z]/.test(name)
  const [before, after] = [text.slice(Math.max(0, at - 8), at), text.slice(at + name.length, at + name.length + 6)]
  if (isLatin && (/[A-Za-z0-9]$/.test(before) || /^[A-Za-z0-9]/.test(after))) return
  if (noRival.test(before) || /^(?:出局|退出|被淘汰|的?(?:接口|会员|平台)|上(?:聊|说|发|沟通)|群|会议)/.test(after))
    return
  if (
    /^(?:钉钉|飞书|企业微信|旺旺|统一|光明|大自然|公元|复盛|正大|通力|南方泵业|科华)$/.test(name) &&
    !/(?:用|对手|竞品|被|跟|和|换|比)(?:的|的是|了)?$/.test(before)
  ) {
    if (!/^(?:报|给|的价|比|便宜|中标|抢|占)/.test(after)) return
  }
  put(start + at, text.slice(at, at + name.length), confidence)
}

function addTriggered(hit: RegExpMatchArray, start: number, put: Put): void {
  const raw = hit[1] ?? ''
  const offset = (hit.index ?? 0) + hit[0].indexOf(raw)
  const lead = leading.exec(raw)?.[0].length ?? 0
  const name = raw.slice(lead).replace(trimmed, '')
  if (name.length < 2 || noName.test(name) || notInName.test(name) || /(?:出局|退出)/.test(hit[0])) return
  put(start + offset + lead, name, 0.65)
}
