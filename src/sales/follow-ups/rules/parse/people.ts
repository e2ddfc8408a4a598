import { isPlace } from './company-words.ts'
import { addForeign } from './foreigners.ts'
import { addKnown } from './known-people.ts'
import type { PersonSaid, Put } from './person.ts'
import { isHan } from './plain.ts'
import {
  endsNameAt,
  isPlausible,
  isRareSurname,
  isSurname,
  isWordBefore,
  nameLengthAt,
  startsName,
} from './surnames.ts'
import { ADDRESS, DEPARTMENT, departmentSpan, longestFirst, ROLE, roleSpan, titleAfter, titleBehind } from './titles.ts'
import type { KnownContact, Span } from './types.ts'
import { addresses, lonelyRoles, notNames, rareSurnames, surnames } from './words/people.ts'

/** People spoken of, with the roles that were said. */

const compound = [...surnames].filter((name) => name.length === 2).join('|')
const calledBy = new RegExp(`(?<!副|财|总)((?:${compound})|[\\u4e00-\\u9fff])(${ROLE}|${ADDRESS})`, 'gi')
const oldOrYoung = /(?<![大最古])([老小阿])([\u4e00-\u9fff])(?![\u4e00-\u9fff]?(?:区|时候))/g
/** Officials by their office alone: 费处, 张局. */
const official =
  /([\u4e00-\u9fff])(处|局|院|校|科|队|所|董|指导|书记|师)(?=[\s,。;、)]|$|说|讲|让|回|问|催|要|那边|表示|同意|答应|反馈|来电|在|电话|约)/g

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
  addOfficials(plain, isCompany, put)
  addNamed(plain, customers, isCompany, put)
  addIntroduced(plain, isCompany, put)
  addOldAndYoung(plain, customers, put)
  addForeign(plain, customers, isCompany, put)
  addLonelyRoles(plain, isCompany, put)
  for (const contact of contacts) addKnown(plain, contact, found)
  return found.sort((a, b) => a.start - b.start)
}

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

/** 费处, 张局: only where nothing else can begin. */
function addOfficials(plain: string, isCompany: (at: number) => boolean, put: Put): void {
  for (const { index: start, 0: words, 1: surname = '' } of plain.matchAll(official)) {
    const isBegun =
      /(?:^|[\s,。;、:(|的跟找见和与给]|约了|拜访|联系|新来的|部长?|处长?|总厨|主任)$/.test(plain.slice(0, start)) ||
      isCompany(start - 1)
    if (!isSurname(surname) || !isBegun || isCompany(start) || !isPlausible(words)) continue
    put(start, start + words.length, roleSpan(plain.slice(0, start)))
  }
}

/** A full name after a role, a company, or a verb of meeting: 采购经理王海涛, 见了吴倩, 江淮压铸赵志强来电. */
function addNamed(plain: string, customers: readonly Span[], isCompany: (at: number) => boolean, put: Put): void {
  const afterCompany = new Set(customers.flatMap(({ end }) => [end, end + 1, end + 2, end + 3]))
  for (let at = 0; at < plain.length - 1; at++) {
    if (!surnames.has(plain[at] as string)) continue
    const before = plain.slice(Math.max(0, at - 14), at)
    const length = nameLengthAt(plain, at) || framedLength(plain, at, before)
    if (length === 0) continue
    const next = plain.slice(at + length, at + length + 6)
    const isClosed = next === '' || !isHan(next[0]) || endsNameAt(plain, at + length)
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
      !endsNameAt(plain, at) &&
      // 跟石基签了三年: with whom the customer signs is a rival.
      !(/[跟和]$/.test(before) && /^(?:已经|都|早就)?(?:签|续|合作|绑)/.test(next))
    if (isCompany(at) || isCompany(at + length - 1)) continue
    const name = plain.slice(at, at + length)
    const isThing = things.test(name) || isPlace(name)
    // 采购公示: behind a mere field of work a word is more likely than a rare name.
    const isLikely = isAlone || length === 3 || !rareSurnames.has(name[0] as string) || !isField.test(bare)
    if (role.length > 0 && (isClosed || length === 3) && isLikely) put(at, at + length, role)
    else if ((isAfterCompany && !isThing && (length === 3 || isPlausible(name))) || isMet)
      put(at, at + length, titleBehind(plain, at + length))
    else if (isAlone && !isThing && isPlausible(name)) put(at, at + length, titleBehind(plain, at + length))
    else if (isClosed && titleAfter.test(next) && /^[A-Za-z]/.test(next))
      put(at, at + length, titleBehind(plain, at + length))
  }
}

/** Ends of things, departments and houses: no names. */
const things =
  /[车机器厂款单价费货样品件料灯柜泵阀油粉漆板管线量率期书店]$|(?:公司|集团|[\u4e00-\u9fff][部科处室课组局所站院校])$/
const isField = /(?:采购|财务|会计|销售|技术|招商|老板)$/

/** Characters that begin common words, and are as common in given names. */
const inNames = '建一二三特加通定同学正开发合德立方群先才成文新'

/** Between a role and a pause or a verb stands a name, whatever its characters: 投资总监沈一鸣 视频过了. */
function framedLength(plain: string, at: number, before: string): number {
  if (notNames.has(plain.slice(at, at + 2)) || roleSpan(before).length === 0) return 0
  const isWithin = (i: number): boolean =>
    isHan(plain[i]) && (!endsNameAt(plain, i) || (inNames.includes(plain[i] as string) && !endsNameAt(plain, i, 2)))
  const isOver = (i: number): boolean => !isHan(plain[i]) || endsNameAt(plain, i)
  return [3, 2].find((length) => isOver(at + length) && [1, 2].slice(0, length - 1).every((n) => isWithin(at + n))) ?? 0
}

const surnamed = new RegExp(
  `((?:${DEPARTMENT})?(?:${ROLE}|老板))姓(${compound}|[\\u4e00-\\u9fff])|姓(${compound}|[\\u4e00-\\u9fff])的((?:${DEPARTMENT})?(?:${ROLE}))`,
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
    if (isSurname(name)) put(at, at + name.length, [{ start: from, end: from + role.length }])
  }
  for (const { index } of plain.matchAll(subject)) {
    const length = nameLengthAt(plain, index)
    if (
      length < 2 ||
      isCompany(index) ||
      isCompany(index + length - 1) ||
      !isPlausible(plain.slice(index, index + 2)) ||
      !endsNameAt(plain, index + length)
    )
      continue
    put(index, index + length, titleBehind(plain, index + length))
  }
}

