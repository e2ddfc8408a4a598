import type { Days } from './calendar-words.ts'
import type { Clause } from './clauses.ts'
import type { When } from './dates.ts'
import type { Event } from './events.ts'
import type { Mention } from './mentions.ts'
import { newCompanyIn } from './new-company.ts'
import { readLine } from './report-lines.ts'
import type { Span } from './types.ts'
import type { MethodKey } from './words/methods.ts'

/** Which parts of a text tell of which interaction. */

export interface Telling {
  /** Index of the customer; null when it is unknown or stays open between siblings. */
  customer: number | null
  mention: Mention | null
  newCustomer: Span | null
  clauses: Clause[]
  /** Clauses of a plan that stood apart, under 明日计划; they say what comes next only. */
  planned: Clause[]
  /** Set by the heading above. */
  method: MethodKey | null
  /** The day that covers it unless it says its own: a heading, 今天跑了三家. */
  day: (Days & Span) | null
  /** The day that a heading 明日计划 gives its lines. */
  plannedDay: Days | null
  /** Whether it stands in a list. */
  isItem: boolean
  /** Whether it is an exchange of messages. */
  isChat: boolean
  /** How the last contact of it was made, as far as read. */
  lastMethod: MethodKey | null
}

export interface Read {
  plain: string
  clauses: readonly Clause[]
  mentions: readonly Mention[]
  whens: readonly When[]
  events: readonly Event[]
}

const reporting =
  /催|要求|问|想|说|讲|反馈|表示|要求|问|答应|同意|确认|签(?:了|完|下|的)|到账|收到|付了|回(?:了|复|我)|嫌|觉得|提了|提出|通过|投诉|下单|取消|完成|修好|换了|试用|满意|认可|报了|拿下|成交|合格|没|已|了(?:$|[,。])/
const enumerated = /^(?:\s*(?:和|跟|与|、|及|以及|还有|,)\s*)$/
const refersBefore =
  /(?:听|听说|据|像|类似|比如|例如|错发到|发错到|路过|离|介绍了?|引荐|推荐|提到|问起|聊到|(?:他们|她|他|客户|对方)说|抢了|输给|就是|不如|不像)$/
const refersAfter = /^(?:一样|那样|同款|的案例|案例|那边听说|隔壁|旁边|附近|对面|的竞争对手|的对手)/
const introduces = /^(?:的)?[\u4e00-\u9fff]{0,4}介绍(?:过来)?的/
const joint =
  /(?:(?:赶去|赶到|然后|接着|后来|之后|另外|还有|最后|再|又|而|同时|顺便|顺路|随后|回来路上|路上|先|就|也|刚|上午|中午|下午|晚上|傍晚|早上|今天|昨天|前天|跟|和|给|去了?|到了?|在|拜访了?|走访了?|见了?|找|联系了?|打电话给|对|与|向|为|帮|的时候|那个|,|\s)|[一二三四五六七八九十\d]{1,2}点半?)+$/
/** A sentence that is nothing but a plan: 明天计划:拜访三江农机. */
const planHead = /^(?:明[天日]|下周|后续|下一步)(?:的)?(?:工作|拜访)?(?:计划|安排)/
const notTold = /(?:没联系|还没联系|没去|没来得及|没顾上|没时间)/
const planOnly =
  /(?:明[天早日]|后天|下周|下个?月|准备|打算|计划|约(?:了|好)|顺便|顺路|改天|回头|下次|抽空|周[一二三四五六日])/

/** Cuts the text into what tells of one interaction each, in the order of their first words. */
export function tellingsOf(read: Read): Telling[] {
  const state = new Reader(read)
  return state.run()
}

class Reader {
  private readonly tellings: Telling[] = []
  private head: Clause[] = []
  private current: Telling | null = null
  private headingMethod: MethodKey | null = null
  private lineMethod: MethodKey | null = null
  private headingDay: (Days & Span) | null = null
  private isPlanning = false
  private plannedDay: Days | null = null
  private readonly read: Read
  private readonly isReport: boolean
  private readonly lines: string[]
  /** The number of the line at each offset. */
  private readonly lineAt: Uint16Array
  /** Events by the clause they are in. */
  private readonly events = new Map<number, Event[]>()

  constructor(read: Read) {
    this.read = read
    this.lines = read.plain.split('\n')
    this.lineAt = new Uint16Array(read.plain.length)
    for (let i = 0, line = 0; i < read.plain.length; i++) {
      this.lineAt[i] = line
      if (read.plain[i] === '\n') line++
    }
    for (const event of read.events) this.events.set(event.clause, [...(this.events.get(event.clause) ?? []), event])
    const kinds = this.lines.filter((line) => line.trim() !== '').map((line) => readLine(line).kind)
    this.isReport = kinds.length >= 3 && kinds.filter((kind) => kind !== 'text').length >= 2
  }

