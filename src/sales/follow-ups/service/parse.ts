import { optionsOf } from '../../../base/settings/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import type { FollowUpDraft, KnownReply } from '../contract.ts'
import { customersNamed, parse, prepare, withContacts } from '../rules/parse/parse.ts'
import { searchWords } from '../rules/parse/search-words.ts'
import type { Options } from '../rules/parse/types.ts'
import { contactsOf, customersLike, ownNamed, wordsOfDeals } from '../store/named.ts'

/**
 * The interactions that a text tells of, as drafts for the actor to confirm. Nothing is saved; only customers and contacts that the
 * actor may see are proposed.
 * @param now when the words were written
 */
export async function readText(ctx: Ctx, text: string, now: Date): Promise<FollowUpDraft[]> {
  const customers = await customersLike(ctx, searchWords(text))
  const known = prepare({ customers, ...(await wordsOfDeals(ctx)), options: await offeredOptions(ctx) })
  const contacts = await contactsOf(ctx, customersNamed(text, known))
  return parse(text, withContacts(known, contacts), { now, timeZone: ctx.actor.timeZone })
}

/** Names with which a device reads texts by itself: the actor's own customers and contacts, rivals and products of the deals. */
export async function knownNames(ctx: Ctx): Promise<KnownReply> {
  return { ...(await ownNamed(ctx)), ...(await wordsOfDeals(ctx)) } as KnownReply
}

async function offeredOptions(ctx: Ctx): Promise<Options> {
  const sets = ['method', 'result', 'intent', 'objection', 'signal', 'nextStepAction'] as const
  const options: Options = {}
  for (const set of sets)
    options[set] = (await optionsOf(ctx, set)).filter(({ retired }) => !retired).map(({ key }) => key)
  return options
}
