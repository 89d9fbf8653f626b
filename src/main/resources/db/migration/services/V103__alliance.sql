-- The alliance of studios 工作室联盟: its charter, who belongs to it, its council, its volunteer teams and what studios do together.

-- Every wording that was in force; the latest is.
create table services.charter (
    id         bigint generated always as identity primary key,
    wording    text        not null check (length(wording) between 20 and 20000),
    reason     text        not null check (length(reason) between 2 and 500),
    account_id bigint references access.account,
    at         timestamptz not null default platform.moment()
);

-- A studio's membership, from its application to its end. A studio that comes again has another.
create table services.membership (
    id        bigint generated always as identity primary key,
    studio_id bigint not null references studios.studio,
    state     text   not null default 'APPLIED' check (state in ('APPLIED', 'ADMITTED', 'WARNED', 'REFUSED', 'REMOVED', 'WITHDRAWN')),
    reason    text   not null check (length(reason) between 2 and 500), -- of its last change; at first, why it wants to join
    since     date   not null,                                         -- the last change
    admitted_on date,
    version   int    not null default 0,
    check (state not in ('ADMITTED', 'WARNED', 'REMOVED') or admitted_on is not null)
);
create unique index one_membership_each on services.membership (studio_id) where state in ('APPLIED', 'ADMITTED', 'WARNED');
insert into platform.transition values
    ('services.membership', 'APPLIED', 'ADMITTED'), ('services.membership', 'APPLIED', 'REFUSED'),
    ('services.membership', 'APPLIED', 'WITHDRAWN'), ('services.membership', 'ADMITTED', 'WARNED'),
    ('services.membership', 'WARNED', 'ADMITTED'), ('services.membership', 'ADMITTED', 'REMOVED'),
    ('services.membership', 'WARNED', 'REMOVED'), ('services.membership', 'ADMITTED', 'WITHDRAWN'),
    ('services.membership', 'WARNED', 'WITHDRAWN');
create trigger legal_transition before update on services.membership
    for each row execute function platform.check_transition('services.membership');
create table services.membership_event (
    id            bigint generated always as identity primary key,
    membership_id bigint      not null references services.membership,
    at            timestamptz not null default platform.moment(),
    actor_name    text        not null,
    state         text        not null,
    reason        text        not null
);
create index on services.membership_event (membership_id);

-- The council 理事会: an office and its term. Nobody holds two at a time, and there is one chair 理事长 and one secretary-general 秘书长.
create table services.office (
    id        bigint generated always as identity primary key,
    person_id bigint not null references directory.person,
    office    text   not null check (office in ('CHAIR', 'VICE_CHAIR', 'SECRETARY', 'COUNCILLOR')),
    from_day  date   not null,
    until_day date   not null, -- no longer from this day on
    check (until_day > from_day),
    constraint one_office_each exclude using gist (person_id with =, daterange(from_day, until_day) with &&),
    constraint one_holder exclude using gist (office with =, daterange(from_day, until_day) with &&) where (office in ('CHAIR', 'SECRETARY'))
);

-- A volunteer team 志愿服务队 and what it can do.
create table services.team (
    id           bigint generated always as identity primary key,
    name         text   not null unique check (length(name) between 2 and 80),
    node_id      bigint not null references access.node, -- the unit where it sits
    field        text   not null check (length(field) between 2 and 200),
    industry     text   not null check (length(industry) between 1 and 40),
    introduction text   not null default '' check (length(introduction) <= 2000),
    tags         text   not null default '' check (length(tags) <= 400), -- parted by 、
    state        text   not null default 'ACTIVE' check (state in ('ACTIVE', 'PAUSED', 'DISSOLVED')),
    state_reason text   not null default '',
    founded_on   date   not null,
    ended_on     date,
    version      int    not null default 0,
    check ((state = 'DISSOLVED') = (ended_on is not null)),
    check (state = 'ACTIVE' or length(state_reason) >= 2)
);
create index on services.team (node_id);
insert into platform.transition values
    ('services.team', 'ACTIVE', 'PAUSED'), ('services.team', 'PAUSED', 'ACTIVE'),
    ('services.team', 'ACTIVE', 'DISSOLVED'), ('services.team', 'PAUSED', 'DISSOLVED');
create trigger legal_transition before update on services.team
    for each row execute function platform.check_transition('services.team');
create table services.team_kind (
    team_id bigint not null references services.team,
    kind    text   not null check (kind in ('TECHNOLOGY', 'STANDARDS', 'TRANSFER', 'PATENT')),
    primary key (team_id, kind)
);
create table services.team_occupation (
    team_id       bigint not null references services.team,
    occupation_id bigint not null references directory.occupation,
    primary key (team_id, occupation_id)
);
create table services.team_member (
    id        bigint generated always as identity primary key,
    team_id   bigint  not null references services.team,
    person_id bigint  not null references directory.person,
    leads     boolean not null default false,
    from_day  date    not null,
    until_day date, -- no longer from this day on
    check (until_day is null or until_day > from_day),
    constraint once_in_a_team exclude using gist (team_id with =, person_id with =, daterange(from_day, until_day) with &&),
    constraint one_team_leader exclude using gist (team_id with =, daterange(from_day, until_day) with &&) where (leads)
);
create index on services.team_member (person_id);

-- What several studios do together 联合项目, and what came of it.
create table services.project (
    id        bigint generated always as identity primary key,
    title     text not null check (length(title) between 2 and 120),
    goal      text not null check (length(goal) between 2 and 1000),
    state     text not null default 'RUNNING' check (state in ('RUNNING', 'DONE', 'STOPPED')),
    from_day  date not null,
    due_on    date not null check (due_on >= from_day),
    ended_on  date,
    result    text not null default '' check (length(result) <= 2000),
    version   int  not null default 0,
    check ((state = 'RUNNING') = (ended_on is null)),
    check (state = 'RUNNING' or length(result) >= 2)
);
insert into platform.transition values
    ('services.project', 'RUNNING', 'DONE'), ('services.project', 'RUNNING', 'STOPPED');
create trigger legal_transition before update on services.project
    for each row execute function platform.check_transition('services.project');
create table services.project_studio (
    project_id bigint not null references services.project,
    studio_id  bigint not null references studios.studio,
    primary key (project_id, studio_id)
);
create index on services.project_studio (studio_id);
