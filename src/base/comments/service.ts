import type { z } from 'zod'
import type { Ctx } from '../../platform/context.ts'
import { AppError, invalidField, notFound } from '../../platform/errors.ts'
import { newId } from '../../platform/id.ts'
import { changed } from '../../platform/live.ts'
import { write } from '../audit/service.ts'
import { notify } from '../notifications/service.ts'
import { ctxForUser, peopleByIds } from '../people/service.ts'
import type { RecordOf, RecordType } from '../records/contract.ts'
import { isTypeName, pageOf, recordService, typeNamed } from '../records/service.ts'
import type { Comment, changedComment, newComment, Subject, Thread } from './contract.ts'
import { audienceOf, excerptOf, isEditable } from './rules.ts'
import {
  type CommentRow,
  commentById,
  commentsOn,
  countComments,
  insertComment,
  readersOf,
  removeCommentRow,
  saveRead,
  updateComment,
} from './store.ts'

const MOST_COMMENTS = 500

/** What was said about a record and who has read it. @throws 404 for a record out of sight */
export async function threadOf(ctx: Ctx, subject: Subject): Promise<Thread> {
  await subjectOf(ctx, subject)
  const rows = await commentsOn(ctx, subject.record)
  return { items: await shown(ctx, rows), readers: await readersOf(ctx, subject.record) }
}

/**
 * Adds a comment and tells those whom it concerns. Sent twice with the same id it is one comment.
 * @throws 404 for a record out of sight, 409 for a voided one, 422 when somebody named in it may not see the record
 */
export async function addComment(ctx: Ctx, input: z.output<typeof newComment>): Promise<Comment> {
  const { type, record } = await subjectOf(ctx, input)
  if (record.voidedAt !== null) throw new AppError('conflict', 'records.voided')
  const mentions = [...new Set(input.mentions)]
  const answered = input.replyTo ? await answeredBy(ctx, input.replyTo, record.id) : null
  await assertSeen(ctx, type, record.id, mentions)
  if ((await countComments(ctx, record.id)) >= MOST_COMMENTS)
    throw new AppError('invalid', 'comments.too_many', { params: { most: MOST_COMMENTS } })
  const id = input.id ?? newId(ctx.clock.now().getTime())
  const row = { id, subjectType: type.type, subjectId: record.id, replyTo: answered?.id ?? null, mentions }
  if (!(await insertComment(ctx, { ...row, text: input.text }))) return sameAgain(ctx, id, record.id, input.text)
  await note(ctx, row, [null, input.text])
  await tell(ctx, type, record, { mentions, answered: answered?.author.id ?? null, text: input.text })
  await saveRead(ctx, record.id)
  return shownOne(ctx, id)
}

/** @throws 404 for a comment out of sight, 403 for somebody else's or an old one, 409 for an old version */
export async function changeComment(ctx: Ctx, id: string, input: z.output<typeof changedComment>): Promise<Comment> {
  const { row, type, record } = await ownComment(ctx, id)
  const mentions = input.mentions === undefined ? row.mentions : [...new Set(input.mentions)]
  const added = mentions.filter((each) => !row.mentions.includes(each))
  await assertSeen(ctx, type, record.id, added)
  if (!(await updateComment(ctx, { id, version: input.version, text: input.text, mentions })))
    throw new AppError('conflict', 'records.stale', { current: await shownOne(ctx, id) })
  await note(ctx, row, [row.text, input.text])
  await tell(ctx, type, { ...record, ownerId: null }, { mentions: added, answered: null, text: input.text })
  return shownOne(ctx, id)
}

/** Takes the words away; that something was said, and the answers to it, stay. */
export async function removeComment(ctx: Ctx, id: string): Promise<void> {
  const { row } = await ownComment(ctx, id)
  await removeCommentRow(ctx, id)
  await note(ctx, row, [row.text, null])
}

/** The actor has seen the record and what was said about it until now. */
export async function readThread(ctx: Ctx, subject: Subject): Promise<void> {
  const { type, record } = await subjectOf(ctx, subject)
  await saveRead(ctx, record.id)
  changed(ctx, { topic: 'comments', can: `${type.plural}.view`, people: [record.ownerId] })
}