  run(): Telling[] {
    const { clauses } = this.read
    let [line, sentence] = [-1, -1]
    for (const clause of clauses) {
      if (!this.isReport && clause.sentence !== sentence) {
        sentence = clause.sentence
        this.isPlanning = planHead.test(this.read.plain.slice(clause.start, clause.end + 1))
      }
      if (clause.line !== line) {
        line = clause.line
        if (this.isReport && this.startLine(line)) continue
      }
      if (this.isReport && this.skipped.has(line)) continue
      this.take(clause)
    }
    return this.finished()
  }

  private readonly skipped = new Set<number>()

  /** Takes in a heading; whether the clause that begins the line is nothing but one. */
  private startLine(line: number): boolean {
    const text = this.lines[line] ?? ''
    const { kind, method } = readLine(text)
    if (kind === 'total' || kind === 'internal' || kind === 'title') {
      this.skipped.add(line)
      if (kind !== 'total') this.current = null
      if (kind === 'title') {
        this.dateLine(line)
        if (!/计划|安排/.test(text)) this.isPlanning = false
        const inTitle = /走访|拜访/.exec(text)
        if (inTitle !== null) this.headingMethod = 'visit'
      }
      return true
    }
    if (kind === 'method') {
      this.headingMethod = method
      this.isPlanning = false
      this.current = null
      this.dateLine(line)
      this.skipped.add(line)
      return true
    }
    if (kind === 'plan') {
      this.isPlanning = true
      this.current = null
      const when = this.whensIn(line).find((each) => each.ahead !== null && each.back === null)
      this.plannedDay = when?.ahead ?? null
      return !this.read.mentions.some((mention) => this.lineOf(mention.start) === line)
    }
    this.lineMethod = null
    if (kind === 'item' || kind === 'text') {
      this.lineMethod = method
      if (line > 0 && !this.isPlanning) this.current = null
      if (kind === 'item' && line === 0) this.dateLine(line)
    }
    return false
  }

  private lineOf(offset: number): number {
    return this.lineAt[offset] ?? 0
  }

  private whensIn(line: number): When[] {
    return this.read.whens.filter((when) => this.lineOf(when.start) === line)
  }

  private dateLine(line: number): void {
    const when = this.whensIn(line).find((each) => each.isDayWord && !each.isPartOfDay && each.back !== null)
    // 今日 under a dated title is the day of the title.
    const isToday = when !== undefined && /^[今当本]/.test(this.read.plain.slice(when.start, when.end))
    if (when?.back && !(isToday && this.headingDay))
      this.headingDay = { ...when.back, start: when.start, end: when.end }
  }

  private take(clause: Clause): void {
    const found = this.read.mentions.filter((mention) => mention.start >= clause.start && mention.end <= clause.end)
    const met = found.filter((mention) => this.isMet(mention, clause))
    if (met.length === 0) {
      const fresh = newCompanyIn(this.read, clause, this.isReport && !this.isPlanning)
      if (fresh !== null) this.open(null, null, fresh, clause)
      else this.append(clause)
      return
    }
    const joined = met.every(
      (mention, i) => i === 0 || enumerated.test(this.read.plain.slice((met[i - 1] as Mention).end, mention.start)),
    )
    if (met.length > 1 && joined) {
      for (const mention of met) this.open(mention.customer, mention, null, clause)
      return
    }
    const begins = met.map((mention) => this.cutBefore(mention, clause))
    const first = begins[0] ?? clause.start
    const left = this.read.plain.slice(clause.start, first)
    // What stands before belongs to the one before, or to the head; a number of a list belongs to nobody.
    const isLeftOver = /[\u4e00-\u9fffA-Za-z]/.test(left) && (this.current !== null || left.length > 6)
    if (isLeftOver) this.append({ ...clause, end: first })
    for (const [i, mention] of met.entries()) {
      const start = i === 0 && !isLeftOver ? clause.start : (begins[i] as number)
      const isFirst = clause.isFirst && start === clause.start
      this.open(mention.customer, mention, null, { ...clause, start, end: begins[i + 1] ?? clause.end, isFirst })
    }
  }

  /** Where the words of a mention begin within a clause: with 然后, 下午, 跟, 去 … before it. */
  private cutBefore(mention: Mention, clause: Clause): number {
    let at = mention.start
    for (let length = 1; length > 0 && at > clause.start; at -= length) {
      const before = this.read.plain.slice(Math.max(clause.start, at - 24), at)
      const endsHere = ({ start, end }: Span): boolean => end === at && start >= clause.start
      const said = this.read.whens.find(endsHere) ?? (this.events.get(clause.at) ?? []).find(endsHere)
      length = said ? at - said.start : (joint.exec(before)?.[0].length ?? 0)
    }
    return at
  }

