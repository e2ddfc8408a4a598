import { StringDecoder } from 'node:string_decoder'
import { spreadsheetError } from './cell.ts'

/** What the scanner reports; names come without their namespace prefix, attributes as their raw source text. */
export interface XmlEvents {
  open(name: string, attributes: string, selfClosing: boolean): void
  text(raw: string): void
  close(name: string): void
}

const MAX_TOKEN = 4 * 1024 * 1024

/**
 * A push scanner for the regular XML that spreadsheets are made of. It expands no entities beyond the five of XML and
 * character references, so a DOCTYPE cannot blow up or reach outside.
 */
export class XmlScanner {
  readonly #events: XmlEvents
  readonly #decoder = new StringDecoder('utf8')
  #rest = ''

  constructor(events: XmlEvents) {
    this.#events = events
  }

  /** @throws AppError spreadsheet.damaged when a single token exceeds 4 MB */
  write(chunk: Buffer): void {
    const text = this.#rest + this.#decoder.write(chunk)
    let at = 0
    for (;;) {
      const open = text.indexOf('<', at)
      if (open < 0) break
      const end = endOfTag(text, open)
      if (end < 0) break
      if (open > at) this.#events.text(text.slice(at, open))
      this.#tag(text, open, end)
      at = end + 1
    }
    this.#rest = text.slice(at)
    if (this.#rest.length > MAX_TOKEN) throw spreadsheetError('damaged')
  }

  #tag(text: string, open: number, end: number): void {
    const first = text.charCodeAt(open + 1)
    if (first === 0x2f) {
      this.#events.close(localName(text.slice(open + 2, end).trimEnd()))
      return
    }
    if (first === 0x3f) return
    if (first === 0x21) {
      if (text.startsWith('<![CDATA[', open)) this.#events.text(text.slice(open + 9, end - 2).replaceAll('&', '&amp;'))
      return
    }
    const selfClosing = text.charCodeAt(end - 1) === 0x2f
    const body = text.slice(open + 1, selfClosing ? end - 1 : end)
    const space = body.search(/\s/)
    const name = localName(space < 0 ? body : body.slice(0, space))
    this.#events.open(name, space < 0 ? '' : body.slice(space), selfClosing)
    if (selfClosing) this.#events.close(name)
  }
}

/** Index of the `>` that ends the tag, comment or CDATA section at `open`, or −1 when it is not all there yet. */
function endOfTag(text: string, open: number): number {
  if (text.charCodeAt(open + 1) === 0x21) {
    if ('<!--'.startsWith(text.slice(open, open + 4)) || '<![CDATA['.startsWith(text.slice(open, open + 9))) {
      const closing = text.startsWith('<!--', open) ? '-->' : ']]>'
      const at = text.indexOf(closing, open)
      return at < 0 ? -1 : at + 2
    }
  }
  const isClosing = text.charCodeAt(open + 1) === 0x2f
  return isClosing ? text.indexOf('>', open) : endOutsideQuotes(text, open)
}

/** A bare > is legal inside an attribute value. One pass: a hostile file may hold millions of them. */
function endOutsideQuotes(text: string, from: number): number {
  let quote = 0
  for (let i = from; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (quote !== 0) {
      if (code === quote) quote = 0
    } else if (code === 0x22 || code === 0x27) quote = code
    else if (code === 0x3e) return i
  }
  return -1
}

function localName(name: string): string {
  const colon = name.indexOf(':')
  return colon < 0 ? name : name.slice(colon + 1)
}

const patterns = new Map<string, RegExp>()

/** The value of an attribute (any namespace prefix), unescaped, or null. */
export function attribute(attributes: string, name: string): string | null {
  let pattern = patterns.get(name)
  if (!pattern) {
    pattern = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`)
    patterns.set(name, pattern)
  }
  const found = pattern.exec(attributes)
  return found ? unescapeXml(found[1] ?? found[2] ?? '') : null
}

const named: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Resolves the five entities and character references. */
export function unescapeXml(raw: string): string {
  if (!raw.includes('&')) return raw
  return raw.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return named[name] ?? whole
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal)
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
