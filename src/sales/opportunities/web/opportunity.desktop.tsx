import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Dropdown } from 'antd'
import { CirclePause, CircleX, Ellipsis, PenLine, Trophy } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useFields, useFieldsEver } from '../../../web/lib/fields.ts'
import { formatAmountShort, formatDay, formatMoment, formatPercent } from '../../../web/lib/format.ts'
import { tellsOf, wordOf } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo, usePathParam } from '../../../web/lib/place.ts'
import { errorText } from '../../../web/lib/words.ts'
import { HistoryList, historyQuery } from '../../../web/ui/desktop/history-list.tsx'
import { OwnerDialog } from '../../../web/ui/desktop/owner-dialog.tsx'
import { PageBody, Panel } from '../../../web/ui/desktop/page.tsx'
import { FieldValue } from '../../../web/ui/field-value.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { Avatar, StageBar } from '../../../web/ui/marks.tsx'
import { Loading, Skeleton } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { opportunity as type } from '../record.ts'
import { type Closing, ClosingDialog } from './closing.tsx'
import { StateTag } from './opportunities.desktop.tsx'
import { type Opportunity, stateOf, useOpportunity, useRefresh } from './opportunity.ts'
import { OpportunityDrawer } from './opportunity-form.tsx'

/** One opportunity: where it stands, what is known, how it ends. */
export function OpportunityPage({ more }: { more: (deal: Opportunity) => ReactNode }) {
  return (
    <Loading query={useOpportunity(usePathParam('id'))} skeleton={<Skeleton rows={8} height={56} />}>
      {(deal) => <Page deal={deal} more={more(deal)} />}
    </Loading>
  )
}

