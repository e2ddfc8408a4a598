import { Bell } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../web/lib/format.ts'
import { useAddress, useGo } from '../../../web/lib/place.ts'
import { PageBody, PageHeader, Panel } from '../../../web/ui/desktop/page.tsx'
import { Button, Segmented } from '../../../web/ui/fields.tsx'
import { EmptyState, Loading } from '../../../web/ui/states.tsx'
import { useNotices, wordsOf } from './notices.ts'

/** 消息: what happened that concerns me, newest first; opening one marks it as read. */
export default function Notices() {
  const { t } = useTranslation('notifications')
  const go = useGo()
  const [address, setAddress] = useAddress<{ view: 'unread' }>()
  const { query, read } = useNotices()
  const view = address.view ?? 'all'
  return (
    <>
      <PageHeader
        title={t('title')}
        actions={
          query.data && query.data.unread > 0 && <Button onClick={() => read({ all: true })}>{t('readAll')}</Button>
        }
      >
        <Segmented
          label={t('title')}
          value={view}
          onChange={(next) => setAddress({ view: next === 'unread' ? next : undefined })}
          choices={[
            { value: 'all', label: t('all') },
            { value: 'unread', label: t('unread', { count: query.data?.unread ?? 0 }) },
          ]}
        />
      </PageHeader>
      <PageBody>
        <Loading query={query}>
          {({ items }) => {
            const shown = items.filter((notice) => view === 'all' || !notice.readAt)
            if (shown.length === 0)
              return <EmptyState icon={Bell} title={t(items.length > 0 ? 'allRead' : 'empty')} text={t('emptyText')} />
            return (
              <div style={{ maxWidth: 880 }}>
                <Panel>
                  {shown.map((notice, index) => (
                    <button
                      key={notice.id}
                      type="button"
                      className="row g12"
                      style={{
                        width: '100%',
                        minHeight: 44,
                        ...(index > 0 && { borderTop: '1px solid var(--c-split)' }),
                      }}
                      onClick={() => {
                        if (!notice.readAt) read({ ids: [notice.id] })
                        if (notice.link) go(notice.link)
                      }}
                    >
                      <i className={notice.readAt ? 'dot' : 'dot pri'} />
                      <span className={notice.readAt ? 'grow el c2' : 'grow el m'}>{wordsOf(notice, t)}</span>
                      <span className="c3 t12 nw">{formatMoment(notice.createdAt)}</span>
                    </button>
                  ))}
                </Panel>
              </div>
            )
          }}
        </Loading>
      </PageBody>
    </>
  )
}
