import { isHan } from './plain.ts'
import type { KnownContact, Span } from './types.ts'
import {
  addresses,
  afterNames,
  departmentEnds,
  departments,
  lonelyRoles,
  notNames,
  rareSurnames,
  roles,
  surnames,
} from './words/people.ts'

/** People spoken of, with the roles that were said. */

export interface PersonSaid extends Span {
  name: string
  /** Where the words of the role stand, department first; empty when none was said. */
  title: Span[]
  /** `name`: a name or surname was said; `role`: only a role that names one person of a house. */
  by: 'name' | 'role'
  contact: KnownContact | null
}

const longestFirst = (words: readonly string[]): string =>
  [...new Set(words)].sort((a, b) => b.length - a.length).join('|')
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const DEPARTMENT = `(?:(?:${longestFirst(departments)})(?:${departmentEnds})?)`
const ROLE = `(?:${longestFirst(roles)}|采购)`
const ADDRESS = `(?:${longestFirst(addresses)})`
const compound = [...surnames].filter((name) => name.length === 2).join('|')

/** A role with its department, ending where a name may begin: 质量经理, 设备科科长, IT经理, 采购. */
const roleBefore = new RegExp(`(?:${DEPARTMENT}(?:的)?)?(?:${ROLE})$|(?:采购|财务|会计|销售|技术|招商|老板)$`, 'i')
const departmentBefore = new RegExp(`(${DEPARTMENT})的?\\s?$`)
const titleAfter = new RegExp(
  `^(?:(${DEPARTMENT})?(${ROLE})|(${ADDRESS})(?![经监裁工公部共体价数额包结台计]|程师|司))`,
  'i',
)
const calledBy = new RegExp(
  `(?<![\\u4e00-\\u9fff]{0}(?:副|财|总))((?:${compound})|[\\u4e00-\\u9fff])(${ROLE}|${ADDRESS})`,
  'gi',
)
const oldOrYoung = /(?<![\u4e00-\u9fff]{0}[大最古])([老小阿])([\u4e00-\u9fff])(?![\u4e00-\u9fff]?(?:区|时候))/g
const spoken =
  /^(?:那边|这边|他们)?(?:说|回|问|催|要|发|在|确认|来|嫌|接受|觉得|邮件|桑|先生|女士|小姐|总|经理|提|反馈|表示|同意|希望|约|微信|电话|WhatsApp|亲自|带|看|下)/i
const titlesOfForeigners = /(?:Mr|Mrs|Ms|Miss|Herr|Frau|Dr|Sr|Señor|Mme|Monsieur)\.?\s*$/i
const notForeigners =
  /^(?:zoom|teams|whatsapp|line|excel|email|mail|iphone|ipad|android|oa|sap|erp|crm|mes|plc|opc|ua|po|pi|lc|moq|fob|cif|usd|eur|cny|rmb|app|ai|it|hr|ceo|cto|cfo|coo|cio|cmo|hrd|hrbp|vp|gm|pm|api|demo|ppt|pdf|word|jebel|ali|dhl|ups|fedex|etd|eta|oem|odm|ota|qq|sku|kpi|roi|saas|pos|trial|order|sample|the|and|quote|provide|fsc|ce|rohs|iso|bom|led|ok|vip|wifi|usb|herr|frau|mr|mrs|ms|miss|dr|december|november|october|september|august|july|june|april|march|february|january)$/i

/** Whether a Chinese name of two to four characters begins at an offset; its length, or 0. */
export function nameLengthAt(plain: string, start: number): number {
  const two = plain.slice(start, start + 2)
  const surname = surnames.has(two) && two.length === 2 ? 2 : surnames.has(two[0] ?? '') ? 1 : 0
  if (surname === 0 || notNames.has(two)) return 0
  const at = start + surname
  if (!isHan(plain[at]) || ends(plain, at)) return 0
  if (!isHan(plain[at + 1]) || ends(plain, at + 1)) return surname + 1
  return surname + 2
}

