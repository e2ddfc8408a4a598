import { useQuery } from '@tanstack/react-query'
import { CircleCheckBig, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { useRecordList } from '../../../web/lib/records.ts'
import { useCan, useMe, useReach } from '../../../web/lib/session.ts'
import { Button, TextArea } from '../../../web/ui/fields.tsx'
import { ActionButton, Card, Row } from '../../../web/ui/phone/blocks.tsx'
import { PickChip } from '../../../web/ui/phone/chips.tsx'
import { NavBar } from '../../../web/ui/phone/page.tsx'
import { RecordSheet } from '../../../web/ui/phone/record-sheet.tsx'
import { Sheet } from '../../../web/ui/phone/sheet.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../web/ui/states.tsx'
import { TaskRow } from './parts.tsx'
import { isDone, type Task, useTaskActs, useTaskFields, whose } from './task.ts'

type View = 'mine' | 'set' | 'all' | 'done'

/** 任务 on the phone: what I have to do first, done by one tap. */
export default function Tasks() {
  const { t } = useTranslation(['tasks', 'web'])
  const [address, setAddress] = useAddress<{ view: View; task: string }>()
  const view = address.view ?? 'mine'
  const me = useMe().user
  const reach = useReach('tasks.view')
  const mayCreate = useCan('tasks.create')
  const fields = useTaskFields()
  const list = useRecordList<Task>('tasks', {
    sort: view === 'done' ? '-updatedAt' : 'dueAt',
    limit: 50,
    filter: {
      and: [
        ...(view === 'done' ? whose.mine : whose[view]),
        { field: 'state', op: 'eq', value: view === 'done' ? 'done' : 'open' },
      ],
    },
  })
  const views: View[] = reach === 'own' ? ['mine', 'done'] : ['mine', 'set', 'all', 'done']
  const open = (task: string | undefined) => setAddress({ task })
  return (
    <>
      <NavBar
        title={t('title')}
        home="/"
        tail={mayCreate && <ActionButton icon={Plus} label={t('new')} onPress={() => open('new')} />}
      />
      <div className="chips" style={{ padding: '12px 16px' }}>
        {views.map((each) => (
          <PickChip
            key={each}
            on={view === each}
            onPress={() => setAddress({ view: each === 'mine' ? undefined : each })}
          >
            {each === 'done' ? t('due.done') : t(`whose.${each}`)}
          </PickChip>
        ))}
      </div>
      {list.error ? <ErrorState error={list.error} onRetry={list.refetch} /> : null}
      <Card>
        {list.loading && <Skeleton rows={4} height={64} />}
        {list.rows.map((task) => (
          <TaskRow key={task.id} task={task} onOpen={() => open(task.id)} showOwner={view !== 'mine'} />
        ))}
        {!list.loading && list.rows.length === 0 && !list.error && (
          <EmptyState
            icon={CircleCheckBig}
            title={t(view === 'mine' ? 'empty' : 'emptyView')}
            text={t('emptyText')}
            actions={
              mayCreate && (
                <Button kind="pri" onClick={() => open('new')}>
                  {t('new')}
                </Button>
              )
            }
          />
        )}
      </Card>
      {list.hasMore && (
        <div style={{ padding: 16 }}>
          <Button wide onClick={list.more}>
            {t('web:table.loadMore')}
          </Button>
        </div>
      )}
      <div style={{ height: 24 }} />
      <RecordSheet
        open={address.task === 'new'}
        onClose={() => open(undefined)}
        title={t('new')}
        submitText={t('new')}
        path="tasks"
        fields={fields}
        record={{ ownerId: me.id, owner: me }}
      />
      {address.task && address.task !== 'new' && <TaskSheet id={address.task} onClose={() => open(undefined)} />}
    </>
  )
}

function TaskSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const { t } = useTranslation(['tasks', 'web'])
  const go = useGo()
  const acts = useTaskActs()
  const [note, setNote] = useState('')
  const [editing, setEditing] = useState(false)
  const { data: task } = useQuery({
    queryKey: ['tasks', 'one', id],
    queryFn: () => api.get<Task>(`/api/tasks/${id}`),
  })
  const fields = useTaskFields(task)
  if (!task) return null
  const { customer, description, acceptance } = task
  const facts = [
    [t('fields.dueAt'), task.dueAt && formatMoment(task.dueAt)],
    [t('fields.ownerId'), task.owner?.name],
    [t('fields.assignedById'), task.assignedBy?.id !== task.owner?.id && task.assignedBy?.name],
    [t('fields.acceptance'), acceptance],
    [t('fields.description'), description],
    [t('fields.doneAt'), task.doneAt && formatMoment(task.doneAt)],
    [t('fields.doneNote'), task.doneNote],
  ].filter(([, value]) => value)
  const finish = async (): Promise<void> => {
    onClose()
    await (isDone(task) ? acts.reopen(task) : acts.done(task, note))
  }
  return (
    <>
      <Sheet
        open={!editing}
        onClose={onClose}
        title={task.title}
        footer={
          task.abilities.edit && (
            <div className="row g12">
              <Button className="grow" onClick={() => setEditing(true)}>
                {t('web:record.edit')}
              </Button>
              <Button kind="pri" className="grow" onClick={() => void finish()}>
                {t(isDone(task) ? 'reopen' : 'done')}
              </Button>
            </div>
          )
        }
      >
        {facts.map(([label, value]) => (
          <Row key={String(label)} label={label}>
            <span style={{ whiteSpace: 'pre-wrap' }}>{value}</span>
          </Row>
        ))}
        {customer && (
          <Row label={t('fields.customerId')} onPress={() => go(`/customers/${customer.id}`)}>
            <span className="cp">{customer.name}</span>
          </Row>
        )}
        {task.abilities.edit && !isDone(task) && (
          <div style={{ padding: '8px 16px 16px' }}>
            <TextArea label={t('fields.doneNote')} rows={2} maxLength={500} value={note} onChange={setNote} />
          </div>
        )}
      </Sheet>
      <RecordSheet
        open={editing}
        onClose={() => setEditing(false)}
        title={t('one')}
        path="tasks"
        fields={fields}
        record={task}
      />
    </>
  )
}
