import { z } from 'zod'
import { createSchema, replySchema } from '../../base/records/contract.ts'
import { isCurrency } from '../../platform/money.ts'
import { id, line } from '../../platform/schema.ts'
import { contact } from '../contacts/record.ts'
import { customer } from '../customers/record.ts'
import { opportunity } from '../opportunities/record.ts'
import { lead } from './record.ts'

const version = z.int().min(1).optional()

/**
 * Body of convert. `customer`: fields of a new one beyond those taken over from the lead; or `customerId` of one that is there.
 * `contact`: make one of the lead's contact person, unless false.
 */
export const convertBody = z
  .strictObject({
    version,
    customer: createSchema(customer).partial().optional(),
    customerId: id.optional(),
    contact: z.boolean().default(true),
    opportunity: z
      .strictObject({
        name: line(120),
        amount: z.number().min(0).max(9e13).optional(),
        currency: z.string().refine(isCurrency).optional(),
      })
      .optional(),
  })
  .refine((body) => body.customer === undefined || body.customerId === undefined, {
    error: 'leads.one_customer',
    path: ['customerId'],
  })
export type Conversion = z.output<typeof convertBody>

export const convertReply = z.object({
  lead: replySchema(lead),
  customer: replySchema(customer),
  contact: replySchema(contact).nullable(),
  opportunity: replySchema(opportunity).nullable(),
})

/** Body of invalidate: why the lead is worth nothing. */
export const invalidateBody = z.strictObject({ version, reason: line(200) })
export const reviveBody = z.strictObject({ version })
