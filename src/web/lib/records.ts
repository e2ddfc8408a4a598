import { useInfiniteQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import type { Filter } from './filter.ts'
import { keepRows } from './query.ts'

export interface ListAsk {
  filter?: Filter
  /** Field name, `-` in front for descending. */
  sort?: string
  q?: string
  limit?: number
}

export interface RecordList<T> {
  rows: T[]
  loading: boolean
  /** Old rows are shown while new ones load. */
  refreshing: boolean
  error: unknown
  hasMore: boolean
  more: () => void
  refetch: () => void
}

/** A keyset list of the record kit, `useRecordList<Customer>('customers', {filter, sort, q})`; old rows stay while a new filter loads. */
export function useRecordList<T>(path: string, ask: ListAsk = {}): RecordList<T> {
  const query = useInfiniteQuery({
    queryKey: [path, 'list', ask],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: T[]; nextCursor: string | null }>(`/api/${path}`, { ...ask, cursor: pageParam }, { signal }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    ...keepRows,
  })
  return {
    rows: query.data?.pages.flatMap((page) => page.items) ?? [],
    loading: query.isPending,
    refreshing: query.isFetching && !query.isPending && !query.isFetchingNextPage,
    error: query.data ? undefined : query.error,
    hasMore: query.hasNextPage,
    more: () => {
      if (query.hasNextPage && !query.isFetchingNextPage) void query.fetchNextPage()
    },
    refetch: () => void query.refetch(),
  }
}
