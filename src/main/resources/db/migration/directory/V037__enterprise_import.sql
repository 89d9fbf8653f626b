-- Enterprises handed in as a sheet: each row with what it would make, then carried out row by row.
create table directory.enterprise_import (
    id         bigint generated always as identity primary key,
    file_name  text        not null,
    account_id bigint references access.account, -- null: the set-up of a house in which nobody has an account yet
    state      text        not null default 'PREVIEW' check (state in ('PREVIEW', 'APPLYING', 'APPLIED', 'DISCARDED')),
    job_id     bigint references platform.job,
    created_at timestamptz not null default platform.moment()
);
create index on directory.enterprise_import (account_id, id desc);

create table directory.enterprise_row (
    import_id bigint not null references directory.enterprise_import on delete cascade,
    row_no    int    not null,
    cells     jsonb  not null,
    action    text   not null check (action in ('ADD', 'SAME', 'ERROR')),
    message   text,
    node_id   bigint references access.node,
    applied   boolean not null default false,
    primary key (import_id, row_no),
    check (action <> 'ERROR' or message is not null),
    check (not applied or action <> 'ADD' or node_id is not null)
);
insert into platform.transition values
    ('directory.enterprise_import', 'PREVIEW', 'APPLYING'), ('directory.enterprise_import', 'PREVIEW', 'DISCARDED'),
    ('directory.enterprise_import', 'APPLYING', 'APPLIED');
create trigger legal_transition before update on directory.enterprise_import
    for each row execute function platform.check_transition('directory.enterprise_import');
