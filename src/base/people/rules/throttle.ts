/** Protected doors: how many failed tries in a quarter of an hour they bear. */
export const TRY_WINDOW_MS = 15 * 60_000
/** Tries against one person, whoever makes them. */
export const TRIES_PER_TARGET = 10
/** Tries from one address; wider, because a whole office or a reverse proxy may share it. */
export const TRIES_PER_ADDRESS = 50

/**
 * Seconds until another try is allowed; 0 means now.
 * @param recent times of the tries of the last window, oldest first
 */
export function waitSeconds(recent: readonly Date[], limit: number, now: Date): number {
  const blocking = recent.length < limit ? undefined : recent[recent.length - limit]
  if (blocking === undefined) return 0
  return Math.max(1, Math.ceil((blocking.getTime() + TRY_WINDOW_MS - now.getTime()) / 1000))
}

/** One bucket per address; of IPv6 the /64 that one customer line gets. */
export function addressBucket(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '')
  if (!plain.includes(':')) return plain
  const [head = '', tail] = plain.toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  const back = tail === undefined || tail === '' ? [] : tail.split(':')
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
  return [...front, ...zeros, ...back]
    .slice(0, 4)
    .map((part) => part.replace(/^0+(?=.)/, ''))
    .join(':')
}
