import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { localDay } from '../../../platform/time.ts'
import { usePicking } from '../../../sales/next-steps/web/parts.tsx'
import { api } from '../../../web/lib/api.ts'
import { formatDay, formatMoment, timeZone } from '../../../web/lib/format.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import type { ImportedReply } from '../contract.ts'
import './import.css'

interface PickProps {
  batchId: string
  onDone: () => void
  onSkip: () => void
}

/** 先挑 10 家本周要跟的: each chosen customer gets a next step on one of this week's working days. */
export function Pick({ batchId, onDone, onSkip }: PickProps) {
  const { t } = useTranslation('import-export')
  const query = useQuery({
    queryKey: ['imports', batchId, 'customers'],
    queryFn: () => api.get<ImportedReply>(`/api/imports/${batchId}/customers`),
  })
  return (
    <div>
      <div className="im-head">
        <div className="grow">
          <h1>{t('pick')}</h1>
          <div className="t13 c2">{t('pickText')}</div>
        </div>
      </div>
      <Loading query={query}>{(found) => <Choose found={found} onDone={onDone} onSkip={onSkip} />}</Loading>
    </div>
  )
}

function Choose({ found, onDone, onSkip }: { found: ImportedReply } & Omit<PickProps, 'batchId'>) {
  const { t } = useTranslation('import-export')
  const { chosen, toggle, times, busy, plan } = usePicking(found, onDone)
  return (
    <>
      <section className="sect im-body" style={{ display: 'block' }}>
        <div className="im-list" style={{ maxHeight: 560 }}>
          <table className="tb">
            <thead>
              <tr>
                <th style={{ width: 36 }} aria-label={t('choose')} />
                <th>{t('records.customer')}</th>
                <th>{t('owner')}</th>
                <th>{t('intent')}</th>
                <th>{t('lastFollowUp')}</th>
                <th>{t('plannedFor')}</th>
              </tr>
            </thead>
            <tbody>
              {found.items.map((each) => (
                <tr key={each.id}>
                  <td>
                    <input
                      type="checkbox"
                      aria-label={each.name}
                      checked={chosen.has(each.id)}
                      onChange={() => toggle(each.id)}
                    />
                  </td>
                  <td className="m">{each.name}</td>
                  <td>{each.owner?.name ?? <span className="c3">{t('nobody')}</span>}</td>
                  <td>{each.intent ? <Tag>{each.intent}</Tag> : <span className="c3">{t('unrated')}</span>}</td>
                  <td className="c2">{each.lastFollowUpAt && formatDay(localDay(each.lastFollowUpAt, timeZone()))}</td>
                  <td className="c2">{times.has(each.id) && formatMoment(times.get(each.id) as string)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      </section>
      <div className="im-foot">
        <Button size="lg" onClick={onSkip}>
          {t('skip')}
        </Button>
        <span className="grow" />
        <Button kind="pri" size="lg" busy={busy} disabled={chosen.size === 0} onClick={() => void plan()}>
          {t('planThem', { count: chosen.size })}
        </Button>
      </div>
    </>
  )
}
