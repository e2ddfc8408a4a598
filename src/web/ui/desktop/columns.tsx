import { Checkbox, Popover } from 'antd'
import { Columns3, GripVertical } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListView } from '../../lib/list-view.ts'
import type { FieldMeta } from '../../lib/meta.ts'
import { FieldValue } from '../field-value.tsx'
import { Button } from '../fields.tsx'
import type { DataColumn } from './data-table.tsx'

/** So many added fields stand in a list until somebody chooses. */
const ADDED_AT_FIRST = 3
const widths: Partial<Record<FieldMeta['kind'], number>> = {
  checkbox: 80,
  date: 120,
  dateTime: 150,
  integer: 110,
  number: 110,
  money: 130,
  option: 120,
  longText: 240,
  options: 200,
}

function plainColumn<T extends Record<string, unknown>>(field: FieldMeta): DataColumn<T> {
  return {
    key: field.key,
    title: field.label,
    width: widths[field.kind] ?? 150,
    ellipsis: true,
    ...(['integer', 'number', 'money'].includes(field.kind) && { align: 'right' as const }),
    ...(field.sortable && { sortBy: field.key }),
    render: (row) => <FieldValue field={field} record={row} />,
  }
}

/** Width that columns need together. */
export const widthOf = (columns: { width?: number }[]): number =>
  columns.reduce((sum, column) => sum + (column.width ?? 200), 0)

export interface ChosenColumns<T> {
  /** Those to be drawn, in order. */
  columns: DataColumn<T>[]
  /** Everything that can be drawn, the shown ones first. */
  all: { key: string; label: string }[]
  minWidth: number
}

/**
 * The columns of a list: those that the screen draws itself, every other field of the record, in the order somebody chose.
 * A column of the screen has the key of its field and is left out where the field is hidden; the first one always stands first.
 */
export function chosenColumns<T extends Record<string, unknown>>(
  fields: FieldMeta[],
  own: DataColumn<T>[],
  chosen: string[] | undefined,
): ChosenColumns<T> {
  const known = new Map(fields.map((field) => [field.key, field]))
  const drawn = own.filter((column) => known.has(column.key))
  const others = fields.filter((field) => !own.some((column) => column.key === field.key)).map(plainColumn<T>)
  const every = [...drawn, ...others]
  const added = others.filter((column) => known.get(column.key)?.custom).slice(0, ADDED_AT_FIRST)
  const byKey = new Map(every.map((column) => [column.key, column]))
  const wanted = chosen?.map((key) => byKey.get(key)).filter((column) => column !== undefined) ?? [...drawn, ...added]
  const columns = [...new Set([...every.slice(0, 1), ...wanted])]
  return {
    columns,
    all: [...new Set([...columns, ...every])].map(({ key }) => ({ key, label: known.get(key)?.label ?? '' })),
    minWidth: widthOf(columns),
  }
}

/** Which columns a list shows, and in which order: dragged, or moved with the arrow keys. */
export function ColumnChooser<T>({ list, chosen }: { list: ListView; chosen: ChosenColumns<T> }) {
  const { t } = useTranslation('web')
  const [held, setHeld] = useState<string>()
  const shown = chosen.columns.map((column) => column.key)
  const flip = (key: string) =>
    list.setColumns(shown.includes(key) ? shown.filter((each) => each !== key) : [...shown, key])
  const move = (key: string, to: number) => {
    if (to < 1 || to >= shown.length) return
    const rest = shown.filter((each) => each !== key)
    list.setColumns([...rest.slice(0, to), key, ...rest.slice(to)])
  }
  const press = (key: string) => (event: KeyboardEvent) => {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0
    if (step === 0) return
    event.preventDefault()
    move(key, shown.indexOf(key) + step)
  }
  const content = (
    <div className="cols">
      <ul aria-label={t('columns.title')}>
        {chosen.all.map(({ key, label }, index) => {
          const at = shown.indexOf(key)
          const movable = at > 0
          return (
            <li
              key={key}
              className={held === key ? 'held' : ''}
              draggable={movable}
              onDragStart={() => setHeld(key)}
              onDragEnd={() => setHeld(undefined)}
              onDragOver={(event) => {
                if (held === undefined || at < 1) return
                event.preventDefault()
                if (held !== key) move(held, at)
              }}
            >
              <Checkbox checked={at >= 0} disabled={index === 0} onChange={() => flip(key)}>
                {label}
              </Checkbox>
              {movable && (
                <button type="button" aria-label={t('columns.move', { name: label })} onKeyDown={press(key)}>
                  <GripVertical size={14} />
                </button>
              )}
            </li>
          )
        })}
      </ul>
      <Button size="sm" kind="text" disabled={list.columns === undefined} onClick={() => list.setColumns(undefined)}>
        {t('columns.reset')}
      </Button>
    </div>
  )
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} content={content} destroyOnHidden>
      <Button size="sm" icon={<Columns3 size={14} />}>
        {t('table.columns', { shown: shown.length, all: chosen.all.length })}
      </Button>
    </Popover>
  )
}
