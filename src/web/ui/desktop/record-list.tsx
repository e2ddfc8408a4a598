import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListView } from '../../lib/list-view.ts'
import type { FieldMeta } from '../../lib/meta.ts'
import { useRecordList } from '../../lib/records.ts'
import { Button } from '../fields.tsx'
import { Avatar } from '../marks.tsx'
import { ColumnChooser, chosenColumns, widthOf } from './columns.tsx'
import { type DataColumn, DataTable } from './data-table.tsx'
import { GoneField, ListTools, NoMatch } from './list-tools.tsx'
import { PageBody } from './page.tsx'

/** The rows that are ticked. */
export interface Ticked {
  ids: string[]
  clear: () => void
}

export interface RecordListProps<T extends { id: string }> {
  label: string
  path: string
  /** The view through which the list is seen; its switch, `ViewBar`, stands in the head of the page. */
  list: ListView
  fields: FieldMeta[]
  /** Columns that the screen draws itself, each with the key of its field; every other field can be chosen beside them. */
  columns: DataColumn<T>[]
  /** Stand before all others and cannot be moved: what is done to a row in one click. */
  first?: DataColumn<T>[]
  /** Order until somebody chooses. */
  sort?: string
  /** Placeholder of the search; without it the list cannot be searched. */
  hint?: string
  onOpen: (row: T) => void
  /** What can be done with ticked rows; without it or with false none can be ticked. */
  acts?: false | ((ticked: Ticked) => ReactNode)
  /** Shown when there is nothing and nothing narrows the list. */
  empty: ReactNode
}

/** Body of a list screen: search, filters and columns, or what to do with the ticked rows, above a keyset table. */
export function RecordList<T extends { id: string } & Record<string, unknown>>(props: RecordListProps<T>) {
  const { label, path, list, fields, columns, first = [], sort, hint, onOpen, acts, empty } = props
  const { t } = useTranslation('web')
  const order = list.sort ?? sort
  const found = useRecordList<T>(path, {
    ...(list.filter && { filter: list.filter }),
    ...(order && { sort: order }),
    ...(list.q && { q: list.q }),
    limit: 50,
  })
  const chosen = chosenColumns(fields, columns, list.columns)
  const filterable = fields.filter((field) => field.filterable).map((field) => field.key)
  const gone = found.error ? list.conditions.filter(({ field }) => !filterable.includes(field)) : []
  const [ids, setIds] = useTicks(JSON.stringify([list.filter, list.q]))
  return (
    <PageBody>
      {acts && ids.length > 0 ? (
        <div className="row g8" style={{ minHeight: 32 }}>
          <span className="m">{t('table.selected', { count: ids.length })}</span>
          {acts({ ids, clear: () => setIds([]) })}
          <Button size="sm" kind="text" onClick={() => setIds([])}>
            {t('actions.cancel')}
          </Button>
        </div>
      ) : (
        <ListTools
          list={list}
          fields={fields}
          {...(hint && { hint })}
          side={<ColumnChooser list={list} chosen={chosen} />}
        />
      )}
      <DataTable<T>
        label={label}
        columns={[...first, ...chosen.columns]}
        rows={found.rows}
        loading={found.loading}
        refreshing={found.refreshing}
        error={gone.length > 0 ? undefined : found.error}
        onRetry={found.refetch}
        hasMore={found.hasMore}
        onMore={found.more}
        sort={list.sort}
        onSort={list.setSort}
        onOpen={onOpen}
        {...(acts && { selected: ids, onSelect: setIds })}
        minWidth={widthOf(first) + chosen.minWidth}
        empty={
          gone.length > 0 ? <GoneField list={list} gone={gone} /> : list.narrowed ? <NoMatch list={list} /> : empty
        }
      />
    </PageBody>
  )
}

/** Ids of the ticked rows; forgotten when something else is listed, so that nobody acts on rows out of sight. */
function useTicks(listed: string): [string[], (ids: string[]) => void] {
  const [ids, setIds] = useState<string[]>([])
  const [of, setOf] = useState(listed)
  if (of !== listed) {
    setOf(listed)
    setIds([])
  }
  return [ids, setIds]
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
