import { describe, expect, it } from 'vitest'
import type { Condition, Filter } from './filter.ts'
import { definitionOf, partsOf, type SavedView, shownOf, unlessSame } from './views.ts'

const level: Condition = { field: 'level', op: 'in', value: ['key'] }
const mine: Condition = { field: 'ownerId', op: 'in', value: ['me'] }
const silent: Filter = { or: [{ field: 'lastFollowUpAt', op: 'empty' }] }
const nothing = { where: undefined, sort: undefined, columns: undefined }
const saved = (definition: SavedView['definition']): SavedView => ({
  id: 'v1',
  name: '重点',
  shared: false,
  definition,
  editable: true,
  owner: { id: 'u1', name: '陈思远' },
  version: 1,
})

describe('the filter of a view', () => {
  it('becomes chips as far as chips can show it', () => {
    expect(partsOf({ and: [level, silent] })).toEqual({ chips: [level], fixed: [silent] })
    expect(partsOf(level)).toEqual({ chips: [level], fixed: [] })
    expect(partsOf(undefined)).toEqual({ chips: [], fixed: [] })
  })

  it('of a standard view has no chips and holds beside what is added', () => {
    const view = { key: 'mine', label: '我的', filter: mine }
    expect(shownOf(view, nothing, undefined)).toMatchObject({ chips: [], filter: { and: [mine] }, changed: false })
    expect(shownOf(view, { ...nothing, where: [level] }, undefined)).toMatchObject({
      chips: [level],
      filter: { and: [mine, level] },
      changed: true,
    })
  })

  it('of a saved view can be taken away chip by chip; what no chip shows stays', () => {
    const view = saved({ filter: { and: [silent, level] } })
    expect(shownOf(view, nothing, undefined)).toMatchObject({ chips: [level], filter: { and: [silent, level] } })
    expect(shownOf(view, { ...nothing, where: [] }, undefined)).toMatchObject({
      chips: [],
      filter: { and: [silent] },
      changed: true,
    })
  })
})

describe('sorting and columns', () => {
  it('are those of the change, else of the view, else the own ones', () => {
    const view = saved({ sort: '-name', columns: ['name'] })
    expect(shownOf(view, nothing, ['level'])).toMatchObject({ sort: '-name', columns: ['name'] })
    expect(shownOf(saved({}), nothing, ['level']).columns).toEqual(['level'])
    expect(shownOf(view, { ...nothing, sort: 'level', columns: ['phone'] }, undefined)).toMatchObject({
      sort: 'level',
      columns: ['phone'],
      changed: true,
    })
  })

  it('are remembered in a view together with filter and layout', () => {
    const view = { key: 'board', label: '看板', layout: 'board' as const }
    expect(definitionOf(shownOf(view, { where: [level], sort: 'name', columns: ['name'] }, undefined))).toEqual({
      filter: { and: [level] },
      sort: 'name',
      columns: ['name'],
      layout: 'board',
    })
    expect(definitionOf(shownOf({ key: 'all', label: '全部' }, nothing, undefined))).toEqual({ layout: 'table' })
  })

  it('need no word in the address when they are what the view says', () => {
    expect(unlessSame([level], [level])).toBeUndefined()
    expect(unlessSame([], [level])).toEqual([])
    expect(unlessSame<string>(undefined, 'name')).toBeUndefined()
  })
})
