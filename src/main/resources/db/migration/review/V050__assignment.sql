-- Which expert gets which entry 分配. Without a row here every expert of a panel scores every entry that they need not recuse from.
create table review.assignment (
    panel_id        bigint primary key references review.panel,
    experts_each    int         not null check (experts_each between 1 and 50),
    outside         boolean     not null, -- at least one expert from outside the entry's county
    one_an_employer boolean     not null, -- no two experts of one employer on an entry
    mixed           boolean     not null, -- not all of an entry's experts strict, not all lenient
    state           text        not null check (state in ('ASKED', 'PROPOSED', 'ACCEPTED')),
    job_id          bigint references platform.job,
    total           bigint check (total >= 0),
    bound           bigint check (bound >= 0), -- the largest sum of matches at these loads, without the three rules
    worst_entry     bigint references entries.entry,
    worst_sum       int,
    worst_best      int,
    by_hand         boolean     not null default false, -- a sheet changed what was computed
    fewer           text check (length(fewer) between 2 and 300), -- why it was accepted with fewer experts than asked for
    asked_by        bigint      not null references access.account,
    asked_at        timestamptz not null,
    accepted_at     timestamptz,
    version         int         not null default 1,
    check (state = 'ASKED' or (total is not null and bound is not null)),
    check ((state = 'ACCEPTED') = (accepted_at is not null))
);
insert into platform.transition values
    ('review.assignment', 'ASKED', 'PROPOSED'), ('review.assignment', 'PROPOSED', 'ASKED'),
    ('review.assignment', 'PROPOSED', 'ACCEPTED'), ('review.assignment', 'ACCEPTED', 'ASKED'), ('review.assignment', 'ACCEPTED', 'PROPOSED');
create trigger legal_transition before update on review.assignment
    for each row execute function platform.check_transition('review.assignment');

create table review.assigned (
    panel_id  bigint not null references review.assignment on delete cascade,
    expert_id bigint not null,
    entry_id  bigint not null,
    match     int    not null check (match between 0 and 100),
    grounds   text[] not null default '{}', -- OCCUPATION:采矿: what matched, and which of the expert's fields
    primary key (panel_id, expert_id, entry_id),
    foreign key (panel_id, expert_id) references review.panel_expert on delete cascade,
    foreign key (panel_id, entry_id) references review.panel_entry on delete cascade
);
create index on review.assigned (panel_id, entry_id);

-- What is short, in the answer as it was given.
create table review.assignment_lack (
    panel_id bigint not null references review.assignment on delete cascade,
    entry_id bigint not null,
    why      text   not null check (why in ('EXPERTS', 'EMPLOYERS', 'OUTSIDE', 'MIXED')),
    missing  int    not null check (missing > 0),
    primary key (panel_id, entry_id, why),
    foreign key (panel_id, entry_id) references review.panel_entry on delete cascade
);

-- The chair's word: this expert shall have this entry, or shall not.
create table review.wish (
    panel_id   bigint      not null,
    expert_id  bigint      not null,
    entry_id   bigint      not null,
    kind       text        not null check (kind in ('PIN', 'FORBID')),
    reason     text        not null check (length(reason) between 2 and 300),
    account_id bigint      not null references access.account,
    at         timestamptz not null,
    primary key (panel_id, expert_id, entry_id),
    foreign key (panel_id, expert_id) references review.panel_expert on delete cascade,
    foreign key (panel_id, entry_id) references review.panel_entry on delete cascade
);
create index on review.wish (panel_id, entry_id);

-- Nobody is given what they must recuse from; who becomes related afterwards loses it.
create function review.refuse_recused() returns trigger language plpgsql as $$
begin
    if exists (select 1 from review.recusal r
               where r.panel_id = new.panel_id and r.expert_id = new.expert_id and r.entry_id = new.entry_id) then
        raise exception 'expert % is recused from entry %', new.expert_id, new.entry_id using errcode = 'LC005';
    end if;
    return new;
end $$;
create trigger not_recused before insert on review.assigned for each row execute function review.refuse_recused();
create trigger not_recused before insert on review.sheet for each row execute function review.refuse_recused();
create function review.take_back_recused() returns trigger language plpgsql as $$
begin
    delete from review.assigned where (panel_id, expert_id, entry_id) = (new.panel_id, new.expert_id, new.entry_id);
    delete from review.wish where (panel_id, expert_id, entry_id, kind) = (new.panel_id, new.expert_id, new.entry_id, 'PIN');
    delete from review.sheet where (panel_id, expert_id, entry_id) = (new.panel_id, new.expert_id, new.entry_id);
    return new;
end $$;
create trigger take_back after insert on review.recusal for each row execute function review.take_back_recused();

-- No entry has more experts than were asked for, except where more had begun it.
create function review.keep_number() returns trigger language plpgsql as $$
declare
    most int;
begin
    select greatest(a.experts_each, (select count(*) from review.sheet s
                                     where s.panel_id = new.panel_id and s.entry_id = new.entry_id
                                       and (s.state = 'SEALED' or s.scores <> '{}' or s.comment <> '')))
      into most from review.assignment a where a.panel_id = new.panel_id;
    if (select count(*) from review.assigned where panel_id = new.panel_id and entry_id = new.entry_id) > most then
        raise exception 'entry % has more than % experts', new.entry_id, most using errcode = 'LC006';
    end if;
    return null;
end $$;
create constraint trigger keep_number after insert on review.assigned deferrable initially deferred
    for each row execute function review.keep_number();
