-- Classes 授课 of a studio: sign-up with a limit, sign-in by a code that changes, a short test, hours on each learner's record.
create table studios.course (
    id         bigint generated always as identity primary key,
    studio_id  bigint        not null references studios.studio,
    title      text          not null check (length(title) between 2 and 120),
    content    text          not null default '' check (length(content) <= 2000),
    teacher_id bigint        not null references directory.person,
    starts_at  timestamptz   not null,
    ends_at    timestamptz   not null,
    place      text          not null check (length(place) between 2 and 120),
    hours      numeric(4, 1) not null check (hours > 0 and hours <= 80), -- 学时
    places     int           not null check (places between 1 and 1000),
    open_to    text          not null check (open_to in ('STUDIO', 'UNIT', 'CITY')),
    state      text          not null default 'PLANNED' check (state in ('PLANNED', 'HELD', 'CANCELLED')),
    why        text,                                -- why it was cancelled
    pass_mark  int check (pass_mark between 1 and 100), -- per cent of the test; null: no test
    secret     uuid          not null default gen_random_uuid(), -- of its sign-in codes
    record_id  bigint unique references studios.ledger_record, -- what stands of it in the ledger
    version    int           not null default 0,
    check (ends_at > starts_at and ends_at < starts_at + interval '31 days'),
    check ((state = 'CANCELLED') = (why is not null)),
    check ((state = 'HELD') = (record_id is not null))
);
create index on studios.course (studio_id, starts_at);
create index on studios.course (starts_at) where state = 'PLANNED';
insert into platform.transition values ('studios.course', 'PLANNED', 'HELD'), ('studios.course', 'PLANNED', 'CANCELLED');
create trigger legal_transition before update on studios.course
    for each row execute function platform.check_transition('studios.course');

create table studios.course_moved (
    course_id  bigint      not null references studios.course,
    version    int         not null,
    from_at    timestamptz not null,
    from_place text        not null,
    reason     text        not null check (length(reason) between 2 and 200),
    at         timestamptz not null default platform.moment(),
    primary key (course_id, version)
);

create table studios.course_material (
    course_id   bigint not null references studios.course,
    material_id bigint not null references studios.material,
    primary key (course_id, material_id)
);

-- Who signed up, and who came.
create table studios.learner (
    course_id  bigint      not null references studios.course,
    person_id  bigint      not null references directory.person,
    state      text        not null default 'SIGNED_UP' check (state in ('SIGNED_UP', 'LEFT', 'PRESENT', 'ABSENT')),
    since      timestamptz not null default platform.moment(),
    present_at timestamptz,
    way        text check (way in ('CODE', 'TICKED')), -- by the code on the screen, or ticked by the teacher
    best       int check (best between 0 and 100),     -- per cent of the best test
    hours      numeric(4, 1) check (hours >= 0),       -- put down when the class is closed, or when the test is passed after it
    primary key (course_id, person_id),
    check ((state = 'PRESENT') = (present_at is not null)),
    check ((present_at is null) = (way is null)),
    check (best is null or state = 'PRESENT'),
    check (hours is null or state = 'PRESENT')
);
create index on studios.learner (person_id);
insert into platform.transition values
    ('studios.learner', 'SIGNED_UP', 'LEFT'), ('studios.learner', 'LEFT', 'SIGNED_UP'), ('studios.learner', 'SIGNED_UP', 'PRESENT'),
    ('studios.learner', 'LEFT', 'PRESENT'), ('studios.learner', 'PRESENT', 'SIGNED_UP'), ('studios.learner', 'SIGNED_UP', 'ABSENT');
create trigger legal_transition before update on studios.learner
    for each row execute function platform.check_transition('studios.learner');

-- The short test 随堂测验: choice questions; several may be right, then all of them are to be ticked and no other.
create table studios.question (
    course_id bigint not null references studios.course,
    position  int    not null check (position between 1 and 50),
    text      text   not null check (length(text) between 2 and 300),
    choices   jsonb  not null check (jsonb_typeof(choices) = 'array' and jsonb_array_length(choices) between 2 and 8),
    answers   jsonb  not null check (jsonb_typeof(answers) = 'array' and jsonb_array_length(answers) >= 1), -- places of the right ones, from 1
    primary key (course_id, position)
);

create table studios.attempt (
    course_id bigint      not null,
    person_id bigint      not null,
    number    int         not null check (number between 1 and 3),
    ticked    jsonb       not null,
    score     int         not null check (score between 0 and 100),
    at        timestamptz not null default platform.moment(),
    primary key (course_id, person_id, number),
    foreign key (course_id, person_id) references studios.learner
);
