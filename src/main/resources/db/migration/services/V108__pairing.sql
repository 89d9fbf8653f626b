-- Pairing 结对 of a state-owned with a non-public enterprise, one to one; the co-building agreement 共建协议 is another thing: not every pair has one.

-- What an enterprise asks for and what it has to give, by topic.
create table services.wish (
    node_id bigint  not null references access.node,
    topic   text    not null check (topic in ('TECHNOLOGY', 'SKILLS', 'STUDIO', 'COMPETITION', 'PATENT', 'STANDARDS', 'MANAGEMENT', 'SAFETY')),
    asks    boolean not null, -- false: has it
    primary key (node_id, topic, asks)
);

create table services.pairing (
    id                bigint generated always as identity primary key,
    soe_node_id       bigint      not null references access.node, -- the state-owned side
    partner_node_id   bigint      not null references access.node, -- the non-public side
    state             text        not null default 'PROPOSED' check (state in ('PROPOSED', 'IN_FORCE', 'DECLINED', 'WITHDRAWN', 'ENDED')),
    fit               int         not null default 0 check (fit between 0 and 100),
    reasons           text[]      not null default '{}',           -- why these two
    proposed_by       bigint references access.account,
    proposed_at       timestamptz not null default platform.moment(),
    years             int         not null default 2 check (years between 1 and 5),
    soe_agreed_by     bigint references access.account,
    soe_agreed_at     timestamptz,
    partner_agreed_by bigint references access.account,
    partner_agreed_at timestamptz,
    from_day          date,
    until_day         date,                                        -- its last day
    declined_side     text check (declined_side in ('SOE', 'PARTNER')),
    ended_on          date,
    ended_how         text check (ended_how in ('EXPIRED', 'TERMINATED', 'CLOSED')),
    why               text,                                        -- why declined, withdrawn or ended
    version           int         not null default 0,
    check (soe_node_id <> partner_node_id),
    check ((state in ('IN_FORCE', 'ENDED')) = (from_day is not null)),
    check (state not in ('IN_FORCE', 'ENDED') or soe_agreed_at is not null and partner_agreed_at is not null),
    check (until_day >= from_day),
    check ((from_day is null) = (until_day is null)),
    check ((state = 'ENDED') = (ended_on is not null)),
    check ((ended_on is null) = (ended_how is null)),
    check ((state = 'DECLINED') = (declined_side is not null)),
    check (state not in ('DECLINED', 'WITHDRAWN', 'ENDED') or why is not null)
);
-- One to one: neither side stands in two pairings that are proposed or in force.
create unique index one_pairing_soe on services.pairing (soe_node_id) where state in ('PROPOSED', 'IN_FORCE');
create unique index one_pairing_partner on services.pairing (partner_node_id) where state in ('PROPOSED', 'IN_FORCE');
create index on services.pairing (soe_node_id);
create index on services.pairing (partner_node_id);
insert into platform.transition values
    ('services.pairing', 'PROPOSED', 'IN_FORCE'), ('services.pairing', 'PROPOSED', 'DECLINED'),
    ('services.pairing', 'PROPOSED', 'WITHDRAWN'), ('services.pairing', 'IN_FORCE', 'ENDED');
create trigger legal_transition before update on services.pairing
    for each row execute function platform.check_transition('services.pairing');

create table services.agreement (
    id              bigint generated always as identity primary key,
    pairing_id      bigint      not null references services.pairing,
    renews_id       bigint unique references services.agreement,
    title           text        not null check (length(title) between 2 and 80),
    state           text        not null default 'NEGOTIATING' check (state in ('NEGOTIATING', 'SIGNED', 'DROPPED', 'RENEWED', 'EXPIRED', 'TERMINATED')),
    from_day        date        not null,
    until_day       date        not null,
    soe_liaison     text        not null default '' check (length(soe_liaison) <= 80),
    partner_liaison text        not null default '' check (length(partner_liaison) <= 80),
    signed_on       date,
    ended_on        date,
    why             text,
    scan_id         uuid references platform.file, -- the paper with both seals
    drafted_by      bigint references access.account,
    drafted_at      timestamptz not null default platform.moment(),
    version         int         not null default 1, -- of its text: what both sign must be the same
    check (until_day >= from_day),
    check ((state in ('SIGNED', 'RENEWED', 'EXPIRED', 'TERMINATED')) = (signed_on is not null)),
    check ((state in ('DROPPED', 'RENEWED', 'EXPIRED', 'TERMINATED')) = (ended_on is not null)),
    check (state not in ('DROPPED', 'TERMINATED') or why is not null),
    check (scan_id is null or signed_on is not null)
);
create index on services.agreement (pairing_id);
-- A pairing has one text under negotiation and one agreement that holds.
create unique index one_agreement on services.agreement (pairing_id, state) where state in ('NEGOTIATING', 'SIGNED');
insert into platform.transition values
    ('services.agreement', 'NEGOTIATING', 'SIGNED'), ('services.agreement', 'NEGOTIATING', 'DROPPED'),
    ('services.agreement', 'SIGNED', 'RENEWED'), ('services.agreement', 'SIGNED', 'EXPIRED'),
    ('services.agreement', 'SIGNED', 'TERMINATED');
