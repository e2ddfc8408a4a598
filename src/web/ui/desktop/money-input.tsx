import { InputNumber } from 'antd'
import { currencySign, formatNumber } from '../../lib/format.ts'

export interface MoneyInputProps {
  id?: string | undefined
  value: number | null
  onChange: (amount: number | null) => void
  currency?: string | undefined
  min?: number | undefined
  max?: number | undefined
  disabled?: boolean | undefined
}

/** An amount in major units, written as everywhere else: ¥122,000. */
export function MoneyInput({ currency, ...input }: MoneyInputProps) {
  return (
    <InputNumber<number>
      {...input}
      prefix={currency && currencySign(currency)}
      formatter={(now) => (now === undefined || String(now) === '' ? '' : grouped(String(now)))}
      parser={(now) => Number((now ?? '').replace(/[^\d.-]/g, ''))}
      style={{ width: '100%' }}
    />
  )
}

function grouped(text: string): string {
  const [whole = '', rest] = text.split('.')
  const number = whole === '' || whole === '-' ? whole : formatNumber(Number(whole))
  return rest === undefined ? number : `${number}.${rest}`
}
