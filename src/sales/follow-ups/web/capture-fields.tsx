import { useQuery } from '@tanstack/react-query'
import { DatePicker, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { localDay, localTime, zonedInstant } from '../../../platform/time.ts'
import { api } from '../../../web/lib/api.ts'
import { formatMoment, timeZone } from '../../../web/lib/format.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { type OptionList, useOptions } from '../../../web/lib/options.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { IntentLetter } from '../../../web/ui/marks.tsx'
import { NextStepFields } from './capture-next.tsx'
import { asksReason, type CaptureDraft, type Named } from './draft.ts'
import { PickOrMake } from './pick-or-make.tsx'

interface Props {
  draft: CaptureDraft
  change: (part: Partial<CaptureDraft>) => void
  /** After a try to submit: what is required is marked. */
  tried: boolean
}

type CustomerRow = Named & { intent: string | null; lastFollowUpAt?: string | null }

const choices = (list: OptionList) => list.choices.map((option) => ({ value: option.key, label: wordOf(option) }))

/** One field of the grid: its word on the left. */
export function Line({
  label,
  required,
  error,
  children,
}: {
  label: string
  required?: boolean
  error?: string
  children: ReactNode
}) {
  return (
    <div className="cap-line">
      <span className="cap-label">
        {label}
        {required && <span className="cbad"> *</span>}
      </span>
      <div className="grow" style={{ minWidth: 0 }}>
        {children}
        {error && (
          <div className="t12 cbad" role="alert">
            {error}
          </div>
        )}
      </div>
    </div>
  )
}

/** Everything beside the words; what was not said stays empty. */
export function CaptureFields({ draft, change, tried }: Props) {
  const { t } = useTranslation('follow-ups')
  const zone = timeZone()
  const method = useOptions('method')
  const objection = useOptions('objection')
  const feedback = useOptions('feedback')
  const signal = useOptions('signal')
  const result = useOptions('result')
  const customerId = draft.customer?.id
  const kind = method.find(draft.method)?.class
  const results = result.choices.filter((option) => !option.classes?.length || !kind || option.classes.includes(kind))
  return (
    <>
      <Line label={t('fields.customer')} required {...(tried && !draft.customer && { error: t('gap.customer') })}>
        <PickOrMake<CustomerRow>
          path="customers"
          query={{ sort: '-lastFollowUpAt' }}
          label={t('fields.customer')}
          placeholder={t('pickCustomer')}
          value={draft.customer}
          {...(tried && !draft.customer && { status: 'error' as const })}
          makeWord={(name) => t('newCustomer', { name })}
          onMake={(name) => api.post<CustomerRow>('/api/customers', { name })}
          note={(row) => (
            <>
              {row.lastFollowUpAt && (
                <span className="c3 t12">{t('lastTouched', { when: formatMoment(row.lastFollowUpAt) })}</span>
              )}
              {row.intent && <IntentLetter intent={row.intent} />}
            </>
          )}
          onPick={(row) =>
            change({
              customer: row && { id: row.id, name: row.name, intent: row.intent ?? null },
              contacts: [],
              opportunity: null,
              intent: null,
              stage: null,
              amount: '',
            })
          }
        />
      </Line>
      <Line label={t('fields.method')} required>
        <div className="row g8">
          <Select
            aria-label={t('fields.method')}
            value={draft.method}
            options={choices(method)}
            onChange={(next: string) => change({ method: next })}
            style={{ width: 150 }}
          />
          <DatePicker
            aria-label={t('fields.occurredAt')}
            placeholder={t('web:fields.now')}
            showTime={{ format: 'HH:mm', minuteStep: 5 }}
            format="YYYY-MM-DD HH:mm"
            disabledDate={(day) => day.isAfter(dayjs(), 'day')}
            value={
              draft.occurredAt
                ? dayjs(`${localDay(draft.occurredAt, zone)}T${localTime(draft.occurredAt, zone)}`)
                : null
            }
            onChange={(next) =>
              change({
                occurredAt: next
                  ? zonedInstant(next.format('YYYY-MM-DD'), next.format('HH:mm'), zone).toISOString()
                  : null,
              })
            }
            className="grow"
          />
        </div>
      </Line>
      {asksReason(draft, new Date(), zone) && (
        <Line
          label={t('fields.lateReason')}
          required
          {...(tried && !draft.lateReason.trim() && { error: t('reasons.late_reason_required') })}
        >
          <Input
            aria-label={t('fields.lateReason')}
            maxLength={300}
            value={draft.lateReason}
            onChange={(event) => change({ lateReason: event.target.value })}
          />
        </Line>
      )}
      {customerId && (
        <Line label={t('fields.contacts')}>
          <PickOrMake
            path="contacts"
            query={{ filter: { field: 'customerId', op: 'eq', value: customerId } }}
            label={t('fields.contacts')}
            values={draft.contacts}
            onPicks={(rows) => change({ contacts: rows.map(({ id, name }) => ({ id, name })) })}
            makeWord={(name) => t('newContact', { name })}
            onMake={(name) => api.post<Named>('/api/contacts', { name, customerId })}
          />
        </Line>
      )}
      <Line label={t('fields.needs')}>
        <Select
          aria-label={t('fields.needs')}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={['\n', '；', ';']}
          placeholder={t('needsPlaceholder')}
          value={draft.needs}
          onChange={(needs: string[]) => change({ needs })}
          style={{ width: '100%' }}
        />
      </Line>
      <Line label={t('fields.objections')}>
        <Select
          aria-label={t('fields.objections')}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          placeholder={t('objectionsPlaceholder')}
          value={draft.objections}
          options={choices(objection)}
          onChange={(objections: string[]) => change({ objections })}
          style={{ width: '100%' }}
        />
      </Line>
      <Line label={t('fields.competitors')}>
        <Select
          aria-label={t('fields.competitors')}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={['、', '，', ',']}
          value={draft.competitors}
          onChange={(competitors: string[]) => change({ competitors })}
          style={{ width: '100%' }}
        />
      </Line>
      {draft.customer && (
        <Line label={t('fields.intent')}>
          <IntentChoice last={draft.customer.intent} value={draft.intent} onChange={(intent) => change({ intent })} />
        </Line>
      )}
      <Line label={t('fields.nextStep')}>
        <NextStepFields value={draft.nextStep} onChange={(nextStep) => change({ nextStep })} />
      </Line>
      <Line label={t('fields.result')}>
        <div className="row g8">
          <Select
            aria-label={t('fields.result')}
            allowClear
            placeholder={t('fields.result')}
            value={draft.result}
            options={results.map((option) => ({ value: option.key, label: wordOf(option) }))}
            onChange={(next?: string) => change({ result: next ?? null })}
            className="grow"
          />
          <Select
            aria-label={t('fields.feedback')}
            allowClear
            placeholder={t('fields.feedback')}
            value={draft.feedback}
            options={choices(feedback)}
            onChange={(next?: string) => change({ feedback: next ?? null })}
            className="grow"
          />
        </div>
      </Line>
      <Line label={t('fields.signals')}>
        <Select
          aria-label={t('fields.signals')}
          mode="multiple"
          showSearch={{ optionFilterProp: 'label' }}
          value={draft.signals}
          options={choices(signal)}
          onChange={(signals: string[]) => change({ signals })}
          style={{ width: '100%' }}
        />
      </Line>
      {customerId && <DealFields customerId={customerId} draft={draft} change={change} />}
    </>
  )
}

function DealFields({ customerId, draft, change }: { customerId: string } & Omit<Props, 'tried'>) {
  const { t } = useTranslation('follow-ups')
  const stage = useOptions('stage')
  const deals = useQuery({
    queryKey: ['opportunities', 'of', customerId],
    queryFn: () =>
      api.get<{ items: Named[] }>('/api/opportunities', {
        filter: {
          and: [
            { field: 'customerId', op: 'eq', value: customerId },
            { field: 'outcome', op: 'eq', value: 'open' },
          ],
        },
        limit: 50,
      }),
  })
  const rows = deals.data?.items ?? []
  return (
    <>
      <Line label={t('fields.opportunity')}>
        <Select
          aria-label={t('fields.opportunity')}
          allowClear
          placeholder={rows.length === 0 && deals.data ? t('noOpportunity') : t('pickOpportunity')}
          value={draft.opportunity?.id}
          options={rows.map((row) => ({ value: row.id, label: row.name }))}
          onChange={(id?: string) =>
            change({ opportunity: rows.find((row) => row.id === id) ?? null, ...(!id && { stage: null, amount: '' }) })
          }
          style={{ width: '100%' }}
        />
      </Line>
      {draft.opportunity && (
        <Line label={t('fields.stage')}>
          <div className="row g8">
            <Select
              aria-label={t('fields.stage')}
              allowClear
              placeholder={t('web:intent.same')}
              value={draft.stage}
              options={stage.choices
                .filter((option) => option.state === 'open')
                .map((option) => ({ value: option.key, label: wordOf(option) }))}
              onChange={(next?: string) => change({ stage: next ?? null })}
              className="grow"
            />
            <InputNumber
              aria-label={t('fields.amount')}
              placeholder={t('fields.amount')}
              min={0}
              value={draft.amount === '' ? null : Number(draft.amount)}
              onChange={(amount) => change({ amount: amount === null ? '' : String(amount) })}
              style={{ width: 150 }}
            />
          </div>
        </Line>
      )}
    </>
  )
}

/** 不变 · A · B · C · D; the last one is outlined, nothing is chosen until somebody chooses. */
function IntentChoice({
  last,
  value,
  onChange,
}: {
  last: string | null
  value: string | null
  onChange: (intent: string | null) => void
}) {
  const { t } = useTranslation('web')
  const intent = useOptions('intent')
  const cell = (key: string, label: ReactNode) => (
    <Button
      key={key}
      size="sm"
      className={value === key ? 'on' : ''}
      aria-pressed={value === key}
      style={key === last && value !== key ? { borderColor: 'var(--c-text-4)', borderWidth: 1.5 } : undefined}
      onClick={() => onChange(value === key ? null : key)}
    >
      {label}
    </Button>
  )
  return (
    <div className="row g6 wrap" role="group" aria-label={t('intent.label')}>
      {last && cell('unchanged', t('intent.same'))}
      {intent.choices.map((option) =>
        cell(
          option.key,
          <>
            <b>{option.key}</b>
            {option.key === last && <span className="c3 t12">{t('intent.last')}</span>}
          </>,
        ),
      )}
    </div>
  )
}
