-- The federation tree, accounts, roles held at nodes of the tree, and the audit trail.
create schema access;

create table access.node (
    id                 bigint generated always as identity primary key,
    parent_id          bigint references access.node,
    kind               text    not null check (kind in ('CITY', 'COUNTY', 'INDUSTRY', 'ENTERPRISE', 'BRANCH')),
    name               text    not null check (length(name) between 2 and 80),
    code               text    not null unique,
    organ_code         text, -- 淮工: the head of this organ's document numbers
    path               ltree   not null unique, -- territorial line 属地
    industry_parent_id bigint references access.node,
    industry_path      ltree, -- industrial line 产业, where the unit has one beside its territorial superior
    active             boolean not null default true,
    check ((kind = 'CITY') = (parent_id is null))
);
create index on access.node using gist (path);
create index on access.node using gist (industry_path);
create index on access.node (parent_id);

create table access.account (
    id                bigint generated always as identity primary key,
    login             text        not null unique check (length(login) between 2 and 60),
    name              text        not null check (length(name) between 1 and 60),
    phone             text,
    password_hash     text,
    state             text        not null default 'ACTIVE' check (state in ('ACTIVE', 'DISABLED')),
    failed_count      int         not null default 0,
    locked_until      timestamptz,
    must_change       boolean     not null default false,
    language          text        not null default 'zh' check (language in ('zh', 'en')),
    elder             boolean     not null default false,
    created_at        timestamptz not null default now(),
    last_seen_at      timestamptz
);
create unique index on access.account (phone) where phone is not null;

-- A role held at a node reaches that node and what is below it. A delegation is a role lent for some days.
create table access.role_grant (
    id           bigint generated always as identity primary key,
    account_id   bigint      not null references access.account,
    role         text        not null,
    node_id      bigint      not null references access.node,
    valid_from   date        not null default current_date,
    valid_until  date,
    delegated_by bigint references access.account,
    reason       text,
    granted_by   bigint references access.account,
    granted_at   timestamptz not null default now(),
    revoked_at   timestamptz,
    check (delegated_by is null or valid_until is not null),
    check (delegated_by is distinct from account_id),
    check (valid_until is null or valid_until >= valid_from)
);
create index on access.role_grant (account_id) where revoked_at is null;
create index on access.role_grant (node_id) where revoked_at is null;

create table access.sign_in_code (
    phone      text        not null primary key,
    code_hash  text        not null,
    expires_at timestamptz not null,
    tries      int         not null default 0
);

create table access.audit (
    id           bigint generated always as identity primary key,
    at           timestamptz not null default now(),
    account_id   bigint,
    account_name text        not null,
    action       text        not null,
    subject_kind text,
    subject_id   bigint,
    node_id      bigint,
    detail       text,
    ip           text,
    success      boolean     not null default true
);
create index on access.audit (subject_kind, subject_id);
create index on access.audit (account_id, id desc);
create trigger audit_append_only before update or delete on access.audit
    for each row execute function platform.refuse_change();
create trigger audit_no_truncate before truncate on access.audit
    for each statement execute function platform.refuse_change();
