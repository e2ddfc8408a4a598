import { createUser, departments, roles } from '../../../base/people/service.ts'
import type { Ctx } from '../../../platform/context.ts'
import { addDays } from '../../../platform/time.ts'
import { labelKey } from '../rules/cells.ts'

/** Placeholders belong to their department from this many days before the import, so that imported history has one. */
const DAYS_BEFORE = 730

/** Finds the people that a file names, and makes placeholders of those the company does not know yet. */
export class PeopleOfFile {
  readonly #ids = new Map<string, string>()
  #pending = new Map<string, string>()
  readonly #departmentId: string | null
  readonly #day: string

  /** @param departmentId where new people belong; null is the company itself */
  constructor(people: readonly { id: string; name: string }[], departmentId: string | null, day: string) {
    for (const { id, name } of people) if (!this.#ids.has(labelKey(name))) this.#ids.set(labelKey(name), id)
    this.#departmentId = departmentId
    this.#day = day
  }

  /** The id of a person of this name, made in this transaction when there is none. */
  async idOf(ctx: Ctx, name: string): Promise<string> {
    const key = labelKey(name)
    const known = this.#ids.get(key) ?? this.#pending.get(key)
    if (known !== undefined) return known
    const departmentId = this.#departmentId ?? (await departments(ctx)).find((each) => each.parentId === null)?.id
    const rep = (await roles(ctx)).find((role) => role.key === 'rep')
    if (departmentId === undefined) throw new Error('company without a department')
    const user = await createUser(ctx, {
      name,
      departmentId,
      roleIds: rep ? [rep.id] : [],
      status: 'placeholder',
      joinedOn: addDays(this.#day, -DAYS_BEFORE),
    })
    this.#pending.set(key, user.id)
    return user.id
  }

  /** Ids of the placeholders that the transaction at hand has made. */
  get made(): string[] {
    return [...this.#pending.values()]
  }

  /** After each transaction: what it made is kept, or forgotten with it. */
  settle(committed: boolean): void {
    if (committed) for (const [key, id] of this.#pending) this.#ids.set(key, id)
    this.#pending = new Map()
  }
}
