-- Figures 指标: what counts, from when until when, and the sums that are read instead of counting anew.
create schema insights;

-- The day it is in the city.
create function insights.day(at timestamptz) returns date language sql immutable parallel safe as $$
    select (at at time zone 'Asia/Shanghai')::date
$$;

-- From when on what somebody returned of how many took part counts for a unit: its own return, or that of a unit it is a branch of.
create function insights.covered_from(of_call bigint, unit bigint, strictly boolean) returns date language sql stable as $$
    select min(insights.day(r.reported_at))
    from access.node n
    join access.node a on a.path @> n.path and (a.kind in ('ENTERPRISE', 'BRANCH') or a.id = n.id)
    join vetting.participation r on r.call_id = of_call and r.node_id = a.id
    where n.id = unit and (not strictly or a.id <> n.id)
$$;

-- One select for each indicator: its records, at which node of the tree they count, in which year of the programme (0: in every
-- one), from which day until before which, and with what amount. programme '' is all programmes together. Whatever is shown,
-- summed or listed of an indicator comes from here.
create view insights.record (indicator, programme, kind, record_id, node_id, year, from_day, until_day, amount) as

-- Handed in, whatever became of it.
select 'entry.handed_in', p.programme, 'ENTRY', e.id, e.unit_node_id, c.year, insights.day(e.submitted_at), null::date, 1::numeric
from entries.entry e
join calls.call c on c.id = e.call_id
cross join lateral (values (''), (c.programme)) p (programme)
where e.number is not null and e.submitted_at is not null
union all

-- Where an entry stood at the end of a day: from the step that led there until the next.
select m.indicator, p.programme, 'ENTRY', s.id, s.unit_node_id, s.year, s.from_day, s.until_day, 1
from (
    select e.id, e.unit_node_id, c.year, c.programme, v.to_state, insights.day(v.at) as from_day,
           lead(insights.day(v.at)) over (partition by e.unit_node_id, c.year, e.id order by v.id) as until_day
    from entries.entry e
    join calls.call c on c.id = e.call_id
    join entries.event v on v.entry_id = e.id
) s
join (values ('entry.vetting', 'VETTING'), ('entry.vetting', 'FORMAL_CHECK'),
             ('entry.returned', 'RETURNED'), ('entry.returned', 'SUPPLEMENT'),
             ('entry.accepted', 'ACCEPTED'), ('entry.accepted', 'RANKED'), ('entry.accepted', 'PROPOSED'),
             ('entry.accepted', 'NOT_SELECTED'), ('entry.accepted', 'STRUCK'), ('entry.accepted', 'AWARDED'),
             ('entry.accepted', 'REVOKED')) m (indicator, state) on m.state = s.to_state
cross join lateral (values (''), (s.programme)) p (programme)
where s.until_day is null or s.until_day > s.from_day
union all

-- Recommended upward at least once.
select 'entry.recommended', p.programme, 'ENTRY', e.id, e.unit_node_id, c.year, insights.day(v.at), null, 1
from entries.entry e
join calls.call c on c.id = e.call_id
join entries.event v on v.entry_id = e.id and v.action = 'recommend'
cross join lateral (values (''), (c.programme)) p (programme)
where not exists (select from entries.event w where w.entry_id = v.entry_id and w.action = 'recommend' and w.id < v.id)
union all

-- Past its due day and still with a union or with the applicant. A new step sets a new due day: only today's number is known.
select 'entry.late', p.programme, 'ENTRY', e.id, e.unit_node_id, c.year, e.due_on + 1, null, 1
from entries.entry e
join calls.call c on c.id = e.call_id
cross join lateral (values (''), (c.programme)) p (programme)
where e.state in ('VETTING', 'FORMAL_CHECK', 'RETURNED', 'SUPPLEMENT') and e.due_on is not null
union all

-- Unions at which something was handed in.
select 'unit.handed_in', p.programme, 'NODE', e.unit_node_id, e.unit_node_id, c.year, min(insights.day(e.submitted_at)), null, 1
from entries.entry e
join calls.call c on c.id = e.call_id
cross join lateral (values (''), (c.programme)) p (programme)
where e.number is not null and e.submitted_at is not null
group by e.unit_node_id, c.year, p.programme
union all

-- Unions that returned how many took part.
select 'unit.returned', p.programme, 'NODE', r.node_id, r.node_id, c.year, min(insights.day(r.reported_at)), null, 1
from vetting.participation r
join calls.call c on c.id = r.call_id
cross join lateral (values (''), (c.programme)) p (programme)
group by r.node_id, c.year, p.programme
union all

