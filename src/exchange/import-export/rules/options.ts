import type { ImportOption, OptionField } from '../contract.ts'
import { labelKey } from './cells.ts'

/**
 * Other words for the built-in options, by their default Chinese label: an option that a tenant removed or renamed is then
 * simply not found. Only words that can mean nothing else.
 */
const synonyms: Partial<Record<OptionField, Record<string, string>>> = {
  method: {
    上门拜访: '上门 拜访 走访 实地拜访 登门拜访 面访 现场拜访 外出拜访 面谈 visit',
    客户来访: '来访 到访 来公司 客户上门 来厂',
    电话: '打电话 致电 电话沟通 电话拜访 电联 通话 电话联系 电话回访 去电 来电 tel phone call',
    微信: '微信沟通 微信联系 微信聊天 wechat',
    企业微信: '企微 wecom',
    视频会议: '视频 腾讯会议 线上会议 zoom teams 视频沟通',
    线上演示: '演示 产品演示 demo',
    邮件: '电子邮件 发邮件 邮箱 email mail',
    短信: 'sms',
    '展会/活动': '展会 会展 活动 展会接触',
    招投标: '投标 招标',
    其他: '其它 other',
  },
  level: {
    战略: '战略客户 s级 s类 s 核心 核心客户 ka ka客户 strategic',
    重点: '重点客户 vip vip客户 重要 重要客户 大客户 a类 a级 a类客户 a级客户 key',
    普通: '普通客户 一般 一般客户 c类 c级 d类 d级 normal',
  },
  intent: {
    A: 'a级 a类 a级意向 意向a a级客户 a类客户 a级意向客户',
    B: 'b级 b类 b级意向 意向b b级客户 b类客户 b级意向客户',
    C: 'c级 c类 c级意向 意向c c级客户 c类客户 c级意向客户',
    D: 'd级 d类 d级意向 意向d d级客户 d类客户 d级意向客户',
    E: 'e级 e类 意向e 无意向 无需求 没有需求 没意向',
  },
  status: {
    潜在: '潜在客户 潜客 新客户 未成交 线索 potential',
    意向: '意向客户 有意向 意向中 interested',
    谈判中: '谈判 洽谈中 洽谈 商务谈判 报价中 negotiating',
    已成交: '成交 成交客户 已签约 签约 已合作 合作中 合作客户 已签单 在合作 won',
    复购: '复购客户 老客户 续约 回头客',
    沉默: '沉默客户 休眠 休眠客户 沉睡 沉睡客户 搁置',
    流失: '流失客户 已流失 丢单 已丢 输单 lost',
    无效: '无效客户 作废 失效 空号 invalid',
  },
  type: {
    终端客户: '终端 最终用户 直客 直销客户 终端用户 end user',
    '渠道/代理': '渠道 代理 代理商 经销商 分销商 渠道商 渠道客户 批发商 dealer distributor',
    合作伙伴: '伙伴 合作方 partner',
    竞争对手: '竞对 竞品 同行 competitor',
    其他: '其它 other',
  },
  source: {
    '官网/表单': '官网 网站 公司网站 官网咨询 表单 官网留言',
    搜索推广: '百度 百度推广 搜索 sem 360推广 竞价 网络推广',
    '社交媒体/短视频': '抖音 快手 小红书 视频号 公众号 短视频 微博 linkedin 领英',
    在线咨询: '在线客服 网站咨询 网络咨询',
    电话咨询: '400 400电话 来电 来电咨询 客户来电',
    转介绍: '介绍 朋友介绍 客户介绍 老客户介绍 熟人介绍 他人介绍 转介 推荐 朋友推荐 同事介绍 referral',
    '展会/会议': '展会 展览 会展 展会获取 会议 行业会议 exhibition 广交会',
    电话开发: '电销 电话销售 主动开发 自主开发 自己开发 自拓 陌call cold call',
    陌拜: '陌生拜访 扫街 地推 扫楼 上门陌拜',
    '渠道/代理': '渠道 代理 代理商 经销商',
    招标平台: '招标 招标网 招投标 招标信息',
    老客户: '老客户复购 复购',
    阿里国际站: '阿里巴巴国际站 国际站 alibaba 阿里巴巴',
    海关数据: '海关',
    独立站: 'google 谷歌',
    其他: '其它 other',
  },
  industry: {
    制造业:
      '制造 制造企业 工业制造 机械制造 加工制造 生产制造 机械 机加工 五金 机械加工 电子制造 汽车零部件 汽配 模具 manufacturing',
    '软件/互联网': '软件 互联网 it 信息技术 软件开发 it互联网 互联网it 计算机 网络科技 software technology technolgy',
    '批发零售/贸易': '贸易 批发 零售 批发零售 商贸 外贸 进出口 电商 retail wholesale 零售批发 商超',
    '建筑/房地产': '建筑 房地产 地产 建筑工程 工程 建筑业 装修 装饰 建材 construction',
    金融: '银行 保险 证券 金融业 投资 finance',
    教育培训: '教育 培训 学校 高校 院校 教育行业 education',
    医疗健康: '医疗 医院 健康 医药 制药 医疗器械 医疗行业 medical healthcare',
    交通物流: '物流 交通 运输 物流运输 仓储物流 快递 logistics',
    能源化工: '化工 能源 石油 电力 石化 新能源 光伏 化工行业 energy',
    '政府/事业单位': '政府 事业单位 机关 政府机关 政务 国企事业 government',
    酒店餐饮旅游: '酒店 餐饮 旅游 餐饮业 酒店餐饮',
    文化传媒: '传媒 文化 广告 影视 媒体 entertainment marketing',
    农林牧渔: '农业 养殖 种植 畜牧 agriculture',
    专业服务: '咨询 服务业 法律 人力资源 商务服务 services',
    其他: '其它 other',
  },
  role: {
    决策者: '决策人 拍板人 老板 决策 kp',
    '影响者/评估者': '影响者 评估者 技术评估 影响人',
    使用者: '使用人 用户 使用部门',
    采购: '采购员 采购人 采购负责人',
    内部支持者: '支持者 内线 教练 coach',
    反对者: '反对',
  },
  attitude: { 支持: '友好 积极 支持我方 亲近', 中立: '一般 中性', 反对: '反感 不支持' },
}

