create table tenants (
  tenant_id uuid primary key,
  name text not null,
  scenario text not null,
  locale text not null,
  time_zone text not null,
  currency text not null,
  go_live_on date,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1
);

-- The tree of departments; `path` is /root/…/own id/ so that a subtree is a range of paths.
create table departments (
  tenant_id uuid not null,
  id uuid not null,
  parent_id uuid,
  name text not null,
  path text not null collate "C",
  kind text not null check (kind in ('field', 'inside')),
  manager_id uuid,
  position int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, path),
  foreign key (tenant_id, parent_id) references departments (tenant_id, id)
);
create index departments_parent on departments (tenant_id, parent_id);

create table users (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  email text,
  phone text,
  password_hash text,
  status text not null check (status in ('active', 'placeholder', 'invited', 'pendingApproval', 'disabled')),
  locale text,
  time_zone text,
  joined_on date,
  left_on date,
  preferences jsonb not null default '{}',
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id)
);
create index users_name on users (tenant_id, name, id);
alter table departments add foreign key (tenant_id, manager_id) references users (tenant_id, id);
create index departments_manager on departments (tenant_id, manager_id);

-- Who belonged to which department on which days; one department per person and day.
create table memberships (
  tenant_id uuid not null,
  user_id uuid not null,
  from_day date not null,
  to_day date check (to_day >= from_day),
  department_id uuid not null,
  primary key (tenant_id, user_id, from_day),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade,
  foreign key (tenant_id, department_id) references departments (tenant_id, id)
);
create index memberships_department on memberships (tenant_id, department_id, from_day);

create table roles (
  tenant_id uuid not null,
  id uuid not null,
  key text not null,
  name text not null,
  built_in boolean not null,
  grants jsonb not null,
  field_rules jsonb not null,
  position int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, key)
);

create table user_roles (
  tenant_id uuid not null,
  user_id uuid not null,
  role_id uuid not null,
  primary key (tenant_id, user_id, role_id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade,
  foreign key (tenant_id, role_id) references roles (tenant_id, id)
);
create index user_roles_role on user_roles (tenant_id, role_id);

create table sessions (
  tenant_id uuid not null,
  id uuid not null,
  secret_hash text not null,
  user_id uuid not null,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null,
  user_agent text not null,
  ip text not null,
  primary key (tenant_id, id),
  unique (tenant_id, secret_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index sessions_user on sessions (tenant_id, user_id);

create table join_links (
  tenant_id uuid not null,
  id uuid not null,
  secret_hash text not null,
  department_id uuid not null,
  role_id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  primary key (tenant_id, id),
  unique (tenant_id, secret_hash),
  foreign key (tenant_id, department_id) references departments (tenant_id, id),
  foreign key (tenant_id, role_id) references roles (tenant_id, id)
);

create table password_resets (
  tenant_id uuid not null,
  id uuid not null,
  secret_hash text not null,
  user_id uuid not null,
  created_by uuid not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, secret_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index password_resets_user on password_resets (tenant_id, user_id);

-- Which people an e-mail address or phone number signs in; the only table read before the tenant is known.
create table logins (
  identifier text not null,
  tenant_id uuid not null,
  user_id uuid not null,
  primary key (identifier, tenant_id)
);
create index logins_user on logins (tenant_id, user_id);

-- Recent tries per identifier or address (hashed), so that a restart forgets none.
create table sign_in_attempts (
  id uuid primary key,
  bucket text not null,
  at timestamptz not null
);
create index sign_in_attempts_bucket on sign_in_attempts (bucket, at);
create index sign_in_attempts_at on sign_in_attempts (at);

create table audit_entries (
  tenant_id uuid not null,
  id uuid not null,
  at timestamptz not null,
  actor_id uuid,
  actor_kind text not null,
  action text not null,
  type text not null,
  record_id uuid,
  changes jsonb not null,
  request_id text not null,
  primary key (tenant_id, id)
);
create index audit_entries_at on audit_entries (tenant_id, at, id);
create index audit_entries_record on audit_entries (tenant_id, record_id, at, id);
create index audit_entries_actor on audit_entries (tenant_id, actor_id, at, id);

create table settings (
  tenant_id uuid not null,
  key text not null,
  value jsonb not null,
  updated_at timestamptz not null,
  updated_by uuid,
  version int not null default 1,
  primary key (tenant_id, key)
);

-- What a company changed or added in a built-in vocabulary; keys it left alone have no row.
create table options (
  tenant_id uuid not null,
  set_key text not null,
  key text not null,
  label_zh text not null,
  label_en text not null,
  parent text,
  position int not null,
  color text,
  extra jsonb not null default '{}',
  retired_at timestamptz,
  primary key (tenant_id, set_key, key)
);
