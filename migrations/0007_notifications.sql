-- What the product tells a person; worded by the browser from kind and params.
create table notices (
  tenant_id uuid not null,
  id uuid not null,
  user_id uuid not null,
  kind text not null,
  params jsonb not null,
  link text,
  -- The same news is told once: a second notice with the same key changes nothing.
  key text,
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (tenant_id, id),
  unique (tenant_id, user_id, key),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
create index notices_newest on notices (tenant_id, user_id, created_at desc, id desc);
create index notices_unread on notices (tenant_id, user_id) where read_at is null;
