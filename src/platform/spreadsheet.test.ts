import { createReadStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { crc32, deflateRawSync } from 'node:zlib'
import ExcelJS from 'exceljs'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { AppError } from './errors.ts'
import { sniffDelimiter } from './spreadsheet/csv.ts'
import { kindOfFormat, serialToDate } from './spreadsheet/formats.ts'
import { unescapeFormula } from './spreadsheet/formula.ts'
import { rangeOf } from './spreadsheet/merges.ts'
import {
  type Cell,
  escapeFormula,
  readSheets,
  type SheetLimits,
  type SheetRow,
  writeCsv,
  writeXlsx,
} from './spreadsheet.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tandem-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let counter = 0
async function file(content: Buffer | string, name = 'file.xlsx'): Promise<string> {
  const path = join(folder, `${counter++}-${name}`)
  await writeFile(path, content)
  return path
}

async function excel(fill: (book: ExcelJS.Workbook) => void): Promise<string> {
  const book = new ExcelJS.Workbook()
  fill(book)
  return file(Buffer.from(await book.xlsx.writeBuffer()))
}

type Read = { sheet: string; hidden: boolean; rows: SheetRow[] }[]

async function read(
  source: string | Readable,
  limits: Partial<SheetLimits> = {},
  fileName = 'clients.xlsx',
): Promise<Read> {
  const sheets: Read = []
  for await (const { sheet, hidden, rows } of readSheets(source, { fileName, limits })) {
    const all: SheetRow[] = []
    for await (const row of rows) all.push(row)
    sheets.push({ sheet, hidden, rows: all })
  }
  return sheets
}

async function reasonOf(promise: Promise<unknown>): Promise<string> {
  const error = await promise.then(
    () => null,
    (failure: unknown) => failure,
  )
  expect(error).toBeInstanceOf(AppError)
  return error instanceof AppError ? error.reason : ''
}

const cells = (sheets: Read, at = 0): Cell[][] => sheets[at]?.rows.map((row) => row.cells) ?? []

/** A zip archive with one deflated part whose declared size may lie. */
function archive(name: string, content: Buffer, declared = content.length): Buffer {
  const packed = deflateRawSync(content)
  const local = Buffer.alloc(30)
  local.writeUInt32LE(0x04034b50, 0)
  local.writeUInt16LE(8, 8)
  local.writeUInt32LE(crc32(content), 14)
  local.writeUInt32LE(packed.length, 18)
  local.writeUInt32LE(declared, 22)
  local.writeUInt16LE(name.length, 26)
  const central = Buffer.alloc(46)
  central.writeUInt32LE(0x02014b50, 0)
  central.writeUInt16LE(8, 10)
  central.writeUInt32LE(packed.length, 20)
  central.writeUInt32LE(declared, 24)
  central.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(46 + name.length, 12)
  end.writeUInt32LE(30 + name.length + packed.length, 16)
  return Buffer.concat([local, Buffer.from(name), packed, central, Buffer.from(name), end])
}

describe('an Excel file', () => {
  it('gives values as people see them', async () => {
    const path = await excel((book) => {
      const sheet = book.addWorksheet('客户')
      sheet.getRow(1).values = [
        '文字',
        { richText: [{ text: '王' }, { text: '总', font: { bold: true } }] },
        13800138000,
        true,
        { text: '官网', hyperlink: 'https://example.com' },
        '甲\r\n乙',
      ]
      sheet.getRow(2).values = [
        new Date(Date.UTC(2024, 2, 5)),
        new Date(Date.UTC(2024, 2, 5, 14, 30)),
        { formula: 'A2+7', result: 45363 },
        { formula: 'A1', result: '文字' },
        { error: '#N/A' },
        0.256,
      ]
      for (const at of ['A2', 'C2']) sheet.getCell(at).numFmt = 'yyyy"年"m"月"d"日"'
      sheet.getCell('B2').numFmt = 'yyyy/m/d h:mm'
      sheet.getCell('F2').numFmt = '0.0%'
      sheet.getRow(3).values = [1200, 1200, 0.604166666666]
      sheet.getCell('A3').numFmt = '"US$"#,##0.00'
      sheet.getCell('B3').numFmt = '"¥"#,##0.00'
      sheet.getCell('C3').numFmt = 'h:mm'
    })
    expect(cells(await read(path))).toEqual([
      ['文字', '王总', 13800138000, true, '官网', '甲\n乙'],
      [
        { day: '2024-03-05', time: null },
        { day: '2024-03-05', time: '14:30' },
        { day: '2024-03-12', time: null },
        '文字',
        null,
        '25.6%',
      ].filter((_, i) => i < 6),
      ['USD 1200', 1200, '14:30'],
    ])
  })

  it('repeats the value of a merged range and says which cells are repeated', async () => {
    const path = await excel((book) => {
      const sheet = book.addWorksheet('客户')
      sheet.getRow(1).values = ['客户台账']
      sheet.mergeCells('A1:C1')
      sheet.getRow(2).values = ['明锐电子', '张建国', 1]
      sheet.getRow(3).values = [null, '李工', 2]
      sheet.mergeCells('A2:A3')
    })
    const rows = (await read(path))[0]?.rows ?? []
    expect(rows.map((row) => [row.number, row.cells, [...(row.merged ?? [])]])).toEqual([
      [1, ['客户台账', '客户台账', '客户台账'], [1, 2]],
      [2, ['明锐电子', '张建国', 1], []],
      [3, ['明锐电子', '李工', 2], [0]],
    ])
  })

  it('leaves out blank rows and keeps the numbers of the others', async () => {
    const path = await excel((book) => {
      const sheet = book.addWorksheet('客户')
      sheet.getRow(2).values = ['甲']
      sheet.getRow(3).values = ['  ', null]
      sheet.getRow(5).values = [null, '乙']
    })
    expect((await read(path))[0]?.rows).toEqual([
      { number: 2, cells: ['甲'] },
      { number: 5, cells: [null, '乙'] },
    ])
  })

  it('lists sheets in the order of the workbook and tells hidden ones', async () => {
    const path = await excel((book) => {
      book.addWorksheet('陈思远').addRow(['甲'])
      book.addWorksheet('字典', { state: 'hidden' }).addRow(['乙'])
    })
    expect((await read(path)).map(({ sheet, hidden }) => [sheet, hidden])).toEqual([
      ['陈思远', false],
      ['字典', true],
    ])
  })

  it('lets a reader stop early and skip sheets', async () => {
    const path = await excel((book) => {
      for (const name of ['一', '二'])
        for (let i = 0; i < 2000; i++) (book.getWorksheet(name) ?? book.addWorksheet(name)).addRow([`${name}${i}`])
    })
    const seen: Cell[] = []
    for await (const { sheet, rows } of readSheets(path, { fileName: 'x.xlsx' })) {
      if (sheet === '一') continue
      for await (const row of rows) {
        seen.push(row.cells[0] ?? null)
        if (seen.length === 2) break
      }
    }
    expect(seen).toEqual(['二0', '二1'])
  })

  it('comes from a stream as well', async () => {
    const path = await excel((book) => book.addWorksheet('客户').addRow(['甲']))
    expect(cells(await read(createReadStream(path)))).toEqual([['甲']])
    expect(await reasonOf(read(createReadStream(path), { maxFileBytes: 100 }))).toBe('spreadsheet.tooLarge')
  })
})

describe('what is refused', () => {
  test.each<[string, Buffer | string, string]>([
    ['nothing', '', 'empty'],
    ['an old .xls', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(600)]), 'xls'],
    [
      'a workbook with a password',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.from('EncryptedPackage', 'utf16le')]),
      'encrypted',
    ],
    ['a web page named .xls', '\ufeff<html xmlns:x="urn:schemas-microsoft-com:office:excel"><table>', 'html'],
    [
      'the XML of Excel 2003',
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      'xmlSpreadsheet',
    ],
    ['a PDF', '%PDF-1.7', 'notSpreadsheet'],
    ['some other zip', archive('readme.txt', Buffer.from('x')), 'notSpreadsheet'],
    ['a binary workbook', archive('xl/workbook.bin', Buffer.from('x')), 'xlsb'],
    ['a cut file', Buffer.from('504b0304', 'hex'), 'notSpreadsheet'],
    ['bytes in no encoding', Buffer.from([0x41, 0xff, 0xff, 0x80, 0x0a]), 'encoding'],
    ['text with NUL', 'a,b\n\0,c', 'encoding'],
  ])('%s', async (_name, content, reason) =>
    expect(await reasonOf(read(await file(content)))).toBe(`spreadsheet.${reason}`),
  )

  it('a part that inflates far beyond its size', async () => {
    const zeros = Buffer.alloc(30 * 1024 * 1024)
    expect(await reasonOf(read(await file(archive('xl/workbook.xml', zeros))))).toBe('spreadsheet.bomb')
  })

  it('a part that is larger than it says', async () => {
    const content = Buffer.from(`<workbook><sheets>${'<a/>'.repeat(1000)}</sheets></workbook>`)
    expect(await reasonOf(read(await file(archive('xl/workbook.xml', content, 20))))).toBe('spreadsheet.bomb')
  })

  it('too many rows, columns and characters, naming the place', async () => {
    const path = await excel((book) => {
      const sheet = book.addWorksheet('客户')
      for (let i = 0; i < 5; i++) sheet.addRow(['甲', '乙', '丙丙丙'])
    })
    expect(await reasonOf(read(path, { maxRows: 4 }))).toBe('spreadsheet.tooManyRows')
    expect(await reasonOf(read(path, { maxColumns: 2 }))).toBe('spreadsheet.tooManyColumns')
    expect(await reasonOf(read(path, { maxCellChars: 2 }))).toBe('spreadsheet.cellTooLong')
    const csv = await file('a,b,c\nd,e,fff\n', 'x.csv')
    expect(await reasonOf(read(csv, { maxRows: 1 }))).toBe('spreadsheet.tooManyRows')
    expect(await reasonOf(read(csv, { maxColumns: 2 }))).toBe('spreadsheet.tooManyColumns')
    expect(await reasonOf(read(csv, { maxCellChars: 2 }))).toBe('spreadsheet.cellTooLong')
  })
})