function ends(plain: string, at: number): boolean {
  return afterNames.some((word) => plain.startsWith(word, at))
}

function isSurname(text: string): boolean {
  return surnames.has(text)
}

/**
 * Everybody spoken of, in order.
 * @param customers where companies are named: a name may follow one directly
 */
export function peopleOf(plain: string, customers: readonly Span[], contacts: readonly KnownContact[]): PersonSaid[] {
  const found: PersonSaid[] = []
  const [taken, companies] = [new Uint8Array(plain.length), new Uint8Array(plain.length)]
  for (const { start, end } of customers) companies.fill(1, start, end)
  const isCompany = (at: number): boolean => companies[at] === 1
  const put: Put = (start, end, title, by = 'name') => {
    if (taken.subarray(start, end).includes(1)) return
    taken.fill(1, start, end)
    found.push({ start, end, name: plain.slice(start, end), title, by, contact: null })
  }
  addCalled(plain, isCompany, put)
  addNamed(plain, customers, isCompany, put)
  addIntroduced(plain, isCompany, put)
  addOldAndYoung(plain, customers, put)
  addForeign(plain, customers, isCompany, put)
  addLonelyRoles(plain, isCompany, put)
  for (const contact of contacts) addKnown(plain, contact, found)
  return found.sort((a, b) => a.start - b.start)
}

type Put = (start: number, end: number, title: Span[], by?: PersonSaid['by']) => void

/** 王总, 韩科长, 赵志远经理. */
function addCalled(plain: string, isCompany: (at: number) => boolean, put: Put): void {
  for (const hit of plain.matchAll(calledBy)) {
    const [whole, surname = '', word = ''] = hit
    let start = hit.index
    const end = start + whole.length
    if (isCompany(end - 1)) continue
    // A full name before the role: 赵志远经理.
    const full = [3, 2].find((length) => {
      const at = start - length + 1
      return (
        at >= 0 && nameLengthAt(plain.slice(0, start + 1), at) === length && !isCompany(at) && startsName(plain, at)
      )
    })
    if (full !== undefined) start = start - full + 1
    else if (
      isSurname(surname) ? isWordBefore(plain, start, surname, word) : !isRareSurname(plain, start, surname, word)
    )
      continue
    const isRole = !addresses.includes(word) || word === '老板娘'
    const before = plain.slice(0, start)
    const role = { start: end - word.length, end }
    put(start, full === undefined ? end : start + full, isRole ? [...departmentSpan(before), role] : roleSpan(before))
  }
}

/** A surname that no list holds: 刀科长, right behind a department or a pause. */
function isRareSurname(plain: string, start: number, char: string, word: string): boolean {
  if (
    addresses.includes(word) ||
    word.length < 2 ||
    /[该各这那某副正原新老大小两几每前后的其总本一二三四五区组现名女男]/.test(char)
  )
    return false
  const before = plain.slice(Math.max(0, start - 12), start)
  return departmentBefore.test(before) && /[部科处室课办]$/.test(before)
}

/** Whether a name may begin here: after a boundary, a company, a role or a verb. */
function startsName(plain: string, at: number): boolean {
  const before = plain[at - 1]
  if (before === undefined || !isHan(before)) return true
  return /(?:的|找|见|跟|和|与|给|由|叫|是|到|了|员|约|拜访|联系|通知|机构|[部科处室所长管任监理店司团校厂院行房心])$/.test(
    plain.slice(Math.max(0, at - 4), at),
  )
}

