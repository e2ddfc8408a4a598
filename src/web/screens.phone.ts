import type { Screen } from './screen.ts'

const deskOnly = (path: string, can: string): Screen => ({ path, can, load: () => import('./shell/desk-only.tsx') })

/** Every phone screen. A tab shows as soon as its path is listed here. */
export const screens: Screen[] = [
  { path: '/sign-in', frame: 'public', load: () => import('../base/people/web/sign-in.tsx') },
  { path: '/reset/$token', frame: 'public', load: () => import('../base/people/web/reset-password.tsx') },
  { path: '/join/$token', frame: 'public', load: () => import('../base/people/web/join.tsx') },
  { path: '/setup', frame: 'public', load: () => import('../base/people/web/setup.tsx') },
  { path: '/follow-ups/new', can: 'followUps.create', load: () => import('../sales/follow-ups/web/capture.phone.tsx') },
  {
    path: '/follow-ups/several',
    can: 'followUps.create',
    load: () => import('../sales/follow-ups/web/several.phone.tsx'),
  },
  { path: '/follow-ups/$id', can: 'followUps.view', load: () => import('../sales/follow-ups/web/follow-up.phone.tsx') },
  { path: '/', load: () => import('../app/pages/today.phone.tsx') },
  { path: '/pick', can: 'nextSteps.create', load: () => import('../sales/next-steps/web/pick.phone.tsx') },
  { path: '/reports/daily', can: 'reports.view', load: () => import('../insight/reports/web/daily.phone.tsx') },
  { path: '/customers', can: 'customers.view', load: () => import('../sales/customers/web/customers.phone.tsx') },
  {
    path: '/customers/new',
    can: 'customers.create',
    load: () => import('../sales/customers/web/customer-edit.phone.tsx'),
  },
  {
    path: '/customers/$id/edit',
    can: 'customers.edit',
    load: () => import('../sales/customers/web/customer-edit.phone.tsx'),
  },
  { path: '/customers/$id', can: 'customers.view', load: () => import('../app/pages/customer.phone.tsx') },
  { path: '/notices', load: () => import('../base/notifications/web/notices.phone.tsx') },
  { path: '/reports/team', can: 'team.view', load: () => import('../insight/reports/web/team.phone.tsx') },
  { path: '/me', load: () => import('../base/people/web/me.phone.tsx') },
  { path: '/leads', can: 'leads.view', load: () => import('../sales/leads/web/leads.phone.tsx') },
  { path: '/leads/$id', can: 'leads.view', load: () => import('../sales/leads/web/lead.phone.tsx') },
  { path: '/outbox', load: () => import('./shell/outbox.phone.tsx') },
  { path: '/calendar', can: 'nextSteps.view', load: () => import('../sales/next-steps/web/calendar.phone.tsx') },
  { path: '/tasks', can: 'tasks.view', load: () => import('../sales/tasks/web/tasks.phone.tsx') },
  deskOnly('/import', 'import.run'),
  deskOnly('/people', 'people.manage'),
  deskOnly('/settings', 'settings.manage'),
  deskOnly('/audit', 'audit.view'),
  ...(import.meta.env.DEV ? [{ path: '/_gallery', load: () => import('./gallery/phone.tsx') }] : []),
]
