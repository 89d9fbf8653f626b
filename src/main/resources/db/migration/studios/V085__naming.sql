-- What a naming rests on: the city's own rules, the series of numbers, changes that are asked for, studios without a leader, terms to put right.

-- Rules differ from city to city: one row, changed by the city's officer.
create table studios.rule (
    only_row       boolean primary key default true check (only_row),
    term_years     int not null default 3 check (term_years between 1 and 10),     -- a naming counts so long before it is renewed
    cooling_years  int not null default 3 check (cooling_years between 0 and 10),  -- after a plaque was taken off the unit may not apply so long
    leader_days    int not null default 60 check (leader_days between 1 and 365),  -- within so many days a new leader is named
    put_right_days int not null default 90 check (put_right_days between 1 and 365),
    remind_days    int not null default 30 check (remind_days between 1 and 180),  -- so many days before, people are reminded
    version        int not null default 0
);
insert into studios.rule default values;

-- The numbers on plaques, one series a kind: letters and so many digits.
create table studios.series (
    kind    text primary key check (kind in ('STUDIO', 'INNOVATION_BASE', 'RURAL_BASE')),
    letters text not null unique check (letters ~ '^[A-Z]{2,12}$'),
    digits  int  not null check (digits between 2 and 6),
    last    int  not null default 0 check (last >= 0)
);
insert into studios.series (kind, letters, digits) values ('STUDIO', 'GZS', 3), ('INNOVATION_BASE', 'CXJD', 2), ('RURAL_BASE', 'XCZX', 2);

-- An award of a naming from which no studio came to be, and why: the officer clears it up.
create table studios.unnamed (
    award_id bigint primary key references awards.award,
    why      text        not null,
    at       timestamptz not null default platform.moment()
);

-- For which studio an entry of a renewal or an assessment was begun.
create table studios.about (
    entry_id  bigint primary key references entries.entry on delete cascade,
    studio_id bigint not null references studios.studio
);
create index on studios.about (studio_id);

-- A change 变更 that the studio asks for and the officer decides.
create table studios.change (
    id         bigint generated always as identity primary key,
    studio_id  bigint      not null references studios.studio,
    kind       text        not null check (kind in ('LEADER', 'UNIT', 'NAME')),
    leader_id  bigint references directory.person,
    node_id    bigint references access.node,
    name       text check (length(name) between 2 and 80),
    before     text        not null, -- what it was, in words
    reason     text        not null check (length(reason) between 2 and 500),
    state      text        not null default 'ASKED' check (state in ('ASKED', 'APPROVED', 'REFUSED', 'WITHDRAWN')),
    asked_by   bigint      not null references access.account,
    asked_at   timestamptz not null default platform.moment(),
    decided_by bigint references access.account,
    decided_at timestamptz,
    answer     text,
    check ((kind = 'LEADER') = (leader_id is not null) and (kind = 'UNIT') = (node_id is not null) and (kind = 'NAME') = (name is not null)),
    check ((state in ('APPROVED', 'REFUSED')) = (decided_by is not null and decided_at is not null)),
    check (state <> 'REFUSED' or answer is not null)
);
create unique index one_change_of_a_kind on studios.change (studio_id, kind) where state = 'ASKED';
create index on studios.change (studio_id);
insert into platform.transition values
    ('studios.change', 'ASKED', 'APPROVED'), ('studios.change', 'ASKED', 'REFUSED'), ('studios.change', 'ASKED', 'WITHDRAWN');
create trigger legal_transition before update on studios.change
    for each row execute function platform.check_transition('studios.change');

-- A studio whose leader moved away, retired or died: until a day a new one is named.
create table studios.vacancy (
    id        bigint generated always as identity primary key,
    studio_id bigint not null references studios.studio,
    why       text   not null check (why in ('MOVED', 'RETIRED', 'DIED', 'OTHER')),
    former    text   not null, -- who led it
    since     date   not null,
    name_by   date   not null,
    filled_on date,
    check (name_by >= since),
    check (filled_on is null or filled_on >= since)
);
create unique index one_vacancy on studios.vacancy (studio_id) where filled_on is null;

-- What is to be put right 限期整改, by when, what the studio reports, and what the officer says to it.
create table studios.putting_right (
    id          bigint generated always as identity primary key,
    studio_id   bigint not null references studios.studio,
    what        text   not null check (length(what) between 5 and 1000),
    by_day      date   not null,
    state       text   not null default 'OPEN' check (state in ('OPEN', 'REPORTED', 'CONFIRMED', 'FAILED', 'ENDED')),
    report      text check (length(report) between 5 and 2000),
    reported_at timestamptz,
    answer      text,
    ruled_at    timestamptz,
    check (state <> 'REPORTED' or report is not null),
    check (state not in ('CONFIRMED', 'FAILED') or (answer is not null and ruled_at is not null))
);
create unique index one_to_put_right on studios.putting_right (studio_id) where state in ('OPEN', 'REPORTED');
insert into platform.transition values
    ('studios.putting_right', 'OPEN', 'REPORTED'), ('studios.putting_right', 'REPORTED', 'OPEN'),
    ('studios.putting_right', 'REPORTED', 'CONFIRMED'), ('studios.putting_right', 'REPORTED', 'FAILED'),
    ('studios.putting_right', 'OPEN', 'FAILED'), ('studios.putting_right', 'OPEN', 'ENDED'), ('studios.putting_right', 'REPORTED', 'ENDED');
create trigger legal_transition before update on studios.putting_right
    for each row execute function platform.check_transition('studios.putting_right');

-- Renewal 复核 and assessment 考核 are calls too.
alter table calls.call drop constraint known_programme;
alter table calls.call add constraint known_programme check (programme in
    ('FIVE_SMALL', 'GOLDEN_RESULT', 'GOLDEN_PROJECT', 'GOLDEN_IDEA', 'SUGGESTION', 'SUGGESTION_METHOD', 'OUTSTANDING', 'STUDIO_NAMING',
     'STUDIO_RENEWAL', 'STUDIO_ASSESSMENT', 'OTHER'));
