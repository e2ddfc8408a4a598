import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { useLater } from '../../lib/later.ts'
import { keepRows } from '../../lib/query.ts'

export interface Known {
  id: string
  name: string
}

interface Base {
  /** Path of the list that is searched, for example `customers` or `users`. */
  path: string
  /** Records already chosen, for their names. */
  known?: Known[]
  placeholder?: string
  disabled?: boolean
  /** Narrow the search, for example contacts of one customer. */
  query?: Record<string, string>
  id?: string
  size?: 'small' | 'middle'
  autoFocus?: boolean
  'aria-label'?: string
}

type Item = Known & { title?: string; subtitle?: string | null }

const nameOf = (item: Item): string => item.name ?? item.title ?? item.id

function useChoices({ path, known = [], query }: Base, ids: string[]) {
  const [words, setWords] = useState('')
  const [open, setOpen] = useState(false)
  const [seen, setSeen] = useState<Known[]>([])
  const q = useLater(words.trim(), 250)
  const { data, isFetching } = useQuery({
    queryKey: [path, 'pick', q, query],
    queryFn: ({ signal }) =>
      api.get<{ items: Item[] }>(`/api/${path}`, { ...query, q: q || undefined, limit: 20 }, { signal }),
    enabled: open,
    ...keepRows,
  })
  const found = (data?.items ?? []).map((each) => ({ id: each.id, name: nameOf(each) }))
  const all = [...found, ...[...seen, ...known].filter((each) => ids.includes(each.id))]
  const options = [...new Map(all.map((each) => [each.id, each])).values()].map((each) => ({
    value: each.id,
    label: each.name,
  }))
  const remember = (chosen: string[]): void => setSeen(all.filter((each) => chosen.includes(each.id)))
  return { options, setWords, setOpen, isFetching, remember, all }
}

/** One record found by typing; the server searches names, short names and pinyin. */
export function ReferencePicker({
  value,
  onChange,
  ...base
}: Base & { value?: string | null; onChange?: (id: string | null, record?: Known) => void }) {
  const { t } = useTranslation('web')
  const { options, setWords, setOpen, isFetching, remember, all } = useChoices(base, value ? [value] : [])
  return (
    <Select
      id={base.id}
      size={base.size}
      aria-label={base['aria-label']}
      autoFocus={base.autoFocus}
      showSearch={{ filterOption: false, onSearch: setWords }}
      allowClear
      value={value ?? undefined}
      placeholder={base.placeholder ?? t('fields.searchHint')}
      disabled={base.disabled}
      options={options}
      loading={isFetching}
      onOpenChange={setOpen}
      notFoundContent={isFetching ? null : t('fields.noMatch')}
      style={{ width: '100%' }}
      onChange={(id?: string) => {
        remember(id ? [id] : [])
        onChange?.(
          id ?? null,
          all.find((each) => each.id === id),
        )
      }}
    />
  )
}

/** Several records found by typing. */
export function ReferencesPicker({
  value,
  onChange,
  ...base
}: Base & { value?: string[] | null; onChange?: (ids: string[]) => void }) {
  const { t } = useTranslation('web')
  const ids = value ?? []
  const { options, setWords, setOpen, isFetching, remember } = useChoices(base, ids)
  return (
    <Select
      id={base.id}
      size={base.size}
      mode="multiple"
      aria-label={base['aria-label']}
      showSearch={{ filterOption: false, onSearch: setWords }}
      value={ids}
      placeholder={base.placeholder ?? t('fields.searchHint')}
      disabled={base.disabled}
      options={options}
      loading={isFetching}
      onOpenChange={setOpen}
      notFoundContent={isFetching ? null : t('fields.noMatch')}
      style={{ width: '100%' }}
      onChange={(next: string[]) => {
        remember(next)
        onChange?.(next)
      }}
    />
  )
}