create trigger legal_transition before update on services.agreement
    for each row execute function platform.check_transition('services.agreement');

create table services.article (
    agreement_id bigint not null references services.agreement,
    position     int    not null check (position > 0),
    title        text   not null check (length(title) between 1 and 40),
    body         text   not null check (length(body) between 1 and 2000),
    primary key (agreement_id, position)
);

-- What the two promise to do, so often a year.
create table services.term (
    id           bigint generated always as identity primary key,
    agreement_id bigint not null references services.agreement,
    position     int    not null check (position > 0),
    kind         text   not null check (kind in ('COMPETITION', 'STUDIO', 'PROBLEM', 'OTHER')),
    body         text   not null check (length(body) between 2 and 300),
    yearly       int    not null check (yearly between 1 and 52),
    unique (agreement_id, position)
);

-- Signed by account, each side once, for one version of the text; nobody signs for both.
create table services.agreement_signature (
    agreement_id bigint      not null references services.agreement,
    side         text        not null check (side in ('SOE', 'PARTNER')),
    account_id   bigint references access.account, -- null: signed on paper before the product was there
    name         text        not null,
    version      int         not null,
    at           timestamptz not null default platform.moment(),
    primary key (agreement_id, side),
    unique (agreement_id, account_id)
);

create table services.activity (
    id           bigint generated always as identity primary key,
    term_id      bigint      not null references services.term,
    held_on      date        not null,
    what         text        not null check (length(what) between 2 and 1000),
    people       int check (people between 1 and 100000),
    side         text        not null check (side in ('SOE', 'PARTNER')), -- which wrote it down
    state        text        not null default 'RECORDED' check (state in ('RECORDED', 'CONFIRMED', 'DISPUTED')),
    recorded_by  bigint references access.account,
    recorded_at  timestamptz not null default platform.moment(),
    answered_by  bigint references access.account,
    answered_at  timestamptz,
    why          text,                                                    -- why disputed
    version      int         not null default 0,
    check ((state = 'RECORDED') = (answered_at is null)),
    check ((state = 'DISPUTED') = (why is not null))
);
create index on services.activity (term_id, held_on);
insert into platform.transition values
    ('services.activity', 'RECORDED', 'CONFIRMED'), ('services.activity', 'RECORDED', 'DISPUTED'),
    ('services.activity', 'DISPUTED', 'RECORDED');
create trigger legal_transition before update on services.activity
    for each row execute function platform.check_transition('services.activity');

create table services.activity_photo (
    activity_id bigint not null references services.activity,
    file_id     uuid   not null references platform.file,
    primary key (activity_id, file_id)
);

-- What happened, in the words of who did it.
create table services.pairing_event (
    id         bigint generated always as identity primary key,
    pairing_id bigint      not null references services.pairing,
    at         timestamptz not null default platform.moment(),
    account_id bigint references access.account,
    actor_name text        not null,
    action     text        not null,
    reason     text
);
create index on services.pairing_event (pairing_id, id);

create or replace view services.counted_pairing (indicator, programme, kind, record_id, node_id, year, from_day, until_day, amount) as
select 'pairing.soe', '', 'PAIRING', p.id, p.soe_node_id, 0, p.from_day, p.ended_on, 1::numeric
from services.pairing p
where p.from_day is not null and (p.ended_on is null or p.ended_on > p.from_day)
union all
-- Once signed it was signed, whatever becomes of it; a renewed one is the same agreement still.
select 'pairing.agreement', '', 'AGREEMENT', a.id, p.soe_node_id, 0, a.signed_on, null, 1
from services.agreement a
join services.pairing p on p.id = a.pairing_id
where a.signed_on is not null and a.renews_id is null;
select insights.follow('services.pairing', 'pairing', 'select r.soe_node_id from %s r');
select insights.follow('services.agreement', 'agreement', 'select p.soe_node_id from services.pairing p join %s r on r.pairing_id = p.id');
