import { useTranslation } from 'react-i18next'
import { useGo } from '../../../web/lib/place.ts'
import { useCan } from '../../../web/lib/session.ts'
import { Segmented } from '../../../web/ui/fields.tsx'

/** 客户 · 线索 above both lists of the phone; only for who may see leads. */
export function ListSwitch({ value }: { value: 'customers' | 'leads' }) {
  const { t } = useTranslation('customers')
  const go = useGo()
  if (!useCan('leads.view')) return null
  return (
    <div style={{ padding: '0 16px 8px' }}>
      <Segmented
        fill
        label={t('lists.label')}
        value={value}
        onChange={(next) => go(`/${next}`, { replace: true })}
        choices={(['customers', 'leads'] as const).map((each) => ({ value: each, label: t(`lists.${each}`) }))}
      />
    </div>
  )
}
