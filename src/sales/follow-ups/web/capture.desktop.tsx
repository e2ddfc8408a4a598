import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { PhoneMissed } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatList, formatMoment, formatTime } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useAddress, useBack } from '../../../web/lib/place.ts'
import { errorText } from '../../../web/lib/words.ts'
import { PageHeader } from '../../../web/ui/desktop/page.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { CaptureFields } from './capture-fields.tsx'
import { emptyDraft } from './draft.ts'
import { HeardExtras } from './heard-extras.tsx'
import { againKey, useCapture } from './use-capture.ts'
import { WritingHints } from './writing-hints.tsx'
import './capture.css'

/** 记跟进 at the desk: words first, the rest beside them; Ctrl+Enter submits. One draft per customer. */
export default function Capture() {
  const [{ customer, lead, again }] = useAddress<{ customer: string; lead: string; again: string }>()
  return (
    <Form
      key={again ?? customer ?? lead ?? ''}
      address={{ ...(customer && { customer }), ...(lead && { lead }) }}
      again={again}
    />
  )
}

function Form({ address, again }: { address: { customer?: string; lead?: string }; again: string | undefined }) {
  const { t } = useTranslation(['follow-ups', 'web'])
  const about = address.customer ?? address.lead
  const back = useBack(address.customer ? `/customers/${about}` : about ? `/leads/${about}` : '/')
  const form = useCapture({
    draftKey: again ? againKey(again) : about ? `followUp:new:${about}` : 'followUp:new',
    address,
    onGap: (gap) => gap === 'summary' && document.getElementById('capture-words')?.focus(),
    after: ({ customer, lead }) => (customer ? `/customers/${customer.id}` : lead ? `/leads/${lead.id}` : '/'),
  })
  const { kept, draft, change, drafts, hints, missing, gap, tried, sending, problem, submit, noAnswer } = form
  const newCustomer = (name: string) =>
    form.newCustomer(name).catch((error: unknown) => form.setProblem(errorText(error)))
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the shortcut belongs to the whole form
    <div
      className="col"
      style={{ minHeight: '100%' }}
      onKeyDown={(event) => {
        if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
          event.preventDefault()
          submit()
        }
      }}
    >
      <PageHeader
        title={t('title')}
        actions={
          <>
            <Button icon={<PhoneMissed size={16} />} disabled={sending} onClick={noAnswer}>
              {t('noAnswer')}
            </Button>
            <Button kind="text" onClick={back}>
              {t('web:actions.cancel')}
            </Button>
            <Button kind="pri" busy={sending} title="Ctrl+Enter" onClick={submit}>
              {t('submit')}
              <span className="kbd-on">Ctrl ↵</span>
            </Button>
          </>
        }
      >
        <span className="t12 c3">
          {kept.savedAt ? t('web:draft.saved', { time: formatTime(kept.savedAt) }) : t('emptyStays')}
        </span>
      </PageHeader>
      {kept.restored && (
        <div className="ban info" style={{ margin: '12px 24px 0' }}>
          {t('web:draft.restored')}
          <button type="button" className="push" onClick={() => kept.clear(emptyDraft(draft.method))}>
            {t('web:actions.clear')}
          </button>
        </div>
      )}
      {problem && (
        <div className="ban bad" role="alert" style={{ margin: '12px 24px 0' }}>
          {problem}
        </div>
      )}
      <div className="cap">
        <div className="col g12">
          <div className={`sect cap-words ${tried && gap === 'summary' ? 'bad' : ''}`}>
            <Input.TextArea
              id="capture-words"
              variant="borderless"
              autoFocus
              autoSize={{ minRows: 9, maxRows: 24 }}
              maxLength={20_000}
              value={draft.summary}
              placeholder={t('hint')}
              aria-label={t('fields.summary')}
              onChange={(event) => change({ summary: event.target.value })}
            />
            {tried && gap === 'summary' && (
              <div className="t12 cbad" role="alert" style={{ padding: '0 12px 8px' }}>
                {t('gap.summary')}
              </div>
            )}
          </div>
          <HeardExtras draft={draft} drafts={drafts} change={change} onNewCustomer={(name) => void newCustomer(name)} />
          {draft.summary.trim() !== '' && missing.length > 0 && (
            <div className="t13 c2">
              <b className="m">{t('missing.count', { count: missing.length })}</b>
              {missing.map((each) => t(`missing.${each}`)).join(' · ')}
            </div>
          )}
          {hints.length > 0 && (
            <div className="col g6" role="status">
              <WritingHints findings={hints} />
            </div>
          )}
          <div>
            <div className="t13 c2" style={{ marginBottom: 4 }}>
              {t('fields.judgement')}
            </div>
            <Input.TextArea
              aria-label={t('fields.judgement')}
              autoSize={{ minRows: 2, maxRows: 8 }}
              maxLength={5000}
              value={draft.judgement}
              onChange={(event) => change({ judgement: event.target.value })}
            />
          </div>
          {(draft.customer || draft.lead) && (
            <Before of={draft.customer ? 'customerId' : 'leadId'} id={(draft.customer ?? draft.lead)?.id ?? ''} />
          )}
        </div>
        <div className="sect" style={{ padding: '8px 16px' }}>
          <CaptureFields draft={draft} change={change} tried={tried} />
        </div>
      </div>
    </div>
  )
}

/** What was said last, and which plans this follow-up keeps. */
function Before({ of: field, id }: { of: 'customerId' | 'leadId'; id: string }) {
  const { t } = useTranslation(['follow-ups', 'web'])
  const method = useOptions('method')
  const action = useOptions('nextStepAction')
  const of = { field, op: 'eq', value: id }
  const last = useQuery({
    queryKey: ['follow-ups', 'last', id],
    queryFn: () =>
      api.get<{
        items: { id: string; summary: string; method: string; occurredAt: string; contacts?: { name: string }[] }[]
      }>('/api/follow-ups', { filter: of, limit: 2 }),
  })
  const steps = useQuery({
    queryKey: ['next-steps', 'open', id],
    queryFn: () =>
      api.get<{ items: { id: string; at: string; action: string; goal?: string | null }[] }>('/api/next-steps', {
        filter: { and: [of, { field: 'state', op: 'eq', value: 'open' }] },
        sort: 'at',
        limit: 10,
      }),
  })
  const due = steps.data?.items.filter((step) => Date.parse(step.at) < Date.now() + 12 * 3_600_000) ?? []
  if (!last.data?.items.length && due.length === 0) return null
  return (
    <div className="sect" style={{ padding: '8px 14px' }}>
      {due.map((step) => (
        <div key={step.id} className="t13 row g6" style={{ padding: '4px 0' }}>
          <span className="tag pri">{t('keeps')}</span>
          <span className="el">
            {formatMoment(step.at)} {step.goal || action.word(step.action)}
          </span>
        </div>
      ))}
      {last.data?.items.map((item) => (
        <div key={item.id} style={{ padding: '6px 0' }}>
          <div className="t12 c3">
            {[
              t('lastTime'),
              method.word(item.method),
              item.contacts && formatList(item.contacts.map((contact) => contact.name)),
              formatMoment(item.occurredAt),
            ]
              .filter(Boolean)
              .join(' · ')}
          </div>
          <div
            className="t13 c2"
            style={{ display: '-webkit-box', WebkitLineClamp: 3, WebkitBoxOrient: 'vertical', overflow: 'hidden' }}
          >
            {/^phrase:/.test(item.summary) ? t(`phrase.${item.summary.slice(7)}`) : item.summary}
          </div>
        </div>
      ))}
    </div>
  )
}
