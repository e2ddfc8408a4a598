-- Companies that are or may become customers. Without an owner they stand in the pool.
create table customers (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  short_names text[] not null default '{}',
  phone text,
  industry text,
  size text,
  customer_type text,
  level text not null default 'normal',
  status text not null default 'potential',
  intent text,
  intent_changed_at timestamptz,
  lead_source text,
  credit_code text,
  region text,
  address text,
  website text,
  description text,
  location jsonb,
  last_follow_up_at timestamptz,
  next_step_at timestamptz,
  owner_id uuid,
  -- Who made it, in which department, on which local day: written once, never moved by transfers.
  credit_user_id uuid,
  credit_department_id uuid,
  credit_day date,
  credit_zone text,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  version int not null default 1,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  custom jsonb not null default '{}',
  body_hash text,
  import_source text,
  external_id text,
  primary key (tenant_id, id),
  unique (tenant_id, import_source, external_id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id)
);
-- Voided ones too: what hangs on a customer is seen through it.
create index customers_owner on customers (tenant_id, owner_id, updated_at desc, id desc);
create index customers_updated on customers (tenant_id, updated_at desc, id desc) where voided_at is null;
-- Coverage counts every customer of many people, so the index alone answers it.
create index customers_touched on customers (tenant_id, owner_id, last_follow_up_at) include (id, created_at, status) where voided_at is null;
create index customers_credit on customers (tenant_id, credit_day, credit_user_id);
create index customers_name on customers (tenant_id, name);

-- People at customers.
create table contacts (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  name text not null,
  title text,
  department text,
  phones text[] not null default '{}',
  email text,
  wechat text,
  role text,
  attitude text,
  note text,
  last_met_at timestamptz,
  owner_id uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  version int not null default 1,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  custom jsonb not null default '{}',
  body_hash text,
  import_source text,
  external_id text,
  primary key (tenant_id, id),
  unique (tenant_id, import_source, external_id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id)
);
create index contacts_customer on contacts (tenant_id, customer_id, created_at);
create index contacts_updated on contacts (tenant_id, updated_at desc, id desc) where voided_at is null;

-- Not yet qualified: becomes a customer, a contact and perhaps an opportunity when converted.
create table leads (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  contact_name text,
  title text,
  phone text,
  wechat text,
  email text,
  lead_source text,
  industry text,
  region text,
  description text,
  status text not null default 'waiting',
  invalid_reason text,
  last_follow_up_at timestamptz,
  converted_at timestamptz,
  customer_id uuid,
  owner_id uuid,
  -- Who made it, in which department, on which local day: written once, never moved by transfers.
  credit_user_id uuid,
  credit_department_id uuid,
  credit_day date,
  credit_zone text,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  version int not null default 1,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  custom jsonb not null default '{}',
  body_hash text,
  import_source text,
  external_id text,
  primary key (tenant_id, id),
  unique (tenant_id, import_source, external_id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id)
);
create index leads_owner on leads (tenant_id, owner_id, updated_at desc, id desc) where voided_at is null;
create index leads_updated on leads (tenant_id, updated_at desc, id desc) where voided_at is null;
create index leads_credit on leads (tenant_id, credit_day, credit_user_id);

