import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../lib/api.ts'
import { errorText } from '../lib/words.ts'
import { toast } from './toast.tsx'

interface Person {
  id: string
  name: string
}

/** Who works on a record beside its owner, and setting them; each change can be undone. */
export function useCollaborators(path: string, id: string) {
  const { t } = useTranslation('web')
  const client = useQueryClient()
  const address = `/api/${path}/${id}/collaborators`
  const queryKey = [path, 'collaborators', id]
  const { data } = useQuery({ queryKey, queryFn: () => api.get<{ items: Person[] }>(address) })
  const people = data?.items ?? []
  const put = async (userIds: string[]): Promise<void> => {
    client.setQueryData(queryKey, await api.put<{ items: Person[] }>(address, { userIds }))
    await client.invalidateQueries({ queryKey: [path, 'history', id] })
  }
  const fail = (error: unknown) => toast(errorText(error), { tone: 'bad' })
  const set = (userIds: string[]): void => {
    const before = people.map((each) => each.id)
    void put(userIds)
      .then(() => toast(t('collaborators.saved'), { onUndo: () => void put(before).catch(fail) }))
      .catch(fail)
  }
  return {
    /** Undefined while loading. */
    people: data && people,
    add: (userId: string) => set([...people.map((each) => each.id), userId]),
    remove: (userId: string) => set(people.filter((each) => each.id !== userId).map((each) => each.id)),
  }
}
