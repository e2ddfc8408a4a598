import { type Anatomy, anatomyOf, houseEnd } from './company-words.ts'
import { latinAliases, latinKey } from './latin-names.ts'
import { plainOf } from './plain.ts'
import { soundKey } from './sounds.ts'
import type { KnownCustomer } from './types.ts'
import { departments } from './words/people.ts'

/** The names by which known customers may be said, in tables that are looked up and never scanned. */

export interface Named {
  customer: KnownCustomer
  anatomy: Anatomy
}

export interface Alias {
  /** As it is compared: simplified, lower case. */
  text: string
  customer: number
  /** From 0 to 1: how surely the words mean this customer when no other one shares them. */
  weight: number
  /** Whether nothing but the place was said of a house that is named after it. */
  isPlace: boolean
}

export interface NameIndex {
  customers: readonly Named[]
  aliases: ReadonlyMap<string, readonly Alias[]>
  /** Aliases by how they sound. */
  sounds: ReadonlyMap<string, readonly Alias[]>
  /** Names in Latin letters, without spaces and accents. */
  latin: ReadonlyMap<string, readonly Alias[]>
  /** The first two syllables of every sound. */
  heads: ReadonlySet<string>
  longest: number
  /** Customers that are a kind of house (a hospital, a school), by the first character of the name and of its own name. */
  houses: ReadonlyMap<string, readonly number[]>
}

const kinds: readonly (readonly [RegExp, readonly string[]])[] = [
  [/妇幼保健院$/, ['妇幼', '妇保', '妇幼院', '妇保院']],
  [/中西医结合医院$/, ['中西医', '中西医院']],
  [/中医院$/, ['中医院', '中医']],
  [/总医院$/, ['总院', '总医院']],
  [/中心医院$/, ['中心医院', '中心院']],
  [/人民医院$/, ['人民医院', '人医', '医院']],
  [/附属医院$/, ['附院', '附属医院']],
  [/社区卫生服务中心$/, ['社区', '社区医院', '卫生服务中心', '社区中心', '卫生中心']],
  [/政务服务中心$/, ['政务中心', '政务大厅', '政务']],
  [/自来水厂$/, ['水厂', '自来水']],
  [/污水处理厂$/, ['污水厂', '污水']],
  [/律师事务所$/, ['律所', '律师所', '所']],
  [/会计师事务所$/, ['会计所', '会所', '事务所', '会计事务所']],
  [/职业(?:技术)?学院$/, ['学院', '职院', '职业学院', '职业']],
  [/实验小学$/, ['小学', '实小', '实验']],
  [/附属实验学校$/, ['附校', '附属学校', '实验学校', '附属']],
  [/培训学校$/, ['培训', '学校']],
  [/度假酒店$/, ['酒店', '度假']],
  [/大酒店$/, ['酒店']],
  [/旅行社$/, ['旅行', '旅游']],
  [/管理处$/, ['物业']],
  [/有限公司$/, []],
]

/** How a town calls its houses without naming itself. */
const wellKnown = /^(?:妇幼|妇保|总院|[一二三四五六七八九十]院)$/

/** Everything that the customers may be called, made once for many texts. */
export function buildNameIndex(customers: readonly KnownCustomer[]): NameIndex {
  const aliases = new Map<string, Alias[]>()
  const sounds = new Map<string, Alias[]>()
  const latin = new Map<string, Alias[]>()
  const heads = new Set<string>()
  const houses = new Map<string, number[]>()
  let longest = 0
  const named = customers.map((customer, at) => {
    const anatomy = anatomyOf(customer.name)
    const isLatin = !/[\u4e00-\u9fff]/.test(customer.name)
    const placed = new Set(
      anatomy.isPlaceName ? frontsOf(anatomy).map((front) => front + anatomy.core.toLowerCase()) : [],
    )
    const said = isLatin ? latinAliases(customer.name) : chineseAliases(anatomy)
    // German umlauts are typed as ae, oe, ue as well.
    const typed = customer.name.replace(/[äÄ]/g, 'ae').replace(/[öÖ]/g, 'oe').replace(/[üÜ]/g, 'ue')
    if (isLatin && typed !== customer.name) for (const [text, weight] of latinAliases(typed)) said.set(text, weight)
    for (const own of customer.shortNames ?? []) said.set(plainOf(own).toLowerCase().replace(/\s/g, ''), 0.95)
    for (const [text, weight] of said) {
      const isLetters = !/[\u4e00-\u9fff]/.test(text)
      const alias = { text: isLetters ? latinKey(text) : text, customer: at, weight, isPlace: placed.has(text) }
      if (alias.text.length < 2) continue
      add(isLetters ? latin : aliases, alias.text, alias)
      if (isLetters) continue
      longest = Math.max(longest, text.length)
      add(sounds, soundKey(text), alias)
      heads.add(soundKey(text.slice(0, 2)))
    }
    if (houseEnd(anatomy.whole) !== null)
      for (const char of new Set([anatomy.whole[0] as string, anatomy.core[0] as string]))
        houses.set(char, [...(houses.get(char) ?? []), at])
    return { customer, anatomy }
  })
  return { customers: named, aliases, sounds, latin, heads, longest: Math.min(longest, 24), houses }
}

