import { z } from 'zod'
import { id, isStorable, version } from '../../platform/schema.ts'
import { personRef } from '../records/contract.ts'

const text = z.string().trim().min(1).max(5000).refine(isStorable)
const mentions = z.array(id).max(20)

/** The record that is talked about; `type` is the name of a record type, for example `followUp`. */
const subject = { type: z.string().max(40), record: id }
export const threadQuery = z.strictObject(subject)
export type Subject = z.output<typeof threadQuery>

export const newComment = z.strictObject({
  id: id.optional(),
  ...subject,
  text,
  /** The comment that this one answers. */
  replyTo: id.nullish(),
  /** People named with @ in the text, who are told. */
  mentions: mentions.default([]),
})
export const changedComment = z.strictObject({ version, text, mentions: mentions.optional() })

export const comment = z.object({
  id: z.string(),
  replyTo: z.string().nullable(),
  /** Empty when the comment was removed. */
  text: z.string(),
  mentions: z.array(personRef),
  author: personRef,
  createdAt: z.string(),
  editedAt: z.string().nullable(),
  removed: z.boolean(),
  version: z.int(),
  /** Whether the reader may change or remove it. */
  editable: z.boolean(),
})
export type Comment = z.output<typeof comment>

/** Comments with the oldest first, and who has read them: `readAt` is their last look. */
export const thread = z.object({
  items: z.array(comment),
  readers: z.array(personRef.extend({ readAt: z.string() })),
})
export type Thread = z.output<typeof thread>
