-- A secret address under which a person's calendar program reads their plan; making a new one ends the old.
create table plan_feeds (
  tenant_id uuid not null,
  user_id uuid not null,
  secret_hash text not null,
  created_at timestamptz not null,
  primary key (tenant_id, user_id),
  unique (tenant_id, secret_hash),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
-- Which steps of the company are near or overdue, whoever they belong to.
create index next_steps_soon on next_steps (tenant_id, at) where state = 'open' and voided_at is null;
