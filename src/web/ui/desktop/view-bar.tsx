import { useQueryClient } from '@tanstack/react-query'
import { Checkbox, Dropdown, Input, type MenuProps, Modal } from 'antd'
import { ChevronDown, Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { type ListView, viewKey } from '../../lib/list-view.ts'
import { useCan } from '../../lib/session.ts'
import { useSubmit } from '../../lib/submit.ts'
import type { SavedView } from '../../lib/views.ts'
import { errorText } from '../../lib/words.ts'
import { Button, Segmented } from '../fields.tsx'
import { toast } from '../toast.tsx'
import { Field, Problem } from './form-parts.tsx'
import { useAskingClose } from './leave-question.tsx'

/** So many saved views stand side by side; the others are in a menu. */
const SIDE_BY_SIDE = 3

/** The views of a list as tabs, standard ones first, and what can be done with the one that is shown. */
export function ViewBar({ list, label }: { list: ListView; label: string }) {
  const { t } = useTranslation('web')
  const [naming, setNaming] = useState<'new' | SavedView | null>(null)
  const saved = 'id' in list.view ? list.view : undefined
  const front = list.saved.slice(0, SIDE_BY_SIDE)
  if (saved && !front.includes(saved)) front.splice(-1, 1, saved)
  const others = list.saved.filter((view) => !front.includes(view))
  const acts = useViewActs(list)
  return (
    <>
      <Segmented
        label={label}
        value={viewKey(list.view)}
        onChange={list.choose}
        choices={[
          ...list.standard.map((view) => ({ value: view.key, label: view.label })),
          ...front.map((view) => ({ value: view.id, label: <span className="view-name">{view.name}</span> })),
        ]}
      />
      {others.length > 0 && (
        <Dropdown
          trigger={['click']}
          menu={{
            items: others.map((view) => ({ key: view.id, label: view.name, onClick: () => list.choose(view.id) })),
          }}
        >
          <Button size="sm" kind="text">
            {t('views.more')}
            <ChevronDown size={14} />
          </Button>
        </Dropdown>
      )}
      {list.changed && saved?.editable && (
        <Button size="sm" onClick={() => void acts.update(saved)}>
          {t('views.update')}
        </Button>
      )}
      {list.changed && (
        <>
          <Button size="sm" onClick={() => setNaming('new')}>
            {t('views.save')}
          </Button>
          <Button size="sm" kind="text" onClick={list.reset}>
            {t('views.reset')}
          </Button>
        </>
      )}
      <Menu list={list} saved={saved} acts={acts} onName={setNaming} />
      {naming && (
        <NameDialog list={list} view={naming === 'new' ? undefined : naming} onClose={() => setNaming(null)} />
      )}
    </>
  )
}

type Acts = ReturnType<typeof useViewActs>

/** Changing and deleting saved views, told with a toast. */
function useViewActs(list: ListView) {
  const { t } = useTranslation('web')
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: ['views', list.type] })
  const run = async (work: () => Promise<unknown>, done: string, onUndo?: () => void) => {
    try {
      await work()
      await refresh()
      toast(done, onUndo ? { onUndo } : {})
      return true
    } catch (error) {
      await refresh()
      toast(errorText(error), { tone: 'bad' })
      return false
    }
  }
  const patch = ({ id, version }: SavedView, body: object) => api.patch(`/api/views/${id}`, { version, ...body })
  return {
    update: async (view: SavedView) => {
      const { definition } = list
      if (await run(() => patch(view, { definition }), t('views.updated', { name: view.name }))) list.reset()
    },
    share: (view: SavedView) =>
      run(
        () => patch(view, { shared: !view.shared }),
        t(view.shared ? 'views.unshared' : 'views.shared', { name: view.name }),
      ),
    remove: async (view: SavedView) => {
      const { id, name, shared, definition } = view
      const again = () =>
        run(
          () => api.post('/api/views', { id, type: list.type, name, shared, definition }),
          t('views.saved', { name }),
        ).then((done) => done && list.choose(id))
      const done = await run(
        () => api.delete(`/api/views/${id}`),
        t('views.deleted', { name }),
        () => void again(),
      )
      if (done) list.choose(list.standard[0]?.key ?? '')
    },
  }
}

function Menu({
  list,
  saved,
  acts,
  onName,
}: {
  list: ListView
  saved: SavedView | undefined
  acts: Acts
  onName: (what: 'new' | SavedView) => void
}) {
  const { t } = useTranslation('web')
  const mayShare = useCan('settings.manage')
  const items: MenuProps['items'] = [
    ...(saved?.shared ? [{ key: 'by', label: t('views.sharedBy', { name: saved.owner.name }), disabled: true }] : []),
    ...(list.changed ? [] : [{ key: 'save', label: t('views.save'), onClick: () => onName('new') }]),
    ...(saved?.editable
      ? [
          { key: 'rename', label: t('views.rename'), onClick: () => onName(saved) },
          ...(mayShare
            ? [
                {
                  key: 'share',
                  label: t(saved.shared ? 'views.unshare' : 'views.share'),
                  onClick: () => void acts.share(saved),
                },
              ]
            : []),
          { key: 'delete', danger: true, label: t('views.delete'), onClick: () => void acts.remove(saved) },
        ]
      : []),
  ]
  if (items.length === 0) return null
  return (
    <Dropdown trigger={['click']} menu={{ items }}>
      <Button size="sm" kind="text" className="icon" aria-label={t('views.menu')} icon={<Ellipsis size={16} />} />
    </Dropdown>
  )
}

/** Asks for the name of a new view, or for another name of one. */
function NameDialog({ list, view, onClose }: { list: ListView; view: SavedView | undefined; onClose: () => void }) {
  const { t } = useTranslation('web')
  const client = useQueryClient()
  const mayShare = useCan('settings.manage')
  const sending = useSubmit()
  const [name, setName] = useState(view?.name ?? '')
  const [shared, setShared] = useState(false)
  const { close, question } = useAskingClose(true, name !== (view?.name ?? ''), onClose)
  const save = async () => {
    if (!name.trim()) return
    let made: SavedView | undefined
    const done = await sending.submit(async () => {
      if (view) await api.patch(`/api/views/${view.id}`, { version: view.version, name: name.trim() })
      else
        made = await api.post<SavedView>('/api/views', {
          type: list.type,
          name: name.trim(),
          shared,
          definition: list.definition,
        })
    })
    if (!done) return
    await client.invalidateQueries({ queryKey: ['views', list.type] })
    if (made) {
      list.choose(made.id)
      toast(t('views.saved', { name: made.name }))
    }
    onClose()
  }
  return (
    <Modal
      open
      title={t(view ? 'views.renameTitle' : 'views.save')}
      okText={t('actions.save')}
      cancelText={t('actions.cancel')}
      okButtonProps={{ loading: sending.busy, disabled: !name.trim() }}
      onOk={() => void save()}
      onCancel={close}
      width={400}
    >
      <div className="col g12">
        <Problem text={sending.problem ?? (sending.current === undefined ? undefined : t('codes.conflict'))} />
        <Field label={t('views.name')} error={sending.errors.name}>
          {(id) => (
            <Input
              id={id}
              autoFocus
              maxLength={60}
              value={name}
              onChange={(event) => setName(event.target.value)}
              onPressEnter={() => void save()}
            />
          )}
        </Field>
        {!view && mayShare && (
          <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
            {t('views.share')}
          </Checkbox>
        )}
      </div>
      {question}
    </Modal>
  )
}
