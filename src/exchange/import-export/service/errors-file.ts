import type { Ctx } from '../../../platform/context.ts'
import { notFound } from '../../../platform/errors.ts'
import { writeCsv } from '../../../platform/spreadsheet.ts'
import type { Cell, ErrorCause } from '../contract.ts'
import { batchById } from '../store/batches.ts'
import { sourceOf } from './batches.ts'
import { dataRows } from './reading.ts'

const words: Record<ErrorCause, [zh: string, en: string]> = {
  noCompany: ['没有客户名称', 'no company name'],
  phoneInvalid: ['电话号码不对', 'phone number not valid'],
  dateUnreadable: ['日期看不懂', 'date not readable'],
  dateInFuture: ['日期在将来', 'date in the future'],
  ownerUnknown: ['找不到负责人', 'owner not known'],
  amountUnreadable: ['金额看不懂', 'amount not readable'],
  percentUnreadable: ['百分比看不懂', 'percentage not readable'],
  emailInvalid: ['邮箱不对', 'e-mail not valid'],
  tooLong: ['太长', 'too long'],
  sameNameDifferentCode: ['同名但信用代码不同', 'same name, other credit code'],
  refused: ['没能写入', 'could not be written'],
}

/** The rows with errors as they stand in the file, with one more column that says what is wrong; it can be corrected and brought in again. */
export async function errorsFile(ctx: Ctx, id: string): Promise<string> {
  const found = await batchById(ctx, id)
  if (found === undefined) throw notFound()
  const file = await sourceOf(found)
  const isChinese = ctx.actor.locale.startsWith('zh')
  const problems = new Map<string, string[]>()
  for (const { sheet, row, column, cause, value } of found.errors) {
    const problem = `${column === null ? '' : `${column}: `}${words[cause][isChinese ? 0 : 1]}${value ? ` (${value.slice(0, 60)})` : ''}`
    problems.set(`${sheet}!${row}`, [...(problems.get(`${sheet}!${row}`) ?? []), problem])
  }
  async function* lines(): AsyncGenerator<Cell[]> {
    let current = ''
    for await (const { sheet, row } of dataRows(file, found?.mapping ?? [])) {
      const problem = problems.get(`${sheet.sheet}!${row.number}`)
      if (problem === undefined) continue
      const width = Math.max(...sheet.columns.map((column) => column.index)) + 1
      if (current !== sheet.sheet) {
        const header: Cell[] = Array.from(
          { length: width },
          (_, i) => sheet.columns.find((column) => column.index === i)?.header ?? '',
        )
        yield [...header, isChinese ? '问题' : 'Problem']
      }
      current = sheet.sheet
      yield [...Array.from({ length: width }, (_, i) => row.cells[i] ?? null), problem.join('; ')]
    }
  }
  const parts: Buffer[] = []
  for await (const part of writeCsv(lines())) parts.push(Buffer.from(part as Buffer | string))
  return Buffer.concat(parts).toString('utf8')
}
