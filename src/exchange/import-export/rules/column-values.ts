import type { Confidence, ImportTarget } from '../contract.ts'
import type { Profile } from './profile.ts'

/** A guess that may still change by what the other columns are. */
export interface Draft {
  target: ImportTarget | null
  confidence: Confidence
  candidates: ImportTarget[]
  /** For choosing among columns that want the same target. */
  score: number
}

/** Targets that hold a day. */
export const dayTargets = new Set<ImportTarget>([
  'customer.createdAt',
  'followUp.day',
  'nextStep.day',
  'opportunity.expectedSignDay',
  'opportunity.engagedDay',
  'opportunity.closedDay',
])
/** Targets that hold an amount. */
export const moneyTargets = new Set<ImportTarget>(['opportunity.amount', 'opportunity.budget'])
/** Whether the values of a column can be what its header says. */
export function fits(target: ImportTarget, profile: Profile): boolean {
  const field = target.split('.')[1] ?? ''
  if (dayTargets.has(target)) return profile.day >= 0.4 && profile.phone < 0.4
  if (moneyTargets.has(target)) return profile.number >= 0.4 && profile.phone < 0.4
  if (target === 'opportunity.probability') return profile.number >= 0.4 || profile.percent >= 0.4
  if (field === 'phone') return profile.phone >= 0.4
  if (field === 'email') return profile.email >= 0.4
  if (field === 'creditCode') return profile.creditCode >= 0.4 || profile.length >= 15
  if (field === 'wechat') return profile.day < 0.5 && profile.organisation < 0.5
  if (target === 'customer.name')
    return (
      profile.phone < 0.4 &&
      profile.day < 0.4 &&
      profile.number < 0.4 &&
      !(profile.fullName >= 0.6 && profile.organisation < 0.1)
    )
  if (target === 'contact.name')
    return profile.day < 0.4 && profile.number < 0.4 && profile.organisation < 0.5 && profile.length <= 60
  if (target === 'customer.owner')
    return (
      profile.day < 0.3 &&
      profile.phone < 0.3 &&
      profile.number < 0.3 &&
      profile.organisation < 0.3 &&
      profile.length <= 20
    )
  if (['level', 'intent', 'status', 'type', 'method', 'stage', 'role', 'attitude'].includes(field))
    return profile.length <= 15 && profile.phone < 0.3 && profile.day < 0.3
  if (field === 'industry' || field === 'source')
    return profile.length <= 25 && profile.phone < 0.3 && profile.day < 0.3
  if (field === 'title') return profile.phone < 0.4 && profile.day < 0.3 && profile.length <= 25
  if (field === 'website') return profile.url >= 0.3
  return true
}

/** What the values alone prove. Only distinctive ones decide; the rest are candidates. */
export function fromValues(profile: Profile): Draft {
  const found = (target: ImportTarget): Draft => ({ target, confidence: 'look', candidates: [], score: 0.5 })
  const maybe = (...candidates: ImportTarget[]): Draft => ({
    target: null,
    confidence: 'undecided',
    candidates,
    score: 0,
  })
  if (profile.filled < 3) return maybe()
  if (profile.phone >= 0.8) return found('contact.phone')
  if (profile.email >= 0.8) return found('contact.email')
  if (profile.creditCode >= 0.8) return found('customer.creditCode')
  if (profile.url >= 0.8) return found('customer.website')
  if (profile.organisation >= 0.7) return found('customer.name')
  if (profile.address >= 0.7) return found('customer.address')
  for (const field of ['industry', 'source', 'status', 'type'] as const)
    if (profile.options[field] >= 0.9 && profile.distinct >= 3 && onlyOption(profile, field))
      return found(`customer.${field}`)
  if (profile.grade + profile.height >= 0.7) return maybe('customer.intent', 'customer.level')
  if (profile.fullName >= 0.7 && profile.filled >= 10 && profile.distinct >= profile.filled * 0.8)
    return found('contact.name')
  if (profile.fullName >= 0.7) return maybe('contact.name', 'customer.owner')
  if (profile.title >= 0.7) return found('contact.title')
  if (profile.day >= 0.7) return maybe('followUp.day', 'nextStep.day', 'customer.createdAt')
  if (profile.number >= 0.7) return maybe('opportunity.amount', 'ignore')
  return profile.length >= 12 ? maybe('followUp.text', 'customer.notes', 'ignore') : maybe('customer.notes', 'ignore')
}

function onlyOption(profile: Profile, field: keyof Profile['options']): boolean {
  return Object.entries(profile.options).every(([other, share]) => other === field || share < profile.options[field])
}
