import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useNotices, wordsOf } from '../../base/notifications/web/notices.ts'
import { formatMoment } from '../../web/lib/format.ts'
import { useGo } from '../../web/lib/place.ts'
import { Panel } from '../../web/ui/desktop/page.tsx'
import { Loading, Skeleton } from '../../web/ui/states.tsx'

/** The newest notices. */
export function ForYou() {
  const { t } = useTranslation(['today', 'notifications'])
  const { t: say } = useTranslation('notifications')
  const go = useGo()
  const { query, read } = useNotices()
  return (
    <Panel
      title={t('forYou')}
      side={
        <Link to="/notices" className="t13">
          {t('notifications:title')}
        </Link>
      }
    >
      <Loading query={query} skeleton={<Skeleton rows={3} height={40} />}>
        {({ items }) =>
          items.length === 0 ? (
            <span className="c3 t13">{t('nothingForYou')}</span>
          ) : (
            <>
              {items.slice(0, 6).map((notice) => (
                <button
                  key={notice.id}
                  type="button"
                  className="row g8 t13"
                  style={{ width: '100%', minHeight: 36 }}
                  onClick={() => {
                    if (!notice.readAt) read({ ids: [notice.id] })
                    if (notice.link) go(notice.link)
                  }}
                >
                  <i className={notice.readAt ? 'dot' : 'dot pri'} />
                  <span className={notice.readAt ? 'grow el c2' : 'grow el'}>{wordsOf(notice, say)}</span>
                  <span className="c3 t12 nw">{formatMoment(notice.createdAt)}</span>
                </button>
              ))}
            </>
          )
        }
      </Loading>
    </Panel>
  )
}
