import { type InfiniteData, infiniteQueryOptions, type UseInfiniteQueryResult } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { formatList, formatMoment } from '../../lib/format.ts'
import { type FieldMeta, isBlank, recordWith } from '../../lib/meta.ts'
import { useNames } from '../../lib/names.ts'
import { FieldValue } from '../field-value.tsx'
import { Button } from '../fields.tsx'
import { Avatar } from '../marks.tsx'
import { EmptyState, Loading } from '../states.tsx'

interface Page {
  items: {
    id: string
    at: string
    actor: { id: string; name: string } | null
    action: string
    changes: Record<string, unknown[]>
  }[]
  nextCursor: string | null
}

/** The history of one record of the kit, page by page. */
export const historyQuery = (path: string, id: string) =>
  infiniteQueryOptions({
    queryKey: [path, 'history', id],
    queryFn: ({ pageParam }) => api.get<Page>(`/api/${path}/${id}/history`, { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  })

/** Who changed what, from what to what. */
export function HistoryList({
  query,
  fields,
}: {
  query: UseInfiniteQueryResult<InfiniteData<Page>>
  fields: FieldMeta[]
}) {
  const { t } = useTranslation('web')
  return (
    <Loading query={query}>
      {({ pages }) => {
        const items = pages.flatMap((page) => page.items)
        if (items.length === 0) return <EmptyState title={t('table.empty')} />
        return (
          <>
            {items.map((item, index) => (
              <div
                key={item.id}
                className="row g12"
                style={{
                  alignItems: 'flex-start',
                  padding: '10px 0',
                  borderTop: index ? '1px solid var(--c-split)' : undefined,
                }}
              >
                <Avatar id={item.actor?.id ?? ''} name={item.actor?.name ?? t('history.system')} />
                <div className="grow t13">
                  <div className="row g8">
                    <b className="m">{item.actor?.name ?? t('history.system')}</b>
                    <span className="c2">{t(`history.${item.action}`, { defaultValue: item.action })}</span>
                    <span className="c3 push nw">{formatMoment(item.at)}</span>
                  </div>
                  {item.action !== 'created' &&
                    Object.entries(item.changes).map(([key, [before, after]]) => {
                      const field = fields.find((each) => each.key === key)
                      if (!field || (isBlank(before) && isBlank(after))) return null
                      return (
                        <div key={key} className="row g6 c2 wrap">
                          <span className="c3">{field.label}</span>
                          <One field={field} value={before} /> <span className="c4">→</span>{' '}
                          <One field={field} value={after} />
                        </div>
                      )
                    })}
                </div>
              </div>
            ))}
            {query.hasNextPage && (
              <Button size="sm" onClick={() => void query.fetchNextPage()}>
                {t('table.loadMore')}
              </Button>
            )}
          </>
        )
      }}
    </Loading>
  )
}

const isRef = (value: unknown): value is { name: string } =>
  typeof value === 'object' && value !== null && 'name' in value

const refers = new Set<FieldMeta['kind']>(['user', 'users', 'reference', 'references'])

function One({ field, value }: { field: FieldMeta; value: unknown }) {
  if (isRef(value)) return <span>{value.name}</span>
  if (refers.has(field.kind) && !isBlank(value)) return <Named field={field} ids={[value].flat().map(String)} />
  return <FieldValue field={field} record={recordWith([[field, value]])} />
}

function Named({ field, ids }: { field: FieldMeta; ids: string[] }) {
  const nameOf = useNames(field.to ?? 'users', ids)
  return <span>{formatList(ids.map((id) => nameOf(id) ?? '…'))}</span>
}
