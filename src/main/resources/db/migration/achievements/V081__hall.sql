-- The yearly hall 优秀创新成果展: chosen by the city's officer, released by somebody else. Nobody votes.
create table achievements.hall (
    year         int         primary key check (year between 2000 and 2100),
    title        text        not null check (length(title) between 2 and 80),
    introduction text        not null default '' check (length(introduction) <= 2000),
    state        text        not null default 'DRAFT' check (state in ('DRAFT', 'PREPARED', 'RELEASED')),
    prepared_by  bigint references access.account,
    released_by  bigint references access.account,
    released_at  timestamptz,
    version      int         not null default 0,
    check (state = 'DRAFT' or prepared_by is not null),
    check ((state = 'RELEASED') = (released_at is not null)),
    check (released_by <> prepared_by)
);
insert into platform.transition values
    ('achievements.hall', 'DRAFT', 'PREPARED'), ('achievements.hall', 'PREPARED', 'DRAFT'),
    ('achievements.hall', 'PREPARED', 'RELEASED'), ('achievements.hall', 'RELEASED', 'DRAFT');
create trigger legal_transition before update on achievements.hall
    for each row execute function platform.check_transition('achievements.hall');

create table achievements.exhibit (
    id             bigint generated always as identity primary key,
    year           int    not null references achievements.hall,
    achievement_id bigint not null references achievements.achievement,
    category       text   not null check (length(category) between 2 and 40),
    caption        text   not null default '' check (length(caption) <= 300),
    unique (year, achievement_id)
);
create index on achievements.exhibit (achievement_id);
