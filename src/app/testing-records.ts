import { newId } from '../platform/id.ts'

/** Bodies that make one record of each type, of the given customer where the type has one. */
const samples: Record<string, (customerId: string) => Record<string, unknown>> = {
  customer: () => ({ name: `矩阵客户 ${newId()}` }),
  contact: (customerId) => ({ name: '周启航', customerId }),
  lead: () => ({ name: `矩阵线索 ${newId()}` }),
  opportunity: (customerId) => ({ name: '二期产线视觉检测', customerId, amount: 860_000 }),
  payment: (customerId) => ({ customerId, amount: 1200, paidOn: '2026-03-12' }),
  nextStep: (customerId) => ({ customerId, at: '2026-03-16T06:00:00Z', action: 'visit', goal: '看样机' }),
  followUp: (customerId) => ({
    customerId,
    method: 'phone',
    occurredAt: '2026-03-12T06:00:00Z',
    summary: '确认二期预算 120 万',
  }),
  task: () => ({ title: '借样机 1 套' }),
}

/** The least that POST needs for one record of a type. */
export function sampleOf(type: string, customerId: string): Record<string, unknown> {
  const sample = samples[type]
  if (sample === undefined) throw new Error(`no sample for ${type}`)
  return sample(customerId)
}
