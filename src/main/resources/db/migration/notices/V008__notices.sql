-- Public notice 公示: the proposed list, its term in working days, and objections.
create schema notices;

create table notices.notice (
    id           bigint generated always as identity primary key,
    call_id      bigint      not null references calls.call,
    number       int         not null, -- first, second notice of the call
    title        text        not null,
    text         text        not null default '',
    contact      text        not null default '',
    days         int         not null check (days between 1 and 60),
    opens_on     date,
    closes_on    date, -- last working day of the term
    state        text        not null default 'DRAFT' check (state in ('DRAFT', 'PUBLISHED', 'ENDED', 'CANCELLED')),
    prepared_by  bigint      not null references access.account,
    released_by  bigint references access.account,
    released_at  timestamptz,
    ended_at     timestamptz,
    cancelled_why text,
    created_at   timestamptz not null default now(),
    version      int         not null default 0,
    unique (call_id, number),
    check (state not in ('PUBLISHED', 'ENDED') or (opens_on is not null and closes_on >= opens_on and released_by is not null)),
    constraint two_people_publish check (released_by is distinct from prepared_by or released_by is null)
);
insert into platform.transition values
    ('notices.notice', 'DRAFT', 'PUBLISHED'), ('notices.notice', 'DRAFT', 'CANCELLED'),
    ('notices.notice', 'PUBLISHED', 'ENDED'), ('notices.notice', 'PUBLISHED', 'CANCELLED');
create trigger legal_transition before update on notices.notice
    for each row execute function platform.check_transition('notices.notice');

create table notices.item (
    notice_id     bigint  not null references notices.notice,
    entry_id      bigint  not null references entries.entry,
    position      int     not null,
    tier_id       bigint  not null references calls.tier,
    struck        boolean not null default false,
    struck_reason text,
    struck_at     timestamptz,
    struck_by     bigint references access.account,
    moved_to      bigint references notices.notice, -- moved up after a strike: a later notice proposes it for a better tier
    primary key (notice_id, entry_id),
    check (not struck or struck_reason is not null)
);
create unique index one_draft_at_a_time on notices.notice (call_id) where state = 'DRAFT';

-- A tie at a tier's border is decided by a person, on record.
create table notices.tie_ruling (
    id        bigint generated always as identity primary key,
    call_id   bigint      not null references calls.call,
    tier_id   bigint      not null references calls.tier,
    entry_id  bigint      not null references entries.entry,
    reason    text        not null,
    ruled_by  bigint      not null references access.account,
    ruled_at  timestamptz not null default now(),
    unique (tier_id, entry_id)
);

create table notices.objection (
    id          bigint generated always as identity primary key,
    notice_id   bigint      not null references notices.notice,
    entry_id    bigint references entries.entry,
    receipt     text        not null unique, -- with it the objector sees the answer
    name        text        not null check (length(name) between 2 and 40),
    phone       text        not null,
    grounds     text        not null check (length(grounds) between 10 and 2000),
    state       text        not null default 'OPEN' check (state in ('OPEN', 'UPHELD', 'DISMISSED')),
    answer      text,
    answered_by bigint references access.account,
    answered_at timestamptz,
    created_at  timestamptz not null default now(),
    check (state = 'OPEN' or answer is not null)
);
insert into platform.transition values
    ('notices.objection', 'OPEN', 'UPHELD'), ('notices.objection', 'OPEN', 'DISMISSED');
create trigger legal_transition before update on notices.objection
    for each row execute function platform.check_transition('notices.objection');
create index on notices.objection (notice_id, state);
