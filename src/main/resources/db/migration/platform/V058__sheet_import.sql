-- A sheet handed in to be written into the house: each row with what it would do, then carried out row by row when told to.
create table platform.sheet_import (
    id         bigint generated always as identity primary key,
    kind       text        not null, -- what is in it: experts
    file_name  text        not null check (length(file_name) <= 200),
    account_id bigint,
    state      text        not null default 'PREVIEW' check (state in ('PREVIEW', 'APPLYING', 'APPLIED', 'DISCARDED')),
    job_id     bigint references platform.job,
    created_at timestamptz not null default platform.moment()
);
create index on platform.sheet_import (kind, account_id, id desc);

create table platform.sheet_row (
    import_id bigint not null references platform.sheet_import on delete cascade,
    row_no    int    not null,
    cells     jsonb  not null, -- as typed, in the order of the kind's columns
    action    text   not null check (action in ('ADD', 'CHANGE', 'SAME', 'ERROR')),
    message   text,
    applied   boolean not null default false,
    primary key (import_id, row_no),
    check (action not in ('CHANGE', 'ERROR') or message is not null)
);
insert into platform.transition values
    ('platform.sheet_import', 'PREVIEW', 'APPLYING'), ('platform.sheet_import', 'PREVIEW', 'DISCARDED'),
    ('platform.sheet_import', 'APPLYING', 'APPLIED');
create trigger legal_transition before update on platform.sheet_import
    for each row execute function platform.check_transition('platform.sheet_import');

-- Sheets of enterprises were the first of the kind, in tables of their own.
insert into platform.sheet_import (id, kind, file_name, account_id, state, job_id, created_at)
    overriding system value
    select id, 'enterprises', left(file_name, 200), account_id, state, job_id, created_at from directory.enterprise_import;
select setval(pg_get_serial_sequence('platform.sheet_import', 'id'), (select max(id) from platform.sheet_import))
    where exists (select from platform.sheet_import);
insert into platform.sheet_row select import_id, row_no, cells, action, message, applied from directory.enterprise_row;
update platform.job set kind = 'sheet-write' where kind = 'enterprise-write';
drop table directory.enterprise_row;
drop table directory.enterprise_import;
delete from platform.transition where machine = 'directory.enterprise_import';
