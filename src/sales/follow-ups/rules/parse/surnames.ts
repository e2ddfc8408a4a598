import { isHan } from './plain.ts'
import { departmentBefore } from './titles.ts'
import { addresses, afterNames, notNames, rareSurnames, surnames } from './words/people.ts'

/** Where Chinese names begin and end. */

/** Whether a Chinese name of two to four characters begins at an offset; its length, or 0. */
export function nameLengthAt(plain: string, start: number): number {
  const two = plain.slice(start, start + 2)
  const surname = surnames.has(two) && two.length === 2 ? 2 : surnames.has(two[0] ?? '') ? 1 : 0
  if (surname === 0 || notNames.has(two)) return 0
  const at = start + surname
  if (!isHan(plain[at]) || endsNameAt(plain, at)) return 0
  if (!isHan(plain[at + 1]) || endsNameAt(plain, at + 1)) return surname + 1
  return surname + 2
}

/** Whether a word begins here that is no part of a name. @param shortest words of fewer characters do not count */
export function endsNameAt(plain: string, at: number, shortest = 1): boolean {
  return afterNames.some((word) => word.length >= shortest && plain.startsWith(word, at))
}

export function isSurname(text: string): boolean {
  return surnames.has(text)
}

/** A surname that no list holds: 刀科长, right behind a department or a pause. */
export function isRareSurname(plain: string, start: number, char: string, word: string): boolean {
  if (
    endsNameAt(plain, start) ||
    addresses.includes(word) ||
    word.length < 2 ||
    /[该各这那某副正原新老大小两几每前后的其总本一二三四五区组现名女男]/.test(char)
  )
    return false
  const before = plain.slice(Math.max(0, start - 12), start)
  return departmentBefore.test(before) && /[部科处室课办]$/.test(before)
}

/** Whether a name may begin here: after a boundary, a company, a role or a verb. */
export function startsName(plain: string, at: number): boolean {
  const before = plain[at - 1]
  if (before === undefined || !isHan(before)) return true
  return /(?:的|找|见|跟|和|与|给|由|叫|是|到|了|员|约|拜访|联系|通知|机构|[部科处室所长管任监理店司团校厂院行房心])$/.test(
    plain.slice(Math.max(0, at - 4), at),
  )
}

/** 工程总监 holds no 程总, 采购部长 no 购部长. */
export function isWordBefore(plain: string, start: number, surname: string, word: string): boolean {
  const before = plain.slice(Math.max(0, start - 3), start)
  const pair = `${before.at(-1) ?? ''}${surname}`
  if (
    /^(?:工程|流程|课程|安全|品管|公关|机关|海关|信息|管理|任何|如何|最高|东方|对方|甲方|乙方|双方|官方|地方|卖方|买方|厂家|商家|专家|国家|大家|客户|办公|行政|竣工|员工|职工|手工|加工|化工|民工|开工|完工|复工|停工|返工|人工|技工|分管|主管|不管|保管|家居|平时|当时|小时|同时|及时|生鲜|海鲜|店方|校方|院方|厂方)$/.test(
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
    // 办公室文主任: behind a department it can only be a name.
    !departmentBefore.test(plain.slice(Math.max(0, start - 12), start)) &&
    surname !== '成'
  )
}

/** A word that stands alone is a name only when its surname is no common word itself. */
export function isPlausible(name: string): boolean {
  return !rareSurnames.has(name[0] as string) && !notNames.has(name.slice(0, 2))
}
