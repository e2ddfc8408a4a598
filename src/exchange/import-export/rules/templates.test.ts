import { describe, expect, it } from 'vitest'
import type { ColumnMapping, ImportTarget, SheetMapping } from '../contract.ts'
import { templateOf, withTemplate } from './templates.ts'

const column = (index: number, header: string, target: ImportTarget | null, more: object = {}): ColumnMapping => ({
  index,
  header,
  target,
  group: 0,
  unit: 1,
  currency: null,
  dateOrder: null,
  ...more,
})
const sheet = (name: string, columns: ColumnMapping[], use = true): SheetMapping => ({
  sheet: name,
  use,
  headerRows: [1],
  owner: null,
  columns,
})
const decided = sheet('三月', [
  column(0, '单位', 'customer.name'),
  column(1, '等级', 'customer.intent'),
  column(2, '预算', 'opportunity.budget', { unit: 10_000 }),
  column(3, '备注2', 'ignore'),
])

describe('an import template', () => {
  it('brings the decided columns to the next file, wherever they stand there', () => {
    const next = sheet('四月', [
      column(0, '序号', null),
      column(1, '预 算', 'opportunity.amount'),
      column(2, '单位', 'customer.name'),
      column(3, '等级', 'customer.level'),
    ])
    const found = withTemplate([next], templateOf([decided]))
    expect(found.columns).toBe(3)
    expect(found.mapping[0]?.columns).toMatchObject([
      { index: 0, header: '序号', target: null },
      { index: 1, header: '预 算', target: 'opportunity.budget', unit: 10_000 },
      { index: 2, header: '单位', target: 'customer.name' },
      { index: 3, header: '等级', target: 'customer.intent' },
    ])
  })

  it('does not fit a file that lacks a column it uses, and changes nothing there', () => {
    const other = [sheet('别的', [column(0, '单位', 'customer.name'), column(1, '预算', 'opportunity.amount')])]
    expect(withTemplate(other, templateOf([decided]))).toEqual({ columns: 0, mapping: other })
  })

  it('learns from used sheets only, each kind of heads once', () => {
    const unused = sheet('说明', [column(0, '说明', 'customer.notes')], false)
    expect(templateOf([decided, { ...decided, sheet: '四月' }, unused])).toHaveLength(1)
    expect(templateOf([unused])).toEqual([])
  })

  it('gives two columns of one header to two of the same name', () => {
    const twice = sheet('人', [
      column(0, '单位', 'customer.name'),
      column(1, '电话', 'contact.phone'),
      column(2, '电话', 'customer.phone'),
    ])
    const next = sheet('人', [column(0, '单位', null), column(1, '电话', null), column(2, '电话', null)])
    expect(withTemplate([next], templateOf([twice])).mapping[0]?.columns.map(({ target }) => target)).toEqual([
      'customer.name',
      'contact.phone',
      'customer.phone',
    ])
  })
})
