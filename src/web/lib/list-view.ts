import { useState } from 'react'
import type { Condition, Filter } from './filter.ts'
import { type ListState, useListAddress } from './list-address.ts'
import { useAddress } from './place.ts'
import { useMe } from './session.ts'
import {
  definitionOf,
  partsOf,
  type SavedView,
  type StandardView,
  shownOf,
  unlessSame,
  useSavedViews,
  type ViewDefinition,
} from './views.ts'

/** A list that is seen through a view: search words, filter, sorting and columns, kept in the address. */
export interface ListView extends ListState {
  type: string
  standard: StandardView[]
  saved: SavedView[]
  view: StandardView | SavedView
  choose: (key: string) => void
  /** The whole filter for the server, that of the view included. */
  filter: Filter | undefined
  layout: 'table' | 'board'
  /** Keys of the columns in order; undefined until somebody chooses. */
  columns: string[] | undefined
  setColumns: (columns: string[] | undefined) => void
  /** Whether something differs from the view. */
  changed: boolean
  reset: () => void
  definition: ViewDefinition
}

/** Key of a view in the address. */
export const viewKey = (view: StandardView | SavedView): string => ('id' in view ? view.id : view.key)

/**
 * The state of one list with its views.
 * @param standard views that every list of the type has; `home` is the one without anything in the address
 */
export function useListView(type: string, standard: [StandardView, ...StandardView[]], home?: string): ListView {
  const state = useListAddress()
  const [address, setAddress] = useAddress<{
    view: string
    q: string
    where: Condition[]
    sort: string
    cols: string[]
  }>()
  const saved = useSavedViews(type)
  const [own, setOwn] = useOwnColumns(type)
  const first = standard.find((each) => each.key === home) ?? standard[0]
  const chosen = saved.find((each) => each.id === address.view)
  const view = chosen ?? standard.find((each) => each.key === address.view) ?? first
  const shown = shownOf(
    view,
    {
      where: Array.isArray(address.where) ? address.where : undefined,
      sort: address.sort,
      columns: Array.isArray(address.cols) ? address.cols : undefined,
    },
    own,
  )
  const said = chosen?.definition
  const { chips } = partsOf(said?.filter)
  return {
    ...state,
    conditions: shown.chips,
    setConditions: (next) => setAddress({ where: unlessSame(next, chips) }),
    sort: shown.sort,
    setSort: (sort) => setAddress({ sort: unlessSame(sort, said?.sort) }),
    narrowed: state.q !== '' || shown.chips.length > 0 || chosen !== undefined,
    clear: () => {
      state.setWords('')
      setAddress({ q: undefined, where: unlessSame([], chips) })
    },
    type,
    standard,
    saved,
    view,
    choose: (key) => {
      const keepsChanges = chosen === undefined && standard.some((each) => each.key === key)
      setAddress({
        view: key === first.key ? undefined : key,
        cols: undefined,
        ...(!keepsChanges && { where: undefined, sort: undefined }),
      })
    },
    filter: shown.filter,
    layout: shown.layout,
    columns: shown.columns,
    setColumns: (columns) => {
      if (chosen) setAddress({ cols: unlessSame(columns, said?.columns ?? own) })
      else setOwn(columns)
    },
    changed: shown.changed,
    reset: () => setAddress({ where: undefined, sort: undefined, cols: undefined }),
    definition: definitionOf(shown),
  }
}

/** Columns that a person chose for the lists of a type, kept in this browser. */
function useOwnColumns(type: string): [string[] | undefined, (columns: string[] | undefined) => void] {
  const key = `tandem:columns:${useMe().user.id}:${type}`
  const [columns, setColumns] = useState(() => read(key))
  const change = (next: string[] | undefined) => {
    if (next) localStorage.setItem(key, JSON.stringify(next))
    else localStorage.removeItem(key)
    setColumns(next)
  }
  return [columns, change]
}

function read(key: string): string[] | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null')
    return Array.isArray(kept) ? kept.map(String) : undefined
  } catch {
    return undefined
  }
}
