import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { type Described, useFields } from '../../../web/lib/fields.ts'
import type { FieldMeta } from '../../../web/lib/meta.ts'
import { useCan, useMe } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { toast } from '../../../web/ui/toast.tsx'

/** What the phone needs of the record; the whole description would bring zod along. */
const type: Described = { type: 'task', owner: { field: 'ownerId' } }

interface Named {
  id: string
  name: string
}

/** A task as the API answers. */
export interface Task extends Record<string, unknown> {
  id: string
  version: number
  title: string
  description?: string | null
  acceptance?: string | null
  customer?: Named | null
  opportunity?: Named | null
  dueAt?: string | null
  state?: string | null
  doneAt?: string | null
  doneNote?: string | null
  owner: Named | null
  assignedBy?: Named | null
  abilities: { edit: boolean; delete: boolean; assign: boolean }
}

export const isDone = (task: Task): boolean => task.state === 'done'
export const isOverdue = (task: Task): boolean => !isDone(task) && !!task.dueAt && Date.parse(task.dueAt) < Date.now()

/** Whose tasks: `set` are those that I gave to others. */
export const whose = {
  mine: [{ field: 'ownerId', op: 'in' as const, value: ['me'] }],
  set: [
    { field: 'assignedById', op: 'in' as const, value: ['me'] },
    { not: { field: 'ownerId', op: 'in' as const, value: ['me'] } },
  ],
  all: [],
}
export type Whose = keyof typeof whose

/** What a task form asks; its owner only where somebody may give it away while making it. */
export function useTaskFields(task?: Task): FieldMeta[] {
  const me = useMe().user
  const mayAssign = useCan('tasks.assign')
  const asked = ['title', 'dueAt', 'customerId', 'opportunityId', 'acceptance', 'description']
  const fields = useFields(type, 'tasks')
  const owner = fields.find((field) => field.key === 'ownerId')
  const own = asked.map((key) => fields.find((field) => field.key === key)).filter((field) => field !== undefined)
  const custom = fields.filter((field) => field.custom)
  return [
    ...own.slice(0, 1),
    ...(owner && !task && mayAssign && me ? [{ ...owner, readOnly: false }] : []),
    ...own.slice(1),
    ...custom,
  ]
}

/** Doing a task and taking that back; each says what happened and can be undone. */
export function useTaskActs() {
  const { t } = useTranslation('tasks')
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['tasks'] })
  const fail = (error: unknown) => toast(errorText(error), { tone: 'bad' })
  const post = (task: Task, act: 'done' | 'reopen', body: object = {}) =>
    api.post(`/api/tasks/${task.id}/${act}`, body).then(refresh)
  return {
    refresh,
    done: (task: Task, note = '') =>
      post(task, 'done', note.trim() ? { note: note.trim() } : {})
        .then(() => toast(t('didIt', { title: task.title }), { onUndo: () => void post(task, 'reopen').catch(fail) }))
        .catch(fail),
    reopen: (task: Task) =>
      post(task, 'reopen')
        .then(() => toast(t('reopened'), { onUndo: () => void post(task, 'done').catch(fail) }))
        .catch(fail),
  }
}
