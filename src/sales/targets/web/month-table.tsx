import { Building2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatAmountUnit, formatShort } from '../../../web/lib/format.ts'
import { type DataColumn, DataTable } from '../../../web/ui/desktop/data-table.tsx'
import { Avatar, Tag } from '../../../web/ui/marks.tsx'
import { EmptyState } from '../../../web/ui/states.tsx'
import type { MonthRow, MonthTargets } from '../contract.ts'
import { sheetOf } from '../rules/sheet.ts'
import { isMoney, keyOf, type Plan, typeTarget, unitOf } from './plan.ts'
import { ValueInput } from './value-input.tsx'

/** Departments and their people with the month's targets, editable in place; sums follow while one types. */
export function MonthTable({ targets, plan }: { targets: MonthTargets; plan: Plan }) {
  const { t } = useTranslation(['targets', 'metrics'])
  const { metric, rows } = targets
  const typedOf = (id: string) => plan.typed.get(keyOf(targets, id))
  const own = (row: MonthRow): number | null => {
    const typed = typedOf(row.id)
    return typed ? typed.value : (row.own?.value ?? null)
  }
  const byId = new Map(rows.map((row) => [row.id, row]))
  const sheet = sheetOf(rows, (id) => own(byId.get(id) as MonthRow))
  const shown = (value: number | null | undefined): string =>
    value === null || value === undefined ? '–' : isMoney(metric) ? formatAmountUnit(value) : formatShort(value)
  const unit = unitOf(metric) && `(${unitOf(metric)})`
  const columns: DataColumn<MonthRow>[] = [
    {
      key: 'name',
      title: t('who'),
      width: 280,
      render: (row) => (
        <span className="tg-name" style={{ paddingLeft: row.depth * 20 }}>
          {row.kind === 'person' ? <Avatar id={row.id} name={row.name} /> : <Building2 size={16} className="c3" />}
          <span className={row.kind === 'person' ? 'el' : 'el m'}>{row.name}</span>
        </span>
      ),
    },
    {
      key: 'target',
      title: `${t('target')}${unit}`,
      width: 150,
      align: 'right',
      render: (row) =>
        row.canEdit ? (
          <ValueInput
            metric={metric}
            value={own(row)}
            placeholder={shown(sheet.target.get(row.id))}
            label={t('targetOf', { name: row.name })}
            changed={typedOf(row.id) !== undefined}
            onChange={(value) => typeTarget(targets, plan, row, value)}
          />
        ) : (
          <b>{shown(sheet.target.get(row.id))}</b>
        ),
    },
    { key: 'source', title: t('source'), width: 130, render: (row) => <Source row={row} own={own(row)} /> },
    {
      key: 'parts',
      title: `${t('parts')}${unit}`,
      width: 130,
      align: 'right',
      render: (row) => <span className="c2">{row.kind === 'department' ? shown(sheet.parts.get(row.id)) : ''}</span>,
    },
    {
      key: 'check',
      title: t('check'),
      width: 170,
      render: (row) => <SumCheck own={own(row)} parts={sheet.parts.get(row.id) ?? null} shown={shown} />,
    },
    {
      key: 'previous',
      title: `${t('previous')}${unit}`,
      width: 120,
      align: 'right',
      render: (row) => <span className="c3">{shown(row.previous)}</span>,
    },
  ]
  return (
    <DataTable<MonthRow>
      label={t('title')}
      columns={columns}
      rows={rows}
      empty={<EmptyState title={t('empty')} text={t('emptyText')} />}
      minWidth={980}
    />
  )
}

/** Where what holds comes from. */
function Source({ row, own }: { row: MonthRow; own: number | null }) {
  const { t } = useTranslation('targets')
  if (own !== null) return <span>{t('sources.own')}</span>
  if (row.kind === 'department') return <span className="c3">{t('sources.parts')}</span>
  return <span className="c3">{row.base === null ? '–' : t('sources.rhythm')}</span>
}

/** Whether a department's own target is what its people have between them. */
function SumCheck({
  own,
  parts,
  shown,
}: {
  own: number | null
  parts: number | null
  shown: (value: number) => string
}) {
  const { t } = useTranslation('targets')
  if (own === null || parts === null) return null
  const open = Math.round((own - parts) * 100) / 100
  if (open === 0) return <Tag tone="ok">{t('sumFits')}</Tag>
  return open > 0 ? (
    <Tag tone="warn">{t('sumOpen', { value: shown(open) })}</Tag>
  ) : (
    <Tag>{t('sumOver', { value: shown(-open) })}</Tag>
  )
}
