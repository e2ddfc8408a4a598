/** Distance between places whose coordinates may be in the world's datum (WGS-84) or in China's (GCJ-02). */

export interface Coordinates {
  latitude: number
  longitude: number
  datum: 'WGS-84' | 'GCJ-02'
}

const EARTH_RADIUS = 6_371_008.8
/** Krasovsky 1940, on which GCJ-02 is built. */
const AXIS = 6_378_245
const ECCENTRICITY = 0.006_693_421_622_965_943

const radians = (degrees: number): number => (degrees * Math.PI) / 180

/** Whole metres along the earth's surface. */
export function metresBetween(a: Coordinates, b: Coordinates): number {
  const [from, to] = a.datum === b.datum ? [a, b] : [inChina(a), inChina(b)]
  const [latA, latB] = [radians(from.latitude), radians(to.latitude)]
  const half = (x: number): number => Math.sin(x / 2) ** 2
  const h = half(latB - latA) + Math.cos(latA) * Math.cos(latB) * half(radians(to.longitude - from.longitude))
  return Math.round(2 * EARTH_RADIUS * Math.asin(Math.min(1, Math.sqrt(h))))
}

/** The same place in GCJ-02; outside China the two datums are one. */
function inChina(place: Coordinates): Coordinates {
  const { latitude, longitude, datum } = place
  const isOutside = longitude < 72.004 || longitude > 137.8347 || latitude < 0.8293 || latitude > 55.8271
  if (datum === 'GCJ-02' || isOutside) return place
  const [x, y] = [longitude - 105, latitude - 35]
  const magic = 1 - ECCENTRICITY * Math.sin(radians(latitude)) ** 2
  const north = (shiftNorth(x, y) * 180) / (((AXIS * (1 - ECCENTRICITY)) / (magic * Math.sqrt(magic))) * Math.PI)
  const east = (shiftEast(x, y) * 180) / ((AXIS / Math.sqrt(magic)) * Math.cos(radians(latitude)) * Math.PI)
  return { latitude: latitude + north, longitude: longitude + east, datum: 'GCJ-02' }
}

const wave = (x: number): number => ((20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * 2) / 3

function shiftNorth(x: number, y: number): number {
  const base = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + wave(x)
  const long = ((160 * Math.sin((y / 12) * Math.PI) + 320 * Math.sin((y * Math.PI) / 30)) * 2) / 3
  return base + ((20 * Math.sin(y * Math.PI) + 40 * Math.sin((y / 3) * Math.PI)) * 2) / 3 + long
}

function shiftEast(x: number, y: number): number {
  const base = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + wave(x)
  const long = ((150 * Math.sin((x / 12) * Math.PI) + 300 * Math.sin((x / 30) * Math.PI)) * 2) / 3
  return base + ((20 * Math.sin(x * Math.PI) + 40 * Math.sin((x / 3) * Math.PI)) * 2) / 3 + long
}
