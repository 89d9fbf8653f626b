-- Enterprises, clusters and chains, occupations, people, honours and the roster import.
create schema directory;

create table directory.cluster (
    id   bigint generated always as identity primary key,
    code text not null unique,
    name text not null unique
);
create table directory.chain (
    id         bigint generated always as identity primary key,
    code       text not null unique,
    name       text not null unique,
    cluster_id bigint references directory.cluster
);
create table directory.occupation (
    id       bigint generated always as identity primary key,
    code     text not null unique, -- of the national occupation list, e.g. 6-16-01-01
    name     text not null,
    category text not null
);

-- What an ENTERPRISE node is beside its place in the tree.
create table directory.enterprise (
    node_id       bigint primary key references access.node,
    credit_code   text unique check (credit_code ~ '^[0-9A-Z]{18}$'), -- 统一社会信用代码
    ownership     text not null check (ownership in ('STATE_OWNED', 'NON_PUBLIC', 'PUBLIC_INSTITUTION')),
    industry      text not null,
    cluster_id    bigint references directory.cluster,
    chain_id      bigint references directory.chain,
    group_name    text, -- the enterprise group; experts of the same group are recused
    staff         int check (staff >= 0),
    contact_name  text,
    contact_phone text
);

create table directory.person (
    id               bigint generated always as identity primary key,
    name             text    not null check (length(name) between 2 and 40),
    employer_node_id bigint  not null references access.node,
    staff_number     text, -- 工号, unique within the employer
    occupation_id    bigint references directory.occupation,
    skill_level      text check (skill_level in ('APPRENTICE', 'JUNIOR', 'INTERMEDIATE', 'SENIOR', 'TECHNICIAN',
                                                 'SENIOR_TECHNICIAN', 'SPECIAL_TECHNICIAN', 'CHIEF_TECHNICIAN')),
    phone            text check (phone ~ '^1[0-9]{10}$'),
    front_line       boolean not null default true,  -- 一线职工
    unit_head        boolean not null default false, -- 单位负责人
    account_id       bigint unique references access.account,
    merged_into      bigint references directory.person,
    active           boolean not null default true,
    version          int     not null default 0,
    search           text, -- bigrams
    unique (employer_node_id, staff_number)
);
create unique index on directory.person (phone) where phone is not null and active;
create index on directory.person (employer_node_id, id);
create index person_search on directory.person using gin (to_tsvector('simple', coalesce(search, '')));

create table directory.honour (
    id         bigint generated always as identity primary key,
    person_id  bigint not null references directory.person,
    title      text   not null,
    level      text   not null check (level in ('NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY', 'UNIT')),
    year       int    not null,
    number     text,
    unique (person_id, title, year)
);

create table directory.roster_import (
    id         bigint generated always as identity primary key,
    node_id    bigint      not null references access.node,
    file_id    uuid        not null references platform.file,
    account_id bigint      not null references access.account,
    state      text        not null default 'READING'
        check (state in ('READING', 'PREVIEW', 'APPLYING', 'APPLIED', 'BROKEN', 'DISCARDED')),
    job_id     bigint references platform.job,
    note       text,
    created_at timestamptz not null default now(),
    applied_at timestamptz
);
create table directory.roster_row (
    import_id bigint not null references directory.roster_import on delete cascade,
    row_no    int    not null,
    cells     jsonb  not null,
    action    text   not null check (action in ('ADD', 'CHANGE', 'SAME', 'ERROR')),
    message   text,
    person_id bigint references directory.person,
    applied   boolean not null default false,
    primary key (import_id, row_no)
);
insert into platform.transition values
    ('directory.roster_import', 'READING', 'PREVIEW'), ('directory.roster_import', 'READING', 'BROKEN'),
    ('directory.roster_import', 'PREVIEW', 'APPLYING'), ('directory.roster_import', 'PREVIEW', 'DISCARDED'),
    ('directory.roster_import', 'APPLYING', 'APPLIED'), ('directory.roster_import', 'APPLYING', 'BROKEN');
create trigger legal_transition before update on directory.roster_import
    for each row execute function platform.check_transition('directory.roster_import');