/** 工程总监 holds no 程总, 采购部长 no 购部长. */
function isWordBefore(plain: string, start: number, surname: string, word: string): boolean {
  const before = plain.slice(Math.max(0, start - 3), start)
  const pair = `${before.at(-1) ?? ''}${surname}`
  if (
    /^(?:工程|流程|课程|安全|品管|公关|机关|海关|信息|管理|任何|如何|最高|东方|对方|甲方|乙方|双方|官方|地方|卖方|买方|厂家|商家|专家|国家|大家|客户|办公|行政|竣工|员工|职工|手工|加工|化工|民工|开工|完工|复工|停工|返工|人工|技工|分管|主管|不管|保管|家居|平时|当时|小时|同时|及时|店方|校方|院方|厂方)$/.test(
      pair,
    )
  )
    return true
  if (word === '工' && surname === '施' && /^(?:方|队|单|图|现|期|中|完|人|要|的|安|,|$)/.test(plain.slice(start + 2)))
    return true
  if (
    word === '工' &&
    /^(?:师|人|程|作|厂|地|期|艺|业|装|会|商|资|时|单|具|位|序)/.test(plain.slice(start + surname.length + 1))
  )
    return true
  if (
    word === '总' &&
    /^(?:部|经|监|裁|共|体|价|数|额|包|结|台|是|计|金|量|的来)/.test(plain.slice(start + surname.length + 1))
  )
    return !/^经理/.test(plain.slice(start + surname.length + 1))
  return (
    rareSurnames.has(surname) &&
    /[\u4e00-\u9fff]/.test(before.at(-1) ?? '') &&
    !/[的跟和找见与,]$/.test(before) &&
    surname !== '成'
  )
}

