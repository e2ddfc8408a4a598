import { cities, provinces, trades } from '../../../../platform/places.ts'
import { plainOf } from './plain.ts'

/** How the name of a company is built: place, own name, trades, kind of house. */

export interface Anatomy {
  /** The whole name without brackets, spaces and signs. */
  whole: string
  /** Places before the own name, the widest first, without 省 and 市. */
  places: string[]
  /** The place in brackets behind or within the name: 恒泰重工(徐州). */
  branch: string | null
  /** The own name: 明锐. */
  core: string
  /** Trades behind it, in order: 电子, 包装机械. */
  trades: string[]
  /** The kind of house behind the trades: 厂, 店, 批发部. */
  house: string
  /** Whether a place is the only name it has: 青岛啤酒, 江宁区中医院. */
  isPlaceName: boolean
}

const longestFirst = (words: readonly string[]): string[] => [...new Set(words)].sort((a, b) => b.length - a.length)
const legal =
  /(?:(?:集团|控股)?(?:股份有限|有限责任|股份|有限|总|集团|分|子)公司|有限合伙|合伙企业|集团|公司|办事处|分公司)$/
const ordinal = /^第[一二三四五六七八九十]+$/
const houses = longestFirst(
  (
    '协会 商会 学会 联合会 促进会 基金会 商场 购物中心 商行 经营部 批发部 门市部 门市 总汇 广场 市场 中心 合作社 工作室 管理处 总店 分店 五金城 专卖店 店 行 厂 城 馆 楼 社 部 院 所 站 场 坊 庄 ' +
    '人民医院 中心医院 中医院 中西医结合医院 妇幼保健院 总医院 附属医院 医院 门诊部 诊所 卫生院 社区卫生服务中心 政务服务中心 服务中心 体检中心 会议中心 配送中心 ' +
    '律师事务所 会计师事务所 事务所 村镇银行 银行 营业部 旅行社 大酒店 度假酒店 度假村 酒店 酒楼 饭店 餐厅 面馆 宾馆 ' +
    '职业技术学院 科技职业学院 职业学院 学院 大学 中学 小学 学校 幼儿园 实验小学 实验学校 附属实验学校 培训学校 自来水厂 污水处理厂 净水厂 水厂 电厂 电站 船厂 酒厂 板材厂 水务局 供电局 检验所 研究所 研究院 设计院'
  ).split(' '),
)
const extraTrades =
  '液压件 标准件 紧固件 结构件 密封件 汽车部件 零部件 橡塑 座椅 弹簧 轮毂 车桥 内饰件 回转支承 起重设备 工装 化工装备 轨道装备 动力车间 农机配件 ' +
  '供水 供热 供电 供气 燃气 环卫 公交 市政 城投 热力 电力 水利 ' +
  '供销 五金 建材 副食 卫浴 板材 板业 石材 陶瓷 钢贸 商品 混凝土 瓷砖 木材 粮油 调味品 冷饮 乳品 配送 水产 便利 连锁 超市 生鲜 百货 火锅 冷链 冷库 货运 快运 货代 代理 律师 会计师 会计 ' +
  '事务所 税务 知识产权 物业 村镇 小额贷款 融资 租赁 担保 保险 印染 纺织 织造 钢构 供热 热电 港务 船务 家居 家具 幼教 职业 体检 检验 口腔 眼科 牙科 门诊 宠物 康复 护理 ' +
  '孵化器 会展 会务 文旅 旅行社 财税 人才 服务 锻造 锻压 铸件 模塑 宇模 纸品 标牌 灯具 彩灯 电商 跨境 机床 轴承 阀门 减速机 压缩机 变压器 零件 器械 医疗 检测 农机 种业 煤业 矿业 烟草 ' +
  '数控 防水 配套 船务 康复 会议 黄酒 度假 证券 旅行 配件 湿地 大厦 矿务 油田 钢铁 铁路 风电 光伏 电站 国际 货物 航空 快递 仓储 便利店 酒业 肉业 乳业 食品 面馆 茶业 茶叶 饰品 工艺品 渔具 农业 热带 蔬菜 无纺布 塑胶 管业 钢管 实业 精密机械 包装机械 医疗器械 人力资源 供应链'
const tradeWords = longestFirst([...trades, ...extraTrades.split(' ')].filter((word) => word.length > 1))
const placeWords = longestFirst([...cities, ...provinces])
const tradeSet = new Set(tradeWords)
const placeSet = new Set(placeWords)
const district = /^[\u4e00-\u9fff]{2}(?:自治县|新区|工业园区|区|县|市|镇)/
const zone = /^(?:经济技术开发区|高新技术开发区|经济开发区|工业园区|工业园|开发区|高新区|高新|经开区|新区)/