  private isMet(mention: Mention, clause: Clause): boolean {
    const { plain } = this.read
    const before = plain.slice(clause.start, mention.start)
    const after = plain.slice(mention.end, mention.end + 12)
    if (this.current?.customer === mention.customer && mention.customer !== null) return true
    if (refersAfter.test(after) || introduces.test(after)) return false
    return !refersBefore.test(before.trimEnd())
  }

  private append(clause: Clause): void {
    if (this.current === null) {
      if (!this.isPlanning) this.head.push(clause)
      return
    }
    if (this.isPlanning) this.current.planned.push(clause)
    else this.add(this.current, clause)
  }

  /** Continues the telling of a customer or begins one. */
  private open(customer: number | null, mention: Mention | null, newCustomer: Span | null, clause: Clause): void {
    const known = this.sameCustomer(customer, mention)
    if (this.isPlanning) {
      this.current = known ?? null
      if (known) {
        known.planned.push(clause)
        known.plannedDay = this.plannedDay
      }
      return
    }
    if (known !== null && !this.isAnother(known, clause)) {
      this.add(known, clause)
      if (known.customer === null && customer !== null) known.customer = customer
      this.current = known
      return
    }
    const isFirst = this.tellings.length === 0
    this.current = {
      customer,
      mention,
      newCustomer,
      clauses: [],
      planned: [],
      method: this.lineMethod ?? this.headingMethod,
      day: this.headingDay,
      plannedDay: null,
      isItem: this.isReport,
      isChat: false,
      lastMethod: null,
    }
    for (const each of [...this.takeHead(isFirst), clause]) this.add(this.current, each)
    this.tellings.push(this.current)
  }

  private add(telling: Telling, clause: Clause): void {
    telling.clauses.push(clause)
    telling.lastMethod = this.methodsIn(clause).at(-1) ?? telling.lastMethod
  }

  private takeHead(isFirst: boolean): Clause[] {
    const taken = this.head
    this.head = []
    return isFirst ? taken : []
  }

  private sameCustomer(customer: number | null, mention: Mention | null): Telling | null {
    if (mention === null) return null
    const same = this.tellings.filter((telling) =>
      customer !== null
        ? telling.customer === customer
        : telling.customer !== null && mention.candidates.includes(telling.customer),
    )
    return same.at(-1) ?? null
  }

  /** The same customer once more: another interaction when it was by another way at another time of the same day. */
  private isAnother(known: Telling, clause: Clause): boolean {
    const [method] = this.methodsIn(clause)
    if (method === undefined || known.lastMethod === null || known.lastMethod === method) return false
    const text = this.read.plain.slice(clause.start, clause.end)
    return /下午|晚上|傍晚|中午|后来|又/.test(text)
  }

  private methodsIn(clause: Clause): MethodKey[] {
    const events = this.events.get(clause.at) ?? []
    return events.filter(({ start, end }) => start >= clause.start && end <= clause.end).map(({ method }) => method)
  }

  private finished(): Telling[] {
    const told = this.tellings
    const kept = told.filter((telling, i) => !this.isNothing(telling, told, i))
    if (told.length === 0 && !this.isReport && this.head.length > 0 && this.isContact())
      return [
        {
          customer: null,
          mention: null,
          newCustomer: null,
          clauses: this.head,
          planned: [],
          method: null,
          day: null,
          plannedDay: null,
          isItem: false,
          isChat: false,
          lastMethod: null,
        },
      ]
    return kept.length > 0 || this.isReport ? kept : told.slice(0, 1)
  }

  /** Whether a text that names no customer may tell of one all the same. */
  private isContact(): boolean {
    const { plain, mentions } = this.read
    return (
      mentions.length === 0 && !/没(?:有)?(?:外出|出去|出门|拜访)|(?:在公司|在家)(?:里)?(?:写|做|整理|开会)/.test(plain)
    )
  }

  /** Only planned, only heard of: no interaction, unless it is all that the text tells. */
  private isNothing(telling: Telling, all: readonly Telling[], at: number): boolean {
    if (telling.lastMethod !== null || (telling.method !== null && telling.isItem)) return false
    const text = telling.clauses.map(({ start, end }) => this.read.plain.slice(start, end)).join(',')
    if (notTold.test(text) && all.length > 1) return true
    if (all.length === 1) return false
    const isPlan = planOnly.test(text) && !reporting.test(text.replace(/约了|约好了/g, ''))
    if (!isPlan) return false
    const previous = all[at - 1]
    const [first, last] = [telling.clauses[0], previous?.clauses.at(-1)]
    if (previous && first && last?.sentence === first.sentence) previous.clauses.push(...telling.clauses)
    return true
  }
}