function Page({ deal, more }: { deal: Opportunity; more: ReactNode }) {
  const { t } = useTranslation(['opportunities', 'web'])
  const go = useGo()
  const refresh = useRefresh()
  const stage = useOptions('stage')
  const reasons = useOptions('lossReason')
  const fields = useFields(type, 'opportunities')
  const everyField = useFieldsEver(type, 'opportunities')
  const [closing, setClosing] = useState<Closing | null>(null)
  const [editing, setEditing] = useState(false)
  const [transferring, setTransferring] = useState(false)
  const state = stateOf(deal)
  const { edit, assign, delete: mayVoid } = deal.abilities
  const history = useInfiniteQuery(historyQuery('opportunities', deal.id))
  const run = async (call: () => Promise<unknown>, done: string, undo?: () => Promise<unknown>) => {
    try {
      await call()
      await refresh()
      toast(
        done,
        undo && {
          onUndo: () =>
            void undo()
              .then(refresh)
              .catch((error: unknown) => toast(errorText(error), { tone: 'bad' })),
        },
      )
    } catch (error) {
      toast(errorText(error), { tone: 'bad' })
    }
  }
  const post = (path: string, body: object) => api.post(`/api/opportunities/${deal.id}/${path}`, body)
  const items = [
    ...(edit ? [{ key: 'edit', label: t('edit'), onClick: () => setEditing(true) }] : []),
    ...(assign ? [{ key: 'assign', label: t('transfer'), onClick: () => setTransferring(true) }] : []),
    ...(mayVoid
      ? [
          {
            key: 'void',
            label: t('void'),
            danger: true,
            onClick: () =>
              void run(
                () => api.delete(`/api/opportunities/${deal.id}?version=${deal.version}`),
                t('voided'),
                () => post('restore', {}),
              ).then(() => go('/opportunities')),
          },
        ]
      : []),
  ]
  return (
    <>
      <header className="rhead">
        <div className="row g12">
          <div className="grow" style={{ minWidth: 0 }}>
            <div className="row g8">
              <h1 className="el" title={deal.name}>
                {deal.name}
              </h1>
              <span className="nw">
                <StateTag deal={deal} stage={stage.word(deal.stage)} />
              </span>
            </div>
            <div className="t13 c2 el">
              {deal.customer ? (
                <Link to={`/customers/${deal.customer.id}`}>{deal.customer.name}</Link>
              ) : (
                t('noCustomer')
              )}
            </div>
          </div>
          <div className="row g8">
            {items.length > 0 && (
              <Dropdown trigger={['click']} menu={{ items }}>
                <Button kind="text" className="icon" aria-label={t('web:actions.more')} icon={<Ellipsis size={16} />} />
              </Dropdown>
            )}
            {edit && (state === 'open' || state === 'hold') && (
              <>
                {state === 'open' ? (
                  <Button icon={<CirclePause size={16} />} onClick={() => setClosing('hold')}>
                    {t('act.hold')}
                  </Button>
                ) : (
                  <Button onClick={() => void run(() => post('resume', {}), t('resumed'))}>{t('resume')}</Button>
                )}
                <Button icon={<CircleX size={16} />} onClick={() => setClosing('lose')}>
                  {t('act.lose')}
                </Button>
                <Button icon={<Trophy size={16} />} onClick={() => setClosing('win')}>
                  {t('act.win')}
                </Button>
              </>
            )}
            {edit && (state === 'won' || state === 'lost') && (
              <Button onClick={() => void run(() => post('reopen', {}), t('reopened'))}>{t('reopen')}</Button>
            )}
            {deal.customer && (
              <Button
                kind="pri"
                icon={<PenLine size={16} />}
                onClick={() => go(`/follow-ups/new?customer=${deal.customer?.id}`)}
              >
                {t('record')}
              </Button>
            )}
          </div>
        </div>
        <div className="props" style={{ paddingBottom: 10 }}>
          <div>
            <span className="name">{t('fields.amount')}</span>
            <b>{formatAmountShort(deal.amount, deal.currency)}</b>
          </div>
          <div>
            <span className="name">{t('fields.probability')}</span>
            <b>{deal.probability == null ? '–' : formatPercent(deal.probability / 100)}</b>
            {deal.probabilityReason && <span className="c3"> {deal.probabilityReason}</span>}
          </div>
          <div>
            <span className="name">{t('fields.expectedSignOn')}</span>
            {deal.expectedSignOn ? formatDay(deal.expectedSignOn) : '–'}
          </div>
          <div>
            <span className="name">{t('fields.ownerId')}</span>
            {deal.owner ? (
              <span className="row g6">
                <Avatar id={deal.owner.id} name={deal.owner.name} />
                {deal.owner.name}
              </span>
            ) : (
              '–'
            )}
          </div>
          <div>
            <span className="name">{t('fields.lastFollowUpAt')}</span>
            {deal.lastFollowUpAt ? formatMoment(deal.lastFollowUpAt) : '–'}
          </div>
          {state === 'hold' && deal.onHoldUntil && (
            <div>
              <span className="name">{t('until')}</span>
              {formatDay(deal.onHoldUntil)}
            </div>
          )}
          {deal.closingDay && (
            <div>
              <span className="name">{t('closedOn')}</span>
              {formatDay(deal.closingDay)}
            </div>
          )}
        </div>
      </header>
      <PageBody>
        <StageBar
          stages={stage.choices
            .filter((option) => option.state === 'open')
            .map((option) => ({ key: option.key, label: wordOf(option) }))}
          current={deal.stage ?? ''}
        />
        {state === 'lost' && (
          <div className="ban">
            {t('lostBecause', { reason: reasons.word(deal.lossReason) || '–' })}
            {deal.lossCompetitor && ` · ${t('wonBy', { name: deal.lossCompetitor })}`}
            {deal.lossNote && ` · ${deal.lossNote}`}
          </div>
        )}
        {more}
        <div className="two">
          <Panel
            title={t('facts')}
            side={
              edit && (
                <Button size="sm" onClick={() => setEditing(true)}>
                  {t('edit')}
                </Button>
              )
            }
          >
            <dl className="facts">
              {fields
                .filter(
                  (field) =>
                    !field.readOnly && !['name', 'customerId', 'stage'].includes(field.key) && tellsOf(deal, field),
                )
                .map((field) => (
                  <div key={field.key} style={{ display: 'contents' }}>
                    <dt>{field.label}</dt>
                    <dd>
                      <FieldValue field={field} record={deal} />
                    </dd>
                  </div>
                ))}
            </dl>
          </Panel>
          <Panel title={t('history')}>
            <HistoryList query={history} fields={everyField.filter((field) => field.key !== 'outcome')} />
          </Panel>
        </div>
      </PageBody>
      <ClosingDialog deal={deal} act={closing} onClose={() => setClosing(null)} />
      <OpportunityDrawer open={editing} onClose={() => setEditing(false)} deal={deal} />
      <OwnerDialog
        open={transferring}
        title={t('transferTo')}
        onClose={() => setTransferring(false)}
        onChoose={async (ownerId) => {
          await api.post('/api/opportunities/assign', { ids: [deal.id], ownerId })
          await refresh()
          toast(t('transferred'))
        }}
      />
    </>
  )
}
