import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatMoment } from '../../../web/lib/format.ts'
import { useGo } from '../../../web/lib/place.ts'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { PageBody, PageHeader } from '../../../web/ui/desktop/page.tsx'
import { Button, Checkbox } from '../../../web/ui/fields.tsx'
import { IntentLetter } from '../../../web/ui/marks.tsx'
import { Loading } from '../../../web/ui/states.tsx'
import type { Pickable, PicksReply } from '../contract.ts'
import { NothingToPick, usePicking } from './parts.tsx'

/** 先挑 10 家本周要跟的 at the desk: customers that nothing is planned with, ticked and planned in one go. */
export default function PickForWeek() {
  const { t } = useTranslation('next-steps')
  const query = useQuery({
    queryKey: ['next-steps', 'picks'],
    queryFn: () => api.get<PicksReply>('/api/plan/picks'),
    // Ticks stay while the list is looked at.
    refetchOnWindowFocus: false,
  })
  return (
    <Loading query={query}>
      {(found) =>
        found.items.length === 0 ? (
          <>
            <PageHeader title={t('pick.title')} />
            <NothingToPick />
          </>
        ) : (
          <Choose found={found} />
        )
      }
    </Loading>
  )
}

function Choose({ found }: { found: PicksReply }) {
  const { t } = useTranslation(['next-steps', 'web'])
  const go = useGo()
  const { chosen, toggle, times, busy, plan } = usePicking(found, () => go('/', { replace: true }))
  const at = (id: string) => times.get(id)
  const columns: DataColumn<Pickable>[] = [
    {
      key: 'name',
      title: t('pick.customer'),
      render: ({ id, name, intent }) => (
        <span className="row g8">
          <Checkbox checked={chosen.has(id)} onChange={() => toggle(id)} label={name} />
          <span className="m el">{name}</span>
          {intent && <IntentLetter intent={intent} />}
        </span>
      ),
    },
    { key: 'owner', title: t('pick.owner'), width: 140, render: ({ owner }) => owner?.name },
    {
      key: 'last',
      title: t('pick.lastTime'),
      width: 180,
      render: ({ lastFollowUpAt }) => (
        <span className="c2">{lastFollowUpAt ? formatMoment(lastFollowUpAt) : t('pick.never')}</span>
      ),
    },
    {
      key: 'at',
      title: t('pick.when'),
      width: 180,
      render: ({ id }) => <span className="c2">{at(id) && formatMoment(at(id) as string)}</span>,
    },
  ]
  return (
    <>
      <PageHeader
        title={t('pick.title')}
        actions={
          <>
            <Button onClick={() => go('/')}>{t('web:actions.cancel')}</Button>
            <Button kind="pri" busy={busy} disabled={chosen.size === 0} onClick={() => void plan()}>
              {t('pick.plan', { count: chosen.size })}
            </Button>
          </>
        }
      />
      <PageBody>
        <p className="c2 t13">{t('pick.text')}</p>
        <DataTable<Pickable>
          label={t('pick.title')}
          columns={columns}
          rows={found.items}
          onOpen={({ id }) => toggle(id)}
          headAt={0}
        />
      </PageBody>
    </>
  )
}
