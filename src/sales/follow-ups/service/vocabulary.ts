import { optionsOf } from '../../../base/settings/service.ts'
import { type Ctx, once } from '../../../platform/context.ts'

/** Option keys that follow-ups are judged by, as the company has them. */
export interface Vocabulary {
  /** Methods of the class visit. */
  visits: readonly string[]
  /** Visits on the customer's premises. */
  onSite: readonly string[]
  /** Results in which nobody was reached. */
  unreached: readonly string[]
}

export function vocabularyOf(ctx: Ctx): Promise<Vocabulary> {
  return once(ctx, 'follow-ups.vocabulary', async () => {
    const [methods, results] = [await optionsOf(ctx, 'method'), await optionsOf(ctx, 'result')]
    const visits = methods.filter((method) => method.class === 'visit').map(({ key }) => key)
    return {
      visits,
      onSite: visits.filter((key) => key !== 'customerVisit'),
      unreached: results.filter((result) => !result.reached).map(({ key }) => key),
    }
  })
}
