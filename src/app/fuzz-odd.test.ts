import { fuzzPart } from './testing-fuzz.ts'

fuzzPart(1)
