import { z } from 'zod'
import { defineRecord } from '../../base/records/contract.ts'
import { id, isStorable } from '../../platform/schema.ts'

export const participants = z
  .array(z.strictObject({ userId: id, role: z.enum(['lead', 'technical', 'accompanying']) }))
  .max(20)

/** Text without characters that no database column can hold. */
const words = z.string().max(300).refine(isStorable, 'records.bad_characters')

/** WGS-84 or GCJ-02 coordinates in degrees; accuracy and distance to the customer in metres. */
export const place = z.strictObject({
  latitude: z.number().min(-90).max(90),
  longitude: z.number().min(-180).max(180),
  datum: z.enum(['WGS-84', 'GCJ-02']).default('WGS-84'),
  accuracy: z.number().min(0).max(1_000_000).optional(),
  address: words.optional(),
  note: words.optional(),
  /** Computed on arrival; whatever a client says is overwritten. */
  distance: z.number().min(0).optional(),
})

/** Customer and opportunity as they stood. */
export const state = z.object({
  intent: z.string().nullish(),
  status: z.string().nullish(),
  stage: z.string().nullish(),
  probability: z.number().nullish(),
  amount: z.number().nullish(),
  currency: z.string().nullish(),
})

export const followUp = defineRecord({
  type: 'followUp',
  plural: 'followUps',
  path: 'follow-ups',
  table: 'follow_ups',
  title: 'summary',
  page: '/follow-ups/{id}',
  owner: {
    field: 'authorId',
    column: 'author_id',
    departmentColumn: 'department_id',
    dayColumn: 'local_day',
    required: true,
  },
  via: [
    { field: 'customerId', to: 'customer' },
    { field: 'leadId', to: 'lead' },
  ],
  defaultSort: { field: 'occurredAt', descending: true },
  listed: ['occurredAt', 'customerId', 'method', 'summary', 'intent', 'ownerId', 'nextStepId'],
  fields: {
    customerId: { kind: 'reference', to: 'customer', filterable: true },
    leadId: { kind: 'reference', to: 'lead', filterable: true },
    opportunityId: { kind: 'reference', to: 'opportunity', filterable: true },
    contactIds: { kind: 'references', to: 'contact' },
    participants: { kind: 'json', schema: participants },
    method: { kind: 'option', set: 'method', required: true, filterable: true },
    result: { kind: 'option', set: 'result', filterable: true },
    occurredAt: { kind: 'dateTime', required: true, filterable: true, sortable: true },
    summary: { kind: 'longText', required: true, max: 20_000 },
    judgement: { kind: 'longText', max: 5000 },
    needs: { kind: 'texts', max: 500 },
    objections: { kind: 'options', set: 'objection', filterable: true },
    feedback: { kind: 'option', set: 'feedback', filterable: true },
    painPoints: { kind: 'texts', max: 500 },
    competitors: { kind: 'texts', max: 80, filterable: true },
    signals: { kind: 'options', set: 'signal', filterable: true },
    intent: { kind: 'option', set: 'intent', filterable: true },
    status: { kind: 'option', set: 'customerStatus', filterable: true },
    stage: { kind: 'option', set: 'stage', filterable: true },
    probability: { kind: 'integer', min: 0, most: 100, unit: 'percent' },
    amount: { kind: 'money', min: 0, filterable: true },
    location: { kind: 'json', schema: place },
    deviceTime: { kind: 'dateTime' },
    lateReason: { kind: 'text', max: 300 },
    localDay: { kind: 'date', system: true, filterable: true, sortable: true },
    timeZone: { kind: 'text', system: true },
    departmentId: { kind: 'id', system: true, filterable: true },
    enteredAt: { kind: 'dateTime', system: true },
    entryKind: { kind: 'text', system: true, filterable: true },
    counted: { kind: 'checkbox', system: true, filterable: true },
    stateBefore: { kind: 'json', schema: state, system: true },
    stateAfter: { kind: 'json', schema: state, system: true },
    nextStepId: { kind: 'reference', to: 'nextStep', system: true },
  },
})
