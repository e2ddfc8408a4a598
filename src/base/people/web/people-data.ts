import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { api } from '../../../web/lib/api.ts'
import { keepRows, queryClient } from '../../../web/lib/query.ts'
import type { DepartmentReply, RoleReply, UserReply, UserStatus } from '../contract.ts'

export interface Link {
  id: string
  token: string
  /** Path of this server. */
  url: string
  expiresAt: string
}

export interface JoinLink {
  id: string
  departmentName: string
  roleName: string
  createdAt: string
  expiresAt: string
}

export interface Membership {
  departmentId: string
  departmentName: string
  fromDay: string
  toDay: string | null
}

/** Statuses a list may be narrowed to; people who wait for approval have a place of their own. */
export const listedStatuses = ['active', 'invited', 'placeholder', 'disabled'] as const satisfies readonly UserStatus[]

export function useDepartments() {
  return useQuery({
    queryKey: ['departments'],
    queryFn: () => api.get<{ items: DepartmentReply[] }>('/api/departments').then((reply) => reply.items),
  })
}

export function useRoles() {
  return useQuery({
    queryKey: ['roles'],
    queryFn: () => api.get<{ items: RoleReply[] }>('/api/roles').then((reply) => reply.items),
  })
}

/** Everybody who works here, as far as one page goes; with a status only those. */
export function useColleagues(status?: UserStatus) {
  return useQuery({
    queryKey: ['users', 'colleagues', status ?? ''],
    queryFn: () => api.get<{ items: UserReply[] }>('/api/users', { limit: 200, status }).then((reply) => reply.items),
  })
}

/** People page by page; without a status those who work here and those who ask to join. */
export function usePeople(ask: {
  q?: string | undefined
  department?: string | undefined
  status?: string | undefined
}) {
  return useInfiniteQuery({
    queryKey: ['users', 'list', ask],
    queryFn: ({ pageParam, signal }) =>
      api.get<{ items: UserReply[]; nextCursor: string | null }>(
        '/api/users',
        { ...ask, limit: 100, cursor: pageParam },
        { signal },
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    ...keepRows,
  })
}

/** Loads people, departments and roles anew after any change of them: each counts the others. */
export async function refreshPeople(): Promise<void> {
  await Promise.all(
    ['users', 'departments', 'roles', 'join-links'].map((key) => queryClient.invalidateQueries({ queryKey: [key] })),
  )
}

/** A path of this server as an address that can be sent to somebody. */
export const addressOf = (path: string): string => new URL(path, window.location.origin).href

export interface TreeChoice {
  value: string
  title: string
  children: TreeChoice[]
}

/** The departments as a tree for antd; `without` leaves out one with everything below. */
export function treeOf(departments: DepartmentReply[], without?: string): TreeChoice[] {
  const below = (parentId: string | null): TreeChoice[] =>
    departments
      .filter((each) => each.parentId === parentId && each.id !== without)
      .sort((a, b) => a.position - b.position)
      .map((each) => ({ value: each.id, title: each.name, children: below(each.id) }))
  return below(null)
}
