import { about, type Finding, type Written } from './types.ts'
import { substance } from './words.ts'

/** The matter is over, won or lost: nothing more needs to be planned. */
const closed =
  /丢单|输单|丢标|落标|流标|废标|项目(已)?(终止|取消|结束|结项)|终止合作|不再合作|不做了|不要了|选了别家|用了别家|决定自研|自己做了|结清|结案|已关闭|全部付清|合作结束/u

/** A day to come, however it is said. */
const when =
  '(今晚|明[天早晚]|后天|大后天|下+个?周[一二三四五六日天]?|下礼拜|这?周[一二三四五六日天]|本周[一二三四五六日天内]|月底|月初|月中|年底|下个?月|\\d{1,2}月\\d{0,2}[日号]?|\\d{1,2}[日号]|节后|[一二两三四五六七八九十\\d]+(天|周|个月)[内后]|当天|到货后)'
const act =
  '(约|去|再|发|送|寄|给|打|提交|交|见|谈|看|过去|带|演示|报|签|催|回访|安排|补|验|拜访|测|讲|出|装|收|联系|回复|对接|确认|盘点|做|上门)'
const plan = new RegExp(
  `${when}[^。；;\\n]{0,14}${act}|${act}[^，,。；;\\n]{0,6}${when}|约好|约定|约了.{0,8}${when}`,
  'u',
)
const past = /^(上|昨|前天|去年|上个?月)/u

/** 没有下一步: the matter is open and nothing is planned, or only in words without a day. A plan with its day in the words counts. */
export function noNextStep(written: Written): Finding | null {
  if (written.nextDay !== null) return null
  if (substance(written.nextAction) !== '') return null
  const told = `${written.summary}，${written.feedback}`
  if (closed.test(told) || planIn(written.summary)) return null
  const said = written.nextAction.trim() !== ''
  return about('noNextStep', said ? 'noNextStep.onlyWords' : 'noNextStep.none', written, said ? 'nextAction' : null)
}

function planIn(text: string): boolean {
  return text
    .split(/[，,。；;\n]/u)
    .some(
      (clause, index, all) =>
        plan.test(clause) && !past.test(clause) && !(index === 0 && all.length > 1 && isReport(clause)),
    )
}

/** 「7月8日去工地量了尺寸」 tells what was done. */
const isReport = (clause: string): boolean =>
  /了(?!吗|没)/u.test(clause) && !/约|答应|计划|准备|接下来|下一步/u.test(clause)
