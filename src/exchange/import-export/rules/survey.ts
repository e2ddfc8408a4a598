import { type OptionField, optionFields, type SheetMapping, type SheetRow } from '../contract.ts'
import { lineOf } from './cells.ts'
import { optionKey } from './options.ts'
import type { Vocabulary } from './profile.ts'

const MAX_VALUES = 5_000

/** What a first pass over all rows gathers before they are planned. */
export interface Survey {
  rows: number
  /** Written owner → number of rows. */
  owners: Map<string, number>
  /** Values that no option of the vocabulary answers to, with their number of rows. */
  unknownOptions: Partial<Record<OptionField, Map<string, number>>>
}

/** An empty survey. */
export function emptySurvey(): Survey {
  return { rows: 0, owners: new Map(), unknownOptions: {} }
}

/** Counts one data row into the survey. */
export function surveyRow(survey: Survey, mapping: SheetMapping, row: SheetRow, vocabulary: Vocabulary): void {
  survey.rows++
  let owned = false
  for (const { index, target } of mapping.columns) {
    const text = target === null || target === 'ignore' ? '' : lineOf(row.cells[index])
    if (text === '') continue
    if (target === 'customer.owner') {
      owned = true
      count(survey.owners, text)
      continue
    }
    const field = optionFieldOf(target)
    const options = field === null ? undefined : vocabulary[field]
    if (field === null || !options || optionKey(field, text, options) !== null) continue
    const values = survey.unknownOptions[field] ?? new Map<string, number>()
    survey.unknownOptions[field] = values
    count(values, text)
  }
  if (!owned && mapping.owner) count(survey.owners, mapping.owner)
}

function count(values: Map<string, number>, text: string): void {
  const known = values.get(text)
  if (known !== undefined || values.size < MAX_VALUES) values.set(text, (known ?? 0) + 1)
}

/** The vocabulary field that a target's values come from, or null. */
function optionFieldOf(target: string | null): OptionField | null {
  const field = target?.split('.')[1]
  const found = optionFields.find((each) => each === field)
  // 角色 and 态度 belong to contacts, the rest to customers; other records have no fields of these names.
  return found ?? null
}
