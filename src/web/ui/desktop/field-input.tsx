import { Checkbox, DatePicker, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import type { KeyboardEvent } from 'react'
import { localDay, localTime, zonedInstant } from '../../../platform/time.ts'
import { timeZone } from '../../lib/format.ts'
import type { FieldMeta } from '../../lib/meta.ts'
import { MoneyInput } from './money-input.tsx'
import { type Known, ReferencePicker, ReferencesPicker } from './reference-picker.tsx'

export interface FieldInputProps {
  field: FieldMeta
  value?: unknown
  onChange?: (value: unknown) => void
  /** Names of already chosen references. */
  known?: Known[]
  id?: string
  disabled?: boolean
  /** Currency before money fields. */
  currency?: string
}

/** Enter takes the typed day; it does not send the form around it. */
const keepForm = (event: KeyboardEvent): void => {
  if (event.key === 'Enter') event.preventDefault()
}

/** The input of one field, by its kind. Values are those of the API: days `YYYY-MM-DD`, instants ISO, money in major units. */
export function FieldInput({ field, value, onChange, known, id, disabled: off, currency }: FieldInputProps) {
  const disabled = off || field.readOnly
  const set = (next: unknown): void => onChange?.(next === undefined || next === '' ? null : next)
  const text = typeof value === 'string' ? value : ''
  const common = { id, disabled, style: { width: '100%' } }
  switch (field.kind) {
    case 'longText':
      return (
        <Input.TextArea
          {...common}
          value={text}
          autoSize={{ minRows: 3, maxRows: 12 }}
          maxLength={field.max}
          onChange={(event) => set(event.target.value)}
        />
      )
    case 'integer':
    case 'number':
      return (
        <InputNumber
          {...common}
          value={value as number | null}
          min={field.min}
          max={field.most}
          precision={field.kind === 'integer' ? 0 : undefined}
          suffix={field.unit === 'percent' ? '%' : undefined}
          onChange={set}
        />
      )
    case 'money':
      return (
        <MoneyInput
          id={id}
          disabled={disabled}
          value={value as number | null}
          min={field.min}
          max={field.most}
          currency={currency}
          onChange={set}
        />
      )
    case 'date':
      return (
        <DatePicker
          {...common}
          value={text ? dayjs(text) : null}
          onKeyDown={keepForm}
          onChange={(next) => set(next?.format('YYYY-MM-DD'))}
        />
      )
    case 'dateTime': {
      const zone = timeZone()
      const wall = text ? dayjs(`${localDay(text, zone)}T${localTime(text, zone)}`) : null
      return (
        <DatePicker
          {...common}
          showTime={{ format: 'HH:mm', minuteStep: 5 }}
          format="YYYY-MM-DD HH:mm"
          value={wall}
          onKeyDown={keepForm}
          onChange={(next) =>
            set(next ? zonedInstant(next.format('YYYY-MM-DD'), next.format('HH:mm'), zone).toISOString() : null)
          }
        />
      )
    }
    case 'option':
      return (
        <Select
          {...common}
          allowClear={!field.required}
          showSearch={many(field)}
          value={text || undefined}
          options={choices(field, [text])}
          onChange={set}
        />
      )
    case 'options':
      return (
        <Select
          {...common}
          mode="multiple"
          value={(value as string[] | null) ?? []}
          options={choices(field, (value as string[] | null) ?? [])}
          showSearch={{ optionFilterProp: 'label' }}
          onChange={set}
        />
      )
    case 'texts':
    case 'phones':
      return (
        <Select
          {...common}
          mode="tags"
          open={false}
          suffixIcon={null}
          tokenSeparators={[',', '，', '、', ' ']}
          value={(value as string[] | null) ?? []}
          onChange={set}
        />
      )
    case 'checkbox':
      return (
        <Checkbox
          id={id}
          disabled={disabled}
          checked={!!value}
          onChange={(event) => onChange?.(event.target.checked)}
        />
      )
    case 'user':
      return <ReferencePicker id={id} path="users" known={known} disabled={disabled} value={text} onChange={set} />
    case 'users':
      return (
        <ReferencesPicker
          id={id}
          path="users"
          known={known}
          disabled={disabled}
          value={value as string[]}
          onChange={set}
        />
      )
    case 'reference':
      return (
        <ReferencePicker id={id} path={field.to ?? ''} known={known} disabled={disabled} value={text} onChange={set} />
      )
    case 'references':
      return (
        <ReferencesPicker
          id={id}
          path={field.to ?? ''}
          known={known}
          disabled={disabled}
          value={value as string[]}
          onChange={set}
        />
      )
    case 'json':
      return null
    default:
      return (
        <Input
          {...common}
          type={field.kind === 'email' ? 'email' : field.kind === 'phone' ? 'tel' : 'text'}
          value={text}
          maxLength={field.max ?? 200}
          onChange={(event) => set(event.target.value)}
        />
      )
  }
}

const many = (field: FieldMeta) => ((field.options?.length ?? 0) > 8 ? { optionFilterProp: 'label' } : false)

function choices(field: FieldMeta, chosen: string[]) {
  return (field.options ?? [])
    .filter((each) => !each.retired || chosen.includes(each.key))
    .map((each) => ({ value: each.key, label: each.label }))
}
