import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useFields, useFieldsEver } from '../../../web/lib/fields.ts'
import { type FieldMeta, tellsOf } from '../../../web/lib/meta.ts'
import { HistoryList, historyQuery } from '../../../web/ui/desktop/history-list.tsx'
import { Panel } from '../../../web/ui/desktop/page.tsx'
import { FieldValue } from '../../../web/ui/field-value.tsx'
import { Button } from '../../../web/ui/fields.tsx'
import { customer as type } from '../record.ts'
import type { Customer } from './customer.ts'

/** Every field that is known. */
export function Facts({ customer, onEdit }: { customer: Customer; onEdit: () => void }) {
  const { t } = useTranslation(['customers', 'web'])
  const fields = useFields(type, 'customers')
  const more: FieldMeta[] = [
    { key: 'createdAt', label: t('fields.createdAt'), kind: 'dateTime' },
    { key: 'updatedAt', label: t('fields.updatedAt'), kind: 'dateTime' },
  ]
  return (
    <Panel
      title={t('tabs.facts')}
      side={
        customer.abilities.edit && (
          <Button size="sm" onClick={onEdit}>
            {t('edit')}
          </Button>
        )
      }
    >
      <dl className="facts">
        {[...fields, ...more]
          .filter((field) => tellsOf(customer, field))
          .map((field) => (
            <div key={field.key} style={{ display: 'contents' }}>
              <dt>{field.label}</dt>
              <dd>
                <FieldValue field={field} record={customer} />
              </dd>
            </div>
          ))}
      </dl>
    </Panel>
  )
}

/** Who changed what, newest first. */
export function History({ customer }: { customer: Customer }) {
  const { t } = useTranslation('customers')
  const fields = useFieldsEver(type, 'customers')
  return (
    <Panel title={t('tabs.history')}>
      <HistoryList query={useInfiniteQuery(historyQuery('customers', customer.id))} fields={fields} />
    </Panel>
  )
}
