-- In which rounds 轮次 a call is reviewed: each with its form, its weight in the total, how many of a category go on from it, and its rubric
-- where that is not the call's. A call without rows here has one written round that weighs all.
create table calls.round (
    call_id  bigint        not null references calls.call on delete cascade,
    position int           not null check (position between 1 and 5),
    form     text          not null check (form in ('WRITTEN', 'VISIT', 'PRESENTATION')),
    weight   numeric(5, 2) not null check (weight > 0 and weight <= 100),
    keeps    int check (keeps between 1 and 9999), -- null in the last round alone
    rubric   jsonb         not null default '[]',
    primary key (call_id, position)
);
-- Rounds are judged together when all of them are written: they follow one another, weigh 100 in all, and the last alone cuts nobody off.
create function calls.whole_rounds() returns trigger language plpgsql as $$
declare
    wrong boolean;
begin
    select sum(weight) <> 100 or max(position) <> count(*) or bool_or((keeps is null) <> (position = last))
    into wrong
    from (select r.weight, r.position, r.keeps, max(r.position) over () as last
          from calls.round r where r.call_id = coalesce(new.call_id, old.call_id)) all_rounds;
    if wrong then
        raise exception 'rounds follow one another, weigh 100 in all, and the last alone has no cut-off' using errcode = 'LC003';
    end if;
    return null;
end $$;
create constraint trigger whole_rounds after insert or update or delete on calls.round
    deferrable initially deferred for each row execute function calls.whole_rounds();
