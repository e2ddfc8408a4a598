import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type Filter, filterOf } from '../../lib/filter.ts'
import type { ListState } from '../../lib/list-address.ts'
import type { FieldMeta } from '../../lib/meta.ts'
import { useRecordList } from '../../lib/records.ts'
import { Button } from '../fields.tsx'
import { Avatar } from '../marks.tsx'
import { type DataColumn, DataTable } from './data-table.tsx'
import { ListTools, NoMatch } from './list-tools.tsx'
import { PageBody } from './page.tsx'

export interface RecordListProps<T extends { id: string }> {
  label: string
  path: string
  /** What the address says. */
  state: ListState
  fields: FieldMeta[]
  columns: DataColumn<T>[]
  /** Conditions of the chosen view, beside those of the address. */
  view?: Filter[]
  /** Order until somebody chooses. */
  sort?: string
  /** Placeholder of the search; without it the list cannot be searched. */
  hint?: string
  onOpen: (row: T) => void
  minWidth?: number
  /** Rows may be ticked; `acts` are offered for the ticked ones. */
  select?: { ids: string[]; onSelect: (ids: string[]) => void; acts: ReactNode }
  /** Shown when there is nothing and nothing narrows the list. */
  empty: ReactNode
}

/** Body of a list screen: search and filters, or what to do with the ticked rows, above a keyset table. */
export function RecordList<T extends { id: string }>(props: RecordListProps<T>) {
  const { label, path, state, fields, columns, view = [], sort, hint, onOpen, minWidth, select, empty } = props
  const { t } = useTranslation('web')
  const filter = filterOf([...view, ...state.conditions])
  const order = state.sort ?? sort
  const list = useRecordList<T>(path, {
    ...(filter && { filter }),
    ...(order && { sort: order }),
    ...(state.q && { q: state.q }),
    limit: 50,
  })
  return (
    <PageBody>
      {select && select.ids.length > 0 ? (
        <div className="row g8" style={{ minHeight: 32 }}>
          <span className="m">{t('table.selected', { count: select.ids.length })}</span>
          {select.acts}
          <Button size="sm" kind="text" onClick={() => select.onSelect([])}>
            {t('actions.cancel')}
          </Button>
        </div>
      ) : (
        <ListTools list={state} fields={fields} {...(hint && { hint })} />
      )}
      <DataTable<T>
        label={label}
        columns={columns}
        rows={list.rows}
        loading={list.loading}
        refreshing={list.refreshing}
        error={list.error}
        onRetry={list.refetch}
        hasMore={list.hasMore}
        onMore={list.more}
        sort={state.sort}
        onSort={state.setSort}
        onOpen={onOpen}
        {...(select && { selected: select.ids, onSelect: select.onSelect })}
        {...(minWidth && { minWidth })}
        empty={state.narrowed ? <NoMatch list={state} /> : empty}
      />
    </PageBody>
  )
}

/** A person in a cell. */
export function PersonCell({
  person,
  none,
}: {
  person: { id: string; name: string } | null | undefined
  none?: string
}) {
  if (!person) return <span className="c3">{none ?? '–'}</span>
  return (
    <span className="row g6">
      <Avatar id={person.id} name={person.name} />
      <span className="el">{person.name}</span>
    </span>
  )
}