function add(map: Map<string, Alias[]>, key: string, alias: Alias): void {
  const known = map.get(key)
  if (known) known.push(alias)
  else map.set(key, [alias])
}

/** Ways of naming what follows the own name: 精密机械 → 精密机械, 精密; 第二人民医院 → 二院. */
function tailsOf({ trades, house }: Anatomy): string[] {
  const tail = trades.join('') + house
  const tails = new Set<string>()
  for (let i = 1; i <= trades.length; i++) tails.add(trades.slice(0, i).join(''))
  const last = trades.at(-1)
  if (last !== undefined) tails.add(last).add(last + house)
  if (trades[0] !== undefined && trades[0].length > 2) tails.add(trades[0].slice(0, 2))
  if (house !== '') tails.add(house).add(tail)
  for (const [kind, short] of kinds)
    if (kind.test(tail)) for (const each of short) tails.add(tail.replace(kind, '') + each).add(each)
  const ordinal = /第([一二三四五六七八九十]+)/.exec(tail)?.[1]
  if (ordinal !== undefined) {
    for (const each of [...tails]) if (!each.includes(ordinal)) tails.delete(each)
    const end = /医院$/.test(tail) ? '院' : /中学$/.test(tail) ? '中' : /小学$/.test(tail) ? '小' : house
    tails
      .add(ordinal + end)
      .add(`第${ordinal}${house}`)
      .add(ordinal + house)
      .add(`第${ordinal}${/医院/.test(house) ? '医院' : house}`)
  }
  return [...tails].filter((each) => each !== '')
}

/** Places that may stand before the own name. */
function frontsOf({ places, branch }: Anatomy): string[] {
  return [...new Set(['', ...places, places.join(''), ...(branch === null ? [] : [branch])])]
}

/** Up to this weight an alias is but a part of the own name. */
const PART = 0.7

/** What would be found in every text: 第三, 骨科. */
const isCommon = (text: string): boolean => /第|^附属/.test(text) || departments.includes(text)

function chineseAliases(anatomy: Anatomy): Map<string, number> {
  const { whole, places, branch, core, trades, house, isPlaceName } = anatomy
  const said = new Map<string, number>()
  const put = (text: string, weight: number): void => {
    if (text.length >= 2 && !(weight <= PART && isCommon(text)) && (said.get(text) ?? 0) < weight)
      said.set(text, weight)
  }
  const lower = core.toLowerCase()
  const tails = tailsOf(anatomy)
  for (const front of frontsOf(anatomy)) {
    put(front + lower, front === '' ? 0.9 : 0.95)
    for (const tail of tails) put(front + lower + tail, 0.97)
  }
  if (branch !== null) {
    put(lower + branch, 0.95)
    for (const tail of tails) put(lower + tail + branch, 0.97)
  }
  put(whole.toLowerCase(), 1)
  put(whole.toLowerCase().replace(/(?:股份|集团)?有限(?:责任)?公司$/, ''), 0.99)
  const first = trades[0] ?? ''
  if (isPlaceName) {
    const suffix = /^[市区县]/.exec(whole.slice(whole.indexOf(core) + core.length))?.[0]
    if (suffix !== undefined) for (const tail of tails) put(core + suffix + tail, 0.97)
    // 淮南矿业 → 淮矿, 青岛啤酒 → 青啤; the city with its hospital: 苏州二院.
    const short = `${core[0]}${first[0] ?? ''}`
    if (first.length >= 2 && !/^第/.test(first))
      for (const tail of ['', ...tails, house, house.replace('医院', '院')]) put(short + tail, 0.9)
    for (const place of places) for (const tail of tails) put(place + tail, 0.85)
    for (const tail of tails) if (tail.length >= 4 || wellKnown.test(tail)) put(tail, 0.6)
  }
  if (lower.length >= 3) {
    put(lower.slice(0, 2), 0.62)
    for (const tail of tails) put(lower.slice(0, 2) + tail, 0.8)
  }
  if (lower.length >= 4) {
    put(lower.slice(0, 3), 0.7)
    put(lower.slice(-2), 0.5)
    put(lower.slice(-3), 0.6)
    // 柯桥老周机电: a town that no list holds may stand first.
    for (let at = 2; at <= lower.length - 2; at++)
      for (const tail of tails) if (lower.length - at + tail.length >= 4) put(lower.slice(at) + tail, 0.75)
  }
  const kind = trades.join('') + house
  if (kind.length >= 3 && /[厂院站所校馆社会]$|中心$|酒店$/.test(kind))
    for (const tail of tails) if (tail.length >= 3) put(tail, 0.55)
  return said
}
