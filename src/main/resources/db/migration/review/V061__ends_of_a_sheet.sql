-- The third end of a sheet: an expert who can't judge 无法评判 says why and gives no points. And the reasons of points, criterion by criterion.
alter table review.sheet
    add column reasons      jsonb not null default '{}', -- criterion code -> why these points; at most 500 characters each
    add column cannot_judge text check (length(cannot_judge) between 2 and 300),
    add column ended_at     timestamptz, -- when the expert said that they can't judge
    add column reopened     text check (length(reopened) between 2 and 300); -- why the chair opened it again; until it ends again

alter table review.sheet drop constraint sheet_state_check;
alter table review.sheet add constraint sheet_state_check check (state in ('OPEN', 'SEALED', 'CANNOT_JUDGE'));
alter table review.sheet drop constraint sheet_check;
alter table review.sheet
    add constraint sealed_is_whole check (state <> 'SEALED' or (total is not null and sealed_at is not null)),
    add constraint cannot_judge_says_why check ((state = 'CANNOT_JUDGE') = (cannot_judge is not null and ended_at is not null)),
    add constraint cannot_judge_gives_no_points check (state <> 'CANNOT_JUDGE' or total is null);
insert into platform.transition values ('review.sheet', 'OPEN', 'CANNOT_JUDGE'), ('review.sheet', 'CANNOT_JUDGE', 'OPEN');

create or replace function review.keep_sealed() returns trigger language plpgsql as $$
begin
    if old.state <> 'OPEN' and new.state = old.state
        and (old.scores, old.total, old.comment, old.reasons, old.cannot_judge, old.sealed_at)
            is distinct from (new.scores, new.total, new.comment, new.reasons, new.cannot_judge, new.sealed_at) then
        raise exception 'a sealed sheet does not change' using errcode = 'LC003';
    end if;
    return new;
end $$;

-- What an expert has ended counts as begun too.
create or replace function review.keep_number() returns trigger language plpgsql as $$
declare
    most int;
begin
    select greatest(a.experts_each, (select count(*) from review.sheet s
                                     where s.panel_id = new.panel_id and s.entry_id = new.entry_id
                                       and (s.state <> 'OPEN' or s.scores <> '{}' or s.comment <> '' or s.reasons <> '{}')))
      into most from review.assignment a where a.panel_id = new.panel_id;
    if (select count(*) from review.assigned where panel_id = new.panel_id and entry_id = new.entry_id) > most then
        raise exception 'entry % has more than % experts', new.entry_id, most using errcode = 'LC006';
    end if;
    return null;
end $$;
