/** The door of metrics. */
export { noteChange, rebuildCells, verifyCells } from './service/cells.ts'
export { evidenceOf } from './service/evidence.ts'
export { type Asked, factsOf, isHidden, looksOf, numbersOf, type People, shown, sumsOf } from './service/numbers.ts'
export { metricsBetween } from './service/range.ts'
export { type Team, teamOf, whoOf } from './service/teams.ts'
export { definitionOf, definitions, keyLevels } from './rules/definitions.ts'
export { type Figure, type Numbers, sameFigure, valuesOf } from './rules/numbers.ts'
export type { Fact, Who } from './store/facts.ts'
