-- The library: what is known of an achievement, how far it was carried out, and who says so.
alter table achievements.achievement
    add column search    text not null default '',                                             -- bigrams of title, summary, unit, makers, numbers
    add column programme text not null default '' check (length(programme) <= 40),             -- of the call whose award it won
    add column year      int generated always as (extract(year from finished_on)::int) stored,
    add column state     text not null default 'OWN_USE'                                       -- of its transfer 转化
        check (state in ('OWN_USE', 'OFFERED', 'NEGOTIATING', 'TRANSFERRED', 'WITHDRAWN')),
    add column receiver  text not null default '' check (length(receiver) <= 120),             -- to whom it was transferred
    add check (length(summary) <= 4000),
    add check (state <> 'TRANSFERRED' or receiver <> '');
create index achievement_search on achievements.achievement using gin (to_tsvector('simple', search));
insert into platform.transition values
    ('achievements.achievement', 'OWN_USE', 'OFFERED'), ('achievements.achievement', 'WITHDRAWN', 'OFFERED'),
    ('achievements.achievement', 'TRANSFERRED', 'OFFERED'), ('achievements.achievement', 'OFFERED', 'NEGOTIATING'),
    ('achievements.achievement', 'OFFERED', 'WITHDRAWN'), ('achievements.achievement', 'NEGOTIATING', 'OFFERED'),
    ('achievements.achievement', 'NEGOTIATING', 'TRANSFERRED'), ('achievements.achievement', 'NEGOTIATING', 'WITHDRAWN');
create trigger legal_transition before update on achievements.achievement
    for each row execute function platform.check_transition('achievements.achievement');

-- Patents, software copyrights and papers, by the number under which the office or the publisher knows them.
create table achievements.registration (
    id             bigint generated always as identity primary key,
    achievement_id bigint not null references achievements.achievement,
    kind           text   not null check (kind in ('PATENT_APPLIED', 'PATENT_GRANTED', 'SOFTWARE', 'PAPER_DOI', 'PAPER_PERIODICAL')),
    number         text   not null check (length(number) between 4 and 120),
    name           text   not null default '' check (length(name) <= 200),
    dated          date,
    unique (achievement_id, kind, number)
);

-- What it brings in a year, in yuan: claimed by the unit, proven by a union above it from a document.
create table achievements.benefit (
    achievement_id bigint         not null references achievements.achievement,
    year           int            not null check (year between 1990 and 2100),
    claimed        numeric(15, 2) not null check (claimed >= 0),
    claimed_by     bigint references access.account,
    proven         numeric(15, 2) check (proven >= 0),
    proof_file     uuid references platform.file,
    proven_by      bigint references access.account,
    prover         text           not null default '',
    proven_on      date,
    primary key (achievement_id, year),
    check ((proven is null) = (proven_on is null) and (proven is null) = (prover = '')),
    check (proven is null or proven_by is null or claimed_by is null or proven_by <> claimed_by)
);

-- Who took it up 采用, and what it brought there one, two and three years on.
create table achievements.adoption (
    id              bigint generated always as identity primary key,
    achievement_id  bigint not null references achievements.achievement,
    adopter_node_id bigint references access.node, -- a unit of the federation, where it is one
    adopter         text   not null check (length(adopter) between 2 and 120),
    since           date   not null,
    how             text   not null default '' check (length(how) <= 1000),
    ended_on        date check (ended_on >= since), -- no longer in use there from this day
    unique (achievement_id, adopter)
);
create table achievements.adoption_year (
    adoption_id bigint         not null references achievements.adoption,
    years       int            not null check (years between 1 and 3),
    benefit     numeric(15, 2) not null check (benefit >= 0),
    reported_by bigint references access.account,
    reported_on date           not null,
    primary key (adoption_id, years)
);

create table achievements.attachment (
    achievement_id bigint not null references achievements.achievement,
    file_id        uuid   primary key references platform.file,
    position       int    not null
);
create index on achievements.attachment (achievement_id, position);

-- What was done with it, in the words of who did it.
create table achievements.event (
    id             bigint generated always as identity primary key,
    achievement_id bigint      not null references achievements.achievement,
    at             timestamptz not null default platform.moment(),
    account_id     bigint references access.account,
    actor_name     text        not null,
    action         text        not null,
    detail         text
);
create index on achievements.event (achievement_id, id);
