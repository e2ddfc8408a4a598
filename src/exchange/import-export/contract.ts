import { z } from 'zod'
import { line } from '../../platform/schema.ts'

/** A calendar day with an optional wall-clock time, as spreadsheets hold it. */
export interface DateCell {
  day: string
  time: string | null
}

/** One cell as the reader gives it (platform/spreadsheet). */
export type Cell = string | number | boolean | DateCell | null

/** One row, numbered from 1 as in the file; `merged` holds the columns that only repeat a merged range. */
export interface SheetRow {
  number: number
  cells: Cell[]
  merged?: ReadonlySet<number>
}

/** What a column of a file can become. `<record>.<field>`; `ignore` leaves the column out. */
export const importTargets = [
  'customer.name',
  'customer.shortName',
  'customer.code',
  'customer.creditCode',
  'customer.owner',
  'customer.industry',
  'customer.size',
  'customer.source',
  'customer.level',
  'customer.intent',
  'customer.status',
  'customer.type',
  'customer.phone',
  'customer.website',
  'customer.province',
  'customer.city',
  'customer.district',
  'customer.address',
  'customer.notes',
  'customer.createdAt',
  'contact.name',
  'contact.title',
  'contact.phone',
  'contact.wechat',
  'contact.email',
  'contact.role',
  'contact.attitude',
  'contact.notes',
  'followUp.text',
  'followUp.day',
  'followUp.method',
  'nextStep.day',
  'nextStep.text',
  'opportunity.code',
  'opportunity.name',
  'opportunity.amount',
  'opportunity.budget',
  'opportunity.stage',
  'opportunity.probability',
  'opportunity.expectedSignDay',
  'opportunity.engagedDay',
  'opportunity.closedDay',
  'opportunity.product',
  'opportunity.competitor',
  'ignore',
] as const
export const importTarget = z.enum(importTargets)
export type ImportTarget = z.infer<typeof importTarget>

/** Order of the parts of dates like 3/5/2024, where it cannot be told from one value. */
export const dateOrder = z.enum(['mdy', 'dmy'])
export type DateOrder = z.infer<typeof dateOrder>

/** What a column has been decided to be. `group` counts contacts within a row (联系人1, 联系人2). */
export const columnMapping = z.strictObject({
  index: z.int().min(0).max(499),
  header: z.string().max(200),
  target: importTarget.nullable(),
  group: z.int().min(0).max(20).default(0),
  /** Amounts are multiplied by it: 10000 for a column in 万元. */
  unit: z.number().positive().max(1e8).default(1),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .nullable()
    .default(null),
  dateOrder: dateOrder.nullable().default(null),
})
export type ColumnMapping = z.infer<typeof columnMapping>

/** How sure a guess is: 认得准, 看一眼, 要你定. */
export type Confidence = 'sure' | 'look' | 'undecided'

export interface ColumnGuess extends ColumnMapping {
  confidence: Confidence
  /** For an undecided column what it could be, best first. */
  candidates: ImportTarget[]
  /** Up to three different values. */
  samples: string[]
}

/** Fields whose values are option keys of the tenant's vocabulary. */
export const optionFields = [
  'industry',
  'size',
  'source',
  'level',
  'intent',
  'status',
  'type',
  'role',
  'attitude',
  'method',
  'stage',
] as const
export type OptionField = (typeof optionFields)[number]

/** One option of a vocabulary: its key and every label it goes by. */
export interface ImportOption {
  key: string
  labels: string[]
}

/** Why a row cannot be brought in as it is (`errors`), or what somebody should look at (`notices`). */
export const errorCauses = [
  'noCompany',
  'phoneInvalid',
  'dateUnreadable',
  'dateInFuture',
  'ownerUnknown',
  'amountUnreadable',
  'percentUnreadable',
  'emailInvalid',
  'tooLong',
  'sameNameDifferentCode',
  'refused',
] as const
export const noticeCauses = [
  'optionUnknown',
  'yearAssumed',
  'monthOnly',
  'ownerDiffers',
  'cityDiffers',
  'similarName',
  'samePhone',
  'valueDiffers',
  'textKept',
] as const
export type ErrorCause = (typeof errorCauses)[number]
export type NoticeCause = (typeof noticeCauses)[number]

/** What can be done about an error with one tap. */
export const fixes = [
  'leaveBlank',
  'intoNotes',
  'useContactCompany',
  'useAbove',
  'skip',
  'unassigned',
  'keepBoth',
  'merge',
  'shorten',
  'withoutCustomer',
] as const
export const fix = z.enum(fixes)
export type Fix = z.infer<typeof fix>

export interface RowIssue<Cause extends string = ErrorCause | NoticeCause> {
  sheet: string
  row: number
  /** Header of the column, or null when the whole row is meant. */
  column: string | null
  cause: Cause
  value: string
  /** Possible fixes, the safest first. */
  fixes: Fix[]
  /** What the sentence needs: `{ missing: 1 }` digits, `{ similar: '王浩然' }`. */
  params?: Record<string, string | number>
}
export type RowError = RowIssue<ErrorCause>
export type RowNotice = RowIssue<NoticeCause>

