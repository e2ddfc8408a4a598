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
  // people
  tenants: 'tenant',
  logins: 'local',
  sign_in_attempts: 'local',
}
