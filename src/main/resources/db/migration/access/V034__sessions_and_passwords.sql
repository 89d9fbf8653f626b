-- Sign-ins that go on, seen and ended by their owner; and what passwords were before (GB/T 22239-2019, identification).
create table access.session (
    id         uuid        primary key default gen_random_uuid(),
    account_id bigint      not null references access.account,
    opened_at  timestamptz not null,
    seen_at    timestamptz not null,
    ended_at   timestamptz,
    ip         text        check (length(ip) <= 60),
    browser    text        not null check (length(browser) <= 200),
    failures   int         not null default 0 check (failures >= 0), -- wrong passwords since the sign-in before
    check (seen_at >= opened_at)
);
create index on access.session (account_id, opened_at desc);
create index on access.session (opened_at);

create table access.old_password (
    id          bigint      generated always as identity primary key,
    account_id  bigint      not null references access.account,
    hash        text        not null,
    replaced_at timestamptz not null
);
create index on access.old_password (account_id, id desc);

alter table access.account add column password_changed_at timestamptz not null default platform.moment();
