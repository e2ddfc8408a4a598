import { defineRecord } from '../../base/records/contract.ts'

export const contact = defineRecord({
  type: 'contact',
  plural: 'contacts',
  path: 'contacts',
  table: 'contacts',
  title: 'name',
  owner: { field: 'ownerId', column: 'owner_id' },
  via: [{ field: 'customerId', to: 'customer' }],
  search: { names: ['name'], phones: ['phones'], hint: ['customerId', 'title', 'phones'] },
  defaultSort: { field: 'updatedAt', descending: true },
  listed: ['name', 'title', 'customerId', 'phones', 'role', 'attitude', 'ownerId'],
  fields: {
    name: { kind: 'text', required: true, max: 80, filterable: true, sortable: true },
    customerId: { kind: 'reference', to: 'customer', required: true, filterable: true },
    title: { kind: 'text', max: 80, filterable: true },
    department: { kind: 'text', max: 80, filterable: true },
    phones: { kind: 'phones', sensitive: true },
    email: { kind: 'email', sensitive: true },
    wechat: { kind: 'text', max: 80, sensitive: true },
    role: { kind: 'option', set: 'contactRole', filterable: true },
    attitude: { kind: 'option', set: 'attitude', filterable: true },
    note: { kind: 'longText', max: 5000 },
    lastMetAt: { kind: 'dateTime', system: true, filterable: true, sortable: true },
  },
})
