import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Input } from 'antd'
import { CircleCheckBig, Plus, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useFields, useFieldsEver } from '../../../web/lib/fields.ts'
import type { Filter } from '../../../web/lib/filter.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useListAddress } from '../../../web/lib/list-address.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { useCan, useMe, useReach } from '../../../web/lib/session.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { HistoryList, historyQuery } from '../../../web/ui/desktop/history-list.tsx'
import { OwnerDialog } from '../../../web/ui/desktop/owner-dialog.tsx'
import { PageHeader } from '../../../web/ui/desktop/page.tsx'
import { RecordDrawer } from '../../../web/ui/desktop/record-drawer.tsx'
import { PersonCell, RecordList } from '../../../web/ui/desktop/record-list.tsx'
import { Button, Checkbox, Segmented } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { task as type } from '../record.ts'
import { isDone, isOverdue, type Task, useTaskActs, useTaskFields, type Whose, whose } from './task.ts'

type Due = 'open' | 'overdue' | 'week' | 'done' | 'all'

const open: Filter = { field: 'state', op: 'eq', value: 'open' }
const due = (now: string): Record<Due, Filter[]> => ({
  open: [open],
  overdue: [open, { field: 'dueAt', op: 'lt', value: now }],
  week: [open, { field: 'dueAt', op: 'within', value: 'next7Days' }],
  done: [{ field: 'state', op: 'eq', value: 'done' }],
  all: [],
})

/** 任务: mine, those I gave away, everybody's in reach; the longest overdue stand first. */
export default function Tasks() {
  const { t } = useTranslation('tasks')
  const [address, setAddress] = useAddress<{ whose: Whose; due: Due; task: string }>()
  const reach = useReach('tasks.view')
  const mayCreate = useCan('tasks.create')
  const who = address.whose ?? 'mine'
  const when = address.due ?? 'open'
  const [now] = useState(() => new Date().toISOString())
  const fields = useFields(type, 'tasks').filter((field) => field.key !== 'state')
  const columns = useColumns(who)
  const create = mayCreate && (
    <Button kind="pri" icon={<Plus size={16} />} onClick={() => setAddress({ task: 'new' })}>
      {t('new')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('title')} actions={create}>
        {reach !== 'own' && (
          <Segmented
            label={t('title')}
            value={who}
            onChange={(next) => setAddress({ whose: next === 'mine' ? undefined : next })}
            choices={(['mine', 'set', 'all'] as const).map((value) => ({ value, label: t(`whose.${value}`) }))}
          />
        )}
        <Segmented
          small
          label={t('fields.dueAt')}
          value={when}
          onChange={(next) => setAddress({ due: next === 'open' ? undefined : next })}
          choices={(['open', 'overdue', 'week', 'done', 'all'] as const).map((value) => ({
            value,
            label: t(`due.${value}`),
          }))}
        />
      </PageHeader>
      <RecordList<Task>
        label={t('title')}
        path="tasks"
        state={useListAddress()}
        fields={fields}
        columns={columns}
        view={[...whose[who], ...due(now)[when]]}
        sort={when === 'done' ? '-updatedAt' : 'dueAt'}
        hint={t('searchHint')}
        onOpen={(task) => setAddress({ task: task.id })}
        minWidth={1040}
        empty={
          <EmptyState
            icon={CircleCheckBig}
            title={t(when === 'open' || when === 'all' ? 'empty' : 'emptyView')}
            text={t('emptyText')}
            actions={create}
          />
        }
      />
      <TaskDrawer key={address.task} id={address.task} onClose={() => setAddress({ task: undefined })} />
    </>
  )
}

