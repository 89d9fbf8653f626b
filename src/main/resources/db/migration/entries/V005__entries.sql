-- An entry 申报 from draft to its end, its completers, files, history and the texts that are compared.
create schema entries;

create table entries.entry (
    id             bigint generated always as identity primary key,
    call_id        bigint      not null references calls.call,
    category_id    bigint references calls.category,
    unit_node_id   bigint      not null references access.node, -- the union it is handed in at
    line           text        not null default 'TERRITORIAL' check (line in ('TERRITORIAL', 'INDUSTRIAL')),
    number         text unique, -- given when first submitted
    title          text        not null default '' check (length(title) <= 120),
    answers        jsonb       not null default '{}', -- field code -> value
    ticked         jsonb       not null default '[]', -- codes of declarations and conditions ticked
    state          text        not null default 'DRAFT' check (state in
        ('DRAFT', 'VETTING', 'RETURNED', 'NOT_RECOMMENDED', 'FORMAL_CHECK', 'SUPPLEMENT', 'NOT_ACCEPTED', 'ACCEPTED',
         'RANKED', 'PROPOSED', 'NOT_SELECTED', 'STRUCK', 'AWARDED', 'REVOKED', 'WITHDRAWN')),
    at_node_id     bigint references access.node, -- who vets it now
    at_position    int,                           -- which level of the route
    due_on         date,                          -- the level's, or the supplement's, due day
    last_reason    text,
    score          numeric(7, 4),
    rank           int,
    tier_id        bigint references calls.tier,
    created_by     bigint      not null references access.account,
    entered_for    boolean     not null default false, -- a clerk typed it for somebody
    consent_note   text,
    consent_file   uuid references platform.file,
    sealed_file    uuid references platform.file, -- the scan with the seal
    created_at     timestamptz not null default now(),
    changed_at     timestamptz not null default now(),
    submitted_at   timestamptz,
    version        int         not null default 0,
    search         text, -- bigrams of number, title, unit, completers
    check (state in ('DRAFT', 'WITHDRAWN') or (number is not null and submitted_at is not null)),
    check (state <> 'VETTING' or (at_node_id is not null and at_position is not null)),
    check (not entered_for or state = 'DRAFT' or consent_note is not null or consent_file is not null)
);
create index on entries.entry (call_id, state, id);
create index on entries.entry (at_node_id, state, id);
create index on entries.entry (unit_node_id, call_id);
create index on entries.entry (created_by, id desc);
create index entry_search on entries.entry using gin (to_tsvector('simple', coalesce(search, '')));

-- The one place in the database that says how an entry may move; entries.EntryState says the same in Java and a test compares them.
insert into platform.transition (machine, from_state, to_state) values
    ('entries.entry', 'DRAFT', 'VETTING'), ('entries.entry', 'DRAFT', 'FORMAL_CHECK'), ('entries.entry', 'DRAFT', 'WITHDRAWN'),
    ('entries.entry', 'VETTING', 'RETURNED'), ('entries.entry', 'VETTING', 'NOT_RECOMMENDED'),
    ('entries.entry', 'VETTING', 'FORMAL_CHECK'), ('entries.entry', 'VETTING', 'WITHDRAWN'),
    ('entries.entry', 'RETURNED', 'VETTING'), ('entries.entry', 'RETURNED', 'FORMAL_CHECK'), ('entries.entry', 'RETURNED', 'WITHDRAWN'),
    ('entries.entry', 'NOT_RECOMMENDED', 'VETTING'),
    ('entries.entry', 'FORMAL_CHECK', 'SUPPLEMENT'), ('entries.entry', 'FORMAL_CHECK', 'NOT_ACCEPTED'),
    ('entries.entry', 'FORMAL_CHECK', 'ACCEPTED'), ('entries.entry', 'FORMAL_CHECK', 'RETURNED'),
    ('entries.entry', 'FORMAL_CHECK', 'VETTING'), ('entries.entry', 'FORMAL_CHECK', 'WITHDRAWN'),
    ('entries.entry', 'SUPPLEMENT', 'FORMAL_CHECK'), ('entries.entry', 'SUPPLEMENT', 'NOT_ACCEPTED'), ('entries.entry', 'SUPPLEMENT', 'WITHDRAWN'),
    ('entries.entry', 'ACCEPTED', 'RANKED'), ('entries.entry', 'ACCEPTED', 'WITHDRAWN'),
    ('entries.entry', 'RANKED', 'ACCEPTED'), ('entries.entry', 'RANKED', 'PROPOSED'),
    ('entries.entry', 'RANKED', 'NOT_SELECTED'), ('entries.entry', 'RANKED', 'WITHDRAWN'),
    ('entries.entry', 'NOT_SELECTED', 'PROPOSED'), ('entries.entry', 'NOT_SELECTED', 'RANKED'),
    ('entries.entry', 'PROPOSED', 'RANKED'), ('entries.entry', 'PROPOSED', 'STRUCK'), ('entries.entry', 'PROPOSED', 'AWARDED'),
    ('entries.entry', 'PROPOSED', 'WITHDRAWN'), ('entries.entry', 'AWARDED', 'REVOKED');
create trigger legal_transition before update on entries.entry
    for each row execute function platform.check_transition('entries.entry');

create table entries.completer (
    id         bigint generated always as identity primary key,
    entry_id   bigint  not null references entries.entry on delete cascade,
    position   int     not null check (position > 0), -- 1 is 第一完成人
    person_id  bigint references directory.person,
    name       text    not null check (length(name) between 2 and 40),
    unit_name  text    not null default '',
    share      int check (share between 0 and 100), -- percent
    state      text    not null default 'INVITED' check (state in ('INVITED', 'ACCEPTED', 'DECLINED')),
    decided_at timestamptz,
    unique (entry_id, position) deferrable initially deferred,
    unique (entry_id, person_id)
);
create index on entries.completer (person_id);

create table entries.entry_file (
    entry_id   bigint not null references entries.entry on delete cascade,
    file_id    uuid   not null references platform.file,
    field_code text   not null,
    position   int    not null default 0,
    primary key (entry_id, file_id)
);

-- What happened, in order; the applicant's page tells it in plain words.
create table entries.event (
    id           bigint generated always as identity primary key,
    entry_id     bigint      not null references entries.entry,
    at           timestamptz not null default now(),
    account_id   bigint references access.account,
    actor_name   text        not null,
    node_id      bigint references access.node,
    action       text        not null,
    from_state   text        not null,
    to_state     text        not null,
    reason       text
);
create index on entries.event (entry_id, id);
create trigger event_append_only before update or delete on entries.event
    for each row execute function platform.refuse_change();

-- Near-duplicates: hashed character 3-grams of title and long texts of every entry that was ever submitted.
create table entries.text_gram (
    entry_id bigint primary key references entries.entry on delete cascade,
    grams    int[] not null
);
create index on entries.text_gram using gin (grams);
