import { z } from 'zod'
import { isDay, isTimeOfDay, isTimeZone } from './time.ts'

/** Pieces that request and reply schemas of every slice share. Pure. */

/** Any UUID in either letter case; services see lower case. */
export const id = z.guid().toLowerCase()
export const idParams = z.strictObject({ id })
/** A calendar day 'YYYY-MM-DD' that exists, between the years 1900 and 2200. */
export const day = z.string().refine((text) => isDay(text) && text >= '1900' && text < '2200')
/** A wall-clock time 'HH:mm'. */
export const timeOfDay = z.string().refine(isTimeOfDay)
/** An IANA time zone, for example 'Asia/Shanghai'. */
export const timeZone = z.string().max(60).refine(isTimeZone)
export const locale = z.enum(['zh-CN', 'en'])
/** Version of a record as the database counts it. */
export const version = z.int().min(1).max(2_147_483_647)
/** Whether a text has no characters that no database column can hold. */
export const isStorable = (text: string): boolean => !/[\0\p{Surrogate}]/u.test(text)
/** One line of text that says something: trimmed, without control characters. */
export const line = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((text) => !/[\p{Cc}\p{Surrogate}]/u.test(text))
/** Size and place of a page; every list takes them. */
export const page = {
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(1000).optional(),
}
/** Reply without a body (204). */
export const nothing = z.void()
