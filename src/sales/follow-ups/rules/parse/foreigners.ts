import type { Put } from './person.ts'
import { roleSpan, titleBehind } from './titles.ts'
import type { Span } from './types.ts'
import { givenNames } from './words/given-names.ts'

/** People with names in letters. */

const spoken =
  /^(?:那边|这边|他们)?(?:说|回|问|催|要|发|在|确认|来|嫌|接受|觉得|邮件|桑|先生|女士|小姐|总|经理|提|反馈|表示|同意|希望|约|微信|电话|WhatsApp|亲自|带|看|下)/i
const titlesOfForeigners = /(?:Mr|Mrs|Ms|Miss|Herr|Frau|Dr|Sr|Señor|Mme|Monsieur)\.?\s*$/i
const notForeigners =
  /^(?:zoom|teams|whatsapp|line|excel|email|mail|iphone|ipad|android|oa|sap|erp|crm|mes|plc|opc|ua|po|pi|lc|moq|fob|cif|usd|eur|cny|rmb|app|ai|it|hr|ceo|cto|cfo|coo|cio|cmo|hrd|hrbp|vp|gm|pm|api|demo|ppt|pdf|word|jebel|ali|dhl|ups|fedex|etd|eta|oem|odm|ota|qq|sku|kpi|roi|saas|pos|trial|order|sample|the|and|quote|provide|fsc|ce|rohs|iso|bom|led|ok|vip|wifi|usb|herr|frau|mr|mrs|ms|miss|dr|december|november|october|september|august|july|june|april|march|february|january)$/i

/** Emma, Herr Schmidt, Tanaka 桑. */
export function addForeign(
  plain: string,
  customers: readonly Span[],
  isCompany: (at: number) => boolean,
  put: Put,
): void {
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
      ) || /(?:邮件|微信|电话|拜访|老板|采购|买手|经理|主管|负责人|联系人)\s?$/.test(before)
    const role = roleSpan(plain.slice(0, start).replace(titlesOfForeigners, ''))
    const isIntroduced =
      /(?:的|那边|让|找|跟|和|给|客户|老板|采购|买手|经理|主管|负责人|联系人)\s*$/.test(before) ||
      isCompany(start - 1) ||
      isCompany(start - 2)
    if (
      isTitled ||
      isBehind ||
      givenNames.has(hit[0]) ||
      role.length > 0 ||
      (spoken.test(next) && (isIntroduced || /(?:^|[\s,。;\n(])$/.test(before))) ||
      (isIntroduced && /^(?:[\s,。;:)(]|$)/.test(next))
    )
      put(start, end, role.length > 0 ? role : titleBehind(plain, end))
  }
}
