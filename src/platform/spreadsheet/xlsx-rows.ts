import { type Cell, type SheetLimits, type SheetRow, spreadsheetError } from './cell.ts'
import { type NumberKind, numberCell } from './formats.ts'
import { unescapeFormula } from './formula.ts'
import { columnOf } from './merges.ts'
import type { TextStore } from './text-store.ts'
import { attribute, unescapeXml, XmlScanner } from './xml.ts'

/** What cells refer to. */
export interface CellSource {
  strings: TextStore
  kinds: NumberKind[]
  from1904: boolean
}

/** Turns the bytes of one worksheet part into rows; blank rows are left out. */
export class SheetParser {
  readonly #source: CellSource
  readonly #limits: SheetLimits
  readonly #scanner: XmlScanner
  #ready: SheetRow[] = []
  #number = 0
  #cells: Cell[] = []
  #filled = false
  #column = -1
  #type = ''
  #style = 0
  #text = ''
  #inCell = false
  #reading = false
  #phonetic = false

  constructor(source: CellSource, limits: SheetLimits) {
    this.#source = source
    this.#limits = limits
    this.#scanner = new XmlScanner({
      open: (name, attributes) => this.#open(name, attributes),
      text: (raw) => {
        if (this.#reading) this.#text += raw
      },
      close: (name) => this.#close(name),
    })
  }

  /** The rows completed by this chunk. @throws AppError spreadsheet.tooManyColumns | cellTooLong | damaged */
  write(chunk: Buffer): SheetRow[] {
    this.#scanner.write(chunk)
    const ready = this.#ready
    this.#ready = []
    return ready
  }

  #open(name: string, attributes: string): void {
    if (name === 'c') {
      const reference = attribute(attributes, 'r')
      this.#column = reference === null ? this.#column + 1 : columnOf(reference)
      this.#type = attribute(attributes, 't') ?? ''
      this.#style = Number(attribute(attributes, 's') ?? 0)
      this.#text = ''
      this.#inCell = true
    } else if (name === 'v') this.#reading = this.#inCell
    else if (name === 't') this.#reading = this.#inCell && !this.#phonetic
    else if (name === 'rPh') this.#phonetic = true
    else if (name === 'row') {
      const number = Number(attribute(attributes, 'r') ?? this.#number + 1)
      if (!Number.isInteger(number) || number <= this.#number) throw spreadsheetError('damaged')
      this.#number = number
      this.#cells = []
      this.#column = -1
      this.#filled = false
    }
  }

  #close(name: string): void {
    if (name === 'c') this.#endCell()
    else if (name === 'v' || name === 't') this.#reading = false
    else if (name === 'rPh') this.#phonetic = false
    else if (name === 'row' && this.#filled) this.#ready.push({ number: this.#number, cells: this.#cells })
  }

  #endCell(): void {
    this.#inCell = false
    const value = this.#text === '' ? null : this.#value(this.#text)
    if (value === null) return
    const where = { row: this.#number, column: this.#column + 1 }
    if (this.#column >= this.#limits.maxColumns)
      throw spreadsheetError('tooManyColumns', { ...where, max: this.#limits.maxColumns })
    if (typeof value === 'string' && value.length > this.#limits.maxCellChars)
      throw spreadsheetError('cellTooLong', { ...where, max: this.#limits.maxCellChars })
    while (this.#cells.length < this.#column) this.#cells.push(null)
    this.#cells[this.#column] = value
    this.#filled = true
  }

  #value(raw: string): Cell {
    switch (this.#type) {
      case 's':
        return textCell(this.#source.strings.at(Number(raw)))
      case 'str':
      case 'inlineStr':
        return textCell(ownCopy(unescapeXml(raw)))
      case 'b':
        return raw.trim() === '1' || raw.trim() === 'true'
      case 'e':
        return null
      case 'd':
        return isoCell(raw)
      default: {
        const number = Number(raw)
        if (!Number.isFinite(number)) return textCell(unescapeXml(raw))
        return numberCell(number, this.#source.kinds[this.#style] ?? 'number', this.#source.from1904)
      }
    }
  }
}

/** A slice keeps the whole chunk of XML it was cut from in memory; whoever keeps a cell should not. */
function ownCopy(text: string): string {
  return Buffer.from(text, 'utf16le').toString('utf16le')
}

function textCell(text: string): Cell {
  const decoded = text.includes('_x')
    ? text.replace(/_x([0-9a-f]{4})_/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text
  const lines = decoded.includes('\r') ? decoded.replace(/\r\n?/g, '\n') : decoded
  return lines.trim() === '' ? null : unescapeFormula(lines)
}

function isoCell(raw: string): Cell {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}))?/.exec(raw)
  return found ? { day: found[1] ?? '', time: found[2] && found[2] !== '00:00' ? found[2] : null } : raw
}