async function subjectOf(ctx: Ctx, subject: Subject): Promise<{ type: RecordType; record: RecordOf }> {
  if (!isTypeName(subject.type)) throw invalidField('type', 'records.no_such_type')
  const type = typeNamed(subject.type)
  return { type, record: await recordService(type).look(ctx, subject.record) }
}

async function ownComment(ctx: Ctx, id: string) {
  const row = await commentById(ctx, id)
  if (row === undefined) throw notFound()
  const subject = await subjectOf(ctx, { type: row.subjectType, record: row.subjectId })
  if (!isEditable(written(row), ctx.actor.userId, ctx.clock.now()))
    throw new AppError('forbidden', 'comments.not_editable')
  return { row, ...subject }
}

async function answeredBy(ctx: Ctx, id: string, subjectId: string): Promise<CommentRow> {
  const row = await commentById(ctx, id)
  if (row?.subjectId !== subjectId) throw invalidField('replyTo', 'records.no_such_record')
  return row
}

/** Naming somebody must not show them that there is a record which they may not see, so it is refused instead. */
async function assertSeen(ctx: Ctx, type: RecordType, id: string, userIds: readonly string[]): Promise<void> {
  const people = await peopleByIds(ctx, userIds)
  for (const userId of userIds) {
    const person = people.find((each) => each.id === userId)
    if (person === undefined) throw invalidField('mentions', 'people.no_such_user')
    const theirs = await ctxForUser(ctx.db, ctx.clock, ctx.tx, userId)
    const sees = person.status === 'active' && (await recordService(type).sees(theirs, id))
    if (!sees) throw invalidField('mentions', 'comments.cannot_see', { name: person.name })
  }
}

async function tell(
  ctx: Ctx,
  type: RecordType,
  record: RecordOf,
  said: { mentions: string[]; answered: string | null; text: string },
): Promise<void> {
  const audience = audienceOf({ ...said, authorId: ctx.actor.userId, ownerId: record.ownerId })
  const link = pageOf(type, record)
  for (const [userId, kind] of audience)
    await notify(ctx, {
      userId,
      kind,
      params: { by: ctx.actor.name, type: type.type, text: excerptOf(said.text) },
      ...(link !== null && { link }),
    })
  changed(ctx, { topic: 'comments', can: `${type.plural}.view`, people: [record.ownerId, ...audience.keys()] })
}

function note(
  ctx: Ctx,
  row: Pick<CommentRow, 'subjectType' | 'subjectId'>,
  text: [string | null, string | null],
): Promise<void> {
  return write(ctx, { action: 'commented', type: row.subjectType, recordId: row.subjectId, changes: { comment: text } })
}

async function sameAgain(ctx: Ctx, id: string, subjectId: string, text: string): Promise<Comment> {
  const known = await commentById(ctx, id)
  if (known?.subjectId !== subjectId || known.author.id !== ctx.actor.userId || known.text !== text)
    throw new AppError('conflict', 'records.id_taken')
  return shownOne(ctx, id)
}

async function shownOne(ctx: Ctx, id: string): Promise<Comment> {
  return (await shown(ctx, [(await commentById(ctx, id)) as CommentRow]))[0] as Comment
}

async function shown(ctx: Ctx, rows: readonly CommentRow[]): Promise<Comment[]> {
  const people = await peopleByIds(ctx, [...new Set(rows.flatMap((row) => row.mentions))])
  const named = (id: string) => ({ id, name: people.find((person) => person.id === id)?.name ?? '' })
  const now = ctx.clock.now()
  return rows.map(({ subjectType: _type, subjectId: _id, ...row }) => ({
    ...row,
    text: row.removed ? '' : row.text,
    mentions: row.removed ? [] : row.mentions.map(named),
    editable: isEditable(written(row), ctx.actor.userId, now),
  }))
}

const written = (row: Pick<CommentRow, 'author' | 'createdAt' | 'removed'>) => ({
  authorId: row.author.id,
  createdAt: new Date(row.createdAt),
  removed: row.removed,
})
