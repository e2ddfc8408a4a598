import { defineRecord } from '../../base/records/contract.ts'

export const payment = defineRecord({
  type: 'payment',
  plural: 'payments',
  path: 'payments',
  table: 'payments',
  title: 'voucher',
  owner: { field: 'ownerId', column: 'owner_id' },
  via: [{ field: 'customerId', to: 'customer' }],
  defaultSort: { field: 'paidOn', descending: true },
  credit: { day: 'paidOn' },
  listed: ['paidOn', 'customerId', 'opportunityId', 'amount', 'method', 'voucher', 'ownerId'],
  fields: {
    customerId: { kind: 'reference', to: 'customer', required: true, filterable: true },
    opportunityId: { kind: 'reference', to: 'opportunity', filterable: true },
    amount: { kind: 'money', required: true, filterable: true, sortable: true },
    paidOn: { kind: 'date', required: true, filterable: true, sortable: true },
    method: { kind: 'option', set: 'paymentMethod', filterable: true },
    voucher: { kind: 'text', max: 120 },
    note: { kind: 'longText', max: 2000 },
  },
})
