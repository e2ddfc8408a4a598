import { useQueryClient } from '@tanstack/react-query'
import { Building2, Plus, UserRoundCheck } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { toneOfOption, useFields } from '../../../web/lib/fields.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useListView } from '../../../web/lib/list-view.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { useCan, useReach } from '../../../web/lib/session.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { OwnerDialog } from '../../../web/ui/desktop/owner-dialog.tsx'
import { PageHeader } from '../../../web/ui/desktop/page.tsx'
import { PersonCell, RecordList } from '../../../web/ui/desktop/record-list.tsx'
import { ViewBar } from '../../../web/ui/desktop/view-bar.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { IntentLetter, KeyStar, Tag } from '../../../web/ui/marks.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
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
  const state = useListView('customer', useCustomerViews(), useReach('customers.view') === 'own' ? 'mine' : 'all')
  const fields = useFields(type, 'customers')
  const [selected, setSelected] = useState<string[]>([])
  const [transferring, setTransferring] = useState(false)
  const mayAssign = useCan('customers.assign')
  const mayCreate = useCan('customers.create')
  const columns = useColumns()
  const transfer = async (ownerId: string, withOpen: boolean) => {
    const { moved } = await api.post<{ moved: string[] }>('/api/customers/assign', { ids: selected, ownerId, withOpen })
    await client.invalidateQueries({ queryKey: ['customers'] })
    setSelected([])
    toast(t('transferredCount', { count: moved.length }))
  }
  const creating = address.new !== undefined
  const create = (on: boolean) => setAddress({ new: on ? '1' : undefined })
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          mayCreate && (
            <Button kind="pri" icon={<Plus size={16} />} onClick={() => create(true)}>
              {t('newCustomer')}
            </Button>
          )
        }
      >
        <ViewBar list={state} label={t('title')} />
      </PageHeader>
      <RecordList<Customer>
        label={t('title')}
        path="customers"
        list={state}
        fields={fields}
        columns={columns}
        sort="-updatedAt"
        hint={t('searchHint')}
        onOpen={(row) => go(`/customers/${row.id}`)}
        {...(mayAssign && {
          select: {
            ids: selected,
            onSelect: setSelected,
            acts: (
              <Button size="sm" icon={<UserRoundCheck size={14} />} onClick={() => setTransferring(true)}>
                {t('transfer')}
              </Button>
            ),
          },
        })}
        empty={
          <EmptyState
            icon={Building2}
            title={t(state.filter ? 'emptyView' : 'empty')}
            text={t('emptyText')}
            actions={
              mayCreate && (
                <Button kind="pri" onClick={() => create(true)}>
                  {t('newCustomer')}
                </Button>
              )
            }
          />
        }
      />
      <OwnerDialog
        open={transferring}
        title={t('transferTo')}
        along={t('transferOpen')}
        onClose={() => setTransferring(false)}
        onChoose={transfer}
      />
      <CustomerDrawer open={creating} onClose={() => create(false)} />
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