function useColumns(who: Whose): DataColumn<Task>[] {
  const { t } = useTranslation('tasks')
  const acts = useTaskActs()
  const none = <span className="c3">–</span>
  return [
    {
      key: 'done',
      title: '',
      width: 44,
      fixed: 'left',
      render: (task) => (
        <Checkbox
          checked={isDone(task)}
          disabled={!task.abilities.edit}
          label={t(isDone(task) ? 'reopen' : 'done')}
          onChange={() => void (isDone(task) ? acts.reopen(task) : acts.done(task))}
        />
      ),
    },
    {
      key: 'title',
      title: t('fields.title'),
      width: 320,
      fixed: 'left',
      render: (task) => <span className={isDone(task) ? 'el c3' : 'm el'}>{task.title}</span>,
    },
    {
      key: 'due',
      title: t('fields.dueAt'),
      width: 170,
      sortBy: 'dueAt',
      render: (task) =>
        task.dueAt ? (
          <span className="row g6">
            <span className={isOverdue(task) ? 'cwarn' : ''}>{formatMoment(task.dueAt)}</span>
            {isOverdue(task) && <Tag tone="warn">{t('overdue')}</Tag>}
          </span>
        ) : (
          none
        ),
    },
    {
      key: 'customer',
      title: t('fields.customerId'),
      width: 220,
      ellipsis: true,
      render: (task) =>
        task.customer ? <Link to={`/customers/${task.customer.id}`}>{task.customer.name}</Link> : none,
    },
    ...(who === 'mine'
      ? []
      : [
          {
            key: 'owner',
            title: t('fields.ownerId'),
            width: 140,
            render: (task: Task) => <PersonCell person={task.owner} />,
          },
        ]),
    ...(who === 'set'
      ? []
      : [
          {
            key: 'by',
            title: t('fields.assignedById'),
            width: 140,
            render: (task: Task) => <PersonCell person={task.assignedBy} />,
          },
        ]),
    {
      key: 'result',
      title: t('fields.doneNote'),
      width: 180,
      ellipsis: true,
      render: (task) => task.doneNote ?? none,
    },
  ]
}

function TaskDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation(['tasks', 'web'])
  const me = useMe().user
  const making = id === 'new'
  const { data: task } = useQuery({
    queryKey: ['tasks', 'one', id],
    queryFn: () => api.get<Task>(`/api/tasks/${id}`),
    enabled: id !== undefined && !making,
  })
  const fields = useTaskFields(task)
  return (
    <RecordDrawer
      open={making || task !== undefined}
      onClose={onClose}
      title={task ? t('one') : t('new')}
      submitText={t('new')}
      path="tasks"
      fields={fields}
      record={task ?? { ownerId: me.id, owner: me }}
      {...(task && { head: <TaskHead task={task} />, foot: <History task={task} /> })}
    />
  )
}

function TaskHead({ task }: { task: Task }) {
  const { t } = useTranslation(['tasks', 'web'])
  const acts = useTaskActs()
  const [note, setNote] = useState('')
  const [assigning, setAssigning] = useState(false)
  const { edit, assign } = task.abilities
  return (
    <div className="col g12" style={{ marginBottom: 16 }}>
      <div className="row g8 t13 c2">
        <PersonCell person={task.owner} />
        {task.assignedBy && task.assignedBy.id !== task.owner?.id && (
          <span className="c3">{t('setBy', { name: task.assignedBy.name })}</span>
        )}
        {isOverdue(task) && <Tag tone="warn">{t('overdue')}</Tag>}
        {assign && !isDone(task) && (
          <span className="push">
            <Button size="sm" icon={<UserRoundCheck size={14} />} onClick={() => setAssigning(true)}>
              {t('assign')}
            </Button>
          </span>
        )}
      </div>
      {isDone(task) ? (
        <div className="ban ok">
          <span className="grow">
            {t('doneAt', { when: formatMoment(task.doneAt ?? '') })}
            {task.doneNote && ` · ${task.doneNote}`}
          </span>
          {edit && (
            <Button size="sm" onClick={() => void acts.reopen(task)}>
              {t('reopen')}
            </Button>
          )}
        </div>
      ) : (
        edit && (
          <div className="row g8">
            <Input
              maxLength={500}
              value={note}
              placeholder={task.acceptance ? t('noteFor', { acceptance: task.acceptance }) : t('noteHint')}
              aria-label={t('fields.doneNote')}
              onChange={(event) => setNote(event.target.value)}
              onPressEnter={() => void acts.done(task, note)}
            />
            <Button kind="pri" icon={<CircleCheckBig size={16} />} onClick={() => void acts.done(task, note)}>
              {t('done')}
            </Button>
          </div>
        )
      )}
      <OwnerDialog
        open={assigning}
        title={t('assignTo')}
        onClose={() => setAssigning(false)}
        onChoose={async (ownerId) => {
          await api.post('/api/tasks/assign', { ids: [task.id], ownerId })
          await acts.refresh()
          toast(t('assigned'))
        }}
      />
    </div>
  )
}

function History({ task }: { task: Task }) {
  const { t } = useTranslation('web')
  const fields = useFieldsEver(type, 'tasks')
  return (
    <section style={{ marginTop: 24 }}>
      <h3 style={{ marginBottom: 4 }}>{t('record.changes')}</h3>
      <HistoryList query={useInfiniteQuery(historyQuery('tasks', task.id))} fields={fields} />
    </section>
  )
}
