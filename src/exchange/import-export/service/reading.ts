import { users } from '../../../base/people/service.ts'
import { optionsOf, settingOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { readSheets } from '../../../platform/spreadsheet.ts'
import type { ImportOption, OptionField, SheetGuess, SheetMapping, SheetRow } from '../contract.ts'
import type { KnownPerson } from '../rules/owners.ts'
import { analyseSheet, chooseSheets, rowFilter, SAMPLE_ROWS } from '../rules/sheets.ts'

/** A file that waits to be read: where it lies and what it was called. */
export interface SourceFile {
  path: string
  fileName: string
}

export interface CompanyWords {
  reference: string
  vocabulary: Record<OptionField, ImportOption[]>
  people: (KnownPerson & { id: string; createdAt: string })[]
}

const sets = {
  industry: 'industry',
  size: 'size',
  source: 'source',
  level: 'customerLevel',
  intent: 'intent',
  status: 'customerStatus',
  type: 'customerType',
  role: 'contactRole',
  attitude: 'attitude',
  method: 'method',
  stage: 'stage',
} as const

/** What the words of a file are matched with: the company's options and people. @param reference today */
export async function companyWords(ctx: Ctx, reference: string): Promise<CompanyWords> {
  const vocabulary = {} as CompanyWords['vocabulary']
  for (const [field, set] of Object.entries(sets) as [OptionField, (typeof sets)[OptionField]][]) {
    const options = await optionsOf(ctx, set)
    vocabulary[field] = options
      .filter((option) => !option.retired)
      .map(({ key, zh, en }) => ({ key, labels: [zh, en, key] }))
  }
  return { reference, vocabulary, people: await everybody(ctx) }
}

async function everybody(ctx: Ctx): Promise<CompanyWords['people']> {
  const people: CompanyWords['people'] = []
  let cursor: string | undefined
  do {
    const page = await users(ctx, { limit: 200, cursor })
    for (const user of page.items)
      people.push({
        id: user.id,
        name: user.name,
        createdAt: user.createdAt ?? '',
        identifiers: [user.email ?? '', user.phone ?? ''].filter(Boolean),
      })
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
  return people
}

/** First look at a file: its sheets, and what each column seems to be. */
export async function lookAt(file: SourceFile, words: CompanyWords): Promise<SheetGuess[]> {
  const found: ReturnType<typeof analyseSheet>[] = []
  for await (const { sheet, hidden, rows } of readSheets(file.path, { fileName: file.fileName })) {
    const first: SheetRow[] = []
    for await (const row of rows) if (first.push(row) >= SAMPLE_ROWS) break
    found.push(
      analyseSheet({ name: sheet, hidden }, first, { ...words, people: words.people.map((person) => person.name) }),
    )
  }
  return chooseSheets(found)
}

/** The mapping that a guess amounts to. */
export function mappingOf(sheets: readonly SheetGuess[]): SheetMapping[] {
  return sheets.map(({ sheet, use, headerRows, owner, columns }) => ({
    sheet,
    use,
    headerRows,
    owner,
    columns: columns.map(({ index, header, target, group, unit, currency, dateOrder }) => ({
      index,
      header,
      target,
      group,
      unit,
      currency,
      dateOrder,
    })),
  }))
}

/** Every row with data of the sheets in use, in order. */
export async function* dataRows(
  file: SourceFile,
  mapping: readonly SheetMapping[],
): AsyncGenerator<{ sheet: SheetMapping; row: SheetRow }> {
  for await (const { sheet: name, rows } of readSheets(file.path, { fileName: file.fileName })) {
    const sheet = mapping.find((each) => each.sheet === name && each.use)
    if (sheet === undefined) continue
    const kind = rowFilter(sheet)
    for await (const row of rows) if (kind(row) === 'data') yield { sheet, row }
  }
}

/** Zone and language of the company. */
export async function companyPlace(ctx: Ctx): Promise<{ timeZone: string; locale: string; currency: string }> {
  const { timeZone, locale, currency } = await settingOf(ctx, 'company')
  return { timeZone, locale, currency }
}
