import type { Screen } from './screen.ts'

/** Every desktop screen. Navigation shows an entry as soon as its path is listed here. */
export const screens: Screen[] = [
  { path: '/sign-in', frame: 'public', load: () => import('../base/people/web/sign-in.tsx') },
  { path: '/reset/$token', frame: 'public', load: () => import('../base/people/web/reset-password.tsx') },
  { path: '/join/$token', frame: 'public', load: () => import('../base/people/web/join.tsx') },
  { path: '/setup', frame: 'public', load: () => import('../base/people/web/setup.tsx') },
  { path: '/', load: () => import('../app/pages/today.desktop.tsx') },
  { path: '/notices', load: () => import('../base/notifications/web/notices.desktop.tsx') },
  { path: '/customers', can: 'customers.view', load: () => import('../sales/customers/web/customers.desktop.tsx') },
  { path: '/customers/$id', can: 'customers.view', load: () => import('../app/pages/customer.desktop.tsx') },
  {
    path: '/follow-ups/new',
    can: 'followUps.create',
    load: () => import('../sales/follow-ups/web/capture.desktop.tsx'),
  },
  { path: '/follow-ups', can: 'followUps.view', load: () => import('../sales/follow-ups/web/follow-ups.desktop.tsx') },
  {
    path: '/follow-ups/$id',
    can: 'followUps.view',
    load: () => import('../sales/follow-ups/web/follow-up.desktop.tsx'),
  },
  {
    path: '/opportunities',
    can: 'opportunities.view',
    load: () => import('../sales/opportunities/web/opportunities.desktop.tsx'),
  },
  {
    path: '/opportunities/$id',
    can: 'opportunities.view',
    load: () => import('../app/pages/opportunity.desktop.tsx'),
  },
  { path: '/reports/daily', can: 'reports.view', load: () => import('../insight/reports/web/daily.desktop.tsx') },
  { path: '/reports/team', can: 'team.view', load: () => import('../insight/reports/web/team.desktop.tsx') },
  { path: '/targets', can: 'targets.view', load: () => import('../sales/targets/web/targets.desktop.tsx') },
  { path: '/import', can: 'import.run', load: () => import('../exchange/import-export/web/import.desktop.tsx') },
  { path: '/audit', can: 'audit.view', load: () => import('../base/audit/web/audit.desktop.tsx') },
  { path: '/settings', can: 'settings.manage', load: () => import('../app/pages/settings.desktop.tsx') },
  { path: '/people', can: 'people.manage', load: () => import('../base/people/web/people.desktop.tsx') },
  { path: '/leads', can: 'leads.view', load: () => import('../sales/leads/web/leads.desktop.tsx') },
  { path: '/leads/$id', can: 'leads.view', load: () => import('../sales/leads/web/lead.desktop.tsx') },
  { path: '/calendar', can: 'nextSteps.view', load: () => import('../sales/next-steps/web/calendar.desktop.tsx') },
  { path: '/tasks', can: 'tasks.view', load: () => import('../sales/tasks/web/tasks.desktop.tsx') },
  { path: '/payments', can: 'payments.view', load: () => import('../sales/payments/web/payments.desktop.tsx') },
  { path: '/contacts', can: 'contacts.view', load: () => import('../sales/contacts/web/contacts.desktop.tsx') },
  { path: '/contacts/$id', can: 'contacts.view', load: () => import('../sales/contacts/web/contacts.desktop.tsx') },
  ...(import.meta.env.DEV ? [{ path: '/_gallery', load: () => import('./gallery/desktop.tsx') }] : []),
]
