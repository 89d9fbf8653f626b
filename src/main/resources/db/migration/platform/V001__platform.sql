-- What every part of the house stands on: files, days, numbers, jobs, messages, once-tokens and the table of legal transitions.
create extension if not exists ltree;
create extension if not exists pg_trgm;
create extension if not exists btree_gist;

create schema platform;

-- Legal moves of every state machine in the product. A trigger on each table that carries a state refuses all others.
create table platform.transition (
    machine    text not null,
    from_state text not null,
    to_state   text not null,
    primary key (machine, from_state, to_state)
);

create function platform.check_transition() returns trigger language plpgsql as $$
begin
    if old.state is distinct from new.state and not exists (
        select 1 from platform.transition t
        where t.machine = tg_argv[0] and t.from_state = old.state and t.to_state = new.state) then
        raise exception 'illegal transition of %: % -> %', tg_argv[0], old.state, new.state using errcode = 'LC001';
    end if;
    return new;
end $$;

create function platform.refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name using errcode = 'LC002';
end $$;

-- Files lie in the data folder under their hash; the row says whose they are. owner_kind names the part that guards reading.
create table platform.file (
    id          uuid primary key default gen_random_uuid(),
    name        text        not null check (length(name) between 1 and 200),
    media_type  text        not null,
    bytes       bigint      not null check (bytes > 0),
    sha256      text        not null check (length(sha256) = 64),
    owner_kind  text        not null,
    owner_id    bigint,
    uploaded_by bigint,
    uploaded_at timestamptz not null default now()
);
create index on platform.file (owner_kind, owner_id);

-- The State Council's holiday notice of each year: holidays on weekdays and make-up working days on weekends.
create table platform.calendar_year (
    year   int primary key,
    source text not null
);
create table platform.special_day (
    day     date primary key,
    year    int     not null references platform.calendar_year,
    working boolean not null,
    name    text    not null
);

-- Official numbers read 淮工〔2026〕12号: organ code, year, serial. A number once given is never given again.
create table platform.document_number (
    id         bigint generated always as identity primary key,
    organ_code text        not null,
    year       int         not null check (year between 2000 and 2200),
    serial     int         not null check (serial > 0),
    state      text        not null default 'RESERVED' check (state in ('RESERVED', 'USED', 'VOID')),
    subject    text        not null,
    reason     text,
    created_by bigint,
    created_at timestamptz not null default now(),
    unique (organ_code, year, serial),
    check (state <> 'VOID' or reason is not null)
);
create table platform.serial (
    series text   not null,
    year   int    not null,
    last   bigint not null check (last > 0),
    primary key (series, year)
);

create table platform.job (
    id          bigint generated always as identity primary key,
    kind        text        not null,
    title       text        not null,
    params      jsonb       not null default '{}',
    account_id  bigint,
    state       text        not null default 'WAITING' check (state in ('WAITING', 'RUNNING', 'DONE', 'FAILED')),
    done        int         not null default 0,
    total       int         not null default 0,
    report      text,
    result_file uuid references platform.file,
    created_at  timestamptz not null default now(),
    ended_at    timestamptz
);
create index on platform.job (account_id, id desc);

-- Messages to people. once_key makes a reminder go out a single time however often its job runs.
create table platform.message (
    id         bigint generated always as identity primary key,
    account_id bigint      not null,
    subject    text        not null,
    body       text        not null default '',
    link       text,
    once_key   text,
    created_at timestamptz not null default now(),
    read_at    timestamptz,
    sent_by    text,
    sent_at    timestamptz,
    unique (account_id, once_key)
);
create index on platform.message (account_id, id desc);
create index on platform.message (account_id) where read_at is null;

-- A form that was opened once is carried out once, however often its button is pressed.
create table platform.once (
    token      uuid primary key,
    account_id bigint,
    at         timestamptz not null default now(),
    location   text
);

-- db-scheduler's own table, as its documentation gives it.
create table platform.scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures int,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    state                text,
    primary key (task_name, task_instance)
);
create index on platform.scheduled_tasks (execution_time);
create index on platform.scheduled_tasks (last_heartbeat);
