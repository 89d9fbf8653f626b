-- Help requests 服务需求: from an enterprise's question to what came of the answer months later.
create table services.request (
    id           bigint generated always as identity primary key,
    node_id      bigint      not null references access.node, -- the enterprise
    asked_by     bigint references access.account,
    kind         text        not null check (kind in ('TECHNOLOGY', 'STANDARDS', 'TRANSFER', 'PATENT')),
    title        text        not null check (length(title) between 2 and 80),
    problem      text        not null check (length(problem) between 10 and 3000),
    place        text        not null check (length(place) between 2 and 200),
    urgent       boolean     not null default false,
    confidential boolean     not null default false,          -- read by the dispatched team and the officers alone
    contact_name text        not null check (length(contact_name) between 2 and 40),
    contact_phone text       not null check (contact_phone ~ '^[0-9-]{7,20}$'),
    state        text        not null default 'ASKED' check (state in ('ASKED', 'ASKED_BACK', 'PUBLISHED', 'DISPATCHED', 'ACCEPTED',
                     'APPOINTED', 'VISITED', 'SIGNED', 'FOLLOWED', 'CLOSED', 'REFUSED', 'UNTAKEN', 'CANCELLED')),
    team_id      bigint references services.team,
    studio_id    bigint references studios.studio,            -- asked to go along
    due_on       date,                                        -- the last day of this step; null: nothing is waited for
    outcome      text check (outcome in ('RESOLVED', 'CONTINUING', 'UNRESOLVED', 'SILENT')),
    project_id   bigint references services.project,          -- in which it is gone on with
    asked_at     timestamptz not null default platform.moment(),
    closed_on    date,
    steps        int         not null default 0,              -- how many it took: names the step that letters were sent for
    version      int         not null default 0,
    check (not confidential or state <> 'PUBLISHED'),
    check ((team_id is not null) or state not in ('DISPATCHED', 'ACCEPTED', 'APPOINTED', 'VISITED', 'SIGNED', 'FOLLOWED', 'CLOSED')),
    check ((state = 'CLOSED') = (outcome is not null and closed_on is not null)),
    check ((state in ('CLOSED', 'REFUSED', 'UNTAKEN', 'CANCELLED')) = (due_on is null))
);
create index on services.request (node_id);
create index on services.request (team_id, state);
create index on services.request (state, due_on);
insert into platform.transition
select 'services.request', f, t from (values
    ('ASKED', 'ASKED_BACK'), ('ASKED', 'PUBLISHED'), ('ASKED', 'DISPATCHED'), ('ASKED', 'REFUSED'), ('ASKED', 'UNTAKEN'), ('ASKED', 'CANCELLED'),
    ('ASKED_BACK', 'ASKED'), ('ASKED_BACK', 'CANCELLED'),
    ('PUBLISHED', 'DISPATCHED'), ('PUBLISHED', 'ACCEPTED'), ('PUBLISHED', 'UNTAKEN'), ('PUBLISHED', 'CANCELLED'),
    ('DISPATCHED', 'ACCEPTED'), ('DISPATCHED', 'ASKED'), ('DISPATCHED', 'CANCELLED'),
    ('ACCEPTED', 'APPOINTED'), ('ACCEPTED', 'ASKED'), ('ACCEPTED', 'CANCELLED'),
    ('APPOINTED', 'VISITED'), ('APPOINTED', 'ASKED'), ('APPOINTED', 'CANCELLED'),
    ('VISITED', 'SIGNED'),
    ('SIGNED', 'APPOINTED'), ('SIGNED', 'FOLLOWED'),
    ('FOLLOWED', 'CLOSED')) m (f, t);
create trigger legal_transition before update on services.request
    for each row execute function platform.check_transition('services.request');

-- Its history, in the words of who did it.
create table services.request_event (
    id         bigint generated always as identity primary key,
    request_id bigint      not null references services.request,
    at         timestamptz not null default platform.moment(),
    account_id bigint references access.account,
    actor_name text        not null,
    step       text        not null,
    team_id    bigint references services.team, -- whom it was about
    reason     text        not null default ''
);
create index on services.request_event (request_id, id);

-- A team that wants a published one 揭榜.
create table services.claim (
    request_id bigint      not null references services.request,
    team_id    bigint      not null references services.team,
    words      text        not null check (length(words) between 2 and 1000),
    account_id bigint references access.account,
    at         timestamptz not null default platform.moment(),
    primary key (request_id, team_id)
);

