import { dropDraft, readDraft, writeDraft } from '../../../web/lib/drafts.ts'
import { timeZone } from '../../../web/lib/format.ts'
import type { Draft as Heard } from '../rules/parse/types.ts'
import { type CaptureDraft, emptyDraft, usualMethod } from './draft.ts'
import { withHeard } from './heard.ts'

/** One interaction that a longer text tells of. `dropped`: it was no follow-up after all. */
export interface SeveralItem {
  /** Of the follow-up that it becomes. */
  id: string
  heard: Heard
  state: 'open' | 'done' | 'dropped'
}

/** A text that tells of several interactions, kept on the device until each was confirmed. */
export interface Several {
  text: string
  items: SeveralItem[]
}

export const SEVERAL = 'followUp:several'
/** Where the form of one of them is kept. */
export const partKey = (id: string): string => `followUp:part:${id}`

/** The words of a text that tell of one interaction. */
export const wordsOf = (text: string, { spans }: Heard): string =>
  spans
    .map(({ start, end }) => text.slice(start, end).trim())
    .join('，')
    .replace(/[，,；;]+$/u, '')

/** Takes a text apart and keeps one filled form for each interaction. */
export async function keepSeveral(text: string, drafts: readonly Heard[]): Promise<void> {
  const items = drafts.map((heard) => ({ heard, form: formOf(text, heard) }))
  for (const { form } of items) await writeDraft(partKey(form.id), form)
  const several: Several = { text, items: items.map(({ heard, form }) => ({ id: form.id, heard, state: 'open' })) }
  await writeDraft(SEVERAL, several)
}

/** What was recognised in the whole text stays, though a part by itself may no longer say on which day it was. */
function formOf(text: string, heard: Heard): CaptureDraft {
  const empty = emptyDraft(usualMethod())
  const here = { now: new Date(), zone: timeZone() }
  const filled = withHeard({ ...empty, summary: text }, heard, empty, here)
  const said = (Object.keys(filled) as (keyof CaptureDraft)[]).filter(
    (key) => JSON.stringify(filled[key]) !== JSON.stringify(empty[key]) && key !== 'summary',
  )
  return { ...filled, summary: wordsOf(text, heard), byHand: said }
}

/** Notes that one of them was recorded. */
export async function markDone(id: string): Promise<void> {
  const kept = await readDraft<Several>(SEVERAL)
  if (kept === undefined) return
  const items = kept.value.items.map((item) => (item.id === id ? { ...item, state: 'done' as const } : item))
  await writeDraft(SEVERAL, { ...kept.value, items })
}

/** Forgets the text and the forms that were not sent. */
export async function forgetSeveral({ items }: Several): Promise<void> {
  for (const { id } of items) await dropDraft(partKey(id))
  await dropDraft(SEVERAL)
}
