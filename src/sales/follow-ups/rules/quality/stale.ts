import { addDays } from '../../../../platform/time.ts'
import { about, type Finding, type Written } from './types.ts'

/** Days after which what happened is told too late. */
const MOST_DAYS = 3

/** 未及时更新: written down more than three days after it happened, or with a next step whose day has passed. */
export function stale(written: Written): Finding | null {
  const { reportDay, occurredDay, nextDay } = written
  const happened = [occurredDay, dayTold(written)].filter((day) => day !== null).sort()[0] ?? null
  if (happened !== null && addDays(happened, MOST_DAYS) < reportDay)
    return about('stale', 'stale.longAgo', written, null, { day: happened })
  if (nextDay !== null && nextDay < reportDay)
    return about('stale', 'stale.nextPassed', written, 'nextAction', { day: nextDay })
  return null
}

/** The text itself says today, so a day it names is of something else. */
const isToday = /今天|今日|今早|上午|下午|刚|本周|这周|现在/u
const done = /^[^，,。；;\n]{0,14}(了|过|完成|结束|拜访|走访|去|见|开会|回访|送|做|验|装|谈|参加|培训|陪|跑|试|碰)/u
const background = /^(装|签|买|发|寄|定|开|约|到)的|起|以来|之前|前|到期|截止|后/u

/** The day that the first words give to what is told; only a day of its own, no deadline and no history. */
function dayTold({ summary, reportDay, occurredDay }: Written): string | null {
  if (/上个?月底?(拜访|去|见|走访|谈|开会|做)/u.test(summary)) return addDays(reportDay.slice(0, 8).concat('01'), -1)
  const found = /^\s*(?:补录?[:：]?\s*)?(?:(\d{4})年)?(\d{1,2})月(\d{1,2})[日号]?/u.exec(summary)
  if (found === null || isToday.test(summary.replace(/今天补录?|今日补录?/u, ''))) return null
  const rest = summary.slice(found[0].length)
  if (background.test(rest) || !done.test(rest)) return null
  const day = `${found[1] ?? reportDay.slice(0, 4)}-${pad(found[2])}-${pad(found[3])}`
  if (day > reportDay || day > (occurredDay ?? reportDay)) return null
  return day
}

const pad = (digits: string | undefined): string => (digits ?? '').padStart(2, '0')
