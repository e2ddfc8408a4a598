import { timeZone } from '../../../web/lib/format.ts'
import type { Draft, Known } from '../rules/parse/types.ts'

/** Reading on the device. */

type Rules = typeof import('../rules/parse/parse.ts')
const prepared = new WeakMap<Known, ReturnType<Rules['prepare']>>()

/** The rules of reading, a file of their own: asked for when a form opens, so that they are there when the network is gone. */
export const readingRules = (): Promise<Rules> => import('../rules/parse/parse.ts')

/**
 * The interactions that a text tells of, read without the server.
 * @param known lists as they are on the device; the same object is made ready only once
 */
export async function readHere(text: string, known: Known): Promise<Draft[]> {
  const { parse, prepare } = await readingRules()
  const names = prepared.get(known) ?? prepare(known)
  prepared.set(known, names)
  return parse(text, names, { now: new Date(), timeZone: timeZone() })
}