select 'participation.person_times', p.programme, 'RETURN', r.id, r.node_id, c.year, insights.day(r.reported_at), null, r.person_times
from vetting.participation r
join calls.call c on c.id = r.call_id
cross join lateral (values (''), (c.programme)) p (programme)
union all

-- 五小活动参与职工: what a unit returned, for itself and its branches …
select 'call.wuxiao.participants', '', 'RETURN', r.id, r.node_id, c.year, insights.day(r.reported_at), k.until_day, r.person_times
from vetting.participation r
join calls.call c on c.id = r.call_id and c.programme = 'FIVE_SMALL'
cross join lateral (select insights.covered_from(c.id, r.node_id, true) as until_day) k
where k.until_day is null or k.until_day > insights.day(r.reported_at)
union all

-- … and until it did, the completers of what was handed in there, those who declined and those of withdrawn entries left out.
select 'call.wuxiao.participants', '', 'COMPLETER', m.id, e.unit_node_id, c.year, insights.day(e.submitted_at), k.until_day, 1
from entries.entry e
join calls.call c on c.id = e.call_id and c.programme = 'FIVE_SMALL'
cross join lateral (
    select least(insights.covered_from(c.id, e.unit_node_id, false), case when e.state = 'WITHDRAWN' then insights.day(coalesce(
        (select max(v.at) from entries.event v where v.entry_id = e.id and v.to_state = 'WITHDRAWN'), e.changed_at)) end) as until_day
    offset 0
) w
join entries.completer m on m.entry_id = e.id
cross join lateral (
    select least(w.until_day, case when m.state = 'DECLINED' then insights.day(coalesce(m.decided_at, e.submitted_at)) end) as until_day
) k
where e.number is not null and e.submitted_at is not null
  and (k.until_day is null or k.until_day > insights.day(e.submitted_at))
union all

-- Awards in force; those of the year's outstanding achievements are published on their own.
select i.indicator, i.programme, 'AWARD', a.id, e.unit_node_id, c.year, d.decided_on, w.until_day, 1
from awards.award a
join awards.decision d on d.id = a.decision_id
join entries.entry e on e.id = a.entry_id
join calls.call c on c.id = e.call_id
cross join lateral (select case when a.state = 'WITHDRAWN' then coalesce(insights.day(a.withdrawn_at), d.decided_on) end as until_day) w
cross join lateral (values ('entry.awarded', ''), ('entry.awarded', c.programme),
                           (case c.programme when 'OUTSTANDING' then 'call.wuxiao.outstanding' end, '')) i (indicator, programme)
where i.indicator is not null and (w.until_day is null or w.until_day > d.decided_on)
union all

-- Money is its host's: who may see a unit's entries has no business in what was paid to its people.
select 'prize.decided', p.programme, 'AWARD', a.id, c.host_node_id, c.year, d.decided_on, w.until_day, a.prize
from awards.award a
join awards.decision d on d.id = a.decision_id
join entries.entry e on e.id = a.entry_id
join calls.call c on c.id = e.call_id
cross join lateral (select case when a.state = 'WITHDRAWN' then coalesce(insights.day(a.withdrawn_at), d.decided_on) end as until_day) w
cross join lateral (values (''), (c.programme)) p (programme)
where a.prize > 0 and (w.until_day is null or w.until_day > d.decided_on)
union all

-- Paid, until it came back.
select 'prize.paid', p.programme, 'PAYOUT', o.id, c.host_node_id, c.year, o.paid_on, r.recovered_on, o.amount
from awards.payout o
join awards.payout_batch b on b.id = o.batch_id
join calls.call c on c.id = b.call_id
left join awards.recovery r on r.payout_id = o.id
cross join lateral (values (''), (c.programme)) p (programme)
where o.state = 'PAID' and (r.recovered_on is null or r.recovered_on > o.paid_on)
union all

-- 首批兑现奖励资金
select 'award.first_batch', '', 'PAYOUT', o.id, c.host_node_id, c.year, o.paid_on, null, o.amount
from awards.payout o
join awards.payout_batch b on b.id = o.batch_id and b.number = 1
join calls.call c on c.id = b.call_id and c.programme = 'OUTSTANDING'
where o.state = 'PAID'
union all

-- Failed and not put right yet. No record says when it failed: only today's number is known.
select 'prize.failed', p.programme, 'PAYOUT', o.id, c.host_node_id, c.year, date '2000-01-01', null, o.amount
from awards.payout o
join awards.payout_batch b on b.id = o.batch_id
join calls.call c on c.id = b.call_id
cross join lateral (values (''), (c.programme)) p (programme)
where o.state = 'FAILED'
  and not exists (select from awards.payout x where x.award_id = o.award_id and (x.state in ('PENDING', 'PAID') or x.state = 'FAILED' and x.id > o.id))
union all

