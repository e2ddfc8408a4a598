import { useTranslation } from 'react-i18next'
import { formatAmountShort, formatDay, formatTime } from '../../../web/lib/format.ts'
import { ListRow, Row } from '../../../web/ui/phone/blocks.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import { addressOf, useEvidence } from './report.ts'

/** The records behind a number, as phone rows: when, whom, the first words; they open where the reader may. */
export function EvidenceRows(ask: {
  date: string
  metric: string
  user?: string | undefined
  department?: string | undefined
}) {
  const { t } = useTranslation(['reports', 'metrics'])
  const evidence = useEvidence({
    date: ask.date,
    metric: ask.metric,
    ...(ask.user && { user: ask.user }),
    ...(ask.department && { department: ask.department }),
  })
  return (
    <>
      <div className="t12 c3" style={{ padding: '8px 16px' }}>
        {t(`metrics:definition.${ask.metric}`, { defaultValue: '' })}
      </div>
      <Loading query={evidence}>
        {({ items }) => (
          <>
            {items.map((item) => {
              const address = item.canOpen ? addressOf(item.type, item.id) : undefined
              return (
                <ListRow
                  key={`${item.type}${item.id}${item.above ?? ''}`}
                  lead={
                    <span className="t13 c3" style={{ width: 44 }}>
                      {item.at ? formatTime(item.at) : formatDay(item.day)}
                    </span>
                  }
                  title={item.label}
                  text={item.detail}
                  {...(!ask.user && { note: item.user.name })}
                  mark={
                    item.amount !== undefined && (
                      <span className="t13 c2">{formatAmountShort(item.amount, item.currency)}</span>
                    )
                  }
                  {...(address && { to: address })}
                />
              )
            })}
            {items.length === 0 && (
              <Row>
                <span className="c3 t14">{t('noEvidence')}</span>
              </Row>
            )}
          </>
        )}
      </Loading>
    </>
  )
}
