-- Presentations 答辩: their order by a sealed draw, turns with a timer that runs on the server, and who is in the room.
create table review.presentation (
    panel_id         bigint primary key references review.panel,
    starts_at        timestamptz not null,
    place            text        not null check (length(place) between 2 and 200),
    speaking_minutes int         not null check (speaking_minutes between 1 and 60),
    answer_minutes   int         not null check (answer_minutes between 0 and 60),
    pause_minutes    int         not null check (pause_minutes between 0 and 30),
    secret           text        not null check (secret ~ '^[0-9a-f]{64}$'), -- told when the order is drawn
    commitment       text        not null unique check (commitment ~ '^[0-9a-f]{64}$'), -- told before
    committed_at     timestamptz not null,
    public_value     text check (length(public_value) between 4 and 200), -- called out in the room
    drawn_at         timestamptz,
    drawn_by         bigint references access.account,
    version          int         not null default 0,
    check (commitment = encode(sha256(convert_to(secret, 'UTF8')), 'hex')),
    check ((public_value is null) = (drawn_at is null) and (drawn_by is null) = (drawn_at is null))
);
create function review.keep_draw() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or (old.panel_id, old.secret, old.commitment, old.committed_at) is distinct from (new.panel_id, new.secret, new.commitment, new.committed_at)
       or (old.drawn_at is not null and (old.public_value, old.drawn_at, old.drawn_by) is distinct from (new.public_value, new.drawn_at, new.drawn_by)) then
        raise exception 'a draw is made once' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger keep_draw before update or delete on review.presentation for each row execute function review.keep_draw();

create table review.turn (
    panel_id    bigint not null references review.presentation,
    entry_id    bigint not null,
    lot         int    not null check (lot > 0),   -- the place drawn
    place       int    not null check (place > 0), -- the place after who did not come was put last
    draw_hash   text   not null check (draw_hash ~ '^[0-9a-f]{64}$'),
    slot_at     timestamptz not null,
    state       text   not null default 'WAITING' check (state in ('WAITING', 'SPEAKING', 'ANSWERING', 'DONE', 'ABSENT')),
    reason      text check (length(reason) between 2 and 300), -- why put last or absent
    began_at    timestamptz,
    ended_at    timestamptz,
    used_ms     bigint not null default 0 check (used_ms >= 0), -- of this part, before the clock was last set going
    running_since timestamptz,                                  -- null: the clock stands
    shown_at    timestamptz, -- the score was shown in the room
    primary key (panel_id, entry_id),
    foreign key (panel_id, entry_id) references review.panel_entry,
    unique (panel_id, lot),
    unique (panel_id, place) deferrable initially deferred,
    check ((state in ('WAITING', 'ABSENT')) = (began_at is null)),
    check ((state = 'DONE') = (ended_at is not null)),
    check (running_since is null or state in ('SPEAKING', 'ANSWERING')),
    check (state <> 'ABSENT' or reason is not null),
    check (shown_at is null or state = 'DONE')
);
-- One at a time.
create unique index one_turn on review.turn (panel_id) where state in ('SPEAKING', 'ANSWERING');
insert into platform.transition values
    ('review.turn', 'WAITING', 'SPEAKING'), ('review.turn', 'WAITING', 'ABSENT'), ('review.turn', 'ABSENT', 'WAITING'),
    ('review.turn', 'SPEAKING', 'ANSWERING'), ('review.turn', 'SPEAKING', 'DONE'), ('review.turn', 'ANSWERING', 'DONE');
create trigger legal_transition before update on review.turn
    for each row execute function platform.check_transition('review.turn');
create function review.keep_lot() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' then
        if exists (select 1 from review.presentation where panel_id = old.panel_id) then
            raise exception 'what was drawn stays' using errcode = 'LC003';
        end if;
        return old;
    end if;
    if (old.lot, old.draw_hash) is distinct from (new.lot, new.draw_hash) then
        raise exception 'what was drawn stays' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger keep_lot before update or delete on review.turn for each row execute function review.keep_lot();

-- A panel in session: what it talks about where nothing is presented, and who of it is in the room.
create table review.meeting (
    panel_id  bigint primary key references review.panel on delete cascade,
    entry_id  bigint, -- under discussion
    opened_at timestamptz not null,
    foreign key (panel_id, entry_id) references review.panel_entry on delete set null (entry_id)
);
create table review.present (
    panel_id  bigint      not null references review.meeting on delete cascade,
    expert_id bigint      not null,
    since     timestamptz not null,
    primary key (panel_id, expert_id),
    foreign key (panel_id, expert_id) references review.panel_expert on delete cascade
);

-- Nothing is presented before somebody who must recuse from it.
create function review.refuse_recused_present() returns trigger language plpgsql as $$
begin
    if tg_table_name = 'turn' then
        if new.state = 'SPEAKING' and old.state <> 'SPEAKING' and exists (
            select 1 from review.present p join review.recusal r on (r.panel_id, r.expert_id) = (p.panel_id, p.expert_id)
            where p.panel_id = new.panel_id and r.entry_id = new.entry_id) then
            raise exception 'a recused expert is in the room' using errcode = 'LC005';
        end if;
    elsif exists (
        select 1 from review.turn t join review.recusal r on (r.panel_id, r.entry_id) = (t.panel_id, t.entry_id)
        where t.panel_id = new.panel_id and t.state in ('SPEAKING', 'ANSWERING') and r.expert_id = new.expert_id) then
        raise exception 'expert % is recused from what is presented now', new.expert_id using errcode = 'LC005';
    end if;
    return new;
end $$;
create trigger nobody_recused before update on review.turn for each row execute function review.refuse_recused_present();
create trigger nobody_recused before insert on review.present for each row execute function review.refuse_recused_present();

-- A sheet of a visit or a presentation is written on only by who was there, and not before.
create function review.refuse_early_sheet() returns trigger language plpgsql as $$
declare
    how text;
begin
    if (old.scores, old.comment, old.reasons, old.state) is not distinct from (new.scores, new.comment, new.reasons, new.state) then
        return new;
    end if;
    select form into how from review.panel where id = new.panel_id;
    if how = 'VISIT' and not exists (
            select 1 from review.visit v join review.visitor w on w.visit_id = v.id
            where v.panel_id = new.panel_id and v.entry_id = new.entry_id and v.state = 'HELD' and w.expert_id = new.expert_id)
       or how = 'PRESENTATION' and not exists (
            select 1 from review.turn t
            where t.panel_id = new.panel_id and t.entry_id = new.entry_id and t.began_at is not null) then
        raise exception 'sheet % is not open yet', new.id using errcode = 'LC008';
    end if;
    return new;
end $$;
create trigger not_early before update on review.sheet for each row execute function review.refuse_early_sheet();
