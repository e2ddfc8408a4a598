import { Building2, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../web/lib/format.ts'
import { useLater } from '../../../web/lib/later.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo } from '../../../web/lib/place.ts'
import { useRecordList } from '../../../web/lib/records.ts'
import { useCan } from '../../../web/lib/session.ts'
import { useSavedViews } from '../../../web/lib/views.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { IntentLetter, KeyStar } from '../../../web/ui/marks.tsx'
import { ActionButton, Card, ListRow } from '../../../web/ui/phone/blocks.tsx'
import { PickChip } from '../../../web/ui/phone/chips.tsx'
import { TitleBar } from '../../../web/ui/phone/page.tsx'
import { SearchBar } from '../../../web/ui/phone/search.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../web/ui/states.tsx'
import { type Customer, isKey, useCustomerViews } from './customer.ts'
import { ListSwitch } from './list-switch.tsx'

/** 客户 on the phone: search first, newest touch first. */
export default function Customers() {
  const { t } = useTranslation(['customers', 'web'])
  const go = useGo()
  const [words, setWords] = useState('')
  const mayCreate = useCan('customers.create')
  const standard = useCustomerViews()
  const saved = useSavedViews('customer')
  const [key, setKey] = useState<string>()
  const view = saved.find((each) => each.id === key) ?? standard.find((each) => each.key === key) ?? standard[0]
  const { filter, sort = '-updatedAt' } = 'definition' in view ? view.definition : view
  const q = useLater(words.trim(), 250)
  const list = useRecordList<Customer>('customers', {
    sort,
    limit: 50,
    ...(filter && { filter }),
    ...(q && { q }),
  })
  const status = useOptions('customerStatus')
  return (
    <>
      <TitleBar
        title={t('title')}
        right={mayCreate && <ActionButton icon={Plus} label={t('newCustomer')} onPress={() => go('/customers/new')} />}
      />
      <ListSwitch value="customers" />
      <SearchBar value={words} onChange={setWords} placeholder={t('searchHint')} />
      <div className="chips" style={{ padding: '4px 16px 12px' }}>
        {standard.map((each) => (
          <PickChip key={each.key} on={each === view} onPress={() => setKey(each.key)}>
            {each.label}
          </PickChip>
        ))}
        {saved.map((each) => (
          <PickChip key={each.id} on={each === view} onPress={() => setKey(each.id)}>
            {each.name}
          </PickChip>
        ))}
      </div>
      {list.error ? <ErrorState error={list.error} onRetry={list.refetch} /> : null}
      <Card>
        {list.loading && <Skeleton rows={6} height={64} />}
        {list.rows.map((row) => (
          <ListRow
            key={row.id}
            to={`/customers/${row.id}`}
            title={
              <>
                {isKey(row.level) && <KeyStar label={t('key')} />} {row.name}
              </>
            }
            mark={row.intent ? <IntentLetter intent={row.intent} /> : undefined}
            text={[status.word(row.status), row.owner?.name].filter(Boolean).join(' · ')}
            note={row.lastFollowUpAt ? t('lastTouched', { when: formatMoment(row.lastFollowUpAt) }) : t('neverTouched')}
          />
        ))}
        {!list.loading && list.rows.length === 0 && !list.error && (
          <EmptyState
            icon={Building2}
            title={q ? t('noMatch') : t('empty')}
            text={q ? undefined : t('emptyText')}
            actions={
              q ? (
                <Button onClick={() => setWords('')}>{t('web:actions.clear')}</Button>
              ) : (
                <Button kind="pri" onClick={() => go('/follow-ups/new')}>
                  {t('recordFirst')}
                </Button>
              )
            }
          />
        )}
      </Card>
      {list.hasMore && (
        <div style={{ padding: 16 }}>
          <Button wide onClick={list.more}>
            {t('more')}
          </Button>
        </div>
      )}
      <div style={{ height: 24 }} />
    </>
  )
}
