import { Circle, CircleCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { zonedInstant } from '../../../platform/time.ts'
import { formatMoment, moveDay, timeZone, today } from '../../../web/lib/format.ts'
import { useGo } from '../../../web/lib/place.ts'
import { useRecordList } from '../../../web/lib/records.ts'
import { Card, Row, Section, TextButton } from '../../../web/ui/phone/blocks.tsx'
import { isDone, isOverdue, type Task, useTaskActs, whose } from './task.ts'

/** A task on the phone: its circle does it, its words open it. */
export function TaskRow({ task, onOpen, showOwner }: { task: Task; onOpen: () => void; showOwner?: boolean }) {
  const { t } = useTranslation('tasks')
  const acts = useTaskActs()
  const over = isOverdue(task)
  const Icon = isDone(task) ? CircleCheck : Circle
  const notes = [
    task.dueAt && (over ? `${t('overdue')} ${formatMoment(task.dueAt)}` : formatMoment(task.dueAt)),
    showOwner && task.owner?.name,
    task.customer?.name,
  ].filter(Boolean)
  return (
    <Row over={over}>
      <button
        type="button"
        className="p-go"
        style={{ marginLeft: -12 }}
        disabled={!task.abilities.edit}
        aria-label={t(isDone(task) ? 'reopenOne' : 'doneOne', { title: task.title })}
        onClick={() => void (isDone(task) ? acts.reopen(task) : acts.done(task))}
      >
        <Icon size={22} className={isDone(task) ? 'cok' : 'c3'} />
      </button>
      <button
        type="button"
        className="grow col"
        style={{ textAlign: 'left', minHeight: 52, justifyContent: 'center' }}
        onClick={onOpen}
      >
        <span className={isDone(task) ? 'el c3' : 'm el'}>{task.title}</span>
        {notes.length > 0 && <span className={`t13 el ${over ? 'cwarn' : 'c2'}`}>{notes.join(' · ')}</span>}
      </button>
    </Row>
  )
}

/** My tasks of today and before, on 今天. */
export function DueTasks() {
  const { t } = useTranslation('tasks')
  const go = useGo()
  const { rows, loading } = useRecordList<Task>('tasks', {
    sort: 'dueAt',
    limit: 20,
    filter: { and: [...whose.mine, { field: 'state', op: 'eq', value: 'open' }] },
  })
  if (loading) return null
  const tomorrow = zonedInstant(moveDay(today(), 1), '00:00', timeZone()).getTime()
  const due = rows.filter((task) => task.dueAt && Date.parse(task.dueAt) < tomorrow)
  return (
    <>
      <Section
        title={t('title')}
        {...(rows.length > 0 && { count: rows.length })}
        side={<TextButton onPress={() => go('/tasks')}>{t('seeAll')}</TextButton>}
      />
      <Card>
        {due.slice(0, 5).map((task) => (
          <TaskRow key={task.id} task={task} onOpen={() => go(`/tasks?task=${task.id}`)} />
        ))}
        {due.length === 0 && (
          <Row to="/tasks">
            <span className="t14 c2">{rows.length === 0 ? t('empty') : t('noneDue', { count: rows.length })}</span>
          </Row>
        )}
      </Card>
    </>
  )
}