describe('a CSV file', () => {
  const text = '客户名称,电话\n苏州明锐电子有限公司,13805120000\n\n"海晟, 精密","说""好"""\n'
  const expected = [
    ['客户名称', '电话'],
    ['苏州明锐电子有限公司', '13805120000'],
    ['海晟, 精密', '说"好"'],
  ]
  // 「客户名称」「电话」 in GB18030.
  const gbk = Buffer.concat([
    Buffer.from('bfcdbba7c3fbb3c6', 'hex'),
    Buffer.from(','),
    Buffer.from('b5e7bbb0', 'hex'),
    Buffer.from('\n1,2\n'),
  ])

  test.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(text)],
    ['UTF-8 with BOM', Buffer.from(`\ufeff${text}`)],
    ['UTF-16', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['lines ending in CR LF', Buffer.from(text.replaceAll('\n', '\r\n'))],
  ])('is read as %s', async (_name, content) =>
    expect(cells(await read(await file(content, 'x.csv')))).toEqual(expected),
  )

  it('is read as GB18030 when it is not UTF-8, also when that shows only far down', async () => {
    expect(cells(await read(await file(gbk, 'x.csv')))).toEqual([
      ['客户名称', '电话'],
      ['1', '2'],
    ])
    const late = Buffer.concat([Buffer.from('a,b\n'.repeat(60_000)), gbk])
    expect(cells(await read(await file(late, 'x.csv'))).at(-2)).toEqual(['客户名称', '电话'])
  })

  it('takes its sheet from the file name and counts blank lines', async () => {
    const sheets = await read(await file(text, 'x.csv'), {}, '客户 2026.csv')
    expect(sheets[0]?.sheet).toBe('客户 2026')
    expect(sheets[0]?.rows.map((row) => row.number)).toEqual([1, 2, 4])
  })

  it('says where a quote was never closed', async () => {
    const open = `a,b\n"${'x,y\n'.repeat(200_000)}`
    expect(await reasonOf(read(await file(open, 'x.csv')))).toBe('spreadsheet.openQuote')
  })

  test.each([
    ['comma', 'a,b,c\n1,2,3', ','],
    ['tab', 'a\tb\n1,5\t2', '\t'],
    ['semicolon', 'a;b;c\n1,5;2;3\n1;2,7;3', ';'],
    ['bar', 'a|b\n1|2', '|'],
    ['full-width comma', '客户，电话\n明锐，138', '，'],
    ['one column', '客户\n明锐', ','],
    ['commas inside quotes', '"a,b,c";d\n"e,f,g";h', ';'],
  ])('finds the delimiter: %s', (_name, content, delimiter) => expect(sniffDelimiter(content)).toBe(delimiter))
})

