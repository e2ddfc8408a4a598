/** How far a right reaches. `none` is never stored: an absent grant is a refusal. */
export type Reach = 'own' | 'department' | 'departmentAndBelow' | 'chosen' | 'all'

export interface Grant {
  reach: Reach
  /** Departments of the reach `chosen`. */
  departments?: string[]
}

export type FieldRule = 'hidden' | 'masked' | 'readOnly'

/** Who acts, with every right they hold at this moment. */
export interface Actor {
  readonly kind: 'user' | 'system'
  readonly userId: string
  readonly name: string
  readonly departmentId: string | null
  /** Path of the actor's department, for example `/a/b/`; empty without one. */
  readonly departmentPath: string
  readonly timeZone: string
  readonly locale: string
  /** By permission key, for example `customers.edit`. */
  readonly grants: Readonly<Record<string, Grant[]>>
  /** By `type.field`, the most generous of the actor's roles. */
  readonly fieldRules: Readonly<Record<string, FieldRule>>
}
