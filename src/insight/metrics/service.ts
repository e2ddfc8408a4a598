/** The door of metrics. */

export { definitionOf, definitions, keyLevels } from './rules/definitions.ts'
export {
  addTargets,
  type Figure,
  type Numbers,
  sameFigure,
  sumValuesOf,
  toldValuesOf,
  valuesOf,
} from './rules/numbers.ts'
export { noteChange } from './service/cells.ts'
export { evidenceOf } from './service/evidence.ts'
export {
  type Asked,
  allFactsOf,
  factsOf,
  isHidden,
  looksOf,
  numbersOf,
  type People,
  shown,
  sumsOf,
} from './service/numbers.ts'
export { metricsBetween } from './service/range.ts'
export { type Team, teamOf, whoOf } from './service/teams.ts'
export {
  CHECK_KIND,
  checkTonight,
  countedDays,
  nightlyCheck,
  rebuildCells,
  repairCells,
  verifyCells,
} from './service/upkeep.ts'
export { type Fact, preparedForOne, type Who } from './store/facts.ts'
export { planned } from './store/plans.ts'
