/** Identifiers. Works in Node and in the browser; hashing is left to the caller because it needs different code on each side. */

type RandomSource = { getRandomValues: (bytes: Uint8Array) => Uint8Array }

const random = (globalThis as unknown as { crypto: RandomSource }).crypto

const hex = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'))

function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-'
    text += hex[bytes[i] ?? 0]
  }
  return text
}

function stamp(bytes: Uint8Array, version: number): void {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4)
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
}

/**
 * A new UUIDv7 in lower case. The leading 48 bits are the time so that neighbours share index pages; nothing may read them back.
 * @param now milliseconds since 1970; the default is the machine's clock
 */
export function newId(now: number = Date.now()): string {
  const bytes = random.getRandomValues(new Uint8Array(16))
  let rest = now
  for (let i = 5; i >= 0; i--) {
    bytes[i] = rest % 256
    rest = Math.floor(rest / 256)
  }
  stamp(bytes, 7)
  return textOf(bytes)
}

/**
 * A UUIDv8 made of the first 16 bytes of a hash: the same input gives the same id everywhere.
 * @throws RangeError for fewer than 16 bytes
 */
export function uuidV8(hash: Uint8Array): string {
  if (hash.length < 16) throw new RangeError('a UUID needs 16 bytes')
  const bytes = new Uint8Array(hash.subarray(0, 16))
  stamp(bytes, 8)
  return textOf(bytes)
}

/** Whether the text has the shape of a UUID of any version, in either letter case. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
}
