import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api } from '../../../web/lib/api.ts'
import { useFields } from '../../../web/lib/fields.ts'
import { givenOf } from '../../../web/lib/meta.ts'
import { useGo } from '../../../web/lib/place.ts'
import { AskingDrawer } from '../../../web/ui/desktop/asking-drawer.tsx'
import { RecordForm } from '../../../web/ui/desktop/record-form.tsx'
import { Skeleton } from '../../../web/ui/states.tsx'
import { toast } from '../../../web/ui/toast.tsx'
import { opportunity as type } from '../record.ts'
import { type Opportunity, useRefresh } from './opportunity.ts'

const asked = [
  'name',
  'customerId',
  'stage',
  'amount',
  'expectedSignOn',
  'probability',
  'probabilityReason',
  'budgetStatus',
  'budgetAmount',
  'purchaseMethod',
  'decisionOn',
  'decisionProcess',
  'contactIds',
  'products',
  'competitors',
  'description',
]

/** Makes an opportunity, for a customer if there is one, or edits it. */
export function OpportunityDrawer({
  open,
  onClose,
  deal,
  customerId,
}: {
  open: boolean
  onClose: () => void
  deal?: Opportunity
  customerId?: string
}) {
  const { t } = useTranslation(['opportunities', 'web'])
  const go = useGo()
  const refresh = useRefresh()
  const known = useQuery({
    queryKey: ['customers', customerId],
    queryFn: () => api.get<{ id: string; name: string }>(`/api/customers/${customerId}`),
    enabled: open && !!customerId,
  })
  const fields = useFields(type, 'opportunities')
    .filter(
      (field) =>
        (field.custom || asked.includes(field.key)) &&
        !field.readOnly &&
        (deal || field.key !== 'probabilityReason') &&
        !(deal?.outcome && deal.outcome !== 'open' && ['stage', 'probability', 'amount'].includes(field.key)),
    )
    .map((field) => (field.key === 'customerId' ? { ...field, required: true } : field))
  const save = async (values: Record<string, unknown>, changed: Record<string, unknown>) => {
    if (deal) await api.patch(`/api/opportunities/${deal.id}`, { version: deal.version, ...changed })
    else {
      const made = await api.post<Opportunity>('/api/opportunities', givenOf(values))
      go(`/opportunities/${made.id}`)
    }
    await refresh()
    toast(t(deal ? 'saved' : 'created'))
    onClose()
  }
  const waits = !!customerId && known.isPending
  return (
    <AskingDrawer open={open} onClose={onClose} size={560} title={t(deal ? 'edit' : 'new')}>
      {(form) =>
        waits ? (
          <Skeleton rows={6} />
        ) : (
          <RecordForm
            key={known.data?.id}
            fields={fields}
            record={deal ?? (known.data ? { customerId: known.data.id, customer: known.data } : {})}
            onSubmit={save}
            {...form}
            submitText={t(deal ? 'web:actions.save' : 'new')}
            onConflict={() => (
              <div className="ban info" style={{ marginBottom: 12 }}>
                {t('changedMeanwhile')}
              </div>
            )}
          />
        )
      }
    </AskingDrawer>
  )
}
