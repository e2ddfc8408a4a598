-- Fields that administrators add to record types; their values stand in the `custom` column of the record.
create table custom_fields (
  tenant_id uuid not null,
  id uuid not null,
  type text not null,
  key text not null,
  kind text not null,
  label_zh text not null,
  label_en text not null,
  required boolean not null,
  filterable boolean not null,
  choices jsonb not null default '[]',
  to_type text,
  position int not null,
  retired_at timestamptz,
  created_at timestamptz not null,
  created_by uuid not null,
  version int not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, type, key)
);

-- Values of filterable custom fields, so that filters use an index under row-level security.
create table field_index (
  tenant_id uuid not null,
  field_id uuid not null,
  record_id uuid not null,
  ordinal int not null,
  text_value text,
  number_value float8,
  primary key (tenant_id, field_id, record_id, ordinal),
  foreign key (tenant_id, field_id) references custom_fields (tenant_id, id) on delete cascade
);
create index field_index_text on field_index (tenant_id, field_id, text_value, record_id);
create index field_index_number on field_index (tenant_id, field_id, number_value, record_id);
create index field_index_record on field_index (tenant_id, record_id);

-- Everything a record can be found by: bigrams, initials, phone tails; matched by equality.
create table search_terms (
  tenant_id uuid not null,
  type text not null,
  term text not null,
  record_id uuid not null,
  primary key (tenant_id, type, term, record_id)
);
create index search_terms_record on search_terms (tenant_id, record_id);

-- People who work on a record beside its owner.
create table record_collaborators (
  tenant_id uuid not null,
  type text not null,
  record_id uuid not null,
  user_id uuid not null,
  added_at timestamptz not null,
  added_by uuid not null,
  primary key (tenant_id, type, record_id, user_id)
);
create index record_collaborators_user on record_collaborators (tenant_id, user_id, type, record_id);

-- A person's or the company's saved filters, columns and sort of a list.
create table saved_views (
  tenant_id uuid not null,
  id uuid not null,
  type text not null,
  name text not null,
  shared boolean not null,
  definition jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null default 1,
  primary key (tenant_id, id)
);
create index saved_views_type on saved_views (tenant_id, type, created_at);