/** What an unknown word most likely means; shown for confirmation, never applied by itself. */
const likely: Partial<Record<OptionField, Record<string, string>>> = {
  intent: {
    高: 'A',
    中: 'B',
    低: 'C',
    高意向: 'A',
    中意向: 'B',
    低意向: 'C',
    强: 'A',
    弱: 'C',
    无: 'E',
    high: 'A',
    medium: 'B',
    low: 'C',
  },
  level: { 高: '重点', 中: '普通', 低: '普通', b类: '普通', b级: '普通', a: '重点', b: '普通', c: '普通', d: '普通' },
}

const tables = new Map<OptionField, Map<string, string>>()

function labelsOf(field: OptionField): Map<string, string> {
  let table = tables.get(field)
  if (!table) {
    table = new Map()
    for (const [label, words] of Object.entries(synonyms[field] ?? {}))
      for (const word of words.split(' ')) table.set(labelKey(word), label)
    // Words of two parts were cut at their space above.
    table.set('enduser', '终端客户').set('coldcall', '电话开发')
    tables.set(field, table)
  }
  return table
}

const indexes = new WeakMap<readonly ImportOption[], Map<string, string>>()

/** Every row asks; what options are called is worked out once for a set of them. */
function indexOf(options: readonly ImportOption[]): Map<string, string> {
  const known = indexes.get(options)
  if (known) return known
  const index = new Map<string, string>()
  for (const { key, labels } of options)
    for (const label of [key, ...labels]) if (!index.has(labelKey(label))) index.set(labelKey(label), key)
  indexes.set(options, index)
  return index
}

function byLabel(label: string, options: readonly ImportOption[]): string | null {
  return indexOf(options).get(labelKey(label)) ?? null
}

/** The key of the option that a text names by label, key or an unmistakable synonym; a size also by its number of people. Null when unsure. */
export function optionKey(field: OptionField, text: string, options: readonly ImportOption[]): string | null {
  const wanted = labelKey(text)
  if (wanted === '') return null
  const direct = byLabel(text, options)
  if (direct) return direct
  const label = labelsOf(field).get(wanted)
  if (label) return byLabel(label, options)
  return field === 'size' ? sizeKey(text, options) : null
}

/** A likely meaning of a text that `optionKey` does not know, to be confirmed by a person; null when there is none. */
export function likelyOption(field: OptionField, text: string, options: readonly ImportOption[]): string | null {
  const label = likely[field]?.[labelKey(text)]
  return label ? byLabel(label, options) : null
}

interface Span {
  from: number
  to: number
}

/** Numbers of people in a label: 「100–499人」, 「<20」, 「≥10000」, 「500人以上」. */
function spanOf(text: string): Span | null {
  const plain = text
    .normalize('NFKC')
    .replace(/[,\s]/g, '')
    .replace(/人|名|员工/g, '')
  const range = /^(\d+)[-–—~至到](\d+)$/.exec(plain)
  if (range) return { from: Number(range[1]), to: Number(range[2]) }
  const one = /^(?:约|大约)?(\d+)(?:左右|多)?$/.exec(plain)
  if (one) return { from: Number(one[1]), to: Number(one[1]) }
  const below = /^(?:<|≤|少于|小于)(\d+)$|^(\d+)(?:以下|以内)$/.exec(plain)
  if (below)
    return { from: 0, to: Number(below[1] ?? below[2]) - (plain.includes('≤') || plain.includes('内') ? 0 : 1) }
  const above = /^(?:>|≥|>=|多于|大于|超过)(\d+)\+?$|^(\d+)(?:以上|\+)$/.exec(plain)
  return above ? { from: Number(above[1] ?? above[2]), to: Number.POSITIVE_INFINITY } : null
}

function sizeKey(text: string, options: readonly ImportOption[]): string | null {
  const wanted = spanOf(text)
  if (!wanted) return null
  const fitting = options.filter((option) => {
    const span = option.labels.map(spanOf).find((each) => each !== null)
    return span && wanted.from >= span.from && wanted.to <= span.to
  })
  return fitting.length === 1 ? (fitting[0]?.key ?? null) : null
}
