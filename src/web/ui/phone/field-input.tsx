import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '../../lib/api.ts'
import { formatDay, formatList, formatMoment } from '../../lib/format.ts'
import { useLater } from '../../lib/later.ts'
import type { FieldMeta } from '../../lib/meta.ts'
import { useNames } from '../../lib/names.ts'
import { Button, Checkbox, TextArea, TextField } from '../fields.tsx'
import { DateTimeSheet } from './date-time-sheet.tsx'
import { MultiSheet, PressField, SelectSheet } from './pickers.tsx'

export interface PhoneInputProps {
  field: FieldMeta
  value: unknown
  onChange: (value: unknown) => void
  error?: string | undefined
  /** Name of a chosen record or person. */
  known?: { id: string; name: string } | undefined
}

/** The input of one field under the thumb, with its label, by its kind. Values are those of the API. */
export function PhoneInput(props: PhoneInputProps) {
  const { field, value, onChange, error } = props
  const frame = { label: field.label, ...(field.required && { required: true }), ...(error && { error }) }
  switch (field.kind) {
    case 'integer':
    case 'number':
    case 'money':
      return <NumberInput {...props} />
    case 'longText':
      return (
        <TextArea
          {...frame}
          value={typeof value === 'string' ? value : ''}
          maxLength={field.max}
          onChange={(next) => onChange(next === '' ? null : next)}
        />
      )
    case 'texts':
    case 'phones':
      return <LinesInput {...props} />
    case 'date':
    case 'dateTime':
      return <DayInput {...props} />
    case 'option':
    case 'options':
      return <OptionInput {...props} />
    case 'checkbox':
      return (
        <div style={{ minHeight: 44 }} className="row">
          <Checkbox checked={value === true} onChange={onChange}>
            {field.label}
          </Checkbox>
        </div>
      )
    case 'user':
    case 'reference':
      return <RecordInput {...props} />
    case 'text':
    case 'phone':
    case 'email':
      return (
        <TextField
          {...frame}
          type={field.kind === 'email' ? 'email' : field.kind === 'phone' ? 'tel' : 'text'}
          maxLength={field.max ?? 200}
          value={typeof value === 'string' ? value : ''}
          onChange={(next) => onChange(next === '' ? null : next)}
        />
      )
    default:
      return null
  }
}

function NumberInput({ field, value, onChange, error }: PhoneInputProps) {
  const [text, setText] = useState(typeof value === 'number' ? String(value) : '')
  const change = (next: string) => {
    const typed = next.replace(/[^\d.-]/g, '')
    const number = Number(typed)
    setText(typed)
    onChange(typed === '' || Number.isNaN(number) ? null : number)
  }
  return (
    <TextField
      label={field.label}
      inputMode={field.kind === 'integer' ? 'numeric' : 'decimal'}
      value={text}
      onChange={change}
      {...(field.required && { required: true })}
      {...(error && { error })}
    />
  )
}

/** One value per line. */
function LinesInput({ field, value, onChange, error }: PhoneInputProps) {
  const [text, setText] = useState(((value as string[] | null) ?? []).join('\n'))
  const change = (next: string) => {
    setText(next)
    onChange(
      next
        .split('\n')
        .map((line) => line.trim())
        .filter(Boolean),
    )
  }
  return <TextArea label={field.label} rows={2} value={text} onChange={change} {...(error && { error })} />
}

function DayInput({ field, value, onChange, error }: PhoneInputProps) {
  const { t } = useTranslation('web')
  const [open, setOpen] = useState(false)
  const day = typeof value === 'string' ? value : null
  const withTime = field.kind === 'dateTime'
  return (
    <>
      <PressField
        label={field.label}
        required={field.required}
        error={error}
        text={day ? (withTime ? formatMoment(day) : formatDay(day)) : undefined}
        onPress={() => setOpen(true)}
      />
      {day && !field.required && (
        <Button size="sm" kind="text" onClick={() => onChange(null)}>
          {t('actions.clear')}
        </Button>
      )}
      <DateTimeSheet
        open={open}
        onClose={() => setOpen(false)}
        title={field.label}
        value={day}
        withTime={withTime}
        onChange={onChange}
      />
    </>
  )
}

function OptionInput({ field, value, onChange, error }: PhoneInputProps) {
  const { t } = useTranslation('web')
  const [open, setOpen] = useState(false)
  const chosen = [value].flat().filter((each): each is string => typeof each === 'string')
  const options = (field.options ?? [])
    .filter((each) => !each.retired || chosen.includes(each.key))
    .map((each) => ({ value: each.key, label: each.label }))
  const sheet = { open, onClose: () => setOpen(false), title: field.label }
  return (
    <>
      <PressField
        label={field.label}
        required={field.required}
        error={error}
        text={formatList(chosen.map((key) => options.find((each) => each.value === key)?.label ?? key))}
        onPress={() => setOpen(true)}
      />
      {field.kind === 'options' ? (
        <MultiSheet {...sheet} options={options} values={chosen} onChange={onChange} />
      ) : (
        <SelectSheet
          {...sheet}
          options={field.required ? options : [{ value: '', label: t('fields.unset') }, ...options]}
          value={chosen[0] ?? ''}
          onPick={(option) => onChange(option.value || null)}
        />
      )}
    </>
  )
}

/** A person or a record, found by typing. */
function RecordInput({ field, value, onChange, error, known }: PhoneInputProps) {
  const { t } = useTranslation('web')
  const [open, setOpen] = useState(false)
  const [words, setWords] = useState('')
  const [picked, setPicked] = useState(known)
  const q = useLater(words.trim(), 250)
  const path = field.kind === 'user' ? 'users' : (field.to ?? '')
  const id = typeof value === 'string' ? value : ''
  const nameOf = useNames(path, id && picked?.id !== id ? [id] : [])
  const found = useQuery({
    queryKey: [path, 'pick', q],
    queryFn: () =>
      api.get<{ items: { id: string; name?: string; title?: string }[] }>(`/api/${path}`, {
        q: q || undefined,
        limit: 20,
      }),
    enabled: open,
  })
  const options = (found.data?.items ?? []).map(({ id, name, title }) => ({ value: id, label: name ?? title ?? id }))
  return (
    <>
      <PressField
        label={field.label}
        required={field.required}
        error={error}
        text={id && (picked?.id === id ? picked.name : (nameOf(id) ?? '…'))}
        onPress={() => setOpen(true)}
      />
      <SelectSheet
        open={open}
        onClose={() => setOpen(false)}
        title={field.label}
        onSearch={setWords}
        options={field.required || q ? options : [{ value: '', label: t('fields.unset') }, ...options]}
        value={id}
        onPick={(option) => {
          setPicked({ id: option.value, name: option.label })
          onChange(option.value || null)
        }}
      />
    </>
  )
}
