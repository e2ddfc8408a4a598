import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { givenOf } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useCan } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { AskingDrawer } from '../../../web/ui/desktop/asking-drawer.tsx'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { RecordForm } from '../../../web/ui/desktop/record-form.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar, Tag } from '../../../web/ui/marks.tsx'
import { EmptyState, type Loaded, Loading } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { attitudeTone, type Contact, useContactFields } from './customer.ts'

/** The people at the customer. */
export function ContactTable({
  query,
  onOpen,
  onNew,
}: {
  query: Loaded<{ items: Contact[] }>
  onOpen: (contact: Contact) => void
  onNew: () => void
}) {
  const { t } = useTranslation('customers')
  const role = useOptions('contactRole')
  const attitude = useOptions('attitude')
  const none = <span className="c3">–</span>
  const create = useCan('contacts.create') && (
    <Button size="sm" icon={<Plus size={14} />} onClick={onNew}>
      {t('newContact')}
    </Button>
  )
  const columns: DataColumn<Contact>[] = [
    {
      key: 'name',
      title: t('contact.fields.name'),
      render: (row) => (
        <span className="row g8">
          <Avatar id={row.id} name={row.name} />
          <span className="m">{row.name}</span>
        </span>
      ),
    },
    { key: 'title', title: t('contact.fields.title'), width: 160, render: (row) => row.title ?? none },
    {
      key: 'role',
      title: t('contact.fields.role'),
      width: 120,
      render: (row) => (row.role ? role.word(row.role) : none),
    },
    {
      key: 'attitude',
      title: t('contact.fields.attitude'),
      width: 100,
      render: (row) =>
        row.attitude ? <Tag tone={attitudeTone(row.attitude)}>{attitude.word(row.attitude)}</Tag> : none,
    },
    {
      key: 'phones',
      title: t('contact.fields.phones'),
      width: 180,
      render: (row) =>
        row.phones?.length
          ? row.phones.map((phone) =>
              phone.includes('*') ? (
                phone
              ) : (
                <a key={phone} href={`tel:${phone}`}>
                  {phone}{' '}
                </a>
              ),
            )
          : none,
    },
    {
      key: 'met',
      title: t('contact.fields.lastMetAt'),
      width: 150,
      render: (row) => (row.lastMetAt ? formatMoment(row.lastMetAt) : none),
    },
  ]
  return (
    <Panel title={t('tabs.contacts')} side={create} flush>
      <Loading query={query}>
        {({ items }) => (
          <DataTable<Contact>
            label={t('tabs.contacts')}
            columns={columns}
            rows={items}
            onOpen={onOpen}
            headAt={0}
            empty={<EmptyState title={t('noContacts')} actions={create} />}
          />
        )}
      </Loading>
    </Panel>
  )
}

/** Makes or edits a person of this customer. */
export function ContactDrawer({
  open,
  onClose,
  customerId,
  contact,
}: {
  open: boolean
  onClose: () => void
  customerId: string
  contact?: Contact
}) {
  const { t } = useTranslation(['customers', 'web'])
  const client = useQueryClient()
  const fields = useContactFields(contact)
  const refresh = () => client.invalidateQueries({ queryKey: ['contacts'] })
  const save = async (values: Record<string, unknown>, changed: Record<string, unknown>) => {
    if (contact) await api.patch(`/api/contacts/${contact.id}`, { version: contact.version, ...changed })
    else
      await api.post('/api/contacts', {
        customerId,
        ...givenOf(values),
      })
    await refresh()
    toast(t(contact ? 'saved' : 'created'))
    onClose()
  }
  const voidIt = async () => {
    if (!contact) return
    try {
      await api.delete(`/api/contacts/${contact.id}?version=${contact.version}`)
      await refresh()
      onClose()
      toast(t('voided'), { onUndo: () => void api.post(`/api/contacts/${contact.id}/restore`, {}).then(refresh) })
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    }
  }
  return (
    <AskingDrawer
      open={open}
      onClose={onClose}
      size={520}
      title={contact?.name ?? t('newContact')}
      extra={
        contact?.abilities?.delete && (
          <Button size="sm" kind="text" className="danger" onClick={() => void voidIt()}>
            {t('void')}
          </Button>
        )
      }
    >
      {(form) => (
        <RecordForm
          key={contact?.id}
          fields={fields}
          {...(contact && { record: contact as unknown as Record<string, unknown> })}
          onSubmit={save}
          {...form}
          onConflict={() => (
            <div className="ban info" style={{ marginBottom: 12 }}>
              {t('changedMeanwhile')}
            </div>
          )}
        />
      )}
    </AskingDrawer>
  )
}
