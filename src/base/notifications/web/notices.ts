import { useQuery, useQueryClient } from '@tanstack/react-query'
import type { TFunction } from 'i18next'
import type { z } from 'zod'
import { api } from '../../../web/lib/api.ts'
import { formatDay, formatMoment } from '../../../web/lib/format.ts'
import type { Notice, noticePage } from '../contract.ts'

/** My newest notices, and marking them as read. */
export function useNotices() {
  const client = useQueryClient()
  const query = useQuery({
    queryKey: ['notices', 'page'],
    queryFn: () => api.get<z.output<typeof noticePage>>('/api/notices', { limit: 100 }),
    refetchInterval: 60_000,
  })
  const read = (which: { ids: string[] } | { all: true }) =>
    void api.post('/api/notices/read', which).then(() => client.invalidateQueries({ queryKey: ['notices'] }))
  return { query, read }
}

/** The sentence of a notice; days and instants among its parameters are written as people read them. */
export function wordsOf(notice: Notice, t: TFunction<'notifications'>): string {
  const params = Object.fromEntries(
    Object.entries(notice.params).map(([key, value]) => {
      if (typeof value !== 'string') return [key, value]
      if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return [key, formatDay(value)]
      return [key, /^\d{4}-\d{2}-\d{2}T/.test(value) ? formatMoment(value) : value]
    }),
  )
  return t(`kind.${notice.kind}` as 'title', {
    ...params,
    context: notice.params['type'],
    defaultValue: notice.kind,
  }) as string
}
