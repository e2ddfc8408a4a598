import type { Ctx } from '../../../platform/context.ts'
import { IMPORT_SOURCE } from '../contract.ts'
import { companyKey } from '../rules/identity.ts'
import type { ExistingCustomer, Lookup } from '../rules/planned.ts'
import { type KnownCustomer, knownCustomers } from '../store/made.ts'

/** The customers a company has, by everything a file may call them; read once for a whole file. */
export class KnownCustomers {
  readonly #byExternal = new Map<string, { id: string; name: string; voided: boolean }>()
  readonly #byName = new Map<string, KnownCustomer>()
  readonly #byShortName = new Map<string, KnownCustomer>()
  readonly #byPhone = new Map<string, KnownCustomer>()
  readonly #pending = new Map<string, { id: string; name: string; voided: boolean }>()

  static async read(ctx: Ctx): Promise<KnownCustomers> {
    const known = new KnownCustomers()
    for (const customer of await knownCustomers(ctx, IMPORT_SOURCE)) known.#take(customer)
    return known
  }

  #take(customer: KnownCustomer): void {
    if (customer.externalId !== null) this.#byExternal.set(customer.externalId, customer)
    if (customer.voided) return
    this.#byName.set(companyKey(customer.name), customer)
    for (const short of customer.shortNames) this.#byShortName.set(companyKey(short), customer)
    for (const phone of customer.phones) this.#byPhone.set(phone, customer)
  }

  /** A customer written in the transaction at hand. */
  add(externalId: string, customer: { id: string; name: string }): void {
    this.#pending.set(externalId, { ...customer, voided: false })
  }

  byExternal(externalId: string): { id: string; voided: boolean } | undefined {
    return this.#pending.get(externalId) ?? this.#byExternal.get(externalId)
  }

  /** After each transaction: what it wrote is kept, or forgotten with it. */
  settle(committed: boolean): void {
    if (committed) for (const [externalId, customer] of this.#pending) this.#byExternal.set(externalId, customer)
    this.#pending.clear()
  }

  /** What each of these is, by external id. */
  find(lookups: readonly Lookup[]): Map<string, ExistingCustomer> {
    const found = new Map<string, ExistingCustomer>()
    for (const lookup of lookups) {
      const hit = this.#find(lookup)
      if (hit) found.set(lookup.externalId, hit)
    }
    return found
  }

  #find(lookup: Lookup): ExistingCustomer | undefined {
    const as = (
      customer: { id: string; name: string } | undefined,
      by: ExistingCustomer['by'],
    ): ExistingCustomer | undefined => customer && { id: customer.id, name: customer.name, by }
    const phone = lookup.phones.find((each) => this.#byPhone.has(each))
    return (
      as(this.#byExternal.get(lookup.externalId), 'externalId') ??
      as(this.#byName.get(lookup.key), 'name') ??
      as(this.#byShortName.get(lookup.key), 'shortName') ??
      as(phone === undefined ? undefined : this.#byPhone.get(phone), 'phone')
    )
  }
}