-- Deals in the making. `outcome` is open, won or lost; being on hold is a restart date, the stage is kept.
create table opportunities (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid,
  name text not null,
  stage text not null,
  stage_entered_at timestamptz not null,
  amount_minor bigint,
  currency text not null,
  probability int,
  probability_reason text,
  expected_sign_on date,
  budget_amount_minor bigint,
  budget_status text,
  decision_on date,
  purchase_method text,
  decision_process text,
  contact_ids uuid[] not null default '{}',
  products text[] not null default '{}',
  competitors text[] not null default '{}',
  description text,
  on_hold_until date,
  outcome text not null default 'open',
  -- Where it stood when it was closed: reopening goes on there.
  closed_from_stage text,
  closed_at timestamptz,
  loss_reason text,
  loss_competitor text,
  loss_note text,
  last_follow_up_at timestamptz,
  -- Who closed it, in which department, on which local day; reopening clears it.
  closing_user_id uuid,
  closing_department_id uuid,
  closing_day date,
  closing_zone text,
  owner_id uuid,
  -- Who made it, in which department, on which local day: written once, never moved by transfers.
  credit_user_id uuid,
  credit_department_id uuid,
  credit_day date,
  credit_zone text,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  version int not null default 1,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  custom jsonb not null default '{}',
  body_hash text,
  import_source text,
  external_id text,
  primary key (tenant_id, id),
  unique (tenant_id, import_source, external_id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id)
);
create index opportunities_customer on opportunities (tenant_id, customer_id, created_at);
create index opportunities_owner on opportunities (tenant_id, owner_id, outcome, updated_at desc, id desc) where voided_at is null;
create index opportunities_updated on opportunities (tenant_id, updated_at desc, id desc) where voided_at is null;
create index opportunities_stage on opportunities (tenant_id, outcome, stage, updated_at desc, id desc) where voided_at is null;
create index opportunities_credit on opportunities (tenant_id, credit_day, credit_user_id);
create index opportunities_closing on opportunities (tenant_id, closing_day, closing_user_id);

-- Money received.
create table payments (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid not null,
  opportunity_id uuid,
  amount_minor bigint not null,
  currency text not null,
  paid_on date not null,
  method text,
  voucher text,
  note text,
  owner_id uuid,
  -- Who made it, in which department, on which local day: written once, never moved by transfers.
  credit_user_id uuid,
  credit_department_id uuid,
  credit_day date,
  credit_zone text,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  version int not null default 1,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  custom jsonb not null default '{}',
  body_hash text,
  import_source text,
  external_id text,
  primary key (tenant_id, id),
  unique (tenant_id, import_source, external_id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id)
);
create index payments_customer on payments (tenant_id, customer_id, paid_on desc);
create index payments_paid on payments (tenant_id, paid_on desc, id desc) where voided_at is null;
create index payments_credit on payments (tenant_id, credit_day, credit_user_id);

-- What was agreed to happen next. `state`: open, kept (a follow-up fulfilled it), moved (another one took its place), dropped.
create table next_steps (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid,
  lead_id uuid,
  opportunity_id uuid,
  contact_ids uuid[] not null default '{}',
  at timestamptz not null,
  -- The planned day in the responsible person's time zone, and that zone.
  local_day date not null,
  time_zone text not null,
  action text not null,
  goal text,
  state text not null default 'open',
  closed_at timestamptz,
  drop_reason text,
  -- What was said when it was done without a follow-up, or why it was put off.
  closing_note text,
  made_by_follow_up_id uuid,
  kept_by_follow_up_id uuid,
  moved_to_id uuid,
  owner_id uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  version int not null default 1,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  custom jsonb not null default '{}',
  body_hash text,
  import_source text,
  external_id text,
  primary key (tenant_id, id),
  unique (tenant_id, import_source, external_id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id),
  foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id)
);
create index next_steps_owner_day on next_steps (tenant_id, owner_id, local_day) where voided_at is null;
create index next_steps_customer on next_steps (tenant_id, customer_id, state, at);
create index next_steps_lead on next_steps (tenant_id, lead_id, state, at);
create index next_steps_at on next_steps (tenant_id, at desc, id desc) where voided_at is null;

