import { Bell } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatMoment } from '../../../web/lib/format.ts'
import { useGo } from '../../../web/lib/place.ts'
import { Card, ListRow, TextButton } from '../../../web/ui/phone/blocks.tsx'
import { TitleBar } from '../../../web/ui/phone/page.tsx'
import { EmptyState, Loading } from '../../../web/ui/states.tsx'
import { useNotices, wordsOf } from './notices.ts'

/** 消息: what happened that concerns me, newest first; opening one marks it as read. */
export default function Notices() {
  const { t } = useTranslation('notifications')
  const go = useGo()
  const { query, read } = useNotices()
  return (
    <>
      <TitleBar
        title={t('title')}
        right={
          query.data && query.data.unread > 0 ? (
            <TextButton onPress={() => read({ all: true })}>{t('readAll')}</TextButton>
          ) : undefined
        }
      />
      <Loading query={query}>
        {({ items }) => (
          <Card>
            {items.map((notice) => (
              <ListRow
                key={notice.id}
                lead={<span className={notice.readAt ? 'dot' : 'dot pri'} />}
                title={<span style={{ whiteSpace: 'normal' }}>{wordsOf(notice, t)}</span>}
                note={formatMoment(notice.createdAt)}
                tail={notice.link === null ? <span /> : undefined}
                onPress={() => {
                  if (!notice.readAt) read({ ids: [notice.id] })
                  if (notice.link) go(notice.link)
                }}
              />
            ))}
            {items.length === 0 && <EmptyState icon={Bell} title={t('empty')} text={t('emptyText')} />}
          </Card>
        )}
      </Loading>
    </>
  )
}
