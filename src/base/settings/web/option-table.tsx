import { useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { SaveBar } from '../../../web/ui/desktop/form-parts.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { OptionRow } from './option-row.tsx'
import { bodyOf, newRow, numbers, type OptionSetReply, type Row, rowsOf } from './option-rows.ts'
import './settings.css'

/** One vocabulary as a list to edit as a whole. */
export function OptionTable({ set, loaded }: { set: string; loaded: OptionSetReply }) {
  const { t } = useTranslation(['settings', 'web'])
  const client = useQueryClient()
  const [base, setBase] = useState(loaded)
  const [rows, setRows] = useState(() => rowsOf(loaded))
  const sending = useSubmit()
  const active = rows.filter((row) => !row.retired)
  const retired = rows.filter((row) => row.retired)
  const grouped = loaded.options.some((option) => option.parent)
  /** A group stands under no other. */
  const parentsOf = (row: Row) =>
    active.some((each) => each.parent && each.parent === row.key)
      ? undefined
      : active.filter((each) => each.key && !each.parent && each !== row)
  const dirty = JSON.stringify(rows) !== JSON.stringify(rowsOf(base))
  const change = (row: string, next: Partial<Row>) =>
    setRows((now) => now.map((each) => (each.row === row ? { ...each, ...next } : each)))
  const move = (index: number, by: number) => {
    const next = [...active]
    const [row] = next.splice(index, 1)
    if (row) next.splice(index + by, 0, row)
    setRows([...next, ...retired])
  }
  const add = () => setRows([...active, newRow(set, `new-${rows.length}-${Date.now()}`), ...retired])
  const retire = (row: Row) => {
    const others = active.filter((each) => each !== row)
    setRows(row.key ? [...others, ...retired, { ...row, retired: true }] : [...others, ...retired])
  }
  const take = (reply: OptionSetReply) => {
    setBase(reply)
    setRows(rowsOf(reply))
    sending.clear()
  }
  const save = async (version = base.version) => {
    let saved: OptionSetReply | undefined
    const done = await sending.submit(async () => {
      saved = await api.put<OptionSetReply>(`/api/options/${set}`, {
        version,
        options: active.map((row) => bodyOf(set, row)),
      })
    })
    if (!done || !saved) return
    take(saved)
    await client.invalidateQueries({ queryKey: ['options'] })
    toast(t('saved'))
  }
  const current = sending.current as OptionSetReply | undefined
  const errorAt = (index: number) =>
    Object.entries(sending.errors).find(([path]) => path.startsWith(`options.${index}.`))?.[1]
  return (
    <div className="col g12">
      <div style={{ overflowX: 'auto' }}>
        <table className="opt">
          <thead>
            <tr>
              <th scope="col">{t('options.order')}</th>
              <th scope="col">{t('options.zh')}</th>
              <th scope="col">{t('options.en')}</th>
              {grouped && <th scope="col">{t('options.parent')}</th>}
              {numbers[set]?.map((column) => (
                <th key={column.key} scope="col">
                  {t(`options.${column.key}`)}
                </th>
              ))}
              {set === 'method' && <th scope="col">{t('options.class')}</th>}
              <th aria-label={t('options.retire')} />
            </tr>
          </thead>
          <tbody>
            {active.map((row, index) => (
              <OptionRow
                key={row.row}
                set={set}
                row={row}
                grouped={grouped}
                parents={parentsOf(row)}
                error={errorAt(index)}
                onChange={(next) => change(row.row, next)}
                onUp={index > 0 ? () => move(index, -1) : undefined}
                onDown={index < active.length - 1 ? () => move(index, 1) : undefined}
                onRetire={() => retire(row)}
              />
            ))}
          </tbody>
        </table>
      </div>
      <div className="row g8">
        <Button size="sm" icon={<Plus size={14} />} onClick={add}>
          {t('options.add')}
        </Button>
      </div>
      {retired.length > 0 && (
        <div className="col g8">
          <span className="t13 c3">{t('options.retired')}</span>
          <div className="row g8" style={{ flexWrap: 'wrap' }}>
            {retired.map((row) => (
              <Button
                key={row.row}
                size="xs"
                aria-label={t('options.restore', { name: wordOf(row) })}
                onClick={() =>
                  setRows([...active, { ...row, retired: false }, ...retired.filter((each) => each !== row)])
                }
              >
                {wordOf(row)} ＋
              </Button>
            ))}
          </div>
        </div>
      )}
      {sending.errors.options && (
        <div className="ban bad" role="alert">
          {sending.errors.options}
        </div>
      )}
      {current && (
        <div className="ban info">
          <span className="grow">{t('changedMeanwhile')}</span>
          <button type="button" onClick={() => take(current)}>
            {t('options.useTheirs')}
          </button>
          <button type="button" onClick={() => void save(current.version)}>
            {t('options.useMine')}
          </button>
        </div>
      )}
      <SaveBar dirty={dirty} sending={sending} onSave={() => void save()} onReset={() => take(base)} />
    </div>
  )
}