async function bytesOf(stream: Readable): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(Buffer.from(chunk as Uint8Array))
  return Buffer.concat(chunks)
}

describe('writing', () => {
  const dangerous = ['=1+1', '+86 138', '-5', '@cmd', '\t=1', '\r=1', '＝1', '＋1', '－1', '＠x', ' =1', '|calc']

  test.each(dangerous)('shows %j instead of running it', (text) => {
    expect(escapeFormula(text).startsWith("'")).toBe(true)
    expect(unescapeFormula(escapeFormula(text))).toBe(text)
  })

  it('drops NUL and leaves ordinary text alone', () => {
    expect(escapeFormula('\0=1')).toBe("'=1")
    for (const text of ['苏州明锐电子', 'a=b', '3-5', "'单引号", '']) expect(escapeFormula(text)).toBe(text)
    expect(unescapeFormula("'单引号")).toBe("'单引号")
  })

  const rows: Cell[][] = [
    ['公司', '日期', '数'],
    ['=HYPERLINK("x")', { day: '2024-03-05', time: null }, -1.5],
    ['说"好"\n第二行', { day: '2024-03-05', time: '14:30' }, true],
    [null, '', '末'],
  ]

  it('a CSV comes back as it was', async () => {
    const bytes = await bytesOf(writeCsv(rows))
    expect(bytes.subarray(0, 3).toString('hex')).toBe('efbbbf')
    expect(bytes.toString()).toContain(`"'=HYPERLINK(""x"")"`)
    expect(cells(await read(await file(bytes, 'x.csv')))).toEqual([
      ['公司', '日期', '数'],
      ['=HYPERLINK("x")', '2024-03-05', '-1.5'],
      ['说"好"\n第二行', '2024-03-05 14:30', 'TRUE'],
      [null, null, '末'],
    ])
  })

  it('an Excel file comes back as it was, also through another reader', async () => {
    const path = await file(await bytesOf(writeXlsx(rows, { sheet: '错误/行[1]' })))
    expect(cells(await read(path))).toEqual([
      ['公司', '日期', '数'],
      ['=HYPERLINK("x")', '2024-03-05', -1.5],
      ['说"好"\n第二行', '2024-03-05 14:30', true],
      [null, null, '末'],
    ])
    const book = new ExcelJS.Workbook()
    await book.xlsx.load((await readFile(path)).buffer as ArrayBuffer)
    expect(book.worksheets[0]?.getCell('A2').value).toBe(`'=HYPERLINK("x")`)
    expect(book.worksheets[0]?.name).toBe('错误 行 1')
  })

  it('passes on the failure of its source', async () => {
    async function* broken(): AsyncGenerator<Cell[]> {
      yield ['a']
      throw new Error('source failed')
    }
    await expect(bytesOf(writeCsv(broken()))).rejects.toThrow('source failed')
    await expect(bytesOf(writeXlsx(broken(), { sheet: 'x' }))).rejects.toThrow('source failed')
  })
})

