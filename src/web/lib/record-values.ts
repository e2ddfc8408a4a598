import { api } from './api.ts'
import { givenOf } from './meta.ts'

export type FormValues = Record<string, unknown>

/** Makes a record of what was filled in, or changes the one with this id and version. */
export function saveRecord<T>(
  path: string,
  record: FormValues | undefined,
  values: FormValues,
  changed: FormValues,
): Promise<T> {
  return record?.id
    ? api.patch<T>(`/api/${path}/${record.id}`, { version: record.version, ...changed })
    : api.post<T>(`/api/${path}`, givenOf(values))
}
