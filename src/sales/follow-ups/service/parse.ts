import { optionsOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { FollowUpDraft } from '../contract.ts'
import { customersNamed, parse, prepare, withContacts } from '../rules/parse/parse.ts'
import { searchWords } from '../rules/parse/search-words.ts'
import type { Options } from '../rules/parse/types.ts'
import { contactsOf, customersLike } from '../store/named.ts'

/**
 * The interactions that a text tells of, as drafts for the actor to confirm. Nothing is saved; only customers and contacts that the
 * actor may see are proposed.
 * @param now when the words were written
 */
export async function readText(ctx: Ctx, text: string, now: Date): Promise<FollowUpDraft[]> {
  const customers = await customersLike(ctx, searchWords(text))
  const known = prepare({ customers, options: await offeredOptions(ctx) })
  const contacts = await contactsOf(ctx, customersNamed(text, known))
  return parse(text, withContacts(known, contacts), { now, timeZone: ctx.actor.timeZone })
}

async function offeredOptions(ctx: Ctx): Promise<Options> {
  const sets = ['method', 'result', 'intent', 'objection', 'signal', 'nextStepAction'] as const
  const options: Options = {}
  for (const set of sets)
    options[set] = (await optionsOf(ctx, set)).filter(({ retired }) => !retired).map(({ key }) => key)
  return options
}
