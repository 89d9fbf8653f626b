-- Under which records of the directory a trainee 学员 of a studio may be written as a maker: their own, and those merged with it.
create index on directory.person (merged_into) where merged_into is not null;
create view studios.trainee (studio_id, member_id, person_id, known_as, from_day) as
select m.studio_id, m.id, m.person_id, i.id, m.from_day
from studios.member m
join directory.person q on q.id = m.person_id
cross join lateral (
    select q.id
    union
    select q.merged_into where q.merged_into is not null
    union
    select p.id from directory.person p where p.merged_into in (q.id, q.merged_into)) i (id)
where m.part = 'TRAINEE';

-- An achievement counts for a studio when one of its makers is or was a trainee there and it was finished on a day of the traineeship or
-- after it. It counts once, however many trainees made it, and goes on counting when a trainee leaves the unit or their record is merged.
create view studios.trainee_achievement (studio_id, achievement_id, person_id, finished_on) as
select distinct t.studio_id, a.id, t.person_id, a.finished_on
from studios.trainee t
join achievements.maker k on k.person_id = t.known_as
join achievements.achievement a on a.id = k.achievement_id and a.finished_on >= t.from_day;

create or replace view studios.counted (indicator, programme, kind, record_id, node_id, year, from_day, until_day, amount) as
select case s.kind when 'STUDIO' then 'studio.named' when 'INNOVATION_BASE' then 'base.innovation' else 'base.rural' end,
       '', 'STUDIO', s.id, s.node_id, 0, s.named_on, s.ended_on, 1::numeric
from studios.studio s
where s.ended_on is null or s.ended_on > s.named_on
union all
select i.indicator, '', 'MEMBER', m.id, s.node_id, 0, greatest(m.from_day, s.named_on), least(m.until_day, s.ended_on), 1
from studios.studio s
join studios.member m on m.studio_id = s.id and m.part in ('LEADER', 'CORE')
join directory.person q on q.id = m.person_id
cross join lateral (
    select 'studio.' || s.code || '.core' as indicator
    union all
    select distinct 'studio.' || s.code || '.' || h.tail
    from (values ('全国劳动模范', 'national'), ('全国五一劳动奖章', 'mayday')) h (title, tail)
    join directory.honour o on o.title = h.title and o.person_id in (q.id, q.merged_into)) i
where s.code is not null
  and (least(m.until_day, s.ended_on) is null or least(m.until_day, s.ended_on) > greatest(m.from_day, s.named_on))
union all
select 'studio.' || s.code || '.trainee', '', 'ACHIEVEMENT', t.achievement_id, s.node_id, 0, t.finished_on, null::date, 1
from studios.studio s
join (select distinct studio_id, achievement_id, finished_on from studios.trainee_achievement) t on t.studio_id = s.id
where s.code is not null;

select insights.follow('achievements.maker', 'maker',
    'select s.node_id from studios.studio s join studios.trainee t on t.studio_id = s.id join %s r on r.person_id = t.known_as'
    || ' where s.code is not null');
select insights.follow('achievements.achievement', 'trainee',
    'select s.node_id from studios.studio s join studios.trainee t on t.studio_id = s.id join achievements.maker k on k.person_id = t.known_as'
    || ' join %s r on r.id = k.achievement_id where s.code is not null');