describe('numbers and their formats', () => {
  test.each([
    [14, undefined, 'date'],
    [22, undefined, 'date'],
    [31, undefined, 'date'],
    [57, undefined, 'date'],
    [20, undefined, 'time'],
    [46, undefined, 'duration'],
    [9, undefined, 'percent'],
    [0, undefined, 'number'],
    [176, 'yyyy\\-mm\\-dd', 'date'],
    [176, '[$-804]yyyy"年"m"月"', 'date'],
    [176, 'm/d', 'date'],
    [176, 'h:mm:ss', 'time'],
    [176, '[h]:mm', 'duration'],
    [176, '#,##0.00_ ;[Red]\\-#,##0.00', 'number'],
    [176, '0.00"元/年"', 'number'],
    [176, '[$€-2] #,##0', 'money:EUR'],
    [176, '[$$-409]#,##0.00', 'money:USD'],
    [176, '"¥"#,##0', 'money:CNY'],
    [176, 'General', 'number'],
    [176, '@', 'text'],
  ] as const)('format %s %s is a %s', (id, code, kind) => expect(kindOfFormat(id, code)).toBe(kind))

  test.each([
    [1, false, '1900-01-01', null],
    [59, false, '1900-02-28', null],
    [61, false, '1900-03-01', null],
    [45123.5, false, '2023-07-16', '12:00'],
    [45123.99999999, false, '2023-07-17', null],
    [43661, true, '2023-07-16', null],
  ] as const)('serial %s (1904: %s) is %s %s', (serial, from1904, day, time) =>
    expect(serialToDate(serial, from1904)).toEqual({ day, time }),
  )

  it('reads references of ranges', () => {
    expect(rangeOf('A3:AB12')).toEqual({ left: 0, top: 3, right: 27, bottom: 12 })
    expect(rangeOf('A:B')).toBeNull()
  })
})
