/**
 * The table of contents: every slice, in the order in which slices may know each other.
 * A slice imports only slices above it; what must reach down the list is an event.
 */
export const modules = [
  'base/audit',
  'base/people',
  'base/settings',
  'base/notifications',
  'base/forms',
  'base/records',
  'base/comments',
  'sales/calendar',
  'sales/customers',
  'sales/contacts',
  'sales/opportunities',
  'sales/leads',
  'sales/payments',
  'sales/next-steps',
  'sales/follow-ups',
  'sales/tasks',
  'sales/targets',
  'insight/metrics',
  'insight/reports',
  'exchange/import-export',
] as const
