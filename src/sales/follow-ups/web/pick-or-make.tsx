import { useQuery } from '@tanstack/react-query'
import { Select } from 'antd'
import { Plus } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError, api } from '../../../web/lib/api.ts'
import { useLater } from '../../../web/lib/later.ts'
import { keepRows } from '../../../web/lib/query.ts'
import { errorText } from '../../../web/lib/words.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { Tag } from '../../../web/ui/marks.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import type { Named } from './draft.ts'

interface Base<R extends Named> {
  path: string
  query?: Record<string, unknown>
  label: string
  placeholder?: string
  /** Word of the button that makes one, with the typed name. */
  makeWord: (name: string) => string
  onMake: (name: string) => Promise<R>
  /** Where one is made with all that the company asks. */
  onMakeThere: () => void
  note?: (row: R) => ReactNode
  autoFocus?: boolean
  status?: 'error'
  /** A second kind of record that may be chosen too; `word` marks it. */
  also?: { path: string; query?: Record<string, unknown>; word: string; onPick: (row: Named) => void }
}

interface One<R extends Named> extends Base<R> {
  value: Named | null
  onPick: (row: R | null) => void
}

interface Many<R extends Named> extends Base<R> {
  values: Named[]
  onPicks: (rows: Named[]) => void
}

/** Finds a record by typing, or makes it from the typed name. */
export function PickOrMake<R extends Named>(props: One<R> | Many<R>) {
  const { path, query, label, note } = props
  const { t } = useTranslation('web')
  const [words, setWords] = useState('')
  const [open, setOpen] = useState(false)
  const [making, setMaking] = useState(false)
  const q = useLater(words.trim(), 250)
  const { data, isFetching } = useQuery({
    queryKey: [path, 'choose', q, query],
    queryFn: () => api.get<{ items: R[] }>(`/api/${path}`, { ...query, q: q || undefined, limit: 20 }),
    enabled: open,
    ...keepRows,
  })
  const also = useQuery({
    queryKey: [props.also?.path, 'choose', q, props.also?.query],
    queryFn: () =>
      api.get<{ items: Named[] }>(`/api/${props.also?.path}`, { ...props.also?.query, q: q || undefined, limit: 10 }),
    enabled: open && props.also !== undefined,
    ...keepRows,
  })
  const rows = data?.items ?? []
  const others = also.data?.items ?? []
  const many = 'values' in props
  const chosen: Named[] = many ? props.values : props.value ? [props.value] : []
  const options = [...new Map([...chosen, ...rows, ...others].map((row) => [row.id, row])).values()].map((row) => ({
    value: row.id,
    label: row.name,
    row,
  }))
  const pick = (ids: string[]) => {
    setWords('')
    if (many)
      props.onPicks(ids.map((id) => options.find((each) => each.value === id)?.row).filter((row) => row !== undefined))
    else {
      const other = others.find((row) => row.id === ids[0])
      if (other) props.also?.onPick(other)
      else props.onPick(rows.find((row) => row.id === ids[0]) ?? null)
    }
  }
  const make = async () => {
    setMaking(true)
    try {
      const made = await props.onMake(words.trim())
      if (many) props.onPicks([...props.values, { id: made.id, name: made.name }])
      else props.onPick(made)
      setWords('')
      setOpen(false)
    } catch (error) {
      // A company may ask more of a record than its name.
      if (error instanceof ApiError && error.errors.length > 0)
        toast(t('fields.asksMore'), { tone: 'bad', action: { label: t('fields.makeThere'), run: props.onMakeThere } })
      else toast(errorText(error), { tone: 'bad' })
    } finally {
      setMaking(false)
    }
  }
  const typed = words.trim()
  return (
    <Select<string[] | string>
      aria-label={label}
      autoFocus={props.autoFocus}
      {...(props.status && { status: props.status })}
      mode={many ? 'multiple' : undefined}
      allowClear
      showSearch={{ filterOption: false, onSearch: setWords, searchValue: words }}
      open={open}
      onOpenChange={setOpen}
      value={many ? chosen.map((each) => each.id) : (chosen[0]?.id ?? undefined)}
      placeholder={props.placeholder ?? t('fields.searchHint')}
      loading={isFetching}
      options={options}
      optionRender={(option) => (
        <span className="row g8">
          <span className="el grow">{option.label}</span>
          {others.some((row) => row.id === option.value) ? <Tag>{props.also?.word}</Tag> : note?.(option.data.row as R)}
        </span>
      )}
      notFoundContent={isFetching ? null : t('fields.noMatch')}
      style={{ width: '100%' }}
      popupRender={(menu) => (
        <>
          {menu}
          {typed && !rows.some((row) => row.name === typed) && (
            <div style={{ padding: 4, borderTop: '1px solid var(--c-split)' }}>
              <Button
                size="sm"
                kind="text"
                wide
                busy={making}
                icon={<Plus size={14} />}
                onMouseDown={(event) => event.preventDefault()}
                onClick={() => void make()}
              >
                {props.makeWord(typed)}
              </Button>
            </div>
          )}
        </>
      )}
      onChange={(next) => pick(next === undefined || next === null ? [] : Array.isArray(next) ? next : [next])}
    />
  )
}