-- One interaction: the only fact table of activity. Never deleted, only voided.
create table follow_ups (
  tenant_id uuid not null,
  id uuid not null,
  customer_id uuid,
  lead_id uuid,
  opportunity_id uuid,
  contact_ids uuid[] not null default '{}',
  participants jsonb not null default '[]',
  method text not null,
  result text,
  occurred_at timestamptz not null,
  -- The day it happened on in the author's time zone, and that zone.
  local_day date not null,
  time_zone text not null,
  -- The author's department on that day.
  department_id uuid,
  device_time timestamptz,
  entered_at timestamptz not null,
  entry_kind text not null,
  counted boolean not null,
  late_reason text,
  summary text not null,
  judgement text,
  needs text[] not null default '{}',
  objections text[] not null default '{}',
  feedback text,
  pain_points text[] not null default '{}',
  competitors text[] not null default '{}',
  signals text[] not null default '{}',
  intent text,
  status text,
  stage text,
  probability int,
  amount_minor bigint,
  currency text not null,
  location jsonb,
  -- State of the customer and the opportunity before and after this interaction.
  state_before jsonb not null default '{}',
  state_after jsonb not null default '{}',
  next_step_id uuid,
  author_id uuid not null,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  version int not null default 1,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  custom jsonb not null default '{}',
  body_hash text,
  import_source text,
  external_id text,
  primary key (tenant_id, id),
  unique (tenant_id, import_source, external_id),
  foreign key (tenant_id, author_id) references users (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, lead_id) references leads (tenant_id, id),
  foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id),
  foreign key (tenant_id, next_step_id) references next_steps (tenant_id, id)
);
create index follow_ups_author_day on follow_ups (tenant_id, author_id, local_day, occurred_at);
create index follow_ups_customer on follow_ups (tenant_id, customer_id, occurred_at desc, id desc);
create index follow_ups_opportunity on follow_ups (tenant_id, opportunity_id, occurred_at desc);
create index follow_ups_lead on follow_ups (tenant_id, lead_id, occurred_at desc);
create index follow_ups_occurred on follow_ups (tenant_id, occurred_at desc, id desc) where voided_at is null;
create index follow_ups_department_day on follow_ups (tenant_id, department_id, local_day);

-- News that came after an interaction and are none of their own.
create table follow_up_notes (
  tenant_id uuid not null,
  id uuid not null,
  follow_up_id uuid not null,
  text text not null,
  author_id uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  foreign key (tenant_id, follow_up_id) references follow_ups (tenant_id, id),
  foreign key (tenant_id, author_id) references users (tenant_id, id)
);
create index follow_up_notes_follow_up on follow_up_notes (tenant_id, follow_up_id, created_at);

-- Assigned work with a deadline and an acceptance, with or without a customer.
create table tasks (
  tenant_id uuid not null,
  id uuid not null,
  title text not null,
  description text,
  acceptance text,
  customer_id uuid,
  opportunity_id uuid,
  due_at timestamptz,
  state text not null default 'open',
  done_at timestamptz,
  done_note text,
  owner_id uuid,
  created_at timestamptz not null,
  created_by uuid not null,
  updated_at timestamptz not null,
  version int not null default 1,
  voided_at timestamptz,
  voided_by uuid,
  void_reason text,
  custom jsonb not null default '{}',
  body_hash text,
  import_source text,
  external_id text,
  primary key (tenant_id, id),
  unique (tenant_id, import_source, external_id),
  foreign key (tenant_id, owner_id) references users (tenant_id, id),
  foreign key (tenant_id, customer_id) references customers (tenant_id, id),
  foreign key (tenant_id, opportunity_id) references opportunities (tenant_id, id)
);
create index tasks_owner on tasks (tenant_id, owner_id, state, due_at);
create index tasks_due on tasks (tenant_id, due_at desc, id desc) where voided_at is null;

-- What is aimed at. A standing one asks its value of everybody in its scope, period after period from `starts_on` on, until a newer one;
-- a dated one asks it of its scope as a whole in the one period that begins on `starts_on`.
create table targets (
  tenant_id uuid not null,
  id uuid not null,
  metric text not null,
  -- One of the two; the company is its root department.
  department_id uuid,
  user_id uuid,
  period text not null check (period in ('year', 'quarter', 'month', 'week', 'day')),
  starts_on date not null,
  standing boolean not null,
  -- A count, or minor units of `currency`; 0 says that nothing is asked.
  value bigint not null check (value >= 0),
  currency text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id),
  check (num_nonnulls(department_id, user_id) = 1),
  foreign key (tenant_id, department_id) references departments (tenant_id, id) on delete cascade,
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create unique index targets_dated on targets (tenant_id, starts_on, department_id, user_id, metric, period) nulls not distinct where not standing;
create unique index targets_standing on targets (tenant_id, starts_on, department_id, user_id, metric) nulls not distinct where standing;
