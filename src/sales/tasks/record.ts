import { defineRecord } from '../../base/records/contract.ts'

export const task = defineRecord({
  type: 'task',
  plural: 'tasks',
  path: 'tasks',
  table: 'tasks',
  title: 'title',
  owner: { field: 'ownerId', column: 'owner_id' },
  search: { names: ['title'], phones: [], hint: ['customerId', 'ownerId'] },
  page: '/tasks?task={id}',
  ownerTold: true,
  defaultSort: { field: 'dueAt', descending: false },
  live: { field: 'state', is: 'open' },
  listed: ['title', 'customerId', 'dueAt', 'state', 'ownerId'],
  fields: {
    title: { kind: 'text', required: true, max: 200, filterable: true },
    description: { kind: 'longText', max: 5000 },
    acceptance: { kind: 'longText', max: 2000 },
    customerId: { kind: 'reference', to: 'customer', filterable: true },
    opportunityId: { kind: 'reference', to: 'opportunity', filterable: true },
    dueAt: { kind: 'dateTime', filterable: true, sortable: true },
    state: { kind: 'text', system: true, filterable: true },
    /** Who set it, which is whoever made the record. */
    assignedById: { kind: 'user', column: 'created_by', system: true, filterable: true },
    doneAt: { kind: 'dateTime', system: true, filterable: true },
    doneNote: { kind: 'text', max: 500 },
  },
})
