import { useQueryClient } from '@tanstack/react-query'
import { Input, InputNumber, Select } from 'antd'
import { ArrowDown, ArrowUp, Plus } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { wordOf } from '../../../web/lib/meta.ts'
import { useSubmit } from '../../../web/lib/submit.ts'
import { SaveBar } from '../../../web/ui/desktop/form-parts.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import './settings.css'

interface Row {
  /** Absent for an option that is new in this form. */
  key?: string
  /** Stable while the form is open. */
  row: string
  zh: string
  en: string
  parent?: string | null
  retired: boolean
  probability?: number
  maxDays?: number | null
  rhythm?: number | null
  class?: string
  state?: string
}

export interface OptionSetReply {
  version: number
  options: (Omit<Row, 'row' | 'key'> & { key: string })[]
}

const numbers: Record<string, { key: 'probability' | 'maxDays' | 'rhythm'; min: number; max: number }[]> = {
  stage: [
    { key: 'probability', min: 0, max: 100 },
    { key: 'maxDays', min: 1, max: 1000 },
  ],
  intent: [{ key: 'rhythm', min: 1, max: 400 }],
}
const classes = ['visit', 'call', 'message', 'meeting', 'event', 'other']
const rowsOf = (reply: OptionSetReply): Row[] => reply.options.map((option) => ({ ...option, row: option.key }))

/** What the server takes of one row; everything else about an option keeps its value. */
function bodyOf(set: string, row: Row) {
  const { key, zh, en, parent } = row
  return {
    ...(key && { key }),
    zh: zh.trim(),
    en: en.trim() || zh.trim(),
    ...(parent !== undefined && { parent }),
    ...Object.fromEntries(
      (numbers[set] ?? []).map((column) => [column.key, row[column.key]]).filter(([, value]) => value !== undefined),
    ),
    ...(set === 'method' && row.class && { class: row.class }),
  }
}

/** One vocabulary as a list to edit as a whole. */
export function OptionTable({ set, loaded }: { set: string; loaded: OptionSetReply }) {
  const { t } = useTranslation(['settings', 'web'])
  const client = useQueryClient()
  const [base, setBase] = useState(loaded)
  const [rows, setRows] = useState(() => rowsOf(loaded))
  const sending = useSubmit()
  const active = rows.filter((row) => !row.retired)
  const retired = rows.filter((row) => row.retired)
  const groups = active.filter((row) => row.key && !row.parent)
  const grouped = loaded.options.some((option) => option.parent)
  const dirty = JSON.stringify(rows) !== JSON.stringify(rowsOf(base))
  const change = (row: string, next: Partial<Row>) =>
    setRows((now) => now.map((each) => (each.row === row ? { ...each, ...next } : each)))
  const move = (index: number, by: number) => {
    const next = [...active]
    const [row] = next.splice(index, 1)
    if (row) next.splice(index + by, 0, row)
    setRows([...next, ...retired])
  }
  const add = () =>
    setRows([
      ...active,
      {
        row: `new-${rows.length}-${Date.now()}`,
        zh: '',
        en: '',
        retired: false,
        ...(set === 'stage' && { probability: 50, maxDays: null }),
        ...(set === 'intent' && { rhythm: null }),
        ...(set === 'method' && { class: 'other' }),
      },
      ...retired,
    ])
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
              <tr key={row.row}>
                <td className="nw">
                  <Button
                    kind="text"
                    size="xs"
                    disabled={index === 0}
                    aria-label={t('options.up', { name: row.zh })}
                    icon={<ArrowUp size={14} />}
                    onClick={() => move(index, -1)}
                  />
                  <Button
                    kind="text"
                    size="xs"
                    disabled={index === active.length - 1}
                    aria-label={t('options.down', { name: row.zh })}
                    icon={<ArrowDown size={14} />}
                    onClick={() => move(index, 1)}
                  />
                </td>
                <td>
                  <Input
                    aria-label={t('options.zh')}
                    value={row.zh}
                    maxLength={60}
                    {...(errorAt(index) && { status: 'error' as const })}
                    onChange={(event) => change(row.row, { zh: event.target.value })}
                  />
                  {errorAt(index) && (
                    <div className="t12 cbad" role="alert">
                      {errorAt(index)}
                    </div>
                  )}
                </td>
                <td>
                  <Input
                    aria-label={t('options.en')}
                    value={row.en}
                    maxLength={60}
                    placeholder={row.zh}
                    onChange={(event) => change(row.row, { en: event.target.value })}
                  />
                </td>
                {grouped && (
                  <td>
                    {!active.some((each) => each.parent && each.parent === row.key) && (
                      <Select
                        aria-label={t('options.parent')}
                        allowClear
                        value={row.parent ?? undefined}
                        placeholder={t('options.noParent')}
                        style={{ width: 140 }}
                        options={groups
                          .filter((group) => group !== row)
                          .map((group) => ({ value: group.key ?? '', label: wordOf(group) }))}
                        onChange={(parent?: string) => change(row.row, { parent: parent ?? null })}
                      />
                    )}
                  </td>
                )}
                {numbers[set]?.map((column) => (
                  <td key={column.key}>
                    {(row.state ?? 'open') === 'open' && (
                      <InputNumber
                        aria-label={t(`options.${column.key}`)}
                        min={column.min}
                        max={column.max}
                        precision={0}
                        value={row[column.key] ?? null}
                        style={{ width: 110 }}
                        onChange={(value) =>
                          change(row.row, { [column.key]: value ?? (column.key === 'probability' ? 0 : null) })
                        }
                      />
                    )}
                  </td>
                ))}
                {set === 'method' && (
                  <td>
                    <Select
                      aria-label={t('options.class')}
                      value={row.class}
                      style={{ width: 120 }}
                      options={classes.map((value) => ({ value, label: t(`options.classes.${value}`) }))}
                      onChange={(next) => change(row.row, { class: next })}
                    />
                  </td>
                )}
                <td>
                  {(row.state ?? 'open') === 'open' && (
                    <Button
                      size="xs"
                      onClick={() =>
                        setRows(
                          row.key
                            ? [...active.filter((each) => each !== row), ...retired, { ...row, retired: true }]
                            : rows.filter((each) => each !== row),
                        )
                      }
                    >
                      {t('options.retire')}
                    </Button>
                  )}
                </td>
              </tr>
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