/** Where something stood in the file. */
export interface RowRef {
  sheet: string
  row: number
}

/** How one sheet is to be read. */
export const sheetMapping = z.strictObject({
  sheet: z.string().max(200),
  use: z.boolean(),
  headerRows: z.array(z.int().min(1)).max(2),
  /** Owner of every row that names none, from the sheet's name. */
  owner: z.string().max(80).nullable(),
  columns: z.array(columnMapping).max(500),
})
export type SheetMapping = z.infer<typeof sheetMapping>

/** What somebody decided about doubtful values before the import. */
export const importDecisions = z.strictObject({
  /** One fix for all errors of a cause. */
  fixes: z.partialRecord(z.enum(errorCauses), fix).default({}),
  /** Written owner → name of a user or placeholder, or null for unassigned. */
  owners: z.record(z.string(), z.string().nullable()).default({}),
  /** Option field → written value → option key, or null to leave it blank. */
  options: z.partialRecord(z.enum(optionFields), z.record(z.string(), z.string().nullable())).default({}),
})
export type ImportDecisions = z.infer<typeof importDecisions>

/** Bytes of the largest file that may be brought in. */
export const MAX_UPLOAD = 50 * 1024 * 1024
/** Days after the end of an import in which it may be taken back as a whole. */
export const UNDO_DAYS = 7
/** Where imported records say they are from; with the external id they are found again. */
export const IMPORT_SOURCE = 'file'

export const batchStates = ['analysed', 'running', 'done', 'cancelled', 'failed', 'undoing', 'undone'] as const
export type BatchState = (typeof batchStates)[number]

export const uploadQuery = z.strictObject({ name: z.string().trim().min(1).max(200) })
export const batchParams = z.strictObject({ id: z.uuid() })
/** `mapping` left out keeps what was decided before; sheets are named by their name. */
export const mappingBody = z.strictObject({
  mapping: z.array(sheetMapping).max(200).optional(),
  decisions: importDecisions.optional(),
  departmentId: z.uuid().nullable().optional(),
  /** Takes back what a template said: every column as it was guessed. */
  guessed: z.boolean().optional(),
})
export type MappingBody = z.output<typeof mappingBody>

/** One row of 「导入后是这样」. */
export interface PreviewRow {
  name: string
  owner: string | null
  contact: string | null
  intent: string | null
  lastDay: string | null
  lastText: string | null
  nextDay: string | null
  amount: number | null
}

/** What a dry run found. Rows = importable + duplicates + errors + skipped. */
export interface PlanReport {
  counts: Record<string, number>
  groups: { cause: ErrorCause; rows: number; first: RowError; fixes: Fix[] }[]
  duplicates: { sheet: string; row: number; name: string; by: string }[]
  notices: RowNotice[]
  owners: { written: string; rows: number; kind: string; name: string | null; similar: string | null }[]
  placeholders: { name: string; customers: number }[]
  unknownOptions: { field: OptionField; value: string; rows: number; suggestion: string | null }[]
  preview: PreviewRow[]
}

/** A sheet as it was guessed. */
export interface SheetGuess extends Omit<SheetMapping, 'columns'> {
  hidden: boolean
  reason: string | null
  columns: ColumnGuess[]
}

const made = z.record(z.string(), z.number())
export const batchBrief = z.object({
  id: z.string(),
  fileName: z.string(),
  state: z.enum(batchStates),
  rows: z.number(),
  made,
  createdBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  createdAt: z.string(),
  finishedAt: z.string().nullable(),
  /** Until when the whole batch may be taken back; null when it may not. */
  undoUntil: z.string().nullable(),
})
export type BatchBrief = z.output<typeof batchBrief>
export const batchReply = batchBrief.extend({
  sheets: z.custom<SheetGuess[]>(),
  mapping: z.array(sheetMapping),
  decisions: importDecisions,
  departmentId: z.string().nullable(),
  /** Name of the import template that said what the columns are. */
  template: z.string().nullable(),
  plan: z.custom<PlanReport>(),
  progress: z.object({ written: z.number(), total: z.number() }),
  failure: z.string().nullable(),
})
export type BatchReply = z.output<typeof batchReply>
export const batchesReply = z.object({ items: z.array(batchBrief) })
/** Customers that a batch made, for choosing whom to follow this week. */
export const importedReply = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      intent: z.string().nullable(),
      level: z.string().nullable(),
      lastFollowUpAt: z.string().nullable(),
      owner: z.object({ id: z.string(), name: z.string(), status: z.string() }).nullable(),
    }),
  ),
  /** Instants of this week at which one customer after the other is planned. */
  slots: z.array(z.string()),
})
export type ImportedReply = z.output<typeof importedReply>

export const newTemplate = z.strictObject({ name: line(60) })
export const templatesReply = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      createdBy: z.object({ id: z.string(), name: z.string() }),
      createdAt: z.string(),
    }),
  ),
})
