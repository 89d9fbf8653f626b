-- The public result list by word, as the queue is kept by word: see entries.waiting_word. Awards withdrawn are not in it.
alter table awards.award add column search text; -- what the public list shows of it, as search terms; null until they are made

-- How many awards of the decision are in force, so that nobody counts them to say so.
alter table awards.decision add column in_force int not null default 0 check (in_force >= 0);

create table awards.result_word (
    decision_id   bigint not null,
    word          text   not null,
    tier_position int    not null, -- the order of tiers, and within one the order of awards
    award_id      bigint not null,
    primary key (decision_id, word, tier_position, award_id)
);

create function awards.keep_result_words() returns trigger language plpgsql as $$
declare
    gone text[] := '{}';
    come text[] := '{}';
    kept text[];
begin
    if tg_op <> 'INSERT' and old.state = 'IN_FORCE' then
        gone := platform.words(old.search);
    end if;
    if tg_op <> 'DELETE' and new.state = 'IN_FORCE' then
        come := platform.words(new.search);
    end if;
    if tg_op = 'UPDATE' and old.decision_id = new.decision_id and old.tier_id = new.tier_id then
        kept := gone;
        gone := array(select unnest(gone) except select unnest(come));
        come := array(select unnest(come) except select unnest(kept));
    end if;
    if cardinality(gone) > 0 then
        delete from awards.result_word w
        using calls.tier t
        where t.id = old.tier_id and w.decision_id = old.decision_id and w.word = any (gone)
          and w.tier_position = t.position and w.award_id = old.id;
    end if;
    if cardinality(come) > 0 then
        insert into awards.result_word (decision_id, word, tier_position, award_id)
        select new.decision_id, c.word, t.position, new.id
        from unnest(come) c (word), calls.tier t
        where t.id = new.tier_id;
    end if;
    return null;
end $$;

create trigger result_words_insert after insert on awards.award
    for each row when (new.state = 'IN_FORCE') execute function awards.keep_result_words();
create trigger result_words_update after update on awards.award
    for each row when ((old.decision_id, old.tier_id, old.state, old.search) is distinct from
                       (new.decision_id, new.tier_id, new.state, new.search))
    execute function awards.keep_result_words();
create trigger result_words_delete after delete on awards.award
    for each row when (old.state = 'IN_FORCE') execute function awards.keep_result_words();

-- A tier that is put elsewhere takes its awards along.
create function awards.move_result_words() returns trigger language plpgsql as $$
begin
    update awards.result_word w
    set tier_position = new.position
    from awards.award a
    where a.tier_id = new.id and a.state = 'IN_FORCE' and w.decision_id = a.decision_id
      and w.word = any (platform.words(a.search)) and w.tier_position = old.position and w.award_id = a.id;
    return null;
end $$;
create trigger result_words after update on calls.tier
    for each row when (old.position <> new.position) execute function awards.move_result_words();
create index on awards.award (tier_id);
create index on awards.award (id) where search is null; -- none, but for a moment

-- What the public list showed of an award has changed: what it was found by before is gone at once, its words are made anew.
create function awards.forget_words() returns trigger language plpgsql as $$
begin
    update awards.award a set search = null
    where a.search is not null and a.entry_id = case tg_table_name when 'entry' then (to_jsonb(new) ->> 'id')::bigint
                                                                   else (to_jsonb(old) ->> 'entry_id')::bigint end;
    return null;
end $$;
create trigger forget_words after update on entries.entry
    for each row when ((old.number, old.title) is distinct from (new.number, new.title)) execute function awards.forget_words();
create trigger forget_words after update on entries.completer
    for each row when ((old.position = 1 or new.position = 1)
        and (old.position, old.name, old.unit_name) is distinct from (new.position, new.name, new.unit_name))
    execute function awards.forget_words();
create trigger forget_words_of_deleted after delete on entries.completer
    for each row when (old.position = 1) execute function awards.forget_words();

create function awards.count_in_force() returns trigger language plpgsql as $$
begin
    update awards.decision d
    set in_force = d.in_force + c.more
    from (select n.decision_id, sum(n.more) as more
          from (select decision_id, 1 as more from new_rows where state = 'IN_FORCE'
                union all
                select decision_id, -1 from old_rows where state = 'IN_FORCE') n
          group by n.decision_id
          having sum(n.more) <> 0) c
    where d.id = c.decision_id;
    return null;
end $$;
create function awards.count_new() returns trigger language plpgsql as $$
begin
    update awards.decision d
    set in_force = d.in_force + c.more
    from (select decision_id, count(*) as more from new_rows where state = 'IN_FORCE' group by decision_id) c
    where d.id = c.decision_id;
    return null;
end $$;
create function awards.count_gone() returns trigger language plpgsql as $$
begin
    update awards.decision d
    set in_force = d.in_force - c.less
    from (select decision_id, count(*) as less from old_rows where state = 'IN_FORCE' group by decision_id) c
    where d.id = c.decision_id;
    return null;
end $$;
create trigger in_force_insert after insert on awards.award referencing new table as new_rows
    for each statement execute function awards.count_new();
create trigger in_force_update after update on awards.award referencing old table as old_rows new table as new_rows
    for each statement execute function awards.count_in_force();
create trigger in_force_delete after delete on awards.award referencing old table as old_rows
    for each statement execute function awards.count_gone();

-- What stands already. Its words are made when the product starts.
insert into awards.result_word (decision_id, word, tier_position, award_id)
select a.decision_id, '', t.position, a.id
from awards.award a
join calls.tier t on t.id = a.tier_id
where a.state = 'IN_FORCE';
update awards.decision d
set in_force = (select count(*) from awards.award a where a.decision_id = d.id and a.state = 'IN_FORCE');
