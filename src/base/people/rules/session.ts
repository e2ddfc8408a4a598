const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE

/** A session ends when it was not used for 30 days, and in any case 90 days after signing in. */
export const IDLE_DAYS = 30
export const LONGEST_DAYS = 90
const TOUCH_EVERY = 10 * MINUTE

export interface SessionTimes {
  createdAt: string
  lastSeenAt: string
  expiresAt: string
}

export function isLive(session: SessionTimes, now: Date): boolean {
  const oldest = Date.parse(session.createdAt) + LONGEST_DAYS * DAY
  return now.getTime() < Math.min(Date.parse(session.expiresAt), oldest)
}

/** Writing the time of every request would cost more than the request. */
export function wantsTouch(session: SessionTimes, now: Date): boolean {
  return now.getTime() - Date.parse(session.lastSeenAt) >= TOUCH_EVERY
}

export function renewedUntil(now: Date): Date {
  return new Date(now.getTime() + IDLE_DAYS * DAY)
}
