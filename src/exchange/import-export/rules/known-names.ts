import type { NoticeCause, RowRef } from '../contract.ts'
import { companyKey, hash53, isBareName, stableId, withoutLegalForm } from './identity.ts'
import { NumberMap } from './number-map.ts'
import type { PlannedCustomer } from './planned.ts'

/** What stays in memory of a planned customer. */
export interface KnownName extends RowRef {
  /** Its last row so far. */
  last: RowRef
  name: string
  /** By it, when the file gives one; else the customer goes by its name. */
  code: string
  /** Tells apart two companies of one name. */
  distinction: string
  owner: string | null
  creditCode: string | null
  region: string | null
}

export interface Found {
  id: number
  entry: KnownName
  /** The names differ by the legal form only, which one of them leaves out. */
  shortForm: boolean
}

const SEVERAL = -1

/** By which the same file finds this customer again. */
export function externalIdOf({ code, name, distinction }: Pick<KnownName, 'code' | 'name' | 'distinction'>): string {
  return code !== '' ? `code:${code}` : `name:${stableId(companyKey(name), distinction)}`
}

/**
 * The index of customers planned so far: by code, name, name without legal form, short name and phone. Keys are 53-bit hashes,
 * which keeps 100 000 customers small; where a hit merges rows the name itself is compared.
 */
export class NameIndex {
  readonly #entries: KnownName[] = []
  readonly #byKey = new NumberMap()
  readonly #byCode = new Map<string, number>()
  readonly #coded = new Set<number>()
  readonly #byBase = new NumberMap()
  readonly #byShort = new NumberMap()
  readonly #byPhone = new NumberMap()

  /** Adds a customer and gives its number. */
  add(entry: KnownName): number {
    const { code } = entry
    const id = this.#entries.push(entry) - 1
    const key = hash53(companyKey(entry.name))
    if (code !== '') {
      this.#byCode.set(code, id)
      this.#coded.add(id)
    }
    if (!this.#byKey.has(key)) this.#byKey.set(key, id)
    const base = withoutLegalForm(entry.name)
    if (base) this.#byBase.set(hash53(base), this.#byBase.has(hash53(base)) ? SEVERAL : id)
    return id
  }

  /**
   * The customer that a row means: the one with its code, else with its name; `differs` when the credit codes say that two
   * companies bear the name. A name without legal form is the only company that has it with one, and the other way round.
   */
  find(name: string, code: string, creditCode: string | undefined): Found | 'differs' | null {
    const byCode = code === '' ? undefined : this.#byCode.get(code)
    if (byCode !== undefined) return this.#found(byCode, false)
    const key = companyKey(name)
    const id = this.#byKey.get(hash53(key))
    const entry = id === undefined ? undefined : this.#entries[id]
    if (id !== undefined && entry && companyKey(entry.name) === key) {
      if (creditCode && entry.creditCode && creditCode !== entry.creditCode) return 'differs'
      // Rows with codes of their own are records of another system: equal names are then not merged.
      return code !== '' && this.#coded.has(id) ? null : this.#found(id, false)
    }
    return code === '' ? this.#byShortForm(name, key) : null
  }

  #byShortForm(name: string, key: string): Found | null {
    const bare = isBareName(name)
    const base = bare ? key : withoutLegalForm(name)
    if (base === null) return null
    const id = bare ? this.#byBase.get(hash53(base)) : this.#byKey.get(hash53(base))
    const entry = id === undefined || id === SEVERAL ? undefined : this.#entries[id]
    if (id === undefined || !entry || (bare ? withoutLegalForm(entry.name) : companyKey(entry.name)) !== base)
      return null
    return bare || isBareName(entry.name) ? this.#found(id, true) : null
  }

  /** Other customers that may be the same: by short name or by a phone number. Registers the names and numbers of this one. */
  similar(
    id: number,
    customer: PlannedCustomer,
    shortNames: readonly string[],
  ): { name: string; row: number; by: Extract<NoticeCause, 'similarName' | 'samePhone'> }[] {
    const found = new Map<number, 'similarName' | 'samePhone'>()
    const look = (map: NumberMap, text: string, by: 'similarName' | 'samePhone'): void => {
      const key = hash53(text)
      const other = map.get(key)
      if (other === undefined) map.set(key, id)
      else if (other !== id && !found.has(other)) found.set(other, by)
    }
    for (const short of shortNames) look(this.#byShort, companyKey(short), 'similarName')
    const own = this.#byShort.get(hash53(companyKey(customer.name)))
    if (own !== undefined && own !== id) found.set(own, 'similarName')
    for (const phone of customer.contacts.flatMap((each) => each.phones)) look(this.#byPhone, phone, 'samePhone')
    return [...found].flatMap(([other, by]) => {
      const entry = this.#entries[other]
      return entry ? [{ name: entry.name, row: entry.row, by }] : []
    })
  }

  #found(id: number, shortForm: boolean): Found | null {
    const entry = this.#entries[id]
    return entry ? { id, entry, shortForm } : null
  }
}
