import { Plus, Sprout } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { toneOfOption } from '../../../web/lib/fields.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useLater } from '../../../web/lib/later.ts'
import { useOptions } from '../../../web/lib/options.ts'
import { useGo } from '../../../web/lib/place.ts'
import { useRecordList } from '../../../web/lib/records.ts'
import { useCan } from '../../../web/lib/session.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { ActionButton, Card, ListRow } from '../../../web/ui/phone/blocks.tsx'
import { PickChip } from '../../../web/ui/phone/chips.tsx'
import { TitleBar } from '../../../web/ui/phone/page.tsx'
import { RecordSheet } from '../../../web/ui/phone/record-sheet.tsx'
import { SearchBar } from '../../../web/ui/phone/search.tsx'
import { EmptyState, ErrorState, Skeleton } from '../../../web/ui/states.tsx'
import { ListSwitch } from '../../customers/web/parts.tsx'
import { type Lead, type LeadView, leadViews, ofView, useAskedFields } from './lead.ts'

/** 线索 on the phone, beside 客户: search, states, and a new one in one sheet. */
export default function Leads() {
  const { t } = useTranslation(['leads', 'customers', 'web'])
  const go = useGo()
  const [words, setWords] = useState('')
  const [view, setView] = useState<LeadView>('all')
  const [creating, setCreating] = useState(false)
  const q = useLater(words.trim(), 250)
  const [filter] = ofView(view)
  const list = useRecordList<Lead>('leads', {
    sort: '-updatedAt',
    limit: 50,
    ...(filter && { filter }),
    ...(q && { q }),
  })
  const status = useOptions('leadStatus')
  const fields = useAskedFields().filter((field) => !field.readOnly)
  const mayCreate = useCan('leads.create')
  return (
    <>
      <TitleBar
        title={t('title')}
        right={mayCreate && <ActionButton icon={Plus} label={t('new')} onPress={() => setCreating(true)} />}
      />
      <ListSwitch value="leads" />
      <SearchBar value={words} onChange={setWords} placeholder={t('searchHint')} />
      <div className="chips" style={{ padding: '4px 16px 12px' }}>
        {leadViews.map((each) => (
          <PickChip key={each} on={view === each} onPress={() => setView(each)}>
            {each === 'all' ? t('view.all') : status.word(each)}
          </PickChip>
        ))}
      </div>
      {list.error ? <ErrorState error={list.error} onRetry={list.refetch} /> : null}
      <Card>
        {list.loading && <Skeleton rows={6} height={64} />}
        {list.rows.map((lead) => (
          <ListRow
            key={lead.id}
            to={`/leads/${lead.id}`}
            title={lead.name}
            mark={<Tag tone={toneOfOption(status.find(lead.status)?.tone)}>{status.word(lead.status)}</Tag>}
            text={[lead.contactName, lead.title, lead.owner?.name ?? t('noOwner')].filter(Boolean).join(' · ')}
            note={
              lead.lastFollowUpAt ? t('lastTouched', { when: formatMoment(lead.lastFollowUpAt) }) : t('neverTouched')
            }
          />
        ))}
        {!list.loading && list.rows.length === 0 && !list.error && (
          <EmptyState
            icon={Sprout}
            title={q ? t('noMatch') : t(view === 'all' ? 'empty' : 'emptyView')}
            {...(!q && { text: t('emptyText') })}
            actions={
              q ? (
                <Button onClick={() => setWords('')}>{t('web:actions.clear')}</Button>
              ) : (
                mayCreate && (
                  <Button kind="pri" onClick={() => setCreating(true)}>
                    {t('new')}
                  </Button>
                )
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
      <RecordSheet
        open={creating}
        onClose={() => setCreating(false)}
        title={t('new')}
        submitText={t('new')}
        path="leads"
        fields={fields}
        onSaved={({ id }) => go(`/leads/${id}`)}
      />
    </>
  )
}