/** 小单 is an order, 老家 a home. */
const notAfterYoung = '时单区计麦山家车包水利广全解公年国平满量路'
const notAfterOld = '公师家年百时路于国厂是总产房乡牌款样本城街字客账帐友'

/** 老邵, 小陈. */
function addOldAndYoung(plain: string, customers: readonly Span[], put: Put): void {
  for (const hit of plain.matchAll(oldOrYoung)) {
    const [start, end] = [hit.index, hit.index + 2]
    const surname = hit[2] as string
    // 阿鹏 is called by the given name.
    const isGiven = hit[1] === '阿' && !'里姨胶拉妈爸婆公根富克司迪克联斯伯特尔托'.includes(surname)
    if ((!isSurname(surname) && !isGiven) || (hit[1] === '小' ? notAfterYoung : notAfterOld).includes(surname)) continue
    if (/^(?:[老小](?:程序|金属|黄车|包装|于\d|毛病|牛|马达|龙虾|白鼠|雷达|鲁班))/.test(plain.slice(start, start + 4)))
      continue
    const company = customers.find((span) => span.start < end && start < span.end)
    // 老邹建材批发部 is named after the man himself.
    if (company !== undefined && !(company.start === start || plain.slice(company.start, start).length <= 4)) continue
    put(start, end, roleSpan(plain.slice(0, start)))
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
      /^(?:亲自|又|也|还|一直)?(?:关心|担心|嘱咐|交代|坚持|拍胸脯|拒绝|拍板|松口|透露|告诉|转告|回复|拉着|陪|接待|不在|点头|吩咐|找|让|在|发|讲|骂|催|答应|想|说|来电|打来|打电话|要求|问|约|同意|答应|反馈|表示|觉得|嫌|想|签|签字|回|反映|提)/.test(
        next,
      )
    const isMet = /(?:见了|见到了?|找到?了?|拜访了?|跟|和)$/.test(before)
    if (isSpeaking || isMet) put(start, end, [{ start, end }], 'role')
  }
}
