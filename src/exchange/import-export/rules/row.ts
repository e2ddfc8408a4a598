import { daysBetween } from '../../../platform/time.ts'
import type {
  Cell,
  ColumnMapping,
  ErrorCause,
  Fix,
  ImportDecisions,
  NoticeCause,
  OptionField,
  RowIssue,
  SheetMapping,
  SheetRow,
} from '../contract.ts'
import { readAmount } from './amounts.ts'
import { isEmail, lineOf, percentOf, textOf } from './cells.ts'
import { type DateContext, readDay } from './dates.ts'
import { optionKey } from './options.ts'
import type { Vocabulary } from './profile.ts'

/** What planning needs to know besides the file. */
export interface PlanContext {
  /** Today of the person who imports. */
  reference: string
  vocabulary: Vocabulary
  decisions: ImportDecisions
}

/** Limits of the records that the values go into. */
export const limits = {
  name: 120,
  shortName: 60,
  contactName: 80,
  title: 80,
  region: 80,
  address: 300,
  website: 300,
  wechat: 80,
  text: 5000,
  history: 10_000,
  step: 300,
  code: 40,
} as const

/**
 * Reads the cells of one row by target and collects what is wrong with them. An error without a decided fix makes the row be
 * skipped; with one it is applied and the value goes where the fix says.
 */
export class RowReader {
  readonly errors: RowIssue<ErrorCause>[] = []
  readonly notices: RowIssue<NoticeCause>[] = []
  /** Lines that go into the customer's description. */
  readonly notes: string[] = []
  /** The fix 「skip」 was chosen for something in this row. */
  skipped = false
  readonly row: SheetRow
  readonly mapping: SheetMapping
  readonly context: PlanContext

  constructor(row: SheetRow, mapping: SheetMapping, context: PlanContext) {
    this.row = row
    this.mapping = mapping
    this.context = context
  }

  columns(target: string): ColumnMapping[] {
    return this.mapping.columns.filter((column) => column.target === target)
  }

  cell(column: ColumnMapping): Cell {
    return this.row.cells[column.index] ?? null
  }

  /** One line of text for a target, checked for length; '' when blank. */
  line(target: string, max: number): string {
    const column = this.columns(target)[0]
    return column ? this.limited(column, lineOf(this.cell(column)), max) : ''
  }

  limited(column: ColumnMapping, text: string, max: number): string {
    if (text.length <= max) return text
    const fixed = this.error('tooLong', column, text.slice(0, 60), ['shorten', 'intoNotes', 'skip'], {
      max,
      length: text.length,
    })
    return fixed === 'shorten' ? text.slice(0, max) : ''
  }

  option(field: OptionField, target: string): string | null {
    const column = this.columns(target)[0]
    const text = column ? lineOf(this.cell(column)) : ''
    const options = this.context.vocabulary[field]
    if (!column || text === '' || !options) return null
    const decided = this.context.decisions.options[field]?.[text]
    if (decided !== undefined) return decided
    const key = optionKey(field, text, options)
    if (key === null) {
      this.notice('optionUnknown', column, text)
      this.note(column, text)
    }
    return key
  }

  /** The day of a target; `past`: it may not lie in the future. */
  day(target: string, kind: 'past' | 'near'): { day: string; time: string | null } | null {
    const column = this.columns(target)[0]
    const text = column ? lineOf(this.cell(column)) : ''
    if (!column || text === '') return null
    const context: DateContext = { reference: this.context.reference, lean: kind, order: column.dateOrder }
    const found = readDay(this.cell(column), context)
    if (!found) return this.badDay('dateUnreadable', column, text)
    if (kind === 'past' && found.day > this.context.reference) return this.badDay('dateInFuture', column, text)
    if (found.precision === 'month') this.notice('monthOnly', column, text, { day: found.day })
    else if (found.assumedYear && (kind === 'past' || Math.abs(daysBetween(found.day, this.context.reference)) > 90))
      this.notice('yearAssumed', column, text, { day: found.day })
    if (found.rest !== '') this.note(column, text)
    return { day: found.day, time: found.time }
  }

  private badDay(cause: 'dateUnreadable' | 'dateInFuture', column: ColumnMapping, text: string): null {
    if (this.error(cause, column, text, ['intoNotes', 'leaveBlank', 'skip']) === 'intoNotes') this.note(column, text)
    return null
  }

  amount(target: string): { amount: number; currency: string | null } | null {
    const column = this.columns(target)[0]
    const text = column ? lineOf(this.cell(column)) : ''
    if (!column || text === '') return null
    const found = readAmount(this.cell(column), column.unit)
    if (found && found.amount >= 0 && found.amount < 1e13)
      return found.amount === 0 ? null : { amount: found.amount, currency: found.currency ?? column.currency }
    if (this.error('amountUnreadable', column, text, ['intoNotes', 'leaveBlank', 'skip']) === 'intoNotes')
      this.note(column, text)
    return null
  }

  percent(target: string): number | null {
    const column = this.columns(target)[0]
    const text = column ? lineOf(this.cell(column)) : ''
    if (!column || text === '') return null
    const found = percentOf(this.cell(column))
    if (found !== null) return Math.round(found)
    if (this.error('percentUnreadable', column, text, ['intoNotes', 'leaveBlank', 'skip']) === 'intoNotes')
      this.note(column, text)
    return null
  }

  email(column: ColumnMapping): string | null {
    const text = lineOf(this.cell(column))
    if (text === '') return null
    const found = text.split(/[\s,，;；/]+/).find(isEmail)
    if (found) return found
    if (this.error('emailInvalid', column, text, ['intoNotes', 'leaveBlank', 'skip']) === 'intoNotes')
      this.note(column, text)
    return null
  }

  /** Text of several columns of one target; those whose header is not the plain name keep it in front. */
  texts(target: string, plain: RegExp): string[] {
    return this.columns(target).flatMap((column) => {
      const text = this.limited(column, textOf(this.cell(column)), limits.text)
      if (text === '') return []
      return [plain.test(column.header.replace(/[\s*]/g, '')) ? text : `${column.header}：${text}`]
    })
  }

  note(column: ColumnMapping | null, text: string): void {
    if (text !== '') this.notes.push(column ? `${column.header}：${text}` : text)
  }

  notice(
    cause: NoticeCause,
    column: ColumnMapping | null,
    value: string,
    params?: Record<string, string | number>,
  ): void {
    this.notices.push({ ...this.issue(column, value), cause, fixes: [], ...(params && { params }) })
  }

  /** Records an error unless its cause has a decided fix; gives that fix, or null. */
  error(
    cause: ErrorCause,
    column: ColumnMapping | null,
    value: string,
    fixes: Fix[],
    params?: Record<string, string | number>,
  ): Fix | null {
    const decided = this.context.decisions.fixes[cause]
    if (decided === 'skip') this.skipped = true
    if (decided !== undefined && fixes.includes(decided)) return decided
    this.errors.push({ ...this.issue(column, value), cause, fixes, ...(params && { params }) })
    return null
  }

  private issue(
    column: ColumnMapping | null,
    value: string,
  ): { sheet: string; row: number; column: string | null; value: string } {
    return {
      sheet: this.mapping.sheet,
      row: this.row.number,
      column: column?.header ?? null,
      value: value.slice(0, 200),
    }
  }
}
