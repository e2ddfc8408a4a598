import { keepPreviousData, QueryClient } from '@tanstack/react-query'
import { ApiError } from './api.ts'

const worthRetrying = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'offline' || error.status === 503)

/** One cache per browser tab. Answers are fresh for 30 s; refusals are never asked again by themselves. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: true,
      retry: (count, error) => count < 2 && worthRetrying(error),
      retryDelay: (count) => 800 * 2 ** count,
      // Offline reads come from the service worker, so queries must run without a network too.
      networkMode: 'offlineFirst',
    },
    mutations: { networkMode: 'always' },
  },
})

/** For lists: the old rows stay while a new filter loads. Not for single records, where the old one would be a lie. */
export const keepRows = { placeholderData: keepPreviousData } as const
