import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { UsersRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useFields } from '../../../web/lib/fields.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useListView } from '../../../web/lib/list-view.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo, usePathParam } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { ListPage } from '../../../web/ui/desktop/list-page.tsx'
import { RecordDrawer } from '../../../web/ui/desktop/record-drawer.tsx'
import { PersonCell } from '../../../web/ui/desktop/record-list.tsx'
import { Avatar, Tag } from '../../../web/ui/marks.tsx'
import { attitudeTone, type Contact } from '../../customers/web/parts.tsx'
import { contact as type } from '../record.ts'

type Row = Contact &
  Record<string, unknown> & {
    customer?: { id: string; name: string } | null
    owner: { id: string; name: string } | null
  }

/** 联系人: the people at all customers in reach; one opens beside the list. */
export default function Contacts() {
  const { t } = useTranslation('contacts')
  const go = useGo()
  const id = usePathParam('id')
  const fields = useFields(type, 'contacts')
  const columns = useColumns()
  const list = useListView('contact', [
    { key: 'all', label: t('view.all') },
    { key: 'mine', label: t('view.mine'), filter: { field: 'ownerId', op: 'in', value: ['me'] } },
  ])
  const mayCreate = useCan('contacts.create')
  const { data: contact } = useQuery({
    queryKey: ['contacts', 'one', id],
    queryFn: () => api.get<Row>(`/api/contacts/${id}`),
    enabled: id !== '' && id !== 'new',
  })
  const masked = contact?.phones?.some((phone) => phone.includes('*'))
  return (
    <>
      <ListPage<Row>
        title={t('title')}
        create={mayCreate && { label: t('new'), onClick: () => go('/contacts/new') }}
        path="contacts"
        list={list}
        fields={fields}
        columns={columns}
        sort="-updatedAt"
        hint={t('searchHint')}
        onOpen={(row) => go(`/contacts/${row.id}`)}
        empty={{ icon: UsersRound, title: t('empty'), text: t('emptyText') }}
      />
      <RecordDrawer
        key={id}
        open={id === 'new' || contact !== undefined}
        onClose={() => go('/contacts')}
        title={contact?.name ?? t('new')}
        submitText={t('new')}
        path="contacts"
        fields={fields.filter((field) => !field.readOnly && !(field.key === 'phones' && masked))}
        {...(contact && {
          record: contact as unknown as Record<string, unknown>,
          head: contact.customer && (
            <div className="t13 c2" style={{ marginBottom: 12 }}>
              <Link to={`/customers/${contact.customer.id}`}>{contact.customer.name}</Link>
            </div>
          ),
        })}
      />
    </>
  )
}

function useColumns(): DataColumn<Row>[] {
  const { t } = useTranslation('contacts')
  const role = useOptions('contactRole')
  const attitude = useOptions('attitude')
  const none = <span className="c3">–</span>
  return [
    {
      key: 'name',
      title: t('fields.name'),
      width: 150,
      sortBy: 'name',
      fixed: 'left',
      render: (row) => (
        <span className="row g8">
          <Avatar id={row.id} name={row.name} />
          <span className="m el">{row.name}</span>
        </span>
      ),
    },
    { key: 'title', title: t('fields.title'), width: 140, ellipsis: true, render: (row) => row.title ?? none },
    {
      key: 'customerId',
      title: t('fields.customerId'),
      width: 220,
      ellipsis: true,
      render: (row) => (row.customer ? <Link to={`/customers/${row.customer.id}`}>{row.customer.name}</Link> : none),
    },
    {
      key: 'role',
      title: t('fields.role'),
      width: 130,
      render: (row) => (row.role ? role.word(row.role) : none),
    },
    {
      key: 'attitude',
      title: t('fields.attitude'),
      width: 90,
      render: (row) =>
        row.attitude ? <Tag tone={attitudeTone(row.attitude)}>{attitude.word(row.attitude)}</Tag> : none,
    },
    {
      key: 'phones',
      title: t('fields.phones'),
      width: 150,
      render: (row) => {
        const phone = row.phones?.[0]
        return phone ? phone.includes('*') ? phone : <a href={`tel:${phone}`}>{phone}</a> : none
      },
    },
    {
      key: 'lastMetAt',
      title: t('fields.lastMetAt'),
      width: 150,
      sortBy: 'lastMetAt',
      render: (row) => (row.lastMetAt ? formatMoment(row.lastMetAt) : none),
    },
    { key: 'ownerId', title: t('fields.ownerId'), width: 130, render: (row) => <PersonCell person={row.owner} /> },
  ]
}
