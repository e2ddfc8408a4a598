import { fuzzPart } from './testing-fuzz.ts'

fuzzPart(0)
