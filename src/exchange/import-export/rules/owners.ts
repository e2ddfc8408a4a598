import { labelKey } from './cells.ts'
import { familyNameLength, isAddress, isFullName, isLatinName } from './names.ts'

/** Somebody who can be responsible: his name and what he signs in by. */
export interface KnownPerson {
  name: string
  identifiers: string[]
}

/** What a written owner turns out to be. */
export type OwnerDecision =
  | { kind: 'user' | 'placeholder'; name: string; collaborators: string[] }
  | { kind: 'unassigned' }
  /** Nobody can say who is meant; `similar` is the person most likely meant. */
  | { kind: 'unknown'; similar: string | null }

const nobody =
  /^(?:公海|公司|待分配|未分配|无人|离职|已离职|公共|公用|共享|公共客户|公海客户|老板|公司客户|自然|unassigned|none|pool)$/i
const separators = /[/、,，;；|&\n+]+|\s+(?:和|与)\s+/

/**
 * Decides who each written owner is, given how often each occurs in the file. Users are matched by name or sign-in; a person's
 * name that is no user becomes a placeholder to invite, unless it looks like a slip for somebody more frequent (王浩 beside
 * 王浩然) or like a nickname; those are for a person to decide.
 */
export function resolveOwners(
  counts: ReadonlyMap<string, number>,
  users: readonly KnownPerson[],
): Map<string, OwnerDecision> {
  const userOf = new Map<string, string | null>()
  for (const user of users) {
    // Two users of one name cannot be told apart.
    const key = labelKey(user.name)
    userOf.set(key, userOf.has(key) ? null : user.name)
    for (const identifier of user.identifiers) userOf.set(labelKey(identifier), user.name)
  }
  const single = new Map<string, number>()
  for (const [written, count] of counts)
    for (const name of namesIn(written)) single.set(name, (single.get(name) ?? 0) + count)
  const decide = (name: string): OwnerDecision => decideOne(name, single, userOf, users)
  const decisions = new Map<string, OwnerDecision>()
  for (const written of counts.keys()) {
    const all = namesIn(written).map(decide)
    const people = all.flatMap((each) => (each.kind === 'user' || each.kind === 'placeholder' ? [each] : []))
    const first = people[0]
    const bad = all.find((each) => each.kind === 'unknown')
    if (bad) decisions.set(written, bad)
    else if (first)
      decisions.set(written, { ...first, collaborators: [...new Set(people.slice(1).map((each) => each.name))] })
    else decisions.set(written, { kind: 'unassigned' })
  }
  return decisions
}

function namesIn(written: string): string[] {
  return written
    .split(separators)
    .map((name) => name.replace(/[(（][^)）]*[)）]|[\s]+(?=[\u4e00-\u9fff])/g, '').trim())
    .filter(Boolean)
}

function decideOne(
  name: string,
  counts: ReadonlyMap<string, number>,
  userOf: ReadonlyMap<string, string | null>,
  users: readonly KnownPerson[],
): OwnerDecision {
  const user = userOf.get(labelKey(name))
  if (user) return { kind: 'user', name: user, collaborators: [] }
  if (user === null) return { kind: 'unknown', similar: name }
  if (nobody.test(name)) return { kind: 'unassigned' }
  const similar = similarName(name, counts, users)
  if (similar) return { kind: 'unknown', similar }
  if (isFullName(name) || isLatinName(name)) return { kind: 'placeholder', name, collaborators: [] }
  // A nickname that is used all through the file is how they call each other.
  const rare = (counts.get(name) ?? 0) < 3
  const odd = /\d{3,}|部$|组$|区$|公司$|中心$|团队$/.test(name) || name.length > 20
  return rare || odd ? { kind: 'unknown', similar: null } : { kind: 'placeholder', name, collaborators: [] }
}

function similarName(name: string, counts: ReadonlyMap<string, number>, users: readonly KnownPerson[]): string | null {
  const own = counts.get(name) ?? 0
  const others = [
    ...users.map((user) => ({ name: user.name, weight: Number.POSITIVE_INFINITY })),
    ...[...counts].map(([each, count]) => ({ name: each, weight: count })),
  ].filter((each) => each.name !== name && each.weight >= Math.max(3, own * 5))
  const slips = others.filter((each) => isSlip(name, each.name)).sort((a, b) => b.weight - a.weight)
  if (slips[0]) return slips[0].name
  if (!isAddress(name)) return null
  const family = /^[老小大阿]/.test(name) ? name.slice(1, 2) : name.slice(0, familyNameLength(name))
  const called = [
    ...new Set(others.filter((each) => isFullName(each.name) && each.name.startsWith(family)).map((each) => each.name)),
  ]
  return called.length === 1 ? (called[0] ?? null) : null
}

/** One character left out, added or changed: 王浩 and 王浩然, 陈思远 and 陈思源. Two-character names must share the family name. */
function isSlip(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || Math.max(a.length, b.length) < 3 || a.slice(0, 1) !== b.slice(0, 1))
    return false
  if (a.length === b.length) return [...a].filter((char, i) => char !== b[i]).length === 1
  const [short, long] = a.length < b.length ? [a, b] : [b, a]
  return [...long].some((_, i) => long.slice(0, i) + long.slice(i + 1) === short)
}
