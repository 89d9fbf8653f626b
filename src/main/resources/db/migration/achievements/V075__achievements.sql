-- Achievements 成果: the library of what came out of the programme.
create schema achievements;

create table achievements.achievement (
    id          bigint generated always as identity primary key,
    title       text        not null check (length(title) between 2 and 200),
    summary     text        not null default '',
    node_id     bigint      not null references access.node, -- the unit where it came to be
    source      text        not null check (source in ('AWARD', 'LEDGER', 'UNIT')), -- an award, a studio's ledger, a unit's own word
    entry_id    bigint unique references entries.entry,      -- the awarded entry
    finished_on date        not null,
    created_by  bigint references access.account,
    created_at  timestamptz not null default platform.moment(),
    version     int         not null default 0,
    check ((source = 'AWARD') = (entry_id is not null))
);
create index on achievements.achievement (node_id);

-- Who made it, in order.
create table achievements.maker (
    achievement_id bigint not null references achievements.achievement,
    position       int    not null check (position > 0),
    person_id      bigint references directory.person,
    name           text   not null check (length(name) between 2 and 40),
    primary key (achievement_id, position)
);
create index on achievements.maker (person_id);

-- What counts of achievements in the city's figures (insights.record says what the columns are).
create view achievements.counted (indicator, programme, kind, record_id, node_id, year, from_day, until_day, amount) as
select '', '', '', 0::bigint, 0::bigint, 0, current_date, null::date, 0::numeric where false;
