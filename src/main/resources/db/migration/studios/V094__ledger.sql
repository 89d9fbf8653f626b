-- The ledger 台账 of a studio: what was done, on which day, with whom; noted down in seconds, corrected without losing what stood before.
create table studios.ledger_record (
    id         bigint generated always as identity primary key,
    studio_id  bigint      not null references studios.studio,
    kind       text        not null check (kind in ('ACTIVITY', 'VISIT_RECEIVED', 'SERVICE', 'HONOUR', 'CLASS', 'OTHER')),
    day        date        not null,
    title      text        not null check (length(title) between 2 and 120),
    note       text        not null default '' check (length(note) <= 2000),
    guests     text        not null default '' check (length(guests) <= 200), -- who came, or who was served
    headcount  int         not null default 0 check (headcount between 0 and 100000), -- person-times 人次, with those who have no name here
    state      text        not null default 'STANDS' check (state in ('STANDS', 'STRUCK')),
    struck_why text,
    written_by bigint references access.account,
    writer     text        not null,
    at         timestamptz not null default platform.moment(),
    search     text        not null default '', -- bigrams
    version    int         not null default 0,
    check ((state = 'STRUCK') = (struck_why is not null))
);
create index on studios.ledger_record (studio_id, day desc, id desc);
create index ledger_record_search on studios.ledger_record using gin (to_tsvector('simple', search));
-- Struck out 作废 it no longer counts, and can be put back.
insert into platform.transition values
    ('studios.ledger_record', 'STANDS', 'STRUCK'), ('studios.ledger_record', 'STRUCK', 'STANDS');
create trigger legal_transition before update on studios.ledger_record
    for each row execute function platform.check_transition('studios.ledger_record');

-- Who of the roster took part.
create table studios.ledger_part (
    record_id bigint not null references studios.ledger_record,
    person_id bigint not null references directory.person,
    primary key (record_id, person_id)
);
create index on studios.ledger_part (person_id);

create table studios.ledger_photo (
    record_id bigint not null references studios.ledger_record,
    file_id   uuid   not null references platform.file,
    primary key (record_id, file_id)
);

-- What stood before a correction 更正, word for word.
create table studios.ledger_before (
    record_id bigint      not null references studios.ledger_record,
    version   int         not null,
    content   jsonb       not null,
    reason    text        not null check (length(reason) between 2 and 200),
    by_name   text        not null,
    at        timestamptz not null default platform.moment(),
    primary key (record_id, version)
);
create trigger append_only before update or delete on studios.ledger_before
    for each row execute function platform.refuse_change();
