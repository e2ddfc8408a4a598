import { useTranslation } from 'react-i18next'
import { formatAmountShort, formatDay, formatTime } from '../../../web/lib/format.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo } from '../../../web/lib/place.ts'
import { EvidenceDrawer, EvidenceItem } from '../../../web/ui/desktop/evidence-drawer.tsx'
import type { MetricKey } from '../../metrics/contract.ts'
import { addressOf, useEvidence } from './report.ts'

export interface Asked {
  date: string
  metric: MetricKey
  user?: { id: string; name: string }
  department?: string | undefined
}

/** What a number of a daily or team report opens. */
export function MetricDrawer({ asked, onClose }: { asked: Asked | null; onClose: () => void }) {
  const { t } = useTranslation(['reports', 'metrics'])
  const go = useGo()
  const method = useOptions('method')
  const query = useEvidence({
    date: asked?.date ?? '',
    metric: asked?.metric ?? null,
    ...(asked?.user && { user: asked.user.id }),
    ...(asked?.department && !asked.user && { department: asked.department }),
  })
  const items = query.data?.items
  return (
    <EvidenceDrawer
      open={asked !== null}
      onClose={onClose}
      title={asked ? t('evidence', { name: `${t(`metrics:name.${asked.metric}`)} ${items ? items.length : ''}` }) : ''}
      note={asked ? [asked.user?.name, formatDay(asked.date)].filter(Boolean).join(' · ') : undefined}
      definition={asked ? t(`metrics:definition.${asked.metric}`, { defaultValue: '' }) : undefined}
      query={{ ...query, data: items } as never}
      row={(item: NonNullable<typeof items>[number]) => {
        const address = addressOf(item.type, item.id)
        return (
          <EvidenceItem
            key={`${item.type}${item.id}${item.above ?? ''}`}
            head={[
              item.user.name,
              item.at ? formatTime(item.at) : formatDay(item.day),
              item.method ? method.word(item.method) : null,
            ]
              .filter(Boolean)
              .join(' · ')}
            side={item.amount !== undefined ? <b>{formatAmountShort(item.amount, item.currency)}</b> : undefined}
            title={item.label}
            {...(item.canOpen && address && { onOpen: () => go(address) })}
          >
            {item.detail}
          </EvidenceItem>
        )
      }}
    />
  )
}