/** Words after a name that say what kind of company it is; another one than its own means another company. */
export const tellingTrades: ReadonlySet<string> = new Set(
  (
    '贸易 商贸 物流 重工 环保 食品 地产 置业 科技 医药 药业 实业 电子 化工 机械 精密 服装 纺织 建材 建设 装饰 教育 传媒 餐饮 酒店 汽车 能源 生物 制药 电器 电气 五金 塑胶 模具 家具 陶瓷 ' +
    '石材 钢铁 钢构 铝业 铜业 纸业 印刷 广告 旅游 投资 资本 银行 证券 保险 农业 医疗 器械 医院 学校 大学 超市 百货 集团 电力 矿业 煤业 水泥 玻璃 轴承 阀门 电机 电缆 光电 半导体 环境 水务 ' +
    '租赁 担保 文化 体育 通信 数码 网络 航空 船舶 港务 供应链 货运 快运 冷链 印染 锻造 铸造 液压 机床 卫浴 照明 涂料 防水 门窗 管业 板业 混凝土'
  ).split(' '),
)

/** A province or city written at an offset or ending there; empty when none is. */
export function placeEndingAt(plain: string, end: number): string {
  for (const length of [4, 3, 2]) {
    const word = plain.slice(Math.max(0, end - length), end)
    if (word.length === length && placeSet.has(word)) return word
  }
  return ''
}

export function isPlace(word: string): boolean {
  return placeSet.has(word)
}

/** 工业园区 is called 园区, 江宁区 江宁. */
function placeNamed(text: string): string {
  return /园区?$/.test(text) ? '园区' : text.replace(/(?:自治县|新区|区|县|市|镇)$/, '')
}

function splitPlaces(name: string): { places: string[]; rest: string } {
  const places: string[] = []
  let rest = name
  for (let round = 0; round < 3; round++) {
    const word = [4, 3, 2].map((length) => rest.slice(0, length)).find((each) => placeSet.has(each))
    const next =
      word !== undefined
        ? rest.slice(word.length).replace(/^(?:特别行政区|自治区|地区|省|市|新区|区|县)/, '')
        : rest.replace(zone, '')
    const narrower = next === rest && round > 0 ? rest.replace(district, '') : next
    if (narrower === rest || narrower.length < 2) break
    places.push(word ?? placeNamed(rest.slice(0, rest.length - narrower.length)))
    rest = narrower
  }
  return { places, rest }
}

/** Trades and kind of house stripped from the end; the own name keeps at least two characters unless it is all trade. */
function splitTrades(name: string): { core: string; trades: string[]; house: string } {
  let rest = name
  const house = houses.find((word) => rest.endsWith(word) && (rest.length - word.length >= 2 || rest === word)) ?? ''
  const bare = house === '' ? rest : rest.slice(0, -house.length)
  const found: string[] = []
  rest = bare
  for (;;) {
    const word = [6, 5, 4, 3, 2]
      .map((length) => (rest.length - length >= 2 ? rest.slice(-length) : ''))
      .find((each) => tradeSet.has(each))
    if (word === undefined) break
    found.unshift(word)
    rest = rest.slice(0, -word.length)
  }
  return { core: rest, trades: found, house }
}

/** A Chinese company's name in its parts. */
export function anatomyOf(name: string): Anatomy {
  const plain = plainOf(name).replace(/\s/g, '')
  const branch = /[([【]([\u4e00-\u9fff]{2,6})[)\]】]/.exec(plain)?.[1] ?? null
  const whole = plain.replace(/[([【][^)\]】]*[)\]】]/g, '').replace(/[^\u4e00-\u9fffA-Za-z0-9]/g, '')
  let rest = whole
  for (let next = rest.replace(legal, ''); next !== rest && next.length >= 2; next = rest.replace(legal, ''))
    rest = next
  const { places, rest: named } = splitPlaces(rest)
  const { core, trades: found, house } = splitTrades(named)
  const bare = core.replace(legal, '')
  // 青岛啤酒, 江宁区中医院: nothing but trade is left, so the place is the name.
  if (places.length > 0 && (bare === '' || tradeSet.has(bare) || houses.includes(bare) || ordinal.test(bare)))
    return {
      whole,
      places: places.slice(0, -1),
      branch,
      core: places.at(-1) as string,
      trades: [bare, ...found].filter(Boolean),
      house,
      isPlaceName: true,
    }
  return { whole, places, branch, core, trades: found, house, isPlaceName: false }
}

/** How houses end, and what is said for it: 中学 一中, 大学 科大. */
const houseEnds: readonly (readonly [RegExp, string])[] = [
  [/院$/, '院'],
  [/中学$/, '中'],
  [/小学$/, '小'],
  [/大学$/, '大'],
  [/学校$/, '校'],
  [/幼儿园$/, '幼'],
  [/园$/, '园'],
  [/局(?:集团)?(?:有限公司)?$/, '局'],
  [/所$/, '所'],
  [/厂$/, '厂'],
]
export const endings: ReadonlySet<string> = new Set(houseEnds.map(([, end]) => end))

/** The last character of an abbreviation of a hospital, a school …; null for other companies. */
export function houseEnd(name: string): string | null {
  return houseEnds.find(([kind]) => kind.test(name))?.[1] ?? null
}
