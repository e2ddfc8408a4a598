import type { Clause } from './clauses.ts'
import type { When } from './dates.ts'
import type { Event } from './events.ts'
import type { Mention } from './mentions.ts'
import { newCompanyIn } from './new-company.ts'
import { ReportHeads } from './report-heads.ts'
import { type Telling, telling } from './telling.ts'
import type { Span } from './types.ts'
import type { MethodKey } from './words/methods.ts'
import {
  enumerated,
  introduces,
  joint,
  notTold,
  planOnly,
  refersAfter,
  refersBefore,
  reporting,
} from './words/tellings.ts'

/** Which parts of a text tell of which interaction. */

export interface Read {
  plain: string
  clauses: readonly Clause[]
  mentions: readonly Mention[]
  whens: readonly When[]
  events: readonly Event[]
}

/** Cuts the text into what tells of one interaction each, in the order of their first words. */
export function tellingsOf(read: Read): Telling[] {
  const state = new Reader(read)
  return state.run()
}

class Reader {
  private readonly tellings: Telling[] = []
  private head: Clause[] = []
  private current: Telling | null = null
  private readonly read: Read
  private readonly heads: ReportHeads
  /** Events by the clause they are in. */
  private readonly events = new Map<number, Event[]>()

  constructor(read: Read) {
    this.read = read
    this.heads = new ReportHeads(read.plain, read.whens)
    for (const event of read.events) this.events.set(event.clause, [...(this.events.get(event.clause) ?? []), event])
  }

  run(): Telling[] {
    const { plain, clauses, mentions } = this.read
    let [line, sentence] = [-1, -1]
    for (const clause of clauses) {
      if (!this.heads.isReport && clause.sentence !== sentence) {
        sentence = clause.sentence
        this.heads.startSentence(plain.slice(clause.start, clause.end + 1))
      }
      if (clause.line !== line) {
        line = clause.line
        if (this.heads.isReport && this.heads.startLine(line)) this.current = null
        const namesNobody = !mentions.some((mention) => this.heads.lineOf(mention.start) === line)
        if (this.heads.planLine === line && namesNobody) continue
      }
      if (!this.heads.isSkipped(line)) this.take(clause)
    }
    return this.finished()
  }

  private take(clause: Clause): void {
    const found = this.read.mentions.filter((mention) => mention.start >= clause.start && mention.end <= clause.end)
    const met = found.filter((mention) => this.isMet(mention, clause))
    if (met.length === 0) {
      const fresh = newCompanyIn(this.read, clause, this.heads.isReport && !this.heads.isPlanning)
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
      if (!this.heads.isPlanning) this.head.push(clause)
      return
    }
    if (this.heads.isPlanning) this.current.planned.push(clause)
    else this.add(this.current, clause)
  }

  /** Continues the telling of a customer or begins one. */
  private open(customer: number | null, mention: Mention | null, newCustomer: Span | null, clause: Clause): void {
    const known = this.sameCustomer(customer, mention)
    if (this.heads.isPlanning) {
      this.current = known ?? null
      if (known) {
        known.planned.push(clause)
        known.plannedDay = this.heads.plannedDay
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
      ...telling([]),
      customer,
      mention,
      newCustomer,
      method: this.heads.methodHere(),
      day: this.heads.day,
      isItem: this.heads.isReport,
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
    if (told.length === 0 && !this.heads.isReport && this.head.length > 0 && this.isContact())
      return [telling(this.head)]
    return kept.length > 0 || this.heads.isReport ? kept : told.slice(0, 1)
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
