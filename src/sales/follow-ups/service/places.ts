import { z } from 'zod'
import type { Place } from '../contract.ts'
import { type Coordinates, metresBetween } from '../rules/place.ts'
import type { CustomerFacts } from '../store/subjects.ts'
import type { Version } from './version.ts'
import type { Vocabulary } from './vocabulary.ts'

/** Where a customer is; `followUpId` names the check-in that found it, if one did. */
const customerPlace = z.object({
  latitude: z.number(),
  longitude: z.number(),
  datum: z.enum(['WGS-84', 'GCJ-02']).default('WGS-84'),
  followUpId: z.string().optional(),
})

/** A check-in with its distance to the customer in metres; the first one on the premises locates the customer, so it is at zero. */
export function checkedIn(
  place: Place | null,
  customer: CustomerFacts | undefined,
  followUpId: string,
  isOnSite: boolean,
): Place | null {
  if (place === null) return null
  const { distance: _, ...said } = place
  const known = customerPlace.safeParse(customer?.location)
  if (known.success && known.data.followUpId !== followUpId)
    return { ...said, distance: metresBetween(said as Coordinates, known.data) }
  return customer !== undefined && isOnSite ? { ...said, distance: 0 } : said
}

/** The customer's place after a change of a follow-up; undefined when it stays. */
export function located(
  location: unknown,
  followUpId: string,
  next: Version | null,
  vocabulary: Vocabulary,
): object | null | undefined {
  const known = customerPlace.safeParse(location)
  if (known.success && known.data.followUpId !== followUpId) return undefined
  const place = next !== null && vocabulary.onSite.includes(next.method) ? next.location : null
  if (place === null) return known.success ? null : undefined
  const { latitude, longitude, datum, address } = place
  const found = { latitude, longitude, datum, ...(address !== undefined && { address }), followUpId }
  return known.success && known.data.latitude === latitude && known.data.longitude === longitude ? undefined : found
}
