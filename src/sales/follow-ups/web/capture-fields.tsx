import { DatePicker, Input, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import { localDay, localTime, zonedInstant } from '../../../platform/time.ts'
import { api } from '../../../web/lib/api.ts'
import { formatMoment, homeCurrency, timeZone } from '../../../web/lib/format.ts'
import { startOf, wordOf } from '../../../web/lib/meta.ts'
import { type OptionList, useOptions } from '../../../web/lib/options.ts'
import { useGo } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import { FieldInput } from '../../../web/ui/desktop/field-input.tsx'
import { IntentLetter } from '../../../web/ui/marks.tsx'
import { DealFields } from './capture-deal.tsx'
import { IntentChoice } from './capture-intent.tsx'
import { Line } from './capture-line.tsx'
import { NextStepFields } from './capture-next.tsx'
import { asksReason, blocking, type CaptureDraft, type Named, unfilled, withCustom, withSubject } from './draft.ts'
import { useAddedFields } from './follow-up.ts'
import { PickOrMake } from './pick-or-make.tsx'
import { openLeads } from './subject.ts'

interface Props {
  draft: CaptureDraft
  change: (part: Partial<CaptureDraft>) => void
  /** After a try to submit: what is required is marked. */
  tried: boolean
}

type CustomerRow = Named & { intent: string | null; lastFollowUpAt?: string | null }

const choices = (list: OptionList) => list.choices.map((option) => ({ value: option.key, label: wordOf(option) }))

/** Everything beside the words; what was not said stays empty. */
export function CaptureFields({ draft, change, tried }: Props) {
  const { t } = useTranslation('follow-ups')
  const go = useGo()
  const zone = timeZone()
  const method = useOptions('method')
  const objection = useOptions('objection')
  const feedback = useOptions('feedback')
  const signal = useOptions('signal')
  const result = useOptions('result')
  const mayLeads = useCan('leads.view')
  const customerId = draft.customer?.id
  const kind = method.find(draft.method)?.class
  const results = result.choices.filter((option) => !option.classes?.length || !kind || option.classes.includes(kind))
  return (
    <>
      <Line
        label={t('fields.customer')}
        required
        {...(tried && blocking(draft) === 'customer' && { error: t('gap.customer') })}
      >
        <PickOrMake<CustomerRow>
          path="customers"
          query={{ sort: '-lastFollowUpAt' }}
          label={t('fields.customer')}
          placeholder={t('pickCustomer')}
          value={draft.customer ?? draft.lead ?? null}
          {...(tried && blocking(draft) === 'customer' && { status: 'error' as const })}
          makeWord={(name) => t('newCustomer', { name })}
          onMake={(name) => api.post<CustomerRow>('/api/customers', { name })}
          onMakeThere={() => go('/customers?new=1')}
          note={(row) => (
            <>
              {row.lastFollowUpAt && (
                <span className="c3 t12">{t('lastTouched', { when: formatMoment(row.lastFollowUpAt) })}</span>
              )}
              {row.intent && <IntentLetter intent={row.intent} />}
            </>
          )}
          onPick={(row) =>
            change(withSubject({ customer: row && { id: row.id, name: row.name, intent: row.intent ?? null } }))
          }
          {...(mayLeads && {
            also: {
              path: 'leads',
              query: { filter: openLeads },
              word: t('fields.leadId'),
              onPick: ({ id, name }) => change(withSubject({ customer: null, lead: { id, name } })),
            },
          })}
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
            onMakeThere={() => go(`/customers/${customerId}`)}
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
        <NextStepFields draft={draft} onChange={(nextStep) => change({ nextStep })} />
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
      <Added draft={draft} change={change} tried={tried} />
      {customerId && <DealFields customerId={customerId} draft={draft} change={change} />}
    </>
  )
}

/** The fields that the company added. */
function Added({ draft, change, tried }: Props) {
  const { t } = useTranslation('web')
  const added = useAddedFields().filter((field) => !field.readOnly)
  const missing = tried ? unfilled(draft, added) : []
  return added.map((field) => (
    <Line
      key={field.key}
      label={field.label}
      htmlFor={`added-${field.key}`}
      {...(field.required && { required: true })}
      {...(missing.includes(field) && { error: t('fields.required') })}
    >
      <FieldInput
        field={field}
        id={`added-${field.key}`}
        currency={homeCurrency()}
        value={startOf({ custom: draft.custom }, field)}
        onChange={(value) => change(withCustom(draft, field, value))}
      />
    </Line>
  ))
}
