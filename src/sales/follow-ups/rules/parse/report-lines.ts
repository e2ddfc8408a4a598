import { methodAlone } from './events.ts'
import type { MethodKey } from './words/methods.ts'

/** Lines of reports as people paste them: headings, list items, totals. */

export type LineKind = 'plan' | 'method' | 'total' | 'title' | 'item' | 'internal' | 'text'

export interface LineRead {
  kind: LineKind
  /** The method that a heading sets for what follows. */
  method: MethodKey | null
  /** Whether content follows the heading on the same line. */
  hasContent: boolean
  /** Offset of what stands behind bullet and heading. */
  contentAt: number
}

const bullet =
  /^(?:[\s\p{Extended_Pictographic}\u2022\u00b7\u25a0-\u25ff\u2700-\u27bf\u2460-\u24ff*#>+\-–—【[]|\ufe0f|\u20e3|\d{1,2}(?:[.、):)]|\ufe0f?\u20e3)(?!\d)|[一二三四五六七八九十]{1,2}[、.)]|\(\d{1,2}\)|\([一二三四五六七八九十]\))+/u
const plan =
  /^(?:明[日天]|次日|下周|本周|后续|下一?步|待办|未完成|计划)(?:的)?(?:工作)?(?:计划|安排|待办|事项|工作|重点|拜访计划)?(?:\s*[:：]|\s*$|】|\s(?=\d))|^(?:计划|安排|待办|TODO|todo)\s*[:：]|^明[日天](?:计划|安排|工作)|^(?:明[日天])[:,，]/i
const total =
  /^(?:今日|本周|本月|当日|总)?(?:合计|共计|小计|总计|累计|汇总|统计|总结|里程|目标|完成率|签单|回款合计|拜访量|业绩)|^(?:本周|本月|今日)(?:累计|拜访\d|目标|完成|签单|共)|^今日(?:电话|拜访|微信|外呼)[:：]?\s*\d+\s*(?:个|家|次|通)?$/
const methodHeading =
  /^(?:今[日天]|当日|上午|下午|一|二|三)?[、.]?(?:的)?(电话|微信|拜访|上门|走访|来访|现场|邮件|面谈|企微|陌拜|外出拜访|客户拜访|电话沟通|电话回访|微信沟通|上门拜访|现场服务|回访|视频会议)(?:客户|沟通|跟进|情况|记录|工作)*\s*[:：]?\s*$/
const title = /(?:日报|周报|走访|工作汇报|工作总结|工作日志|工作简报)/
const neutralHeading =
  /^(?:今[日天]|当日|本日)?(?:工作|完成|进展|客户|跟进|情况|内容|成果|客户跟进|工作内容|工作完成|总结|售后)*\s*[:：]\s*$/
const internal =
  /(?:部门|内部|公司|团队)?(?:例会|周会|早会|晨会|夕会|培训|团建)$|^(?:做|写|整理|修改)(?:了)?(?:方案|标书|资料|合同|报表|PPT)|内部(?:会议|培训|周会|例会)|(?:部门|公司)(?:例会|周会|会议|培训)/

const signs: readonly (readonly [RegExp, MethodKey])[] = [
  [/^\s*(?:📞|☎️?|📱|📲)/u, 'phone'],
  [/^\s*(?:✉️?|📧|📨|📩)/u, 'email'],
  [/^\s*💬/u, 'wechat'],
  [/^\s*(?:🏪|🏬|🏥|🏭|🚗|🚶|👣)/u, 'visit'],
]

/** How a line of a report reads. */
export function readLine(line: string): LineRead {
  const marks = bullet.exec(line)?.[0].length ?? 0
  const text = line.slice(marks).replace(/】\s*$/, '')
  const read = (kind: LineKind, method: MethodKey | null = null, hasContent = false, length = 0): LineRead => ({
    kind,
    method,
    hasContent,
    contentAt: marks + length,
  })
  const planned = plan.exec(text)
  if (planned !== null)
    return read('plan', null, text.slice(planned[0].length).replace(/^[\s:]+/, '') !== '', planned[0].length)
  if (total.test(text)) return read('total')
  const heading = methodHeading.exec(text)
  if (heading !== null)
    return read('method', methodAlone((heading[1] ?? '').replace(/沟通|回访|客户|外出|服务/g, '') || '电话') ?? 'visit')
  if (neutralHeading.test(text)) return read('title')
  if (title.test(text) && text.length <= 30) return read('title')
  if (internal.test(text.slice(0, 24)) && text.length < 24) return read('internal')
  const sign = signs.find(([mark]) => mark.test(line))?.[1] ?? null
  return read(marks > 0 && marks < line.length ? 'item' : 'text', sign, true)
}
