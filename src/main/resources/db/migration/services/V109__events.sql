-- Events 活动: forums, campus visits, promotion meetings, exhibitions.

create table services.event_kind (
    code     text primary key check (code ~ '^[A-Z_]{2,20}$'),
    name     text not null check (length(name) between 1 and 20),
    name_en  text not null check (length(name_en) between 1 and 40),
    position int  not null unique
);
insert into services.event_kind values
    ('FORUM', '创新论坛', 'Forum', 1), ('CAMPUS', '走进校园', 'Campus visit', 2),
    ('PROMOTION', '成果推介会', 'Promotion meeting', 3), ('EXHIBITION', '成果展览', 'Exhibition', 4);

create table services.event (
    id             bigint generated always as identity primary key,
    kind           text        not null references services.event_kind,
    title          text        not null check (length(title) between 2 and 80),
    introduction   text        not null default '' check (length(introduction) <= 4000),
    host_node_id   bigint      not null references access.node,
    place          text        not null check (length(place) between 2 and 120),
    starts_at      timestamptz not null,
    ends_at        timestamptz not null,
    register_until timestamptz not null,
    places         int check (places between 1 and 100000), -- null: as many as come
    per_unit       int check (per_unit between 1 and 10000), -- so many at most of one unit
    by_unit_only   boolean     not null default false,       -- units send their people; nobody registers alone
    taken          int         not null default 0 check (taken >= 0),
    state          text        not null default 'DRAFT' check (state in ('DRAFT', 'PUBLISHED', 'HELD', 'CANCELLED')),
    why            text,                                     -- why cancelled
    summary        text        not null default '' check (length(summary) <= 8000),
    secret         uuid        not null default gen_random_uuid(), -- of the code on the screen
    published_at   timestamptz,                              -- null: nobody outside knows of it
    prepared_by    bigint references access.account,
    version        int         not null default 0,
    check (ends_at > starts_at),
    check (register_until <= ends_at),
    check ((state = 'CANCELLED') = (why is not null)),
    check (state <> 'DRAFT' or published_at is null),
    check (state not in ('PUBLISHED', 'HELD') or published_at is not null),
    constraint no_seat_twice check (places is null or taken <= places)
);
create index on services.event (starts_at, id);
insert into platform.transition values
    ('services.event', 'DRAFT', 'PUBLISHED'), ('services.event', 'DRAFT', 'CANCELLED'),
    ('services.event', 'PUBLISHED', 'HELD'), ('services.event', 'PUBLISHED', 'CANCELLED');
create trigger legal_transition before update on services.event
    for each row execute function platform.check_transition('services.event');

create table services.event_slot (
    event_id bigint not null references services.event,
    position int    not null check (position > 0),
    begins   time   not null,
    title    text   not null check (length(title) between 1 and 120),
    speaker  text   not null default '' check (length(speaker) <= 80),
    primary key (event_id, position)
);

create table services.event_moved (
    id         bigint generated always as identity primary key,
    event_id   bigint      not null references services.event,
    from_at    timestamptz not null,
    from_place text        not null,
    reason     text        not null,
    at         timestamptz not null default platform.moment()
);
create index on services.event_moved (event_id);

-- Who comes: registered alone, by their unit, or written down at the door.
create table services.registration (
    id            bigint generated always as identity primary key,
    event_id      bigint      not null references services.event,
    account_id    bigint references access.account, -- null: without an account, and counted all the same
    name          text        not null check (length(name) between 1 and 80),
    node_id       bigint references access.node,    -- the unit, where the tree knows it
    unit          text        not null check (length(unit) between 1 and 200),
    state         text        not null check (state in ('REGISTERED', 'WAITING', 'CANCELLED')),
    registered_by bigint references access.account,
    registered_at timestamptz not null default platform.moment(),
    came_at       timestamptz,
    came_how      text check (came_how in ('CODE', 'LIST')),
    check ((came_at is null) = (came_how is null)),
    check (came_at is null or state = 'REGISTERED')
);
create unique index once_each on services.registration (event_id, account_id) where state <> 'CANCELLED';
create unique index once_by_name on services.registration (event_id, node_id, name) where state <> 'CANCELLED' and account_id is null;
create index on services.registration (event_id, id);
create index on services.registration (node_id);
insert into platform.transition values
    ('services.registration', 'REGISTERED', 'CANCELLED'), ('services.registration', 'WAITING', 'REGISTERED'),
    ('services.registration', 'WAITING', 'CANCELLED');
create trigger legal_transition before update on services.registration
    for each row execute function platform.check_transition('services.registration');

create table services.event_file (
    event_id bigint not null references services.event,
    file_id  uuid   not null references platform.file,
    photo    boolean not null, -- else material
    primary key (event_id, file_id)
);
