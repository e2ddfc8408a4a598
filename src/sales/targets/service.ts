/** The door of targets. */
export { type Amounts, type GoalPerson, type Goals, goalsIn } from './rules/goals.ts'
export { changeTargets } from './service/change.ts'
export { goalFactsOf } from './service/facts.ts'
export { monthTargets, rhythms } from './service/month.ts'
