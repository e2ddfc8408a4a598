import { useQuery } from '@tanstack/react-query'
import { api } from '../../../web/lib/api.ts'
import { type Described, useFields } from '../../../web/lib/fields.ts'
import { formatAmount, today } from '../../../web/lib/format.ts'

/** What the phone needs of the record; the whole description would bring zod along. */
const type: Described = { type: 'payment', owner: { field: 'ownerId' } }

interface Named {
  id: string
  name: string
}

/** A payment as the API answers; a hidden amount is absent. */
export interface Payment extends Record<string, unknown> {
  id: string
  version: number
  customer?: Named | null
  opportunity?: Named | null
  amount?: number | null
  currency?: string
  paidOn?: string | null
  method?: string | null
  voucher?: string | null
  note?: string | null
  owner: Named | null
  abilities: { edit: boolean; delete: boolean; assign: boolean }
}

/** What a payment is about when it is recorded from somewhere else. */
export interface PaymentOf {
  customer?: Named | null
  opportunity?: Named | null
}

/** Asked again whenever a payment changes, beside payments and reports. */
export const touches = ['metrics', 'team-reports']

/** A new payment: of today, and of what it is about. */
export const startOf = ({ customer, opportunity }: PaymentOf): Record<string, unknown> => ({
  paidOn: today(),
  ...(customer && { customerId: customer.id, customer }),
  ...(opportunity && { opportunityId: opportunity.id, opportunity }),
})

/** What a payment form asks, in the order in which it is said. */
export function usePaymentFields() {
  const asked = ['customerId', 'opportunityId', 'amount', 'paidOn', 'method', 'voucher', 'note']
  const fields = useFields(type, 'payments')
  return [
    ...asked.map((key) => fields.find((field) => field.key === key)).filter((field) => field !== undefined),
    ...fields.filter((field) => field.custom),
  ]
}

/** The newest payments of a customer or an opportunity. */
export function usePaymentsOf(of: PaymentOf) {
  const field = of.opportunity ? 'opportunityId' : 'customerId'
  const id = (of.opportunity ?? of.customer)?.id
  return useQuery({
    queryKey: ['payments', 'of', id],
    queryFn: () =>
      api.get<{ items: Payment[]; nextCursor: string | null }>('/api/payments', {
        filter: { field, op: 'eq', value: id },
        limit: 200,
      }),
    enabled: id !== undefined,
  })
}

/** Sum of all payments by currency in words; undefined while not all of them are known or visible. */
export function sumOf(page: { items: Payment[]; nextCursor: string | null } | undefined): string | undefined {
  if (!page || page.nextCursor || page.items.length === 0 || page.items.some((each) => each.amount == null))
    return undefined
  const sums = new Map<string, number>()
  for (const { amount, currency = '' } of page.items) sums.set(currency, (sums.get(currency) ?? 0) + (amount ?? 0))
  return [...sums].map(([currency, sum]) => formatAmount(sum, currency || undefined)).join(' + ')
}
