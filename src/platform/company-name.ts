import { cities, provinces, trades } from './places.ts'

/** Short names of companies: what a salesperson says instead of the registered name. */

const legalForm =
  /(?:(?:集团|控股|投资)?(?:股份有限|有限责任|股份|有限|总|集团|分|子)公司|有限合伙|合伙企业|普通合伙|特殊普通合伙|个人独资企业|集团|公司|办事处)$/
const foreignForm =
  /[\s,.&]+(?:(?:pty|pvt|pte|sdn|co|company)[\s,.]*)*(?:ltd|limited|inc|incorporated|llc|llp|plc|corp|corporation|company|co|bhd|gmbh|ag|kg|sarl|sas|sa|spa|srl|bv|nv|ab|oy|as|kk|group|holdings?)\.?$/i
/** Words after which a name is an institution, known by its place: 上海市第一人民医院 is not called 第一人民医院. */
const institution =
  /(?:医院|大学|学院|中学|小学|学校|幼儿园|卫生院|卫生服务中心|保健院|政府|委员会|管理局|公安局|税务局|法院|检察院|图书馆|博物馆|研究院|研究所|银行)$/
const zone = /^(?:经济技术开发区|高新技术开发区|经济开发区|工业园区|工业园|开发区|高新区|经开区|新区)/
const branch = /(?<=.{2}(?:公司|集团))[^公司]{0,10}(?:分公司|办事处|分部|事业部)$/
const district = /^[\u4e00-\u9fff]{2,3}?(?:自治县|新区|区|县|市|镇)/
const notDistrict = /^[\u4e00-\u9fff]*?(?:社区|园区|小区|景区|片区|专区|超市|城市|都市|夜市|门市|股市|集市)/

const longestFirst = (words: readonly string[]): string[] => [...new Set(words)].sort((a, b) => b.length - a.length)
const tradesByLength = longestFirst(trades)
const generic = new Set([...trades, ...cities, ...provinces])
const provincesByLength = longestFirst(provinces)
const citiesByLength = longestFirst(cities)

function withoutLegalForm(name: string): string {
  let rest = name
  for (;;) {
    const next = rest.replace(legalForm, '').replace(foreignForm, '').trim()
    if (next === rest || next.length < 2) return rest
    rest = next
  }
}

function withoutTrade(name: string): string {
  const trade = tradesByLength.find((word) => name.endsWith(word))
  return trade ? name.slice(0, -trade.length) : name
}

/** Whether something besides trade words is left; else the place in front belongs to the name (青岛啤酒, 海南航空). */
function hasProperName(name: string): boolean {
  let rest = name
  while (rest.length >= 2) {
    const next = withoutTrade(rest)
    if (next === rest) return true
    rest = next
  }
  return false
}

function withoutPrefix(name: string, words: readonly string[], suffix: RegExp): string {
  const word = words.find((each) => name.startsWith(each))
  return word ? name.slice(word.length).replace(suffix, '') : name
}

function withoutPlace(name: string): string {
  const steps: ((text: string) => string)[] = [
    (text) => withoutPrefix(text, provincesByLength, /^(?:特别行政区|自治区|省|市)/),
    (text) => withoutPrefix(text, citiesByLength, /^(?:地区|新区|市|区)/),
    (text) => (text === name ? text : text.replace(zone, '')),
    (text) => (text === name || notDistrict.test(text) ? text : text.replace(district, '')),
  ]
  let rest = name
  for (const step of steps) {
    const next = step(rest)
    if (hasProperName(next)) rest = next
  }
  return rest
}

/**
 * The usual short names of a company, longest first: without place, brackets and legal form, then without its trades.
 * 苏州明锐电子有限公司 → 明锐电子, 明锐. Institutions keep their name. A name without anything to strip gives itself.
 */
export function shortNames(companyName: string): string[] {
  const full = companyName
    .normalize('NFKC')
    .replace(/(?<=[\u3400-\u9fff])\s+|\s+(?=[\u3400-\u9fff])/g, '')
    .trim()
  if (full === '') return []
  const open = full.replace(/\([^()]*\)|\[[^[\]]*\]|【[^】]*】/g, '').trim() || full
  const plain = open.replace(branch, '')
  if (institution.test(plain)) return [plain]
  if (!/[\u3400-\u9fff]/.test(plain)) return [withoutLegalForm(plain)]
  const name = withoutPlace(withoutLegalForm(plain))
  const names = [name]
  for (let last = name; ; ) {
    const next = withoutTrade(last)
    if (next === last || next.length < 2 || generic.has(next)) return names
    names.push(next)
    last = next
  }
}

/** The first, longest of `shortNames`: 苏州明锐电子有限公司 → 明锐电子; empty for an empty name. */
export function shortName(companyName: string): string {
  return shortNames(companyName)[0] ?? ''
}
