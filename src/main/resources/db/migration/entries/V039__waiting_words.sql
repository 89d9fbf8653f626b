-- The queue 待办 by word: one row for each word of each entry that waits somewhere, and one with no word at all. The key is the queue's
-- order, so a page of the queue, with a keyword or without, is a few neighbouring rows of one index however long the queue is.
-- Kept by the triggers below and by nobody else: it needs no foreign keys, and nothing reads more from it than which entries come next.
create table entries.waiting_word (
    node_id  bigint  not null, -- where it waits
    checking boolean not null, -- for the formal check; otherwise to be vetted
    call_id  bigint  not null,
    word     text    not null,
    due_on   date    not null, -- 9999-12-31 where nothing is due
    entry_id bigint  not null,
    primary key (node_id, checking, call_id, word, due_on, entry_id)
);

create function entries.waits(e entries.entry) returns boolean language sql immutable parallel safe as $$
    select e.state in ('VETTING', 'FORMAL_CHECK') and e.at_node_id is not null
$$;

-- The words of a text of search terms, each once, and the empty one that every text has.
create function platform.words(search text) returns text[] language sql immutable parallel safe as $$
    select array_agg(distinct word) from (select '' union all select string_to_table(search, ' ')) w (word)
$$;

create function entries.keep_waiting_words() returns trigger language plpgsql as $$
declare
    gone text[] := '{}';
    come text[] := '{}';
    kept text[];
begin
    if tg_op <> 'INSERT' and entries.waits(old) then
        gone := platform.words(old.search);
    end if;
    if tg_op <> 'DELETE' and entries.waits(new) then
        come := platform.words(new.search);
    end if;
    if tg_op = 'UPDATE' and (old.at_node_id, old.state, old.call_id, old.due_on) is not distinct from
                            (new.at_node_id, new.state, new.call_id, new.due_on) then
        kept := gone; -- in the same place: only what differs is written
        gone := array(select unnest(gone) except select unnest(come));
        come := array(select unnest(come) except select unnest(kept));
    end if;
    if cardinality(gone) > 0 then
        delete from entries.waiting_word w
        where w.node_id = old.at_node_id and w.checking = (old.state = 'FORMAL_CHECK') and w.call_id = old.call_id
          and w.word = any (gone) and w.due_on = coalesce(old.due_on, date '9999-12-31') and w.entry_id = old.id;
    end if;
    if cardinality(come) > 0 then
        insert into entries.waiting_word (node_id, checking, call_id, word, due_on, entry_id)
        select new.at_node_id, new.state = 'FORMAL_CHECK', new.call_id, c.word, coalesce(new.due_on, date '9999-12-31'), new.id
        from unnest(come) c (word);
    end if;
    return null;
end $$;

create trigger waiting_words_insert after insert on entries.entry
    for each row when (entries.waits(new)) execute function entries.keep_waiting_words();
create trigger waiting_words_update after update on entries.entry
    for each row when ((entries.waits(old) or entries.waits(new))
        and (old.at_node_id, old.state, old.call_id, old.due_on, old.search) is distinct from
            (new.at_node_id, new.state, new.call_id, new.due_on, new.search))
    execute function entries.keep_waiting_words();
create trigger waiting_words_delete after delete on entries.entry
    for each row when (entries.waits(old)) execute function entries.keep_waiting_words();

insert into entries.waiting_word (node_id, checking, call_id, word, due_on, entry_id)
select e.at_node_id, e.state = 'FORMAL_CHECK', e.call_id, w.word, coalesce(e.due_on, date '9999-12-31'), e.id
from entries.entry e
cross join lateral unnest(platform.words(e.search)) w (word)
where entries.waits(e);
