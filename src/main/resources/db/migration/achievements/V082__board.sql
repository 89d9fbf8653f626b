-- The transfer board 转化供需: what units offer and what they look for. Looked through by a union above, and it ends by itself.
create table achievements.posting (
    id             bigint generated always as identity primary key,
    kind           text        not null check (kind in ('OFFER', 'NEED')),
    node_id        bigint      not null references access.node, -- the unit whose it is
    achievement_id bigint references achievements.achievement,  -- what an offer is about
    title          text        not null check (length(title) between 4 and 100),
    text           text        not null check (length(text) between 10 and 2000),
    industry       text        not null default '' check (length(industry) <= 40),
    state          text        not null default 'SUBMITTED'
        check (state in ('SUBMITTED', 'PUBLISHED', 'REFUSED', 'SETTLED', 'EXPIRED', 'WITHDRAWN')),
    until_day      date        not null, -- its last day on the board
    reason         text,
    created_by     bigint references access.account,
    created_at     timestamptz not null default platform.moment(),
    looked_by      bigint references access.account,
    published_at   timestamptz,
    version        int         not null default 0,
    check ((kind = 'OFFER') = (achievement_id is not null)),
    check (state <> 'REFUSED' or reason is not null),
    check (state not in ('PUBLISHED', 'SETTLED', 'EXPIRED') or published_at is not null),
    check (looked_by <> created_by)
);
create index on achievements.posting (state, id);
create index on achievements.posting (node_id);
create unique index one_offer_at_a_time on achievements.posting (achievement_id) where state in ('SUBMITTED', 'PUBLISHED');
insert into platform.transition values
    ('achievements.posting', 'SUBMITTED', 'PUBLISHED'), ('achievements.posting', 'SUBMITTED', 'REFUSED'),
    ('achievements.posting', 'SUBMITTED', 'WITHDRAWN'), ('achievements.posting', 'PUBLISHED', 'SETTLED'),
    ('achievements.posting', 'PUBLISHED', 'EXPIRED'), ('achievements.posting', 'PUBLISHED', 'WITHDRAWN');
create trigger legal_transition before update on achievements.posting
    for each row execute function platform.check_transition('achievements.posting');

-- Whoever is interested asks the union, which speaks with both: no phone number stands on the board.
create table achievements.inquiry (
    id          bigint generated always as identity primary key,
    posting_id  bigint      not null references achievements.posting,
    account_id  bigint references access.account, -- somebody signed in hears the answer in the app
    name        text        not null check (length(name) between 2 and 40),
    unit        text        not null check (length(unit) between 2 and 120),
    phone       text        not null check (length(phone) between 7 and 21),
    text        text        not null check (length(text) between 10 and 1000),
    state       text        not null default 'OPEN' check (state in ('OPEN', 'ANSWERED', 'DECLINED')),
    answer      text,
    answered_by bigint references access.account,
    answered_at timestamptz,
    created_at  timestamptz not null default platform.moment(),
    check ((state = 'OPEN') = (answered_at is null) and (state = 'OPEN') = (answer is null))
);
create index on achievements.inquiry (posting_id, id);
insert into platform.transition values
    ('achievements.inquiry', 'OPEN', 'ANSWERED'), ('achievements.inquiry', 'OPEN', 'DECLINED');
create trigger legal_transition before update on achievements.inquiry
    for each row execute function platform.check_transition('achievements.inquiry');
