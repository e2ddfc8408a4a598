import { offerType } from '../../forms/service.ts'
import type { RecordType } from '../contract.ts'

const types = new Map<string, RecordType>()

/** Makes a record type known to the kit; called once at start for every slice of modules.ts that has a record.ts. */
export function registerType(type: RecordType): void {
  types.set(type.type, type)
  offerType(type.type)
}

/** @throws for a name that no slice has registered, which is a defect, not bad input */
export function typeNamed(name: string): RecordType {
  const type = types.get(name)
  if (type === undefined) throw new Error(`record type ${name} is not registered`)
  return type
}

export function isTypeName(name: string): boolean {
  return types.has(name)
}

export function allTypes(): RecordType[] {
  return [...types.values()]
}
