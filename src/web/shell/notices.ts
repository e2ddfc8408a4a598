import { queryOptions, useQuery } from '@tanstack/react-query'
import { api } from '../lib/api.ts'

export interface NoticeList {
  items: Array<{ id: string; readAt?: string | null }>
  unread: number
  nextCursor?: string | null
}

export const unreadQuery = queryOptions({
  queryKey: ['notices', 'unread'],
  queryFn: () => api.get<NoticeList>('/api/notices', { unread: true, limit: 1 }),
  refetchInterval: 60_000,
  retry: false,
})

/** How many notices wait; 0 while unknown. */
export function useUnread(): number {
  const { data } = useQuery(unreadQuery)
  return data?.unread ?? 0
}
