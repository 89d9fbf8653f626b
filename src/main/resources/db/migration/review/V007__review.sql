-- Expert review 评审: pool, panels, recusals, sealed sheets and the ranking made from them.
create schema review;

create table review.expert (
    id               bigint generated always as identity primary key,
    account_id       bigint not null unique references access.account,
    person_id        bigint references directory.person,
    employer_node_id bigint references access.node,
    employer_name    text   not null,
    group_name       text,
    fields           text[] not null default '{}',
    active           boolean not null default true
);

create table review.panel (
    id          bigint generated always as identity primary key,
    call_id     bigint      not null references calls.call,
    category_id bigint references calls.category, -- null: all categories
    name        text        not null,
    chair_id    bigint references review.expert,
    state       text        not null default 'FORMING' check (state in ('FORMING', 'SCORING', 'CLOSED')),
    trim        int         not null default 1,
    created_by  bigint      not null references access.account,
    created_at  timestamptz not null default now(),
    closed_at   timestamptz,
    version     int         not null default 0
);
insert into platform.transition values
    ('review.panel', 'FORMING', 'SCORING'), ('review.panel', 'SCORING', 'CLOSED'), ('review.panel', 'CLOSED', 'SCORING');
create trigger legal_transition before update on review.panel
    for each row execute function platform.check_transition('review.panel');

create table review.panel_expert (
    panel_id  bigint not null references review.panel,
    expert_id bigint not null references review.expert,
    primary key (panel_id, expert_id)
);
create table review.panel_entry (
    panel_id   bigint not null references review.panel,
    entry_id   bigint not null references entries.entry,
    blind_code text   not null, -- what experts see instead of a name
    primary key (panel_id, entry_id),
    unique (panel_id, blind_code)
);
create table review.recusal (
    panel_id  bigint      not null references review.panel,
    expert_id bigint      not null references review.expert,
    entry_id  bigint      not null references entries.entry,
    ground    text        not null check (ground in ('EMPLOYER', 'GROUP', 'COMPLETER', 'OWN_WORD', 'CHAIR')),
    reason    text        not null default '',
    at        timestamptz not null default now(),
    primary key (panel_id, expert_id, entry_id)
);

create table review.sheet (
    id         bigint generated always as identity primary key,
    panel_id   bigint  not null references review.panel,
    expert_id  bigint  not null references review.expert,
    entry_id   bigint  not null references entries.entry,
    scores     jsonb   not null default '{}', -- criterion code -> points
    total      numeric(7, 4),
    comment    text    not null default '',
    state      text    not null default 'OPEN' check (state in ('OPEN', 'SEALED')),
    sealed_at  timestamptz,
    version    int     not null default 0,
    unique (panel_id, expert_id, entry_id),
    check (state = 'OPEN' or (total is not null and sealed_at is not null))
);
insert into platform.transition values ('review.sheet', 'OPEN', 'SEALED'), ('review.sheet', 'SEALED', 'OPEN');
create trigger legal_transition before update on review.sheet
    for each row execute function platform.check_transition('review.sheet');
-- What is sealed stays as it is until the chair opens it again with a reason.
create function review.keep_sealed() returns trigger language plpgsql as $$
begin
    if old.state = 'SEALED' and new.state = 'SEALED' and (old.scores, old.total, old.comment) is distinct from (new.scores, new.total, new.comment) then
        raise exception 'a sealed sheet does not change' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger keep_sealed before update on review.sheet for each row execute function review.keep_sealed();

create table review.result (
    panel_id     bigint        not null references review.panel,
    entry_id     bigint        not null references entries.entry,
    score        numeric(7, 4) not null,
    rank         int           not null,
    tied         boolean       not null,
    sheets       int           not null,
    primary key (panel_id, entry_id)
);
