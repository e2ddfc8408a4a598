import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { formatList, formatMoment } from '../../../web/lib/format.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { useOptionSets } from '../../../web/lib/options.ts'
import type { Changes } from '../contract.ts'
import { useRecordWords } from './parts.tsx'

const FEW = 3
const LONGEST = 80
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-/
const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d/

/** Field, value before and value after; many changes fold behind a count. */
export function ChangeList({ type, changes }: { type: string; changes: Changes }) {
  const { t } = useTranslation('audit')
  const { fieldWord } = useRecordWords()
  const show = useValueWords(type)
  const [all, setAll] = useState(false)
  const entries = Object.entries(changes)
  const shown = all ? entries : entries.slice(0, FEW)
  return (
    <div className="col" style={{ padding: '4px 0', whiteSpace: 'normal' }}>
      {shown.map(([field, [before, after]]) => (
        <div key={field} className="t13" style={{ overflowWrap: 'anywhere' }}>
          <span className="c3">{fieldWord(type, field)} </span>
          {before !== null && before !== undefined && <span className="c2">{show(field, before)} → </span>}
          <span>{show(field, after)}</span>
        </div>
      ))}
      {entries.length > FEW && (
        <button type="button" className="link t12" style={{ textAlign: 'left' }} onClick={() => setAll(!all)}>
          {all ? t('less') : t('more', { count: entries.length - FEW })}
        </button>
      )}
    </div>
  )
}

/** Values as people read them: words of options, names of people, local times; anything else as it was stored. */
function useValueWords(type: string): (field: string, value: unknown) => string {
  const { t, i18n } = useTranslation(['audit', 'web'])
  const sets = useOptionSets()?.sets
  const names = useNames()
  const { fieldOf } = useRecordWords()
  const choicesOf = (key: string): { key: string; zh: string; en: string }[] => {
    const field = fieldOf(type, key)
    return field?.choices ?? (field?.set ? sets?.[field.set]?.options : undefined) ?? []
  }
  const one = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return t('nothing')
    if (typeof value === 'boolean') return t(value ? 'web:fields.yes' : 'web:fields.no')
    if (Array.isArray(value)) return value.length ? formatList(value.map((each) => one(field, each))) : t('nothing')
    if (typeof value === 'object') {
      const { zh, en, name } = value as { zh?: string; en?: string; name?: string }
      if (zh) return wordOf({ zh, en: en ?? '' })
      return short(name ?? JSON.stringify(value))
    }
    const text = String(value)
    const option = choicesOf(field).find((each) => each.key === text)
    if (option) return wordOf(option)
    if (i18n.exists(`audit:values.${field}.${text}`)) return t(`values.${field}.${text}`)
    if (uuid.test(text)) return names.get(text) ?? text.slice(0, 8)
    return instant.test(text) ? formatMoment(text) : short(text)
  }
  return one
}

const short = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text)

/** Names of people, departments and roles, as far as the reader may see them. */
function useNames(): Map<string, string> {
  const load = (path: string) => () =>
    api
      .get<{ items: { id: string; name: string }[] }>(`/api/${path}`, path === 'users' ? { limit: 200 } : undefined)
      .then((reply) => reply.items)
  const once = { staleTime: 5 * 60_000, retry: false }
  const users = useQuery({ queryKey: ['users', 'names'], queryFn: load('users'), ...once })
  const departments = useQuery({ queryKey: ['audit', 'departments'], queryFn: load('departments'), ...once })
  const roles = useQuery({ queryKey: ['roles'], queryFn: load('roles'), ...once })
  return new Map(
    [...(users.data ?? []), ...(departments.data ?? []), ...(roles.data ?? [])].map((each) => [each.id, each.name]),
  )
}
