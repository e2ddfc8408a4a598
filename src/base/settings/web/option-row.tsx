import { Input, InputNumber, Select } from 'antd'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { wordOf } from '../../../web/lib/meta.ts'
import { Button } from '../../../web/ui/fields.tsx'
import { numbers, type Row } from './option-rows.ts'

const classes = ['visit', 'call', 'message', 'meeting', 'event', 'other']

/** One option as a row of the table. */
export function OptionRow({
  set,
  row,
  grouped,
  parents,
  error,
  onChange,
  onUp,
  onDown,
  onRetire,
}: {
  set: string
  row: Row
  /** Whether options of the set stand under others. */
  grouped: boolean
  /** Under which this one may stand; undefined for one that has others under it. */
  parents: Row[] | undefined
  error: string | undefined
  onChange: (next: Partial<Row>) => void
  /** Absent at the end of the list. */
  onUp: (() => void) | undefined
  onDown: (() => void) | undefined
  onRetire: () => void
}) {
  const { t } = useTranslation('settings')
  return (
    <tr>
      <td className="nw">
        <Button
          kind="text"
          size="xs"
          disabled={!onUp}
          aria-label={t('options.up', { name: row.zh })}
          icon={<ArrowUp size={14} />}
          onClick={onUp}
        />
        <Button
          kind="text"
          size="xs"
          disabled={!onDown}
          aria-label={t('options.down', { name: row.zh })}
          icon={<ArrowDown size={14} />}
          onClick={onDown}
        />
      </td>
      <td>
        <Input
          aria-label={t('options.zh')}
          value={row.zh}
          maxLength={60}
          {...(error && { status: 'error' as const })}
          onChange={(event) => onChange({ zh: event.target.value })}
        />
        {error && (
          <div className="t12 cbad" role="alert">
            {error}
          </div>
        )}
      </td>
      <td>
        <Input
          aria-label={t('options.en')}
          value={row.en}
          maxLength={60}
          placeholder={row.zh}
          onChange={(event) => onChange({ en: event.target.value })}
        />
      </td>
      {grouped && (
        <td>
          {parents && (
            <Select
              aria-label={t('options.parent')}
              allowClear
              value={row.parent ?? undefined}
              placeholder={t('options.noParent')}
              style={{ width: 140 }}
              options={parents.map((parent) => ({ value: parent.key ?? '', label: wordOf(parent) }))}
              onChange={(parent?: string) => onChange({ parent: parent ?? null })}
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
              onChange={(value) => onChange({ [column.key]: value ?? (column.key === 'probability' ? 0 : null) })}
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
            onChange={(next) => onChange({ class: next })}
          />
        </td>
      )}
      <td>
        {(row.state ?? 'open') === 'open' && (
          <Button size="xs" onClick={onRetire}>
            {t('options.retire')}
          </Button>
        )}
      </td>
    </tr>
  )
}
