import { useQueries } from '@tanstack/react-query'
import { api } from './api.ts'

/** Names of records (or of `users`) of which only the ids are at hand; undefined while loading and for those out of reach. */
export function useNames(path: string | undefined, ids: string[]): (id: string) => string | undefined {
  const found = useQueries({
    queries: (path ? ids : []).map((id) => ({
      queryKey: ['names', path, id],
      queryFn: () => api.get<{ name?: string; title?: string }>(`/api/${path}/${id}`),
      staleTime: 5 * 60_000,
      retry: false,
    })),
  })
  return (id) => {
    const record = found[ids.indexOf(id)]?.data
    return record?.name ?? record?.title
  }
}
