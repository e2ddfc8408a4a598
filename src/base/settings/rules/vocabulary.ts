import type { Option, OptionSet, ScenarioKey, Vocabulary } from '../contract.ts'
import * as activity from './activity-options.ts'
import * as customer from './customer-options.ts'
import { budgetStatus, lossReason, paymentMethod, purchaseMethod } from './deal-options.ts'
import { scenarios } from './scenarios.ts'

/** Results of a contact in which nobody was reached (没打通, 扑空). */
export const unreachedResults: ReadonlySet<string> = new Set(
  activity.result.filter((each) => !each.reached).map((each) => each.key),
)

const everywhere = { ...activity, ...customer, budgetStatus, purchaseMethod, lossReason, paymentMethod }

const vocabularies = new Map<ScenarioKey, Vocabulary>()

/** All built-in option sets as a scenario has them. */
export function vocabularyOf(scenario: ScenarioKey): Vocabulary {
  const known = vocabularies.get(scenario)
  if (known !== undefined) return known
  const { intent, stage } = scenarios[scenario]
  const vocabulary = { ...everywhere, intent, stage }
  vocabularies.set(scenario, vocabulary)
  return vocabulary
}

/** The names of all option sets. */
export const optionSets = Object.keys(vocabularyOf('enterprise')).sort() as readonly OptionSet[]

/** One option of a built-in set, or undefined for a key that is not in it. */
export function builtInOption<Set extends OptionSet>(
  scenario: ScenarioKey,
  set: Set,
  key: string,
): Vocabulary[Set][number] | undefined {
  const options: readonly Option[] = vocabularyOf(scenario)[set]
  return options.find((option) => option.key === key) as Vocabulary[Set][number] | undefined
}
