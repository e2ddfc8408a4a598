import { Sprout } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { toneOfOption, useFields } from '../../../web/lib/fields.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useListView } from '../../../web/lib/list-view.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import type { DataColumn } from '../../../web/ui/desktop/data-table.tsx'
import { ListPage } from '../../../web/ui/desktop/list-page.tsx'
import { AssignTicked } from '../../../web/ui/desktop/owner-dialog.tsx'
import { PersonCell } from '../../../web/ui/desktop/record-list.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { lead as type } from '../record.ts'
import { type Lead, useLeadViews, useRefresh } from './lead.ts'
import { LeadDrawer } from './lead-dialogs.tsx'

/** 线索: what is not yet qualified, by state; ticked ones are given to somebody at once. */
export default function Leads() {
  const { t } = useTranslation('leads')
  const go = useGo()
  const refresh = useRefresh()
  const [address, setAddress] = useAddress<{ new: string }>()
  const list = useListView('lead', useLeadViews())
  const fields = useFields(type, 'leads')
  const columns = useColumns()
  const mayCreate = useCan('leads.create')
  const mayAssign = useCan('leads.assign')
  const assign = async (ids: string[], ownerId: string) => {
    const { moved } = await api.post<{ moved: string[] }>('/api/leads/assign', { ids, ownerId })
    await refresh()
    toast(t('assigned', { count: moved.length }))
  }
  return (
    <>
      <ListPage<Lead>
        title={t('title')}
        create={mayCreate && { label: t('new'), onClick: () => setAddress({ new: '1' }) }}
        path="leads"
        list={list}
        fields={fields}
        columns={columns}
        sort="-updatedAt"
        hint={t('searchHint')}
        onOpen={(lead) => go(`/leads/${lead.id}`)}
        acts={
          mayAssign &&
          ((ticked) => <AssignTicked ticked={ticked} label={t('assign')} title={t('assignTo')} onAssign={assign} />)
        }
        empty={{ icon: Sprout, title: t(list.filter ? 'emptyView' : 'empty'), text: t('emptyText') }}
      />
      <LeadDrawer open={address.new !== undefined} onClose={() => setAddress({ new: undefined })} />
    </>
  )
}

function useColumns(): DataColumn<Lead>[] {
  const { t } = useTranslation('leads')
  const status = useOptions('leadStatus')
  const source = useOptions('source')
  const none = <span className="c3">–</span>
  return [
    {
      key: 'name',
      title: t('fields.name'),
      width: 280,
      sortBy: 'name',
      fixed: 'left',
      render: (lead) => <span className="m el">{lead.name}</span>,
    },
    {
      key: 'status',
      title: t('fields.status'),
      width: 100,
      sortBy: 'status',
      render: (lead) =>
        lead.status ? <Tag tone={toneOfOption(status.find(lead.status)?.tone)}>{status.word(lead.status)}</Tag> : none,
    },
    {
      key: 'contactName',
      title: t('fields.contactName'),
      width: 160,
      ellipsis: true,
      render: (lead) => [lead.contactName, lead.title].filter(Boolean).join(' · ') || none,
    },
    { key: 'phone', title: t('fields.phone'), width: 140, render: (lead) => lead.phone ?? none },
    {
      key: 'source',
      title: t('fields.source'),
      width: 120,
      render: (lead) => (lead.source ? source.word(lead.source) : none),
    },
    {
      key: 'ownerId',
      title: t('fields.ownerId'),
      width: 140,
      render: (lead) => <PersonCell person={lead.owner} none={t('noOwner')} />,
    },
    {
      key: 'lastFollowUpAt',
      title: t('fields.lastFollowUpAt'),
      width: 150,
      sortBy: 'lastFollowUpAt',
      render: (lead) =>
        lead.lastFollowUpAt ? formatMoment(lead.lastFollowUpAt) : <span className="c3">{t('neverTouched')}</span>,
    },
  ]
}
