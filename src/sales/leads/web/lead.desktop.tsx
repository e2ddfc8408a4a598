import { useInfiniteQuery } from '@tanstack/react-query'
import { Dropdown } from 'antd'
import { ArrowRightLeft, Ellipsis, PenLine } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { toneOfOption, useFieldsEver } from '../../../web/lib/fields.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo, usePathParam } from '../../../web/lib/place.ts'
import { useCan, useMe } from '../../../web/lib/session.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Collaborators } from '../../../web/ui/desktop/collaborators.tsx'
import { HistoryList, historyQuery } from '../../../web/ui/desktop/history-list.tsx'
import { MomentDialog } from '../../../web/ui/desktop/moment-dialog.tsx'
import { OwnerDialog } from '../../../web/ui/desktop/owner-dialog.tsx'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { Loading, Skeleton } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { NextStepCard } from '../../customers/web/parts.tsx'
import { lead as type } from '../record.ts'
import { isOpen, type Lead, useLead, useLeadActs, useRefresh } from './lead.ts'
import { ConvertDialog, InvalidDialog, LeadDrawer } from './lead-dialogs.tsx'
import { Facts, Properties, Timeline } from './lead-parts.tsx'

/** A lead: who it is, what was said, what is next, and the way to a customer. */
export default function LeadPage() {
  return (
    <Loading query={useLead(usePathParam('id'))} skeleton={<Skeleton rows={8} height={56} />}>
      {(lead) => <Page key={lead.id} lead={lead} />}
    </Loading>
  )
}

type Asking = 'edit' | 'transfer' | 'convert' | 'invalid' | null

function Page({ lead }: { lead: Lead }) {
  const { t } = useTranslation(['leads', 'web'])
  const me = useMe().user
  const refresh = useRefresh()
  const [asking, setAsking] = useState<Asking>(null)
  const fields = useFieldsEver(type, 'leads')
  const close = () => setAsking(null)
  return (
    <>
      <header className="rhead">
        <Head lead={lead} onAsk={setAsking} />
        <Properties lead={lead} />
      </header>
      <div className="rbody">
        <div className="rmain col g12">
          <Timeline lead={lead} />
          <Panel title={t('web:record.changes')}>
            <HistoryList query={useInfiniteQuery(historyQuery('leads', lead.id))} fields={fields} />
          </Panel>
        </div>
        <aside className="rside" aria-label={t('web:record.facts')}>
          {isOpen(lead) && (
            <div style={{ padding: '12px 0' }}>
              <NextStepCard
                of={{ leadId: lead.id }}
                Dialog={MomentDialog}
                mayPlan={lead.abilities.edit || lead.owner?.id === me.id}
              />
            </div>
          )}
          <Facts lead={lead} onEdit={() => setAsking('edit')} />
          <Collaborators path="leads" id={lead.id} editable={lead.abilities.edit} />
        </aside>
      </div>
      <LeadDrawer open={asking === 'edit'} onClose={close} lead={lead} />
      {asking === 'convert' && <ConvertDialog lead={lead} onClose={close} />}
      {asking === 'invalid' && <InvalidDialog lead={lead} onClose={close} />}
      <OwnerDialog
        open={asking === 'transfer'}
        title={t('assignTo')}
        onClose={close}
        onChoose={async (ownerId) => {
          await api.post('/api/leads/assign', { ids: [lead.id], ownerId })
          await refresh()
          toast(t('assigned', { count: 1 }))
        }}
      />
    </>
  )
}

function Head({ lead, onAsk }: { lead: Lead; onAsk: (asking: Asking) => void }) {
  const { t } = useTranslation(['leads', 'web'])
  const go = useGo()
  const refresh = useRefresh()
  const acts = useLeadActs(lead)
  const status = useOptions('leadStatus')
  const source = useOptions('source')
  const industry = useOptions('industry')
  const mayRecord = useCan('followUps.create')
  const mayConvert = useCan('customers.create')
  const { edit, assign, delete: mayVoid } = lead.abilities
  const fail = (error: unknown) => toast(errorText(error), { tone: 'bad' })
  const voidIt = async (): Promise<void> => {
    try {
      await api.delete(`/api/leads/${lead.id}?version=${lead.version}`)
      go('/leads')
      await refresh()
      toast(t('web:record.voided'), {
        onUndo: () => void api.post(`/api/leads/${lead.id}/restore`, {}).then(refresh).catch(fail),
      })
    } catch (error) {
      fail(error)
    }
  }
  const items = [
    ...(edit ? [{ key: 'edit', label: t('web:record.edit'), onClick: () => onAsk('edit') }] : []),
    ...(assign ? [{ key: 'assign', label: t('assign'), onClick: () => onAsk('transfer') }] : []),
    ...(edit && isOpen(lead) ? [{ key: 'invalid', label: t('invalidate'), onClick: () => onAsk('invalid') }] : []),
    ...(mayVoid ? [{ key: 'void', label: t('web:record.void'), danger: true, onClick: () => void voidIt() }] : []),
  ]
  return (
    <div className="row g12">
      <div className="grow">
        <div className="row g8">
          <h1 className="el">{lead.name}</h1>
          {lead.status && <Tag tone={toneOfOption(status.find(lead.status)?.tone)}>{status.word(lead.status)}</Tag>}
        </div>
        <div className="t13 c2 el">
          {[industry.word(lead.industry), lead.region, source.word(lead.source)].filter(Boolean).join(' · ') || ' '}
        </div>
      </div>
      <div className="row g8">
        {items.length > 0 && (
          <Dropdown menu={{ items }} trigger={['click']}>
            <Button kind="text" className="icon" aria-label={t('web:actions.more')} icon={<Ellipsis size={16} />} />
          </Dropdown>
        )}
        {edit && lead.status === 'invalid' && <Button onClick={acts.revive}>{t('revive')}</Button>}
        {edit && mayConvert && isOpen(lead) && (
          <Button icon={<ArrowRightLeft size={16} />} onClick={() => onAsk('convert')}>
            {t('convert')}
          </Button>
        )}
        {mayRecord && isOpen(lead) && (
          <Button kind="pri" icon={<PenLine size={16} />} onClick={() => go(`/follow-ups/new?lead=${lead.id}`)}>
            {t('record')}
          </Button>
        )}
        {lead.customer && (
          <Button kind="pri" onClick={() => go(`/customers/${lead.customer?.id}`)}>
            {t('toCustomer', { name: '' })}
          </Button>
        )}
      </div>
    </div>
  )
}
