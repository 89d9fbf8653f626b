-- Innovation studios 劳模(工匠)创新工作室 and bases 基地: what was named, who leads it and who belongs to it.
create schema studios;

-- A base is like a studio in everything but its kind: 创新基地, 乡村振兴基地.
create table studios.studio (
    id           bigint generated always as identity primary key,
    kind         text           not null check (kind in ('STUDIO', 'INNOVATION_BASE', 'RURAL_BASE')),
    number       text           not null unique check (length(number) between 2 and 40), -- on the plaque
    code         text unique check (code ~ '^[a-z]{2,20}$'),        -- by which the published figures know a studio
    name         text           not null check (length(name) between 2 and 80),
    node_id      bigint         not null references access.node,    -- the unit that keeps it
    leader_id    bigint references directory.person,                -- 领衔人; null: none for now
    industry     text           not null check (length(industry) between 1 and 40),
    field        text           not null default '',                -- what it works on
    place        text           not null default '',
    area         numeric(8, 1) check (area > 0),                    -- square metres
    founded_on   date,
    motto        text           not null default '',
    introduction text           not null default '',
    equipment    text           not null default '',
    rules        text           not null default '',
    state        text           not null default 'IN_FORCE' check (state in ('IN_FORCE', 'TO_PUT_RIGHT', 'CANCELLED', 'REVOKED')),
    named_on     date           not null,
    term_until   date,                                              -- its last day before it must be renewed; null: no term
    put_right_by date,
    ended_on     date,
    ended_why    text,
    cooling_until date,                                             -- the unit may not apply again before
    version      int            not null default 0,
    check (term_until is null or term_until >= named_on),
    check ((state = 'TO_PUT_RIGHT') = (put_right_by is not null)),
    check ((state in ('CANCELLED', 'REVOKED')) = (ended_on is not null)),
    check (ended_on is null or ended_why is not null),
    check (cooling_until is null or state = 'REVOKED')
);
create index on studios.studio (node_id);
-- A person leads at most one studio.
create unique index one_studio_each on studios.studio (leader_id) where kind = 'STUDIO' and state in ('IN_FORCE', 'TO_PUT_RIGHT');
insert into platform.transition values
    ('studios.studio', 'IN_FORCE', 'TO_PUT_RIGHT'), ('studios.studio', 'TO_PUT_RIGHT', 'IN_FORCE'),
    ('studios.studio', 'IN_FORCE', 'CANCELLED'), ('studios.studio', 'TO_PUT_RIGHT', 'CANCELLED'),
    ('studios.studio', 'IN_FORCE', 'REVOKED'), ('studios.studio', 'TO_PUT_RIGHT', 'REVOKED');
create trigger legal_transition before update on studios.studio
    for each row execute function platform.check_transition('studios.studio');

-- Every naming 命名, renewal 复核 and upgrade 晋级, by which document; award_id null: taken over from the register on paper.
create table studios.naming (
    id         bigint generated always as identity primary key,
    studio_id  bigint not null references studios.studio,
    kind       text   not null check (kind in ('NAMED', 'RENEWED', 'UPGRADED', 'RENAMED')),
    level      text   not null check (level in ('NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY')),
    name       text   not null,
    award_id   bigint unique references awards.award,
    document   text   not null default '',
    named_on   date   not null,
    term_until date
);
create index on studios.naming (studio_id);

-- Who belongs to it and when. A trainee 学员 learns there.
create table studios.member (
    id         bigint generated always as identity primary key,
    studio_id  bigint not null references studios.studio,
    person_id  bigint not null references directory.person,
    part       text   not null check (part in ('LEADER', 'CORE', 'MEMBER', 'TRAINEE')),
    duty       text   not null default '' check (length(duty) <= 60),
    from_day   date   not null,
    until_day  date, -- no longer from this day on
    check (until_day is null or until_day > from_day),
    constraint once_at_a_time exclude using gist (studio_id with =, person_id with =, daterange(from_day, until_day) with &&)
);
create index on studios.member (person_id);
-- One leader at a time.
alter table studios.member add constraint one_leader exclude using gist (studio_id with =, daterange(from_day, until_day) with &&) where (part = 'LEADER');

-- What happened to it, in the words of who did it.
create table studios.event (
    id         bigint generated always as identity primary key,
    studio_id  bigint      not null references studios.studio,
    at         timestamptz not null default platform.moment(),
    account_id bigint references access.account,
    actor_name text        not null,
    action     text        not null,
    reason     text
);
create index on studios.event (studio_id, id);

-- What counts of studios in the city's figures (insights.record says what the columns are).
create view studios.counted (indicator, programme, kind, record_id, node_id, year, from_day, until_day, amount) as
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
  and (least(m.until_day, s.ended_on) is null or least(m.until_day, s.ended_on) > greatest(m.from_day, s.named_on));
