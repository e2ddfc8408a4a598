-- The queue and the sweeps work before and across tenants, so they carry no row-level security.
create table jobs (
  id uuid primary key,
  kind text not null,
  tenant_id uuid,
  key text unique,
  payload jsonb not null default '{}',
  run_at timestamptz not null,
  attempts int not null default 0,
  locked_until timestamptz,
  last_error text,
  failed_at timestamptz,
  created_at timestamptz not null
);
create index jobs_ready on jobs (run_at) where failed_at is null;

-- One row per tenant and kind of sweep: when that tenant next has something due.
create table due (
  kind text not null,
  tenant_id uuid not null,
  next_at timestamptz not null,
  primary key (kind, tenant_id)
);
create index due_next on due (kind, next_at);
