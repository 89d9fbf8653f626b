-- Site visits 实地考察 of a panel: an appointment, who goes, what was seen, and the unit's word. Only who was there scores the entry.
create table review.visit_question (
    panel_id bigint not null references review.panel on delete cascade,
    position int    not null check (position between 1 and 20),
    text     text   not null check (length(text) between 2 and 200),
    primary key (panel_id, position)
);

create table review.visit (
    id            bigint generated always as identity primary key,
    panel_id      bigint      not null references review.panel,
    entry_id      bigint      not null references entries.entry,
    state         text        not null default 'PLANNED' check (state in ('PLANNED', 'HELD', 'CANCELLED')),
    starts_at     timestamptz not null,
    place         text        not null check (length(place) between 2 and 200),
    met           text        not null default '' check (length(met) <= 500),
    findings      jsonb       not null default '{}', -- position of the question -> what was seen
    remark        text        not null default '' check (length(remark) <= 2000),
    latitude      numeric(7, 4) check (latitude between -90 and 90), -- only if a visitor chose to add it
    longitude     numeric(7, 4) check (longitude between -180 and 180),
    unit_word     text check (length(unit_word) between 1 and 1000),
    unit_signer   text check (length(unit_signer) between 2 and 40),
    unit_at       timestamptz,
    cancelled_why text check (length(cancelled_why) between 2 and 300),
    held_at       timestamptz,
    version       int         not null default 0,
    unique (id, panel_id),
    check ((state = 'CANCELLED') = (cancelled_why is not null)),
    check ((state = 'HELD') = (held_at is not null)),
    check ((latitude is null) = (longitude is null)),
    check ((unit_word is null) = (unit_signer is null) and (unit_word is null) = (unit_at is null)),
    check (unit_word is null or state = 'HELD')
);
create unique index one_visit on review.visit (panel_id, entry_id) where state <> 'CANCELLED';
create index on review.visit (entry_id);
insert into platform.transition values ('review.visit', 'PLANNED', 'HELD'), ('review.visit', 'PLANNED', 'CANCELLED');
create trigger legal_transition before update on review.visit
    for each row execute function platform.check_transition('review.visit');

-- What all visits of a panel ask is settled with the first that is held.
create function review.keep_questions() returns trigger language plpgsql as $$
begin
    if exists (select 1 from review.visit where state = 'HELD' and panel_id = case when tg_op = 'INSERT' then new.panel_id else old.panel_id end) then
        raise exception 'a visit was held by these questions' using errcode = 'LC003';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_questions before insert or update or delete on review.visit_question for each row execute function review.keep_questions();

-- An appointment that was moved stays on record as it was.
create table review.visit_moved (
    visit_id   bigint      not null references review.visit,
    number     int         not null check (number > 0),
    from_at    timestamptz not null,
    from_place text        not null,
    reason     text        not null check (length(reason) between 2 and 300),
    account_id bigint      not null references access.account,
    at         timestamptz not null,
    primary key (visit_id, number)
);
create trigger append_only before update or delete on review.visit_moved for each row execute function platform.refuse_change();

create table review.visitor (
    visit_id  bigint not null,
    panel_id  bigint not null,
    expert_id bigint not null,
    primary key (visit_id, expert_id),
    foreign key (visit_id, panel_id) references review.visit (id, panel_id),
    foreign key (panel_id, expert_id) references review.panel_expert
);
create index on review.visitor (panel_id, expert_id);

create table review.visit_photo (
    visit_id bigint not null references review.visit,
    file_id  uuid   not null references platform.file,
    primary key (visit_id, file_id)
);
create index on review.visit_photo (file_id);

-- Nobody visits what they must recuse from.
create function review.refuse_recused_visitor() returns trigger language plpgsql as $$
begin
    if exists (select 1 from review.recusal r join review.visit v on v.id = new.visit_id
               where r.panel_id = new.panel_id and r.expert_id = new.expert_id and r.entry_id = v.entry_id) then
        raise exception 'expert % is recused from what visit % is about', new.expert_id, new.visit_id using errcode = 'LC005';
    end if;
    return new;
end $$;
create trigger not_recused before insert or update on review.visitor for each row execute function review.refuse_recused_visitor();
-- Who becomes related before the visit does not go; who was there stays on its record, though they see it no more.
create function review.take_back_visitor() returns trigger language plpgsql as $$
begin
    delete from review.visitor w using review.visit v
     where v.id = w.visit_id and v.state = 'PLANNED' and v.entry_id = new.entry_id
       and w.panel_id = new.panel_id and w.expert_id = new.expert_id;
    return new;
end $$;
create trigger take_back_visitor after insert on review.recusal for each row execute function review.take_back_visitor();

-- At least two go together, and what they wrote of a visit that was held stays.
create function review.keep_held() returns trigger language plpgsql as $$
begin
    if new.state = 'HELD' and old.state <> 'HELD' and exists (select 1 from review.panel where id = new.panel_id)
       and (select count(*) from review.visitor where visit_id = new.id) < 2 then
        raise exception 'visit % has fewer than two visitors', new.id using errcode = 'LC007';
    end if;
    if old.state = 'HELD' and (old.starts_at, old.place, old.met, old.findings, old.remark, old.held_at, old.panel_id, old.entry_id)
       is distinct from (new.starts_at, new.place, new.met, new.findings, new.remark, new.held_at, new.panel_id, new.entry_id) then
        raise exception 'the record of visit % is closed', new.id using errcode = 'LC003';
    end if;
    if old.unit_at is not null and (old.unit_word, old.unit_signer, old.unit_at) is distinct from (new.unit_word, new.unit_signer, new.unit_at) then
        raise exception 'the word of the unit stands' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger keep_held before update on review.visit for each row execute function review.keep_held();
create function review.refuse_held_insert() returns trigger language plpgsql as $$
begin
    if new.state = 'HELD' and exists (select 1 from review.panel where id = new.panel_id)
       and (select count(*) from review.visitor where visit_id = new.id) < 2 then
        raise exception 'visit % has fewer than two visitors', new.id using errcode = 'LC007';
    end if;
    return null;
end $$;
create constraint trigger held_by_two after insert on review.visit deferrable initially deferred
    for each row execute function review.refuse_held_insert();
create function review.keep_visitors() returns trigger language plpgsql as $$
begin
    if exists (select 1 from review.visit where id = old.visit_id and state = 'HELD') then
        raise exception 'who was there stays on the record of visit %', old.visit_id using errcode = 'LC003';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_visitors before update or delete on review.visitor for each row execute function review.keep_visitors();
