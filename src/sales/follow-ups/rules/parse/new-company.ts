import type { Clause } from './clauses.ts'
import { methodAlone } from './events.ts'
import { isHan } from './plain.ts'
import type { Span } from './types.ts'

/** A company that nobody knows yet: 新客户 X; in a list what stands first before a method. */
export function newCompanyIn(
  { plain, clauses, mentions }: { plain: string; clauses: readonly Clause[]; mentions: readonly Span[] },
  clause: Clause,
  isList: boolean,
): Span | null {
  const text = plain.slice(clause.start, clause.end)
  const at = clause.at
  const next = clauses[at + 1]
  const said = /^(?:[^\u4e00-\u9fffA-Za-z]*)(?:新(?:增)?(?:客户|线索|商机|开发)|陌拜|新客)[\s:(一家个]*(?:是|叫)?/.exec(
    text,
  )
  if (said !== null && said[0].length < text.length)
    return companySpan(clause.start + said[0].length, text.slice(said[0].length))
  if (said !== null && said[0].length === text.length && next !== undefined && next.line === clause.line) {
    if (mentions.some((mention) => mention.start >= next.start && mention.end <= next.end)) return null
    return companySpan(next.start, plain.slice(next.start, next.end))
  }
  if (isList && clause.isFirst && next !== undefined && next.line === clause.line) {
    const name = text.replace(/^[^\u4e00-\u9fffA-Za-z]+/, '')
    const isListed =
      methodAlone(plain.slice(next.start, next.end)) !== null &&
      name.length >= 3 &&
      isHan(name[0]) &&
      methodAlone(name) === null
    if (isListed && !/^(?:上午|下午|今天|早上|中午|晚上)/.test(name))
      return { start: clause.end - name.length, end: clause.end }
  }
  return null
}

/** The name at the beginning of a text: up to a sign, a verb or a word of origin. */
function companySpan(start: number, text: string): Span | null {
  const lead = /^[\s:,的是叫]*/.exec(text)?.[0].length ?? 0
  const name = /^[\u4e00-\u9fffA-Za-z0-9&().]{2,24}?(?=(?:的|,|。|\s|官网|来的|电话|微信|打|想|说|$|在|是|有))/.exec(
    text.slice(lead),
  )?.[0]
  return name === undefined || name.length < 2 ? null : { start: start + lead, end: start + lead + name.length }
}