-- A visit: appointed, then recorded. code: what the enterprise reads out to sign on the team's phone.
create table services.visit (
    id         bigint generated always as identity primary key,
    request_id bigint      not null references services.request,
    starts_at  timestamptz not null,
    place      text        not null check (length(place) between 2 and 200),
    code       text        not null check (code ~ '^[0-9]{6}$'),
    wrong_codes int        not null default 0,
    held_at    timestamptz,
    hours      numeric(4, 1) check (hours > 0 and hours <= 24),
    met        text        not null default '' check (length(met) <= 500),
    problem    text        not null default '' check (length(problem) <= 2000),
    diagnosis  text        not null default '' check (length(diagnosis) <= 2000),
    advice     text        not null default '' check (length(advice) <= 2000),
    trained    int         not null default 0 check (trained between 0 and 10000),
    check (held_at is null or (hours is not null and length(diagnosis) >= 2 and length(advice) >= 2 and length(problem) >= 2))
);
create index on services.visit (request_id);
create unique index one_open_visit on services.visit (request_id) where held_at is null;
create table services.visit_goer (
    visit_id  bigint not null references services.visit,
    person_id bigint not null references directory.person,
    primary key (visit_id, person_id)
);
create index on services.visit_goer (person_id);
-- A record that is closed stays as both sides sign it.
create function services.keep_record() returns trigger language plpgsql as $$
begin
    if old.held_at is not null and (new.starts_at, new.place, new.held_at, new.hours, new.met, new.problem, new.diagnosis, new.advice, new.trained)
        is distinct from (old.starts_at, old.place, old.held_at, old.hours, old.met, old.problem, old.diagnosis, old.advice, old.trained) then
        raise exception 'the record of visit % is closed', old.id using errcode = 'LC002';
    end if;
    return new;
end $$;
create trigger closed_record before update on services.visit for each row execute function services.keep_record();

-- Who signed a visit for which side, and how: drawn with the finger, typed under one's own account, or by the code on the other's phone.
create table services.signature (
    visit_id   bigint      not null references services.visit,
    side       text        not null check (side in ('ENTERPRISE', 'TEAM')),
    way        text        not null check (way in ('DRAWN', 'TYPED', 'CODE')),
    signer     text        not null check (length(signer) between 2 and 40),
    file_id    uuid references platform.file,
    account_id bigint references access.account,
    at         timestamptz not null default platform.moment(),
    primary key (visit_id, side),
    check ((way = 'DRAWN') <= (file_id is not null))
);
create trigger signed_once before update or delete on services.signature for each row execute function platform.refuse_change();

-- The enterprise's word on the service, item by item, and what is answered to it.
create table services.rating (
    request_id bigint primary key references services.request,
    manner     int         not null check (manner between 1 and 5),
    skill      int         not null check (skill between 1 and 5),
    speed      int         not null check (speed between 1 and 5),
    effect     int         not null check (effect between 1 and 5),
    words      text        not null default '' check (length(words) <= 1000),
    account_id bigint references access.account,
    at         timestamptz not null default platform.moment(),
    answer     text check (length(answer) between 2 and 1000),
    answered_by text,
    answered_at timestamptz
);

-- What is asked for 30 and 90 days later, and what the enterprise says then.
create table services.result (
    request_id bigint not null references services.request,
    after_days int    not null check (after_days > 0),
    due_on     date   not null,
    outcome    text check (outcome in ('RESOLVED', 'CONTINUING', 'UNRESOLVED')),
    words      text   not null default '' check (length(words) <= 2000),
    benefit    numeric(14, 2) check (benefit >= 0),
    answered_at timestamptz,
    primary key (request_id, after_days),
    check ((outcome is null) = (answered_at is null))
);

-- How many working days each step may take; changed by the city's officer.
create table services.step_limit (
    state   text primary key,
    days    int not null check (days between 1 and 60),
    urgent_days int not null check (urgent_days between 1 and 60)
);
insert into services.step_limit values
    ('ASKED', 3, 1), ('ASKED_BACK', 10, 5), ('PUBLISHED', 10, 5), ('DISPATCHED', 3, 1), ('ACCEPTED', 5, 2),
    ('APPOINTED', 5, 3), ('VISITED', 5, 5), ('SIGNED', 10, 10), ('FOLLOWED', 15, 15);
