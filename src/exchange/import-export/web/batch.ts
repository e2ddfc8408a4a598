import { useQuery } from '@tanstack/react-query'
import { api } from '../../../web/lib/api.ts'
import { queryClient } from '../../../web/lib/query.ts'
import type { BatchBrief, BatchReply, ImportDecisions, SheetMapping } from '../contract.ts'

/** A slow line may need minutes for a large file. */
const UPLOAD_MS = 600_000

const keyOf = (id: string) => ['imports', id]

function keep(batch: BatchReply): BatchReply {
  queryClient.setQueryData(keyOf(batch.id), batch)
  void queryClient.invalidateQueries({ queryKey: ['imports', 'list'] })
  return batch
}

/** One import; asked again every second while the server works on it. */
export function useBatch(id: string | null) {
  return useQuery({
    queryKey: keyOf(id ?? ''),
    queryFn: () => api.get<BatchReply>(`/api/imports/${id}`),
    enabled: id !== null,
    refetchInterval: ({ state }) => (state.data && ['running', 'undoing'].includes(state.data.state) ? 1000 : false),
  })
}

export function useBatches() {
  return useQuery({ queryKey: ['imports', 'list'], queryFn: () => api.get<{ items: BatchBrief[] }>('/api/imports') })
}

export async function uploadFile(file: File): Promise<BatchReply> {
  return keep(await api.post<BatchReply>('/api/imports', file, { query: { name: file.name }, timeout: UPLOAD_MS }))
}

export async function decide(
  id: string,
  body: { mapping?: SheetMapping[]; decisions?: ImportDecisions; departmentId?: string | null; guessed?: boolean },
): Promise<BatchReply> {
  return keep(await api.put<BatchReply>(`/api/imports/${id}/mapping`, body, { timeout: UPLOAD_MS }))
}

export async function keepAsTemplate(id: string, name: string): Promise<void> {
  await api.post(`/api/imports/${id}/template`, { name })
}

export async function act(id: string, what: 'run' | 'cancel' | 'undo'): Promise<BatchReply> {
  return keep(await api.post<BatchReply>(`/api/imports/${id}/${what}`, undefined, { timeout: UPLOAD_MS }))
}
