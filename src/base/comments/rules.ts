/** For how long the author may change or remove a comment. */
export const CHANGEABLE_HOURS = 24

interface Written {
  authorId: string
  createdAt: Date
  removed: boolean
}

/** What others may have answered stays as it was read: only the author may change a comment, and only for a day. */
export function isEditable(comment: Written, userId: string, now: Date): boolean {
  const age = now.getTime() - comment.createdAt.getTime()
  return comment.authorId === userId && !comment.removed && age < CHANGEABLE_HOURS * 3_600_000
}

export type NewsKind = 'comments.mentioned' | 'comments.replied' | 'comments.commented'

/**
 * Who hears of a comment, each person once with the nearest reason: named in it, answered by it, or owner of the record.
 * @returns kind of news by user id, never the author
 */
export function audienceOf(of: {
  authorId: string
  mentions: readonly string[]
  answered: string | null
  ownerId: string | null
}): Map<string, NewsKind> {
  const audience = new Map<string, NewsKind>()
  if (of.ownerId !== null) audience.set(of.ownerId, 'comments.commented')
  if (of.answered !== null) audience.set(of.answered, 'comments.replied')
  for (const id of of.mentions) audience.set(id, 'comments.mentioned')
  audience.delete(of.authorId)
  return audience
}

const EXCERPT = 60

/** The beginning of a text for a notice, cut between characters. */
export function excerptOf(text: string): string {
  const glyphs = [...text.replaceAll(/\s+/g, ' ')]
  return glyphs.length > EXCERPT ? `${glyphs.slice(0, EXCERPT).join('')}…` : glyphs.join('')
}
