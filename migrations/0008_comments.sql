-- What people say to each other about a record, and who has read it.
create table comments (
  tenant_id uuid not null,
  id uuid not null,
  subject_type text not null,
  subject_id uuid not null,
  reply_to uuid,
  text text not null,
  mentions uuid[] not null,
  author_id uuid not null,
  created_at timestamptz not null,
  edited_at timestamptz,
  removed_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, author_id) references users (tenant_id, id) on delete restrict,
  foreign key (tenant_id, reply_to) references comments (tenant_id, id) on delete restrict
);
create index comments_of_subject on comments (tenant_id, subject_id, created_at, id);

-- When somebody last read a record together with what was said about it.
create table comment_reads (
  tenant_id uuid not null,
  subject_id uuid not null,
  user_id uuid not null,
  read_at timestamptz not null,
  primary key (tenant_id, subject_id, user_id),
  foreign key (tenant_id, user_id) references users (tenant_id, id) on delete cascade
);
