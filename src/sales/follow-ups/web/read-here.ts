import { timeZone } from '../../../web/lib/format.ts'
import type { Draft, Known } from '../rules/parse/types.ts'

/** Reading on the device: the rules come as a file of their own when the first text is read. */

type Rules = typeof import('../rules/parse/parse.ts')
const prepared = new WeakMap<Known, ReturnType<Rules['prepare']>>()

/**
 * The interactions that a text tells of, read without the server.
 * @param known lists as they are on the device; the same object is made ready only once
 */
export async function readHere(text: string, known: Known): Promise<Draft[]> {
  const { parse, prepare } = await import('../rules/parse/parse.ts')
  const names = prepared.get(known) ?? prepare(known)
  prepared.set(known, names)
  return parse(text, names, { now: new Date(), timeZone: timeZone() })
}
