import type { FieldRule, Grant, Reach } from '../../../platform/actor.ts'

export interface RoleRights {
  grants: Record<string, Grant[]>
  fieldRules: Record<string, FieldRule>
}

const width: Record<Reach, number> = { own: 1, department: 2, chosen: 3, departmentAndBelow: 4, all: 5 }
const strictness: Record<FieldRule, number> = { readOnly: 1, masked: 2, hidden: 3 }

/** What several roles allow together: the union of grants, and for each field the most generous rule. */
export function rightsOf(roles: readonly RoleRights[]): RoleRights {
  const grants: Record<string, Grant[]> = {}
  for (const role of roles) {
    for (const [key, list] of Object.entries(role.grants)) grants[key] = joined([...(grants[key] ?? []), ...list])
  }
  const fieldRules: Record<string, FieldRule> = {}
  for (const field of new Set(roles.flatMap((role) => Object.keys(role.fieldRules)))) {
    const rules = roles.map((role) => role.fieldRules[field])
    // One role without a rule for the field leaves it open.
    if (rules.includes(undefined)) continue
    fieldRules[field] = (rules as FieldRule[]).reduce((best, rule) =>
      strictness[rule] < strictness[best] ? rule : best,
    )
  }
  return { grants, fieldRules }
}

function joined(grants: Grant[]): Grant[] {
  const all = grants.find((grant) => grant.reach === 'all')
  if (all) return [all]
  const seen = new Set<string>()
  return grants.filter((grant) => {
    const text = JSON.stringify(grant)
    return seen.has(text) ? false : Boolean(seen.add(text))
  })
}

/** The widest reach of a list of grants, for screens that show or hide a button. */
export function widestReach(grants: readonly Grant[]): Reach | null {
  const reaches = grants.map((grant) => grant.reach)
  return reaches.length === 0
    ? null
    : reaches.reduce((widest, reach) => (width[reach] > width[widest] ? reach : widest))
}

/** Whether grants give nothing that the holder of others does not have at least as widely. */
export function coveredBy(grants: Readonly<Record<string, Grant[]>>, held: Readonly<Record<string, Grant[]>>): boolean {
  return Object.entries(grants).every(([key, list]) => {
    const wanted = widestReach(list)
    const own = widestReach(held[key] ?? [])
    return wanted === null || (own !== null && width[own] >= width[wanted])
  })
}
