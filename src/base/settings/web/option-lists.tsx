import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useAddress } from '../../../web/lib/place.ts'
import { Loading } from '../../../web/ui/states.tsx'
import type { OptionSetReply } from './option-rows.ts'
import { OptionTable } from './option-table.tsx'

/** Sets a company words itself, in the order of the work; the rest follows the scenario. */
const sets = [
  'stage',
  'intent',
  'customerStatus',
  'customerLevel',
  'customerType',
  'industry',
  'size',
  'source',
  'method',
  'result',
  'objection',
  'feedback',
  'contactRole',
  'attitude',
  'buyingSignal',
  'delayingSignal',
  'motive',
  'nextStepAction',
  'nextStepGoal',
  'budgetStatus',
  'purchaseMethod',
  'lossReason',
  'paymentMethod',
  'leadStatus',
  'poolReason',
  'otherWork',
  'dayType',
]

/** The company's vocabularies: choose one, then word, order, add and retire its options. */
export function OptionLists() {
  const { t } = useTranslation('settings')
  const [address, setAddress] = useAddress<{ set: string }>()
  const chosen = address.set ?? 'stage'
  const query = useQuery({
    queryKey: ['options'],
    queryFn: () => api.get<{ sets: Record<string, OptionSetReply> }>('/api/options'),
  })
  return (
    <div className="col g12">
      <div className="row g12">
        <Select
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('options.set')}
          style={{ width: 220 }}
          value={chosen}
          options={sets.map((key) => ({ value: key, label: t(`options.sets.${key}`) }))}
          onChange={(set) => setAddress({ set })}
        />
        <span className="t13 c3">{t('options.note')}</span>
      </div>
      <Loading query={query}>
        {(reply) => {
          const loaded = reply.sets[chosen]
          return loaded ? <OptionTable key={chosen} set={chosen} loaded={loaded} /> : null
        }}
      </Loading>
    </div>
  )
}
