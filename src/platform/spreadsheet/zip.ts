import { open } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { type SheetLimits, spreadsheetError } from './cell.ts'

interface Entry {
  method: number
  packed: number
  inflated: number
  offset: number
}

/** An opened archive: its parts by name, each inflated as a stream that stops at the declared size. */
export interface Archive {
  names: string[]
  has(name: string): boolean
  sizeOf(name: string): number
  /** @throws AppError spreadsheet.damaged | spreadsheet.bomb */
  stream(name: string): AsyncGenerator<Buffer>
  close(): Promise<void>
}

const END = 0x06054b50
const END64_LOCATOR = 0x07064b50
const CENTRAL = 0x02014b50
const LOCAL = 0x04034b50
const FULL32 = 0xffffffff
const CHUNK = 256 * 1024
const RATIO_FROM = 10 * 1024 * 1024

/**
 * Opens a zip archive by its central directory. Entry count, total size and compression ratio are checked
 * from the declared sizes before anything is inflated, and the declared sizes are enforced while inflating.
 * @throws AppError spreadsheet.notSpreadsheet | spreadsheet.damaged | spreadsheet.bomb
 */
export async function openArchive(path: string, limits: SheetLimits): Promise<Archive> {
  const file = await open(path, 'r')
  const read = async (position: number, length: number): Promise<Buffer> => {
    const buffer = Buffer.alloc(length)
    const { bytesRead } = await file.read(buffer, 0, length, position)
    if (bytesRead < length) throw spreadsheetError('damaged')
    return buffer
  }
  try {
    const { size } = await file.stat()
    const entries = await directory(read, size, limits)
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      sizeOf: (name) => entries.get(name)?.inflated ?? 0,
      stream: (name) => inflate(read, entries.get(name)),
      close: () => file.close(),
    }
  } catch (error) {
    await file.close()
    throw error
  }
}

type Read = (position: number, length: number) => Promise<Buffer>

async function directory(read: Read, size: number, limits: SheetLimits): Promise<Map<string, Entry>> {
  const tailLength = Math.min(size, 65_557)
  const tail = await read(size - tailLength, tailLength)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  if (end < 0 || end + 22 > tail.length || tail.readUInt32LE(end) !== END) throw spreadsheetError('notSpreadsheet')
  let count = tail.readUInt16LE(end + 10)
  let length = tail.readUInt32LE(end + 12)
  let start = tail.readUInt32LE(end + 16)
  if (
    (count === 0xffff || length === FULL32 || start === FULL32) &&
    end >= 20 &&
    tail.readUInt32LE(end - 20) === END64_LOCATOR
  ) {
    const end64 = await read(Number(tail.readBigUInt64LE(end - 12)), 56)
    count = Number(end64.readBigUInt64LE(32))
    length = Number(end64.readBigUInt64LE(40))
    start = Number(end64.readBigUInt64LE(48))
  }
  if (count > limits.maxEntries) throw spreadsheetError('bomb')
  if (start + length > size) throw spreadsheetError('damaged')
  return entriesOf(await read(start, length), count, limits)
}

function entriesOf(bytes: Buffer, count: number, limits: SheetLimits): Map<string, Entry> {
  const entries = new Map<string, Entry>()
  let at = 0
  let total = 0
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || bytes.readUInt32LE(at) !== CENTRAL) throw spreadsheetError('damaged')
    const nameLength = bytes.readUInt16LE(at + 28)
    const extraLength = bytes.readUInt16LE(at + 30)
    const nameEnd = at + 46 + nameLength
    const next = nameEnd + extraLength + bytes.readUInt16LE(at + 32)
    if (next > bytes.length) throw spreadsheetError('damaged')
    const entry = {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      inflated: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    }
    widen(entry, bytes.subarray(nameEnd, nameEnd + extraLength))
    if (bytes.readUInt16LE(at + 8) & 1) throw spreadsheetError('encrypted')
    total += entry.inflated
    const suspicious = entry.inflated > RATIO_FROM && entry.inflated > entry.packed * limits.maxRatio
    if (suspicious || total > limits.maxInflatedBytes) throw spreadsheetError('bomb')
    entries.set(bytes.toString('utf8', at + 46, nameEnd).replaceAll('\\', '/'), entry)
    at = next
  }
  return entries
}

/** Fills the fields that a zip64 extra carries because they did not fit, in the fixed order of that record. */
function widen(entry: Entry, extra: Buffer): void {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue
    let from = at + 4
    for (const key of ['inflated', 'packed', 'offset'] as const) {
      if (entry[key] !== FULL32) continue
      if (from + 8 > extra.length) throw spreadsheetError('damaged')
      entry[key] = Number(extra.readBigUInt64LE(from))
      from += 8
    }
  }
}

async function* inflate(read: Read, entry: Entry | undefined): AsyncGenerator<Buffer> {
  if (!entry || (entry.method !== 0 && entry.method !== 8)) throw spreadsheetError('damaged')
  const head = await read(entry.offset, 30)
  if (head.readUInt32LE(0) !== LOCAL) throw spreadsheetError('damaged')
  const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
  const source = packedBytes(read, start, entry.packed)
  if (entry.method === 0) {
    yield* source
    return
  }
  let total = 0
  for await (const chunk of inflated(source)) {
    total += chunk.length
    if (total > entry.inflated) throw spreadsheetError('bomb')
    yield chunk
  }
}

async function* packedBytes(read: Read, start: number, length: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < length; at += CHUNK) yield await read(start + at, Math.min(CHUNK, length - at))
}

async function* inflated(source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const unpack = createInflateRaw({ chunkSize: 32 * 1024 })
  const feed = pipeline(Readable.from(source, { objectMode: false, highWaterMark: CHUNK }), unpack).catch(
    () => undefined,
  )
  try {
    for await (const chunk of unpack) yield chunk as Buffer
  } catch {
    throw spreadsheetError('damaged')
  } finally {
    unpack.destroy()
    await feed
  }
}
