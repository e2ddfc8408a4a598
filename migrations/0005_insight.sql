-- Numbers of a person's day, recomputed from the facts in the transaction that changes them; never counted up.
create table metric_days (
  tenant_id uuid not null,
  user_id uuid not null,
  local_day date not null,
  metric text not null,
  -- Currency of the amount; empty for metrics without one.
  currency text not null,
  count int not null,
  amount_minor bigint not null,
  primary key (tenant_id, user_id, local_day, metric, currency)
);
create index metric_days_day on metric_days (tenant_id, local_day, user_id) include (metric, currency, count, amount_minor);

-- Whoever recomputes cells holds these rows first: a person's day, or a customer (with the day 0001-01-01) whose first visit may change.
create table metric_locks (
  tenant_id uuid not null,
  subject_id uuid not null,
  local_day date not null,
  primary key (tenant_id, subject_id, local_day)
);

-- Visits somebody came along to are looked for by day, not by author.
create index follow_ups_accompanied on follow_ups (tenant_id, local_day) where participants <> '[]';

-- A person's report. The id follows from tenant, person, kind and first day, so reading one that nobody wrote yet writes nothing.
create table reports (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null check (kind in ('daily', 'weekly', 'monthly')),
  period_start date not null,
  day_type text not null default 'normal',
  words jsonb not null default '{}',
  other_work jsonb not null default '[]',
  left_out uuid[] not null default '{}',
  -- Set while a submitted version stands; withdrawing clears them.
  submitted_at timestamptz,
  submitted_state text check (submitted_state in ('onTime', 'late', 'missing', 'auto', 'excused')),
  -- Number of the newest row in report_versions; 0 before the first.
  submissions int not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, kind, user_id, period_start),
  foreign key (tenant_id, user_id) references users (tenant_id, id)
);
create index reports_period on reports (tenant_id, kind, period_start, user_id);

-- What was handed in, as it was: words, numbers with the version of their definition, the records they count, composed lines.
create table report_versions (
  tenant_id uuid not null,
  report_id uuid not null,
  number int not null,
  submitted_at timestamptz not null,
  submitted_by uuid not null,
  automatic boolean not null,
  content jsonb not null,
  primary key (tenant_id, report_id, number),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete cascade
);

create table report_reads (
  tenant_id uuid not null,
  report_id uuid not null,
  user_id uuid not null,
  read_at timestamptz not null,
  primary key (tenant_id, report_id, user_id),
  foreign key (tenant_id, report_id) references reports (tenant_id, id) on delete cascade,
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);

-- What the sweep has seen of each report that is owed. A final state stays although settings change later.
create table report_duties (
  tenant_id uuid not null,
  kind text not null,
  user_id uuid not null,
  period_start date not null,
  state text not null check (state in ('draft', 'due', 'missing', 'excused', 'onTime', 'late', 'auto')),
  announced_at timestamptz,
  updated_at timestamptz not null,
  primary key (tenant_id, kind, user_id, period_start),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index report_duties_period on report_duties (tenant_id, kind, period_start, state);
