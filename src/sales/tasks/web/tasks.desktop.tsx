import { Link } from '@tanstack/react-router'
import { CircleCheckBig } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFields } from '../../../web/lib/fields.ts'
import type { Filter } from '../../../web/lib/filter.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useListView } from '../../../web/lib/list-view.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { useCan, useReach } from '../../../web/lib/session.ts'
import type { StandardView } from '../../../web/lib/views.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { ListPage } from '../../../web/ui/desktop/list-page.tsx'
import { PersonCell } from '../../../web/ui/desktop/record-list.tsx'
import { Checkbox } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { task as type } from '../record.ts'
import { isDone, isOverdue, type Task, useTaskActs, whose } from './task.ts'
import { TaskDrawer } from './task-drawer.tsx'

const open: Filter = { field: 'state', op: 'eq', value: 'open' }

function useTaskViews(): [StandardView, ...StandardView[]] {
  const { t } = useTranslation('tasks')
  const hasTeam = useReach('tasks.view') !== 'own'
  const [now] = useState(() => new Date().toISOString())
  const view = (key: string, label: string, and: Filter[], sort = 'dueAt'): StandardView => ({
    key,
    label,
    filter: { and },
    sort,
  })
  return [
    view('open', t('due.open'), [...whose.mine, open]),
    view('overdue', t('due.overdue'), [...whose.mine, open, { field: 'dueAt', op: 'lt', value: now }]),
    view('week', t('due.week'), [...whose.mine, open, { field: 'dueAt', op: 'within', value: 'next7Days' }]),
    view('done', t('due.done'), [...whose.mine, { field: 'state', op: 'eq', value: 'done' }], '-updatedAt'),
    ...(hasTeam
      ? [view('set', t('whose.set'), [...whose.set, open]), view('team', t('whose.all'), [...whose.all, open])]
      : []),
    { key: 'all', label: t('due.all'), sort: '-updatedAt' },
  ]
}

/** 任务: mine, those I gave away, everybody's in reach; the longest overdue stand first. */
export default function Tasks() {
  const { t } = useTranslation('tasks')
  const [address, setAddress] = useAddress<{ task: string }>()
  const mayCreate = useCan('tasks.create')
  const list = useListView('task', useTaskViews())
  const fields = useFields(type, 'tasks').filter((field) => field.key !== 'state')
  const columns = useColumns()
  const first = useDoneColumn()
  const nothing = list.view === list.standard[0] || list.filter === undefined
  return (
    <>
      <ListPage<Task>
        title={t('title')}
        create={mayCreate && { label: t('new'), onClick: () => setAddress({ task: 'new' }) }}
        path="tasks"
        list={list}
        fields={fields}
        columns={columns}
        first={first}
        hint={t('searchHint')}
        onOpen={(task) => setAddress({ task: task.id })}
        empty={{ icon: CircleCheckBig, title: t(nothing ? 'empty' : 'emptyView'), text: t('emptyText') }}
      />
      <TaskDrawer key={address.task} id={address.task} onClose={() => setAddress({ task: undefined })} />
    </>
  )
}

/** Done with one click. */
function useDoneColumn(): DataColumn<Task>[] {
  const { t } = useTranslation('tasks')
  const acts = useTaskActs()
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
  ]
}

function useColumns(): DataColumn<Task>[] {
  const { t } = useTranslation('tasks')
  const none = <span className="c3">–</span>
  return [
    {
      key: 'title',
      title: t('fields.title'),
      width: 280,
      ellipsis: true,
      fixed: 'left',
      render: (task) => <span className={isDone(task) ? 'el c3' : 'm el'}>{task.title}</span>,
    },
    {
      key: 'dueAt',
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
      key: 'customerId',
      title: t('fields.customerId'),
      width: 220,
      ellipsis: true,
      render: (task) =>
        task.customer ? <Link to={`/customers/${task.customer.id}`}>{task.customer.name}</Link> : none,
    },
    { key: 'ownerId', title: t('fields.ownerId'), width: 140, render: (task) => <PersonCell person={task.owner} /> },
    {
      key: 'assignedById',
      title: t('fields.assignedById'),
      width: 140,
      render: (task) => <PersonCell person={task.assignedBy} />,
    },
    {
      key: 'doneNote',
      title: t('fields.doneNote'),
      width: 180,
      ellipsis: true,
      render: (task) => task.doneNote ?? none,
    },
  ]
}
