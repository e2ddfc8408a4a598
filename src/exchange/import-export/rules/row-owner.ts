import type { OwnerDecision } from './owners.ts'
import type { PlanContext, RowReader } from './row.ts'

export interface PlannerContext extends PlanContext {
  /** What `resolveOwners` made of every owner that the file names. */
  owners: ReadonlyMap<string, OwnerDecision>
}

/** Who is responsible for what a row says; `placeholder`: somebody still to be invited. */
export interface RowOwner {
  name: string | null
  collaborators: string[]
  placeholder: boolean
}

/** The owner that a row names, as decided by a person or by `resolveOwners`; a doubtful one becomes an error of the row. */
export function rowOwner(reader: RowReader, written: string, context: PlannerContext): RowOwner {
  const none = { name: null, collaborators: [], placeholder: false }
  if (written === '') return none
  const decided = context.decisions.owners[written]
  if (decided !== undefined)
    return { ...none, name: decided, placeholder: decided !== null && !isUser(decided, context) }
  const found = context.owners.get(written) ?? { kind: 'unknown', similar: null }
  if (found.kind === 'unassigned') return none
  if (found.kind !== 'unknown') {
    return { name: found.name, collaborators: found.collaborators, placeholder: found.kind === 'placeholder' }
  }
  const column = reader.columns('customer.owner')[0] ?? null
  reader.error(
    'ownerUnknown',
    column,
    written,
    ['unassigned', 'skip'],
    found.similar === null ? undefined : { similar: found.similar },
  )
  return none
}

function isUser(name: string, context: PlannerContext): boolean {
  return [...context.owners.values()].some((each) => each.kind === 'user' && each.name === name)
}
