import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { newId } from '../../../platform/id.ts'
import { api } from '../../../web/lib/api.ts'
import { useMe } from '../../../web/lib/session.ts'
import type { Comment, Subject, Thread } from '../contract.ts'

export interface Said {
  text: string
  mentions: string[]
}

/** What was said about a record, and taking part; looking at it marks it as read. */
export function useThread(subject: Subject) {
  const client = useQueryClient()
  const me = useMe()
  const queryKey = ['comments', subject.type, subject.record]
  const query = useQuery({ queryKey, queryFn: () => api.get<Thread>('/api/comments', { ...subject }) })
  const again = () => client.invalidateQueries({ queryKey })
  const unread = query.data !== undefined && isUnread(query.data, me.user.id)
  useEffect(() => {
    if (unread)
      void api
        .post('/api/comments/read', { type: subject.type, record: subject.record })
        .then(() => client.invalidateQueries({ queryKey: ['comments', subject.type, subject.record] }))
        .catch(() => undefined)
  }, [unread, client, subject.type, subject.record])
  return {
    query,
    add: useMutation({
      mutationFn: (said: Said & { replyTo?: string }) =>
        api.post<Comment>('/api/comments', { id: newId(), ...subject, ...said }),
      onSuccess: again,
    }),
    change: useMutation({
      mutationFn: ({ id, ...said }: Said & { id: string; version: number }) =>
        api.patch<Comment>(`/api/comments/${id}`, said),
      onSuccess: again,
    }),
    remove: useMutation({ mutationFn: (id: string) => api.delete(`/api/comments/${id}`), onSuccess: again }),
  }
}

function isUnread({ items, readers }: Thread, userId: string): boolean {
  const readAt = readers.find((reader) => reader.id === userId)?.readAt
  return readAt === undefined || items.some((item) => item.createdAt > readAt)
}
