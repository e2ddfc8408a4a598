import { DatePicker, InputNumber, Popover, Select, Space } from 'antd'
import dayjs from 'dayjs'
import { ListFilter, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Condition, dayRanges, type FilterOp, operatorsOf } from '../../lib/filter.ts'
import { formatDay, formatNumber } from '../../lib/format.ts'
import type { FieldMeta } from '../../lib/meta.ts'
import { useNames } from '../../lib/names.ts'
import { Button } from '../fields.tsx'
import { FieldInput } from './field-input.tsx'

export interface FilterBarProps {
  /** Fields that may be filtered; others are left out by itself. */
  fields: FieldMeta[]
  value: Condition[]
  onChange: (conditions: Condition[]) => void
}

const noValue = (op: FilterOp): boolean => op === 'empty' || op === 'notEmpty'

/** Conditions as chips (field, operator, value), all of which must hold; `filterOf(value)` is the tree for the API. */
export function FilterBar({ fields, value, onChange }: FilterBarProps) {
  const { t } = useTranslation('web')
  const usable = fields.filter((each) => each.filterable)
  const replace = (index: number, next: Condition): void =>
    onChange(value.map((each, at) => (at === index ? next : each)))
  return (
    <div className="fbar">
      {value.map((condition, index) => {
        const field = usable.find((each) => each.key === condition.field)
        return (
          <span className="fchip" key={`${condition.field}.${condition.op}.${index}`}>
            <Editor fields={usable} start={condition} onApply={(next) => replace(index, next)}>
              <button type="button">
                {field ? <Sentence field={field} condition={condition} /> : t('filter.gone')}
              </button>
            </Editor>
            <button
              type="button"
              aria-label={t('filter.remove')}
              onClick={() => onChange(value.filter((_, at) => at !== index))}
            >
              <X size={14} />
            </button>
          </span>
        )
      })}
      <Editor fields={usable} onApply={(next) => onChange([...value, next])}>
        <Button size="sm" icon={<ListFilter size={14} />}>
          {t('filter.add')}
        </Button>
      </Editor>
      {value.length > 1 && (
        <Button size="sm" kind="text" onClick={() => onChange([])}>
          {t('filter.clear')}
        </Button>
      )}
    </div>
  )
}

/** Path of the records that a field names; undefined for a field that names none. */
const targetOf = (field: FieldMeta): string | undefined =>
  field.kind === 'user' || field.kind === 'users' ? 'users' : field.to

const idsOf = (value: unknown): string[] =>
  [value].flat().filter((each): each is string => typeof each === 'string' && each !== 'me')

function Sentence({ field, condition }: { field: FieldMeta; condition: Condition }) {
  const { t } = useTranslation('web')
  const nameOf = useNames(targetOf(field), idsOf(condition.value))
  const one = (value: unknown): string => {
    if (value === 'me') return t('filter.me')
    if (field.kind === 'option' || field.kind === 'options')
      return field.options?.find((each) => each.key === value)?.label ?? String(value)
    if (field.kind === 'date' || field.kind === 'dateTime')
      return condition.op === 'within' ? t(`filter.ranges.${String(value)}`) : formatDay(String(value).slice(0, 10))
    if (typeof value === 'number') return formatNumber(value, Number.isInteger(value) ? 0 : 2)
    if (typeof value === 'boolean') return t(value ? 'fields.yes' : 'fields.no')
    return targetOf(field) ? (nameOf(String(value)) ?? '…') : String(value)
  }
  const values = Array.isArray(condition.value) ? condition.value : [condition.value]
  const words = noValue(condition.op) ? '' : values.map(one).join(condition.op === 'between' ? ' – ' : '、')
  return (
    <>
      {field.label} {t(`filter.operators.${condition.op}`)} <b className="m">{words}</b>
    </>
  )
}

