import { useTranslation } from 'react-i18next'
import { useMeta, wordOf } from '../../../web/lib/meta.ts'

interface Field {
  key: string
  label?: { zh: string; en: string }
  set?: string
  choices?: { key: string; zh: string; en: string }[]
}
interface Meta {
  types: { type: string; fields: Field[]; retired: Field[] }[]
}

/** Words for types of records and their fields, wherever both are data: operations, field rules. */
export function useRecordWords() {
  const { t, i18n } = useTranslation('audit')
  const meta = useMeta<Meta>()
  const first = (keys: string[]): string | undefined =>
    keys.map((key) => `audit:${key}`).find((key) => i18n.exists(key))
  const fieldOf = (type: string, key: string): Field | undefined => {
    const of = meta?.types.find((each) => each.type === type)
    return of && [...of.fields, ...of.retired].find((field) => field.key === key)
  }
  return {
    types: meta?.types ?? [],
    typeWord: (type: string): string => {
      const key = first([`types.${type}`])
      return key ? t(key) : type
    },
    fieldOf,
    /** `custom.<key>` takes the company's own word; an unknown key stays as it is. */
    fieldWord: (type: string, key: string): string => {
      const label = fieldOf(type, key)?.label
      if (label) return wordOf(label)
      const found = first([`fields.${type}.${key}`, `fields.any.${key}`])
      return found ? t(found) : key
    },
  }
}
