import { InputNumber } from 'antd'
import type { KeyboardEvent } from 'react'
import type { TargetMetric } from '../contract.ts'
import { fromUnits, inUnits, isMoney } from './plan.ts'

/** A target typed in the unit of its metric; null for none. Enter and the arrows go to the next and the one before. */
export function ValueInput({
  metric,
  value,
  placeholder,
  label,
  width = 120,
  changed,
  onChange,
}: {
  metric: TargetMetric
  value: number | null
  placeholder?: string
  label: string
  width?: number
  changed?: boolean
  onChange: (value: number | null) => void
}) {
  return (
    <InputNumber
      className={changed ? 'tg-in changed' : 'tg-in'}
      aria-label={label}
      value={value === null ? null : inUnits(metric, value)}
      {...(placeholder && { placeholder })}
      min={0}
      max={isMoney(metric) ? 1_000_000_000 : 1_000_000}
      controls={false}
      keyboard={false}
      size="small"
      style={{ width }}
      onChange={(typed) => onChange(typed === null ? null : fromUnits(metric, typed))}
      onKeyDown={goOn}
    />
  )
}

function goOn(event: KeyboardEvent<HTMLInputElement>): void {
  const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step === undefined) return
  event.preventDefault()
  const inputs = [...document.querySelectorAll<HTMLInputElement>('.tg-in input')]
  const next = inputs[inputs.indexOf(event.currentTarget) + step]
  next?.focus()
  next?.select()
}
