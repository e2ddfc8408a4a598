/** What other slices may use of the follow-ups' browser side. */
export { useKnownHere } from './known-here.ts'
