import type { Days } from './calendar-words.ts'
import type { When } from './dates.ts'
import { type LineKind, readLine } from './report-lines.ts'
import type { Span } from './types.ts'
import type { MethodKey } from './words/methods.ts'
import { planHead } from './words/tellings.ts'

/** What the headings of a text say about what stands below them. */
export class ReportHeads {
  /** Whether the text is a report: lines with headings, items, totals. */
  readonly isReport: boolean
  isPlanning = false
  plannedDay: Days | null = null
  /** The day that a heading gives. */
  day: (Days & Span) | null = null
  private method: MethodKey | null = null
  private lineMethod: MethodKey | null = null
  /** The last line that opened a plan: 明日计划. */
  planLine = -1
  private readonly skipped = new Set<number>()
  private readonly lines: string[]
  /** The number of the line at each offset. */
  private readonly lineAt: Uint16Array
  private readonly plain: string
  private readonly whens: readonly When[]

  constructor(plain: string, whens: readonly When[]) {
    this.plain = plain
    this.whens = whens
    this.lines = plain.split('\n')
    this.lineAt = new Uint16Array(plain.length)
    for (let i = 0, line = 0; i < plain.length; i++) {
      this.lineAt[i] = line
      if (plain[i] === '\n') line++
    }
    const kinds = this.lines.filter((line) => line.trim() !== '').map((line) => readLine(line).kind)
    this.isReport = kinds.length >= 3 && kinds.filter((kind) => kind !== 'text').length >= 2
  }

  lineOf(offset: number): number {
    return this.lineAt[offset] ?? 0
  }

  /** The method under which what follows stands. */
  methodHere(): MethodKey | null {
    return this.lineMethod ?? this.method
  }

  isSkipped(line: number): boolean {
    return this.isReport && this.skipped.has(line)
  }

  /** A sentence outside of reports may be a plan by itself. */
  startSentence(text: string): void {
    this.isPlanning = planHead.test(text)
  }

  /** Takes in the beginning of a line. @returns whether what was told before ends here */
  startLine(line: number): boolean {
    const text = this.lines[line] ?? ''
    const { kind, method } = readLine(text)
    this.lineMethod = null
    if (kind === 'plan') return this.startPlan(line)
    if (kind === 'item' || kind === 'text') {
      this.lineMethod = method
      if (kind === 'item' && line === 0) this.dateLine(line)
      return line > 0 && !this.isPlanning
    }
    this.skipped.add(line)
    this.startHeading(kind, text, line, method)
    return kind !== 'total'
  }

  private startPlan(line: number): boolean {
    this.isPlanning = true
    this.planLine = line
    this.plannedDay = this.whensIn(line).find((each) => each.ahead !== null && each.back === null)?.ahead ?? null
    return true
  }

  private startHeading(kind: LineKind, text: string, line: number, method: MethodKey | null): void {
    if (kind === 'title') {
      this.dateLine(line)
      if (!/计划|安排/.test(text)) this.isPlanning = false
      if (/走访|拜访/.test(text)) this.method = 'visit'
    }
    if (kind === 'method') {
      this.method = method
      this.isPlanning = false
      this.dateLine(line)
    }
  }

  private whensIn(line: number): When[] {
    return this.whens.filter((when) => this.lineOf(when.start) === line)
  }

  private dateLine(line: number): void {
    const when = this.whensIn(line).find((each) => each.isDayWord && !each.isPartOfDay && each.back !== null)
    // 今日 under a dated title is the day of the title.
    const isToday = when !== undefined && /^[今当本]/.test(this.plain.slice(when.start, when.end))
    if (when?.back && !(isToday && this.day)) this.day = { ...when.back, start: when.start, end: when.end }
  }
}
