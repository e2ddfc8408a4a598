import { InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { wordOf } from '../../../web/lib/meta.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { Line } from './capture-line.tsx'
import type { CaptureDraft } from './draft.ts'
import { useOpenDeals } from './use-heard.ts'

/** The open deal that it was about, and what was said of its stage and amount. */
export function DealFields({
  customerId,
  draft,
  change,
}: {
  customerId: string
  draft: CaptureDraft
  change: (part: Partial<CaptureDraft>) => void
}) {
  const { t } = useTranslation('follow-ups')
  const stage = useOptions('stage')
  const deals = useOpenDeals(customerId)
  const rows = deals ?? []
  return (
    <>
      <Line label={t('fields.opportunity')}>
        <Select
          aria-label={t('fields.opportunity')}
          allowClear
          placeholder={rows.length === 0 && deals ? t('noOpportunity') : t('pickOpportunity')}
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
              aria-label={t('fields.amountShort')}
              placeholder={t('fields.amountShort')}
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
