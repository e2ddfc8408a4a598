/**
 * Every table of the database and how its rows are kept apart.
 * `tenant`: carries tenant_id, row-level security, only ever read inside one tenant.
 * `reference`: the same rows for everybody, read only for the app role.
 * `local`: no row-level security; used before or across tenants (sign-in look-up, queue, sweeps).
 */
export type TableKind = 'tenant' | 'reference' | 'local'

export const tables: Record<string, TableKind> = {
  schema_migrations: 'reference',
  // platform
  jobs: 'local',
  due: 'local',
  // audit
  audit_entries: 'tenant',
  // people
  tenants: 'tenant',
  departments: 'tenant',
  users: 'tenant',
  memberships: 'tenant',
  roles: 'tenant',
  user_roles: 'tenant',
  sessions: 'tenant',
  join_links: 'tenant',
  password_resets: 'tenant',
  logins: 'local',
  sign_in_attempts: 'local',
  // settings
  settings: 'tenant',
  options: 'tenant',
  // notifications
  notices: 'tenant',
  // records
  custom_fields: 'tenant',
  field_index: 'tenant',
  search_terms: 'tenant',
  record_collaborators: 'tenant',
  saved_views: 'tenant',
  // comments
  comments: 'tenant',
  comment_reads: 'tenant',
  // sales
  customers: 'tenant',
  contacts: 'tenant',
  leads: 'tenant',
  opportunities: 'tenant',
  payments: 'tenant',
  next_steps: 'tenant',
  plan_feeds: 'tenant',
  follow_ups: 'tenant',
  follow_up_notes: 'tenant',
  tasks: 'tenant',
  targets: 'tenant',
  // insight
  metric_days: 'tenant',
  metric_locks: 'tenant',
  reports: 'tenant',
  report_versions: 'tenant',
  report_reads: 'tenant',
  report_duties: 'tenant',
  // import-export
  import_batches: 'tenant',
  import_records: 'tenant',
  import_templates: 'tenant',
}

/** Tables whose rows the app role may add and read, but neither change nor delete. */
export const appendOnly: ReadonlySet<string> = new Set(['audit_entries'])
