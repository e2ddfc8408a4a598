import { useQueryClient } from '@tanstack/react-query'
import { Building2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { toneOfOption, useFields } from '../../../web/lib/fields.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useListView } from '../../../web/lib/list-view.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { useCan, useReach } from '../../../web/lib/session.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { ListPage } from '../../../web/ui/desktop/list-page.tsx'
import { AssignTicked } from '../../../web/ui/desktop/owner-dialog.tsx'
import { PersonCell } from '../../../web/ui/desktop/record-list.tsx'
import { IntentLetter, KeyStar, Tag } from '../../../web/ui/marks.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { customer as type } from '../record.ts'
import { type Customer, isKey, useCustomerViews } from './customer.ts'
import { CustomerDrawer } from './customer-form.tsx'

/** 客户: the list of everything in reach; filters stand in the address. */
export default function Customers() {
  const { t } = useTranslation(['customers', 'web'])
  const go = useGo()
  const client = useQueryClient()
  const [address, setAddress] = useAddress<{ new: string }>()
  const list = useListView('customer', useCustomerViews(), useReach('customers.view') === 'own' ? 'mine' : 'all')
  const fields = useFields(type, 'customers')
  const mayAssign = useCan('customers.assign')
  const mayCreate = useCan('customers.create')
  const columns = useColumns()
  const transfer = async (ids: string[], ownerId: string, withOpen: boolean) => {
    const { moved } = await api.post<{ moved: string[] }>('/api/customers/assign', { ids, ownerId, withOpen })
    await client.invalidateQueries({ queryKey: ['customers'] })
    toast(t('transferredCount', { count: moved.length }))
  }
  return (
    <>
      <ListPage<Customer>
        title={t('title')}
        create={mayCreate && { label: t('newCustomer'), onClick: () => setAddress({ new: '1' }) }}
        path="customers"
        list={list}
        fields={fields}
        columns={columns}
        sort="-updatedAt"
        hint={t('searchHint')}
        onOpen={(row) => go(`/customers/${row.id}`)}
        acts={
          mayAssign &&
          ((ticked) => (
            <AssignTicked
              ticked={ticked}
              label={t('transfer')}
              title={t('transferTo')}
              along={t('transferOpen')}
              onAssign={transfer}
            />
          ))
        }
        empty={{ icon: Building2, title: t(list.filter ? 'emptyView' : 'empty'), text: t('emptyText') }}
      />
      <CustomerDrawer open={address.new !== undefined} onClose={() => setAddress({ new: undefined })} />
    </>
  )
}

function useColumns(): DataColumn<Customer>[] {
  const { t } = useTranslation('customers')
  const status = useOptions('customerStatus')
  const level = useOptions('customerLevel')
  const industry = useOptions('industry')
  const none = <span className="c3">–</span>
  return [
    {
      key: 'name',
      title: t('fields.name'),
      width: 260,
      sortBy: 'name',
      fixed: 'left',
      render: (row) => (
        <span className="row g6">
          {isKey(row.level) ? <KeyStar label={t('key')} /> : <span style={{ width: 14 }} />}
          <span className="m el">{row.name}</span>
        </span>
      ),
    },
    {
      key: 'level',
      title: t('fields.level'),
      width: 100,
      sortBy: 'level',
      render: (row) => (row.level ? level.word(row.level) : none),
    },
    {
      key: 'status',
      title: t('fields.status'),
      width: 110,
      sortBy: 'status',
      render: (row) =>
        row.status ? <Tag tone={toneOfOption(status.find(row.status)?.tone)}>{status.word(row.status)}</Tag> : none,
    },
    {
      key: 'intent',
      title: t('fields.intent'),
      width: 80,
      sortBy: 'intent',
      render: (row) => (row.intent ? <IntentLetter intent={row.intent} /> : none),
    },
    {
      key: 'ownerId',
      title: t('fields.ownerId'),
      width: 140,
      render: (row) => <PersonCell person={row.owner} none={t('noOwner')} />,
    },
    {
      key: 'lastFollowUpAt',
      title: t('fields.lastFollowUpAt'),
      width: 150,
      sortBy: 'lastFollowUpAt',
      render: (row) =>
        row.lastFollowUpAt ? formatMoment(row.lastFollowUpAt) : <span className="c3">{t('neverTouched')}</span>,
    },
    {
      key: 'nextStepAt',
      title: t('fields.nextStepAt'),
      width: 150,
      sortBy: 'nextStepAt',
      render: (row) =>
        row.nextStepAt ? (
          <span className={Date.parse(row.nextStepAt) < Date.now() ? 'cwarn' : ''}>{formatMoment(row.nextStepAt)}</span>
        ) : (
          none
        ),
    },
    {
      key: 'industry',
      title: t('fields.industry'),
      width: 140,
      ellipsis: true,
      render: (row) => (row.industry ? industry.word(row.industry) : none),
    },
  ]
}
