-- The colour of a line on the wall, by rule: the only place where it stands.
--   done                                                              GREEN, however late
--   given up                                                          GREY
--   past its last day                                                 RED
--   its last day within n days, and nothing on record for n days      YELLOW
--   begun n days ago or more, and nothing on record at all            YELLOW
--   else                                                              GREEN
create function studios.light(state text, from_day date, due_day date, last_on date, today date, n int) returns text
    language sql immutable as $$
select case
    when state = 'DONE' then 'GREEN'
    when state = 'DROPPED' then 'GREY'
    when today > due_day then 'RED'
    when due_day - today < n and (last_on is null or today - last_on >= n) then 'YELLOW'
    when today - from_day >= n and last_on is null then 'YELLOW'
    else 'GREEN'
end $$;

-- The lines of all plans with their days, and when something was last done for each.
create view studios.plan_line as
select i.*, p.studio_id, p.year, p.state as plan_state,
       make_date(p.year, i.from_month, 1) as from_day,
       (make_date(p.year, i.until_month, 1) + interval '1 month - 1 day')::date as due_day,
       (select min(r.on_day) from studios.plan_record r where r.item_id = i.id) as first_on,
       (select max(r.on_day) from studios.plan_record r where r.item_id = i.id) as last_on
from studios.plan_item i
join studios.plan p on p.id = i.plan_id;