/** A full name after a role, a company, or a verb of meeting: 采购经理王海涛, 见了吴倩, 江淮压铸赵志强来电. */
function addNamed(plain: string, customers: readonly Span[], isCompany: (at: number) => boolean, put: Put): void {
  const afterCompany = new Set(customers.flatMap(({ end }) => [end, end + 1, end + 2, end + 3]))
  for (let at = 0; at < plain.length - 1; at++) {
    if (!surnames.has(plain[at] as string)) continue
    const length = nameLengthAt(plain, at)
    if (length === 0) continue
    const before = plain.slice(Math.max(0, at - 14), at)
    const next = plain.slice(at + length, at + length + 6)
    const isClosed = next === '' || !isHan(next[0]) || ends(plain, at + length)
    const bare = before.trimEnd()
    const role = roleSpan(plain.slice(0, at - before.length + bare.replace(/[叫是:]$/, '').length))
    const isAlone =
      (before === '' || /[\s,。;、|:(\n/-]$/.test(before)) &&
      (next === '' || /^[\s,。;、|:)\n(/]/.test(next)) &&
      length <= 3
    const gap = /^(?:那边|这边|的|这里|那里)?[\s,:]?(?:的)?$/
    const isAfterCompany =
      isClosed &&
      afterCompany.has(at) &&
      customers.some(({ end }) => end <= at && at - end <= 3 && gap.test(plain.slice(end, at)))
    const isMet =
      isClosed &&
      /(?:见了|见到了?|找了?|约了|拜访了?|联系了?|跟|对接人|负责人是|叫|联系人:?)$/.test(before) &&
      !ends(plain, at)
    if (isCompany(at) || isCompany(at + length - 1)) continue
    if (role.length > 0 && (isClosed || length === 3)) put(at, at + length, role)
    else if (isAfterCompany || isMet) put(at, at + length, titleBehind(plain, at + length))
    else if (isAlone && isPlausible(plain.slice(at, at + length))) put(at, at + length, titleBehind(plain, at + length))
    else if (isClosed && titleAfter.test(next) && /^[A-Za-z]/.test(next))
      put(at, at + length, titleBehind(plain, at + length))
  }
}

/** A word that stands alone is a name only when its surname is no common word itself. */
function isPlausible(name: string): boolean {
  return !rareSurnames.has(name[0] as string) && !notNames.has(name.slice(0, 2))
}

/** 裴岩CTO, 曾明(采购经理). */
function titleBehind(plain: string, at: number): Span[] {
  const skipped = /^[\s(]?/.exec(plain.slice(at, at + 1))?.[0].length ?? 0
  const hit = titleAfter.exec(plain.slice(at + skipped, at + skipped + 16))
  if (hit === null || hit[3] !== undefined) return []
  return [{ start: at + skipped, end: at + skipped + hit[0].length }]
}

/** The role that a text ends with. */
function roleSpan(before: string): Span[] {
  const near = before.slice(-20).trimEnd()
  const hit = roleBefore.exec(near)
  if (hit === null) return []
  const start = before.length - before.slice(-20).length + hit.index
  // 设备科的科长: the particle is no part of it.
  const [head = '', tail] = hit[0].split('的')
  return tail === undefined
    ? [{ start, end: start + hit[0].length }]
    : [
        { start, end: start + head.length },
        { start: start + head.length + 1, end: start + hit[0].length },
      ]
}

/** The department that a text ends with. */
function departmentSpan(before: string): Span[] {
  const near = before.slice(-16)
  const hit = departmentBefore.exec(near)
  if (hit === null) return []
  const start = before.length - near.length + hit.index
  return [{ start, end: start + (hit[1] as string).length }]
}

const surnamed = new RegExp(
  `((?:${DEPARTMENT})?(?:${ROLE}))姓([\\u4e00-\\u9fff])|姓([\\u4e00-\\u9fff])的((?:${DEPARTMENT})?(?:${ROLE}))`,
  'gi',
)
const subject =
  /(?<=^|[,。;!?\n\s|])(?=[\u4e00-\u9fff]{2,3}(?:说|让|给|要|问|回|提|答应|同意|觉得|嫌|反馈|表示|挺|很|有点|也|还|想|那边|约|找|电话|微信|休|出差|倒|抱怨|催|建议|透露|承诺|负责|点头|拍板|签))/g

/** 采购经理姓蔺, 姓季的厂长; and who speaks at the head of a clause: 张丹丹挺恼火. */
function addIntroduced(plain: string, isCompany: (at: number) => boolean, put: Put): void {
  for (const hit of plain.matchAll(surnamed)) {
    const [role, name] = [(hit[1] ?? hit[4]) as string, (hit[2] ?? hit[3]) as string]
    const at = hit.index + hit[0].indexOf('姓') + 1
    const from = hit.index + hit[0].indexOf(role)
    if (isSurname(name)) put(at, at + 1, [{ start: from, end: from + role.length }])
  }
  for (const { index } of plain.matchAll(subject)) {
    const length = nameLengthAt(plain, index)
    if (
      length < 2 ||
      isCompany(index) ||
      isCompany(index + length - 1) ||
      !isPlausible(plain.slice(index, index + 2)) ||
      !ends(plain, index + length)
    )
      continue
    put(index, index + length, titleBehind(plain, index + length))
  }
}

/** 小单 is an order, 老家 a home. */
const notAfterYoung = '时单区计麦山家车包水利广全解公年国平满量路'
const notAfterOld = '公师家年百时路于国厂是总产'

/** 老邵, 小陈. */
function addOldAndYoung(plain: string, customers: readonly Span[], put: Put): void {
  for (const hit of plain.matchAll(oldOrYoung)) {
    const [start, end] = [hit.index, hit.index + 2]
    const surname = hit[2] as string
    if (!isSurname(surname) || (hit[1] === '小' ? notAfterYoung : notAfterOld).includes(surname)) continue
    if (/^(?:[老小](?:金属|黄车|包装|于\d|毛病|牛|马达|龙虾|白鼠|雷达|鲁班))/.test(plain.slice(start, start + 4)))
      continue
    const company = customers.find((span) => span.start < end && start < span.end)
    // 老邹建材批发部 is named after the man himself.
    if (company !== undefined && !(company.start === start || plain.slice(company.start, start).length <= 4)) continue
    put(start, end, roleSpan(plain.slice(0, start)))
  }
}

/** Emma, Herr Schmidt, Tanaka 桑. */
function addForeign(plain: string, customers: readonly Span[], isCompany: (at: number) => boolean, put: Put): void {
  for (const hit of plain.matchAll(/[A-ZÀ-Þ][a-zà-ÿ]{1,13}(?![A-Za-z0-9])/g)) {
    const [start, end] = [hit.index, hit.index + hit[0].length]
    const before = plain.slice(Math.max(0, start - 16), start)
    const isTitled = titlesOfForeigners.test(before)
    const next = plain.slice(end, end + 12).trimStart()
    if ((isCompany(start) && !isTitled && !/^桑/.test(next)) || (notForeigners.test(hit[0]) && !isTitled)) continue
    if (/[A-Za-z0-9]$/.test(before)) continue
    // 浦江Peter: directly after the company.
    const isBehind =
      customers.some(
        ({ end: at }) => at <= start && start - at <= 4 && /^(?:的|那边的?|这边的?)?\s?$/.test(plain.slice(at, start)),
      ) || /(?:老板|采购|买手|经理|主管|负责人|联系人)\s?$/.test(before)
    const role = roleSpan(plain.slice(0, start))
    const isIntroduced =
      /(?:的|那边|让|找|跟|和|给|客户|老板|采购|买手|经理|主管|负责人|联系人)\s*$/.test(before) ||
      isCompany(start - 1) ||
      isCompany(start - 2)
    if (
      isTitled ||
      isBehind ||
      role.length > 0 ||
      (spoken.test(next) && (isIntroduced || /(?:^|[\s,。;\n(])$/.test(before))) ||
      (isIntroduced && /^(?:[\s,。;:)(]|$)/.test(next))
    )
      put(start, end, role.length > 0 ? role : titleBehind(plain, end))
  }
}

const lonely = new RegExp(`(?:${DEPARTMENT})?(?:${longestFirst(lonelyRoles)})`, 'g')

/** 厂长说 …, 见了院长: a role that names the person. */
function addLonelyRoles(plain: string, isCompany: (at: number) => boolean, put: Put): void {
  for (const hit of plain.matchAll(lonely)) {
    const [start, end] = [hit.index, hit.index + hit[0].length]
    if (isCompany(start)) continue
    const [before, next] = [plain.slice(Math.max(0, start - 6), start), plain.slice(end, end + 4)]
    if (
      /(?:我们|咱们|其他|同行|介绍的|副|跟|让|等|公司|新|前|董事|[王李张刘陈])$/.test(before) &&
      !/(?:见了|见到|拜访)$/.test(before)
    )
      continue
    const isSpeaking =
      /^(?:亲自|又|也|还|一直)?(?:找|让|在|发|讲|骂|催|答应|想|说|来电|打来|打电话|要求|问|约|同意|答应|反馈|表示|觉得|嫌|想|签|签字|回|反映|提)/.test(
        next,
      )
    const isMet = /(?:见了|见到了?|找到?了?|拜访了?|跟|和)$/.test(before)
    if (isSpeaking || isMet) put(start, end, [{ start, end }], 'role')
  }
}

/** A contact that is known by the whole name, or by surname and title. */
function addKnown(plain: string, contact: KnownContact, found: PersonSaid[]): void {
  const name = contact.name.trim()
  if (name.length < 2) return
  const hit = new RegExp(escaped(name), 'i').exec(plain)
  if (hit !== null) {
    const [start, end] = [hit.index, hit.index + name.length]
    const same = found.find((person) => person.start < end && start < person.end)
    if (same) Object.assign(same, { name, contact, start: Math.min(start, same.start), end: Math.max(end, same.end) })
    else found.push({ start, end, name, title: [], by: 'name', contact })
    return
  }
  const called = found.filter((person) => person.contact === null && isCalled(person, plain, contact))
  if (called.length === 1 && called[0]) called[0].contact = contact
}

/** Whether 王总 may be 王海涛: the same surname, and no role said that is another one. */
function isCalled(person: PersonSaid, plain: string, contact: KnownContact): boolean {
  const surname = person.name.replace(/^[老小阿]/, '')[0]
  if (surname === undefined || !contact.name.startsWith(surname)) return false
  if (person.name.length > 1 && nameLengthAt(person.name, 0) === person.name.length) return person.name === contact.name
  const title = person.title.map(({ start, end }) => plain.slice(start, end)).join('')
  return title === '' || !contact.title || contact.title.includes(title) || title.includes(contact.title)
}
