import { useTranslation } from 'react-i18next'
import { formatAmount, formatDay, formatList, formatMoment, formatNumber, formatPercent } from '../lib/format.ts'
import { bareKey, type FieldMeta, fieldValueOf, isBlank, type OptionMeta } from '../lib/meta.ts'
import { IntentLetter, Tag } from './marks.tsx'

/** The label of an option as a tag; intent letters keep their own look, `plain` options have none. */
export function OptionTag({
  options,
  value,
  plain,
}: {
  options: OptionMeta[] | undefined
  value: string | null | undefined
  plain?: boolean | undefined
}) {
  if (!value) return null
  if (!plain && /^[A-E]$/.test(value)) return <IntentLetter intent={value} />
  const option = options?.find((each) => each.key === value)
  return <Tag tone={option?.tone}>{option?.label ?? value}</Tag>
}

interface Ref {
  id: string
  name: string
}

function refsOf(record: Record<string, unknown>, field: FieldMeta): Ref[] {
  if (field.custom) {
    const ref = (record.customRefs as Record<string, Ref> | undefined)?.[bareKey(field)]
    return ref ? [ref] : []
  }
  const name = field.key.endsWith('Ids')
    ? `${field.key.slice(0, -3)}s`
    : field.key.endsWith('Id')
      ? field.key.slice(0, -2)
      : field.key
  const found = record[name]
  if (Array.isArray(found))
    return found.filter((each): each is Ref => typeof each === 'object' && each !== null && 'name' in each)
  return found && typeof found === 'object' && 'name' in found ? [found as Ref] : []
}

/** Names beside the ids of references and people: `customerId` is shown by `customer: {id, name}`. */
export const knownOf = refsOf

/** Digits after the point, six at most. */
const decimalsIn = (value: number): number => Math.min(6, (String(value).split('.')[1] ?? '').length)

/** Any field of a record as people read it; `–` when empty. */
export function FieldValue({ field, record }: { field: FieldMeta; record: Record<string, unknown> }) {
  const { t } = useTranslation('web')
  const none = <span className="c3">–</span>
  const value = fieldValueOf(record, field)
  if (field.kind === 'reference' || field.kind === 'references' || field.kind === 'user' || field.kind === 'users') {
    const refs = refsOf(record, field)
    return refs.length > 0 ? <>{formatList(refs.map((each) => each.name))}</> : none
  }
  if (isBlank(value)) return none
  switch (field.kind) {
    case 'money':
      return <>{formatAmount(Number(value), typeof record.currency === 'string' ? record.currency : undefined)}</>
    case 'integer':
      return <>{field.unit === 'percent' ? formatPercent(Number(value) / 100) : formatNumber(Number(value))}</>
    case 'number':
      return <>{formatNumber(Number(value), decimalsIn(Number(value)))}</>
    case 'date':
      return <>{formatDay(String(value))}</>
    case 'dateTime':
      return <>{formatMoment(String(value))}</>
    case 'checkbox':
      return <>{t(value ? 'fields.yes' : 'fields.no')}</>
    case 'option':
      return <OptionTag options={field.options} value={String(value)} plain={field.custom} />
    case 'options':
      return (
        <span className="row g4 wrap">
          {(value as string[]).map((each) => (
            <OptionTag key={each} options={field.options} value={each} plain={field.custom} />
          ))}
        </span>
      )
    case 'texts':
    case 'phones':
      return <>{formatList(value as string[])}</>
    case 'json':
      return none
    default:
      return <>{String(value)}</>
  }
}