function Editor({
  fields,
  start,
  onApply,
  children,
}: {
  fields: FieldMeta[]
  start?: Condition
  onApply: (condition: Condition) => void
  children: React.ReactNode
}) {
  const { t } = useTranslation('web')
  const [open, setOpen] = useState(false)
  const [draft, setDraft] = useState<Partial<Condition>>(start ?? {})
  const field = fields.find((each) => each.key === draft.field)
  const ready =
    field &&
    draft.op &&
    (noValue(draft.op) ||
      (Array.isArray(draft.value)
        ? draft.value.length > 0 && draft.value.every((each) => each !== null)
        : draft.value !== undefined && draft.value !== null && draft.value !== ''))
  const apply = (): void => {
    if (!field || !draft.op || !ready) return
    onApply({ field: field.key, op: draft.op, ...(!noValue(draft.op) && { value: draft.value }) })
    setOpen(false)
    if (!start) setDraft({})
  }
  const choose = (key: string): void => {
    const next = fields.find((each) => each.key === key)
    setDraft({ field: key, op: next && operatorsOf(next.kind)[0] })
  }
  const content = (
    <form
      className="col g8"
      style={{ width: 280 }}
      onSubmit={(event) => {
        event.preventDefault()
        apply()
      }}
    >
      <Select
        aria-label={t('filter.field')}
        placeholder={t('filter.field')}
        value={draft.field}
        showSearch={{ optionFilterProp: 'label' }}
        options={fields.map((each) => ({ value: each.key, label: each.label }))}
        onChange={choose}
      />
      {field && (
        <Select
          aria-label={t('filter.operator')}
          value={draft.op}
          options={operatorsOf(field.kind).map((each) => ({ value: each, label: t(`filter.operators.${each}`) }))}
          onChange={(op) => setDraft({ field: field.key, op })}
        />
      )}
      {field && draft.op && !noValue(draft.op) && (
        <Value field={field} op={draft.op} value={draft.value} onChange={(value) => setDraft({ ...draft, value })} />
      )}
      <Button kind="pri" type="submit" disabled={!ready}>
        {t('filter.apply')}
      </Button>
    </form>
  )
  const toggle = (next: boolean): void => {
    setOpen(next)
    if (next) setDraft(start ?? {})
  }
  return (
    <Popover
      open={open}
      onOpenChange={toggle}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      content={content}
      destroyOnHidden
    >
      {children}
    </Popover>
  )
}

function Value({
  field,
  op,
  value,
  onChange,
}: {
  field: FieldMeta
  op: FilterOp
  value: unknown
  onChange: (value: unknown) => void
}) {
  const { t } = useTranslation('web')
  const nameOf = useNames(targetOf(field), idsOf(value))
  const pair = Array.isArray(value) ? value : [null, null]
  if (op === 'within')
    return (
      <Select
        aria-label={t('filter.value')}
        value={value as string}
        options={dayRanges.map((each) => ({ value: each, label: t(`filter.ranges.${each}`) }))}
        onChange={onChange}
      />
    )
  if (field.kind === 'checkbox')
    return (
      <Select
        aria-label={t('filter.value')}
        value={value as boolean}
        options={[true, false].map((each) => ({ value: each, label: t(each ? 'fields.yes' : 'fields.no') }))}
        onChange={onChange}
      />
    )
  if (op === 'between' && (field.kind === 'date' || field.kind === 'dateTime')) {
    return (
      <DatePicker.RangePicker
        value={[pair[0] ? dayjs(String(pair[0])) : null, pair[1] ? dayjs(String(pair[1])) : null]}
        onChange={(days) => onChange(days ? days.map((each) => each?.format('YYYY-MM-DD') ?? null) : undefined)}
      />
    )
  }
  if (op === 'between') {
    return (
      <Space.Compact block>
        <InputNumber
          style={{ width: '50%' }}
          value={pair[0] as number | null}
          onChange={(next) => onChange([next, pair[1] ?? null])}
        />
        <InputNumber
          style={{ width: '50%' }}
          value={pair[1] as number | null}
          onChange={(next) => onChange([pair[0] ?? null, next])}
        />
      </Space.Compact>
    )
  }
  const several: Partial<Record<FieldMeta['kind'], FieldMeta['kind']>> = {
    option: 'options',
    user: 'users',
    reference: 'references',
  }
  const kind =
    op === 'in' || op === 'notIn'
      ? (several[field.kind] ?? field.kind)
      : field.kind === 'dateTime'
        ? 'date'
        : field.kind === 'longText'
          ? 'text'
          : field.kind
  const known = [
    { id: 'me', name: t('filter.me') },
    ...idsOf(value).map((each) => ({ id: each, name: nameOf(each) ?? '…' })),
  ]
  return <FieldInput field={{ ...field, kind, readOnly: false }} known={known} value={value} onChange={onChange} />
}
