import { useQuery } from '@tanstack/react-query'
import { api } from './api.ts'
import { type Condition, type Filter, filterOf } from './filter.ts'

/** What a view says of a list; words that are searched for are no part of it. */
export interface ViewDefinition {
  filter?: Filter
  sort?: string
  columns?: string[]
  layout?: 'table' | 'board'
}

/** A view that every list of the type has, before the saved ones. */
export interface StandardView extends ViewDefinition {
  key: string
  label: string
}

export interface SavedView {
  id: string
  name: string
  shared: boolean
  definition: ViewDefinition
  editable: boolean
  owner: { id: string; name: string }
  version: number
}

/** A person's own saved views of a type and the shared ones, the oldest first. */
export function useSavedViews(type: string): SavedView[] {
  const { data } = useQuery({
    queryKey: ['views', type],
    queryFn: () => api.get<{ items: SavedView[] }>('/api/views', { type }),
  })
  return data?.items ?? []
}

const isCondition = (part: Filter): part is Condition => 'field' in part

/** A filter as chips that can be changed and the parts that no chip can show. */
export function partsOf(filter: Filter | undefined): { chips: Condition[]; fixed: Filter[] } {
  const parts = filter === undefined ? [] : 'and' in filter ? filter.and : [filter]
  return { chips: parts.filter(isCondition), fixed: parts.filter((part) => !isCondition(part)) }
}

/** What the address says beside the view; undefined where the view holds. */
export interface Changes {
  where: Condition[] | undefined
  sort: string | undefined
  columns: string[] | undefined
}

export interface Shown {
  chips: Condition[]
  /** Chips and everything that no chip shows. */
  filter: Filter | undefined
  sort: string | undefined
  columns: string[] | undefined
  layout: 'table' | 'board'
  changed: boolean
}

/**
 * What a list shows: a view and what was changed since. The filter of a standard view has no chips: its name says it.
 * @param own columns of this person where neither the view nor a change says any
 */
export function shownOf(view: StandardView | SavedView, changes: Changes, own: string[] | undefined): Shown {
  const saved = 'definition' in view
  const said: ViewDefinition = saved ? view.definition : view
  const { chips: first, fixed } = saved
    ? partsOf(said.filter)
    : { chips: [], fixed: said.filter === undefined ? [] : [said.filter] }
  const chips = changes.where ?? first
  return {
    chips,
    filter: filterOf([...fixed, ...chips]),
    sort: changes.sort ?? said.sort,
    columns: changes.columns ?? said.columns ?? own,
    layout: said.layout ?? 'table',
    changed: changes.where !== undefined || changes.sort !== undefined || changes.columns !== undefined,
  }
}

/** What is shown now, to be saved as a view. */
export function definitionOf({ filter, sort, columns, layout }: Shown): ViewDefinition {
  return { ...(filter && { filter }), ...(sort && { sort }), ...(columns && { columns }), layout }
}

/** A changed part of a view for the address: undefined when it is what the view says anyway. */
export function unlessSame<T>(next: T | undefined, said: T | undefined): T | undefined {
  return JSON.stringify(next) === JSON.stringify(said) ? undefined : next
}