select 'certificate.valid', p.programme, 'CERTIFICATE', t.id, e.unit_node_id, c.year, t.issued_on, w.until_day, 1
from awards.certificate t
join awards.award a on a.id = t.award_id
join entries.entry e on e.id = a.entry_id
join calls.call c on c.id = e.call_id
cross join lateral (
    select case t.state
        when 'WITHDRAWN' then coalesce(insights.day(a.withdrawn_at), t.issued_on)
        when 'REISSUED' then coalesce((select min(n.issued_on) from awards.certificate n where n.award_id = t.award_id and n.id > t.id), t.issued_on)
    end as until_day
) w
cross join lateral (values (''), (c.programme)) p (programme)
where w.until_day is null or w.until_day > t.issued_on
union all

select 'notice.running', p.programme, 'NOTICE', o.id, c.host_node_id, c.year, o.opens_on, o.closes_on + 1, 1
from notices.notice o
join calls.call c on c.id = o.call_id
cross join lateral (values (''), (c.programme)) p (programme)
where o.state in ('PUBLISHED', 'ENDED')
union all

select 'objection.open', p.programme, 'OBJECTION', o.id, c.host_node_id, c.year, insights.day(o.created_at), w.until_day, 1
from notices.objection o
join notices.notice n on n.id = o.notice_id
join calls.call c on c.id = n.call_id
cross join lateral (select case when o.state <> 'OPEN' then insights.day(coalesce(o.answered_at, o.created_at)) end as until_day) w
cross join lateral (values (''), (c.programme)) p (programme)
where w.until_day is null or w.until_day > insights.day(o.created_at)
union all

-- 省级职工合理化建议: put forward and not taken back.
select 'call.suggestion.provincial', '', 'ENTRY', e.id, e.unit_node_id, c.year, f.sent_on, f.taken_back_on, 1
from vetting.put_forward f
join entries.entry e on e.id = f.entry_id
join calls.call c on c.id = e.call_id and c.programme = 'SUGGESTION'
where f.taken_back_on is null or f.taken_back_on > f.sent_on
union all

-- People who hold an honour, from the year it bears; whoever holds two is counted once, and so is whoever has two records.
select t.indicator, '', 'PERSON', p.id, p.employer_node_id, 0, make_date(min(h.year), 1, 1), null, 1
from directory.honour h
join (values ('talent.skill_award', '淮北市技能大奖'), ('talent.backbone', '%技术能手'), ('talent.backbone', '%创新骨干'))
    t (indicator, title) on h.title like t.title
join directory.person q on q.id = h.person_id
join directory.person p on p.id = coalesce(q.merged_into, q.id)
group by t.indicator, p.employer_node_id, p.id
union all

select 'directory.people', '', 'PERSON', p.id, p.employer_node_id, 0, date '2000-01-01', null, 1
from directory.person p
where p.active and p.merged_into is null
union all

select 'tree.unit', '', 'NODE', n.id, n.id, 0, date '2000-01-01', null, 1
from access.node n
where n.kind = 'ENTERPRISE' and n.active
union all

-- 五群十链 belong to the city.
select 'industry.cluster', '', 'CLUSTER', k.id, n.id, 0, date '2000-01-01', null, 1
from directory.cluster k join access.node n on n.kind = 'CITY'
union all

select 'industry.chain', '', 'CHAIN', k.id, n.id, 0, date '2000-01-01', null, 1
from directory.chain k join access.node n on n.kind = 'CITY';

-- What changed at a node, of a year of the programme, and is not counted yet. year -1: its place in the tree. Written in the
-- transaction that changes the records, only ever added to, so that nobody waits for anybody; taken away when it is counted.
create table insights.mark (
    node_id bigint not null,
    year    int    not null
) with (autovacuum_vacuum_threshold = 500, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_insert_threshold = -1);

-- What is derived stands below without foreign keys: it can be made anew from the records at any time (insights.recount).

-- Each node with itself and all above it on either line, as the sums below were made.
create table insights.above (
    node_id     bigint not null,
    ancestor_id bigint not null,
    primary key (ancestor_id, node_id)
);
create index on insights.above (node_id);

-- By how much an indicator changed on a day, through the records of a node alone.
create table insights.own (
    node_id   bigint  not null,
    year      int     not null,
    programme text    not null,
    indicator text    not null,
    day       date    not null,
    delta     numeric not null,
    primary key (node_id, year, programme, indicator, day)
);

-- The same through the records of a node and all below it: what is read.
create table insights.daily (
    node_id   bigint  not null,
    year      int     not null,
    programme text    not null,
    indicator text    not null,
    day       date    not null,
    delta     numeric not null,
    primary key (node_id, year, programme, indicator, day)
);
