import { Table, type TableColumnsType, type TableProps } from 'antd'
import { type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../lib/session.ts'
import { Button } from '../fields.tsx'
import { EmptyState, ErrorState, Skeleton, TopBar } from '../states.tsx'

export interface DataColumn<T> {
  key: string
  title: ReactNode
  width?: number
  /** Numbers stand right. */
  align?: 'right'
  /** Field name that the server sorts by. */
  sortBy?: string
  render: (row: T) => ReactNode
  /** Cut with an ellipsis and a tooltip; give it a width. */
  ellipsis?: boolean
  fixed?: 'left' | 'right'
}

export interface DataTableProps<T extends { id: string }> {
  columns: DataColumn<T>[]
  rows: T[]
  loading?: boolean
  refreshing?: boolean
  error?: unknown
  hasMore?: boolean
  onMore?: () => void
  onRetry?: () => void
  /** `name` or `-name`. */
  sort?: string
  onSort?: (sort: string | undefined) => void
  /** Click, Enter on the marked row. */
  onOpen?: (row: T) => void
  selected?: string[]
  onSelect?: (ids: string[]) => void
  empty?: ReactNode
  /** Sum row and the like, antd's `Table.Summary`. */
  summary?: () => ReactNode
  /** Distance of the sticky head from the top of the scrolling area; 56 below a PageHeader. */
  headAt?: number
  /** Content width from which the table scrolls sideways. */
  minWidth?: number
  label: string
}

const isTyping = (target: HTMLElement): boolean =>
  target.isContentEditable || target.matches('input:not([type=checkbox]), textarea, select')

/** A keyset table: sticky head, server sorting, more rows while scrolling, J/K or arrows to move, Enter to open and X to tick. */
export function DataTable<T extends { id: string }>(props: DataTableProps<T>) {
  const { rows, loading, refreshing, error, onRetry, onOpen, empty, sort, onSort, headAt = 56, minWidth, label } = props
  const { t } = useTranslation('web')
  const density = useMe().settings.density ?? 'standard'
  const tick = ({ id }: T) => {
    const { selected = [], onSelect } = props
    onSelect?.(selected.includes(id) ? selected.filter((each) => each !== id) : [...selected, id])
  }
  const at = useRowKeys(rows, tick, onOpen)
  const sortedBy = sort?.replace(/^-/, '')

  if (loading) return <Skeleton rows={10} height={43} />
  if (error) return <ErrorState error={error} onRetry={onRetry} />
  const columns: TableColumnsType<T> = props.columns.map((column) => ({
    key: column.key,
    title: column.title,
    width: column.width,
    align: column.align,
    ellipsis: column.ellipsis,
    fixed: column.fixed,
    render: (_: unknown, row: T) => column.render(row),
    ...(column.sortBy &&
      onSort && {
        sorter: true,
        showSorterTooltip: false,
        sortOrder: column.sortBy === sortedBy ? (sort?.startsWith('-') ? 'descend' : 'ascend') : null,
      }),
  }))
  const changeSort: TableProps<T>['onChange'] = (_page, _filters, sorter) => {
    const one = Array.isArray(sorter) ? sorter[0] : sorter
    const column = props.columns.find((each) => each.key === one?.columnKey)
    onSort?.(one?.order && column?.sortBy ? `${one.order === 'descend' ? '-' : ''}${column.sortBy}` : undefined)
  }
  return (
    <div className={`dt ${density} ${onOpen ? 'opens' : ''}`}>
      <TopBar show={!!refreshing} />
      <Table<T>
        aria-label={label}
        size="small"
        rowKey="id"
        columns={columns}
        dataSource={rows}
        pagination={false}
        sticky={{ offsetHeader: headAt, getContainer: () => document.querySelector<HTMLElement>('.main') ?? window }}
        scroll={minWidth ? { x: minWidth } : undefined}
        onChange={changeSort}
        rowSelection={
          props.onSelect && {
            selectedRowKeys: props.selected ?? [],
            onChange: (keys) => props.onSelect?.(keys.map(String)),
            columnWidth: 36,
          }
        }
        rowClassName={(_row, index) => (index === at ? 'at' : '')}
        onRow={(row) => ({
          onClick: (event) =>
            !(event.target as HTMLElement).closest('a, button, input, label, .ant-table-selection-column') &&
            onOpen?.(row),
        })}
        locale={{ emptyText: empty ?? <EmptyState title={t('table.empty')} /> }}
        summary={props.summary && (() => props.summary?.())}
      />
      {props.hasMore && props.onMore && <More key={rows.length} onMore={props.onMore} />}
    </div>
  )
}

/**
 * J and K move a mark over the rows, Enter opens the marked one, X ticks it; never while somebody types. So do the arrows, unless
 * something outside the table has the focus that may need them itself.
 */
function useRowKeys<T>(rows: T[], onTick: (row: T) => void, onOpen?: (row: T) => void): number {
  const [at, setAt] = useState(-1)
  const now = useRef({ rows, onTick, onOpen, at })
  now.current = { rows, onTick, onOpen, at }
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const { rows, onTick, onOpen, at } = now.current
      const target = event.target as HTMLElement
      if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || isTyping(target) || !onOpen) return
      if (document.querySelector('.ant-modal-wrap, .ant-drawer-open, dialog[open]')) return
      const row = rows[at]
      const step = stepOf(event.key, target === document.body || target.closest('.dt') !== null)
      if (step !== 0) {
        event.preventDefault()
        setAt(Math.max(0, Math.min(at + step, rows.length - 1)))
      } else if (row === undefined) return
      else if (event.key === 'Enter' && !target.closest('a, button')) onOpen(row)
      else if (event.key === 'x') onTick(row)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [])
  useEffect(() => {
    if (at >= 0) document.querySelector('.dt .ant-table-row.at')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return at
}

/** How many rows a key moves down. */
function stepOf(key: string, arrows: boolean): number {
  if (key === 'j' || (arrows && key === 'ArrowDown')) return 1
  if (key === 'k' || (arrows && key === 'ArrowUp')) return -1
  return 0
}

/** Loads the next page when it comes near the window; the button stays for keyboards. */
function More({ onMore }: { onMore: () => void }) {
  const { t } = useTranslation('web')
  const mark = useRef<HTMLDivElement>(null)
  const run = useRef(onMore)
  run.current = onMore
  useEffect(() => {
    if (!mark.current) return
    const watch = new IntersectionObserver(([entry]) => entry?.isIntersecting && run.current(), { rootMargin: '400px' })
    watch.observe(mark.current)
    return () => watch.disconnect()
  }, [])
  return (
    <div className="dt-end" ref={mark}>
      <Button size="sm" onClick={onMore}>
        {t('table.loadMore')}
      </Button>
    </div>
  )
}
