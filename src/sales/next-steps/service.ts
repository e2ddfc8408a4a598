/** The door of next steps. */
export { MISSES_BEFORE_SWITCH, missesInRow, suggestNextStep } from './rules.ts'
export { complete, drop, move, reopen } from './service/acts.ts'
export { DUE_KIND, lookAtPlans, lookSoon } from './service/due.ts'
export { endFeed, feed, makeFeed, readFeed } from './service/feed.ts'
export { type Interaction, type PlanOutcome, reviveStep, settlePlans, undoPlans } from './service/interaction.ts'
export { picks, planOf, slotsOfWeek } from './service/plan.ts'
export {
  alignDays,
  assertActive,
  assertOneCustomer,
  assignSteps,
  nextSteps,
  plan,
  takeOpenSteps,
} from './service/steps.ts'
export { suggestionFor } from './service/suggestion.ts'
export { briefsOf, type Subject } from './store/steps.ts'
