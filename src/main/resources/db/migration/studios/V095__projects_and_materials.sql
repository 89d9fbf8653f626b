-- Projects 课题 of a studio: a problem, set up with the unit's approval 立项, carried out by milestones, ended with results 结题.
create table studios.project (
    id          bigint generated always as identity primary key,
    studio_id   bigint not null references studios.studio,
    title       text   not null check (length(title) between 2 and 120),
    problem     text   not null check (length(problem) between 5 and 2000),
    goal        text   not null default '' check (length(goal) <= 1000),
    lead_id     bigint not null references directory.person, -- 负责人
    starts_on   date   not null,
    ends_on     date   not null,
    budget      numeric(12, 2) check (budget >= 0),
    state       text   not null default 'DRAFT' check (state in ('DRAFT', 'ASKED', 'RUNNING', 'FINISHED', 'STOPPED')),
    asked_by    bigint references access.account,
    decided_by  text,                                        -- who approved it for the unit
    decided_on  date,
    document    text   not null default '' check (length(document) <= 60), -- 立项文号
    returned    text,                                        -- why it came back last
    results     text   not null default '' check (length(results) <= 3000),
    benefit     numeric(14, 2) check (benefit >= 0),         -- yuan a year, as the studio says
    ended_on    date,
    stopped_why text,
    version     int    not null default 0,
    check (ends_on >= starts_on),
    check ((state in ('RUNNING', 'FINISHED')) <= (decided_on is not null)),
    check ((state in ('FINISHED', 'STOPPED')) = (ended_on is not null)),
    check (state <> 'FINISHED' or results <> ''),
    check ((state = 'STOPPED') = (stopped_why is not null))
);
create index on studios.project (studio_id, id);
insert into platform.transition values
    ('studios.project', 'DRAFT', 'ASKED'), ('studios.project', 'ASKED', 'DRAFT'), ('studios.project', 'ASKED', 'RUNNING'),
    ('studios.project', 'RUNNING', 'FINISHED'), ('studios.project', 'RUNNING', 'STOPPED'), ('studios.project', 'DRAFT', 'STOPPED');
create trigger legal_transition before update on studios.project
    for each row execute function platform.check_transition('studios.project');

create table studios.milestone (
    id         bigint generated always as identity primary key,
    project_id bigint not null references studios.project,
    title      text   not null check (length(title) between 2 and 120),
    due_on     date   not null,
    done_on    date,
    note       text   not null default '' check (length(note) <= 500)
);
create index on studios.milestone (project_id, due_on);

-- Teaching material 教材课件: what it is and who may see it; every version stays.
create table studios.material (
    id        bigint generated always as identity primary key,
    studio_id bigint not null references studios.studio,
    kind      text   not null check (kind in ('TEXTBOOK', 'COURSEWARE', 'PROCEDURE', 'CASE', 'OTHER')),
    title     text   not null check (length(title) between 2 and 120),
    summary   text   not null default '' check (length(summary) <= 1000),
    seen_by   text   not null check (seen_by in ('STUDIO', 'LEARNERS', 'PUBLIC')),
    state     text   not null default 'IN_USE' check (state in ('IN_USE', 'RETIRED')),
    version   int    not null default 0
);
create index on studios.material (studio_id, id);
insert into platform.transition values ('studios.material', 'IN_USE', 'RETIRED'), ('studios.material', 'RETIRED', 'IN_USE');
create trigger legal_transition before update on studios.material
    for each row execute function platform.check_transition('studios.material');

create table studios.material_version (
    material_id bigint      not null references studios.material,
    number      int         not null check (number > 0),
    file_id     uuid        not null unique references platform.file,
    changed     text        not null default '' check (length(changed) <= 200),
    by_name     text        not null,
    at          timestamptz not null default platform.moment(),
    primary key (material_id, number)
);
