import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { CircleCheckBig, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useFieldsEver } from '../../../web/lib/fields.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useMe } from '../../../web/lib/session.ts'
import { HistoryList, historyQuery } from '../../../web/ui/desktop/history-list.tsx'
import { OwnerDialog } from '../../../web/ui/desktop/owner-dialog.tsx'
import { RecordDrawer } from '../../../web/ui/desktop/record-drawer.tsx'
import { PersonCell } from '../../../web/ui/desktop/record-list.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { task as type } from '../record.ts'
import { isDone, isOverdue, type Task, useTaskActs, useTaskFields } from './task.ts'

/** One task beside the list: made, changed, done, given away. */
export function TaskDrawer({ id, onClose }: { id: string | undefined; onClose: () => void }) {
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
