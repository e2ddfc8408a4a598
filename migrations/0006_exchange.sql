-- Files brought in: what was found in them, what was decided, and how far the writing has come.
create table import_batches (
  tenant_id uuid not null,
  id uuid not null,
  file_name text not null,
  -- Name inside the uploads folder; null once the file is no longer needed.
  file text,
  bytes bigint not null,
  -- analysed, running, done, cancelled, failed, undoing, undone
  state text not null,
  -- Sheets and columns as guessed, with samples.
  sheets jsonb not null,
  -- Sheets and columns as decided.
  mapping jsonb not null,
  decisions jsonb not null,
  -- Result of the last dry run: counts, groups of errors, duplicates, notices, people, preview.
  plan jsonb not null,
  -- Every row with an error of the last dry run.
  errors jsonb not null default '[]',
  -- Of the run: portions written, customers written, of how many.
  portions int not null default 0,
  written int not null default 0,
  total int not null default 0,
  made jsonb not null default '{}',
  cancel_asked boolean not null default false,
  failure text,
  department_id uuid,
  -- Name of the template that said what the columns are; null when they were guessed.
  template text,
  created_by uuid not null,
  created_at timestamptz not null,
  started_at timestamptz,
  finished_at timestamptz,
  undone_at timestamptz,
  version int not null default 1,
  primary key (tenant_id, id)
);
create index import_batches_created on import_batches (tenant_id, created_at desc);

-- What a batch has made. `version` is the record's own when the batch left it: another one means that somebody changed it since.
create table import_records (
  tenant_id uuid not null,
  batch_id uuid not null,
  type text not null,
  record_id uuid not null,
  version int not null,
  -- What became of it when the batch was undone: voided or kept.
  undone text,
  primary key (tenant_id, batch_id, type, record_id),
  foreign key (tenant_id, batch_id) references import_batches (tenant_id, id)
);

-- What the columns of a kind of file were decided to be, kept for the next one with the same heads.
create table import_templates (
  tenant_id uuid not null,
  id uuid not null,
  name text not null,
  sheets jsonb not null,
  created_by uuid not null,
  created_at timestamptz not null,
  primary key (tenant_id, id),
  unique (tenant_id, name),
  foreign key (tenant_id, created_by) references users (tenant_id, id) on delete restrict
);
