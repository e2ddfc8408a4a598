import { Input } from 'antd'
import { FilterX, Search } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Condition } from '../../lib/filter.ts'
import type { ListState } from '../../lib/list-address.ts'
import type { FieldMeta } from '../../lib/meta.ts'
import { Button } from '../fields.tsx'
import { EmptyState } from '../states.tsx'
import { FilterBar } from './filter-bar.tsx'

/** Search (where the list can be searched: with a `hint`) and filter chips above a list; `children` stand between them, `side` at the right end. */
export function ListTools({
  list,
  fields,
  hint,
  children,
  side,
}: {
  list: ListState
  fields: FieldMeta[]
  hint?: string
  children?: React.ReactNode
  side?: React.ReactNode
}) {
  return (
    <div className="row g8 wrap">
      {hint && (
        <Input
          allowClear
          prefix={<Search size={14} className="c3" />}
          placeholder={hint}
          aria-label={hint}
          value={list.words}
          onChange={(event) => list.setWords(event.target.value)}
          style={{ width: 300 }}
        />
      )}
      {children}
      <FilterBar fields={fields} value={list.conditions} onChange={list.setConditions} />
      {side && <span className="push row g8">{side}</span>}
    </div>
  )
}

/** No match, with the way out. */
export function NoMatch({ list }: { list: ListState }) {
  const { t } = useTranslation('web')
  return (
    <EmptyState
      icon={Search}
      title={t('table.noMatch')}
      text={t('table.noMatchText')}
      actions={<Button onClick={list.clear}>{t('table.clearFilter')}</Button>}
    />
  )
}

/** Conditions that name no field of the list any more, with the way out. */
export function GoneField({ list, gone }: { list: ListState; gone: Condition[] }) {
  const { t } = useTranslation('web')
  const drop = () => list.setConditions(list.conditions.filter((each) => !gone.includes(each)))
  return (
    <EmptyState
      icon={FilterX}
      title={t('filter.gone')}
      text={t('filter.goneText')}
      actions={<Button onClick={drop}>{t('filter.dropGone')}</Button>}
    />
  )
}
