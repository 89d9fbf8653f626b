-- A studio's work plan of a year 年度工作安排, hung on the wall 挂图作战, with what was done against it.
create table studios.plan (
    id        bigint generated always as identity primary key,
    studio_id bigint not null references studios.studio,
    year      int    not null check (year between 2000 and 2100),
    aim       text   not null default '' check (length(aim) <= 200), -- the year in one sentence
    state     text   not null default 'DRAFT' check (state in ('DRAFT', 'HUNG')),
    hung_on   date,
    hung_by   bigint references access.account,
    copied_from bigint references studios.plan,
    version   int    not null default 0,
    unique (studio_id, year),
    check ((state = 'HUNG') = (hung_on is not null))
);
insert into platform.transition values ('studios.plan', 'DRAFT', 'HUNG'), ('studios.plan', 'HUNG', 'DRAFT');
create trigger legal_transition before update on studios.plan
    for each row execute function platform.check_transition('studios.plan');

-- One line of the wall. Months 1 to 12; it is due on the last day of until_month.
create table studios.plan_item (
    id          bigint  generated always as identity primary key,
    plan_id     bigint  not null references studios.plan,
    kind        text    not null check (kind in ('RESEARCH', 'TEACHING_MATERIAL', 'COURSE', 'APPRENTICES', 'SERVICE', 'COMPETITION', 'OTHER')),
    title       text    not null check (length(title) between 2 and 100),
    from_month  int     not null check (from_month between 1 and 12),
    until_month int     not null check (until_month between 1 and 12),
    goal        text    not null check (length(goal) between 2 and 200),
    quantity    int     not null default 1 check (quantity between 1 and 9999),
    unit        text    not null default '项' check (length(unit) between 1 and 10),
    proof       text    not null default '' check (length(proof) <= 200), -- what will show that it is done
    partner     text    not null default '' check (length(partner) <= 100),
    internal    boolean not null default false,                           -- not for the public
    note        text    not null default '' check (length(note) <= 500),  -- never for the public
    state       text    not null default 'PLANNED' check (state in ('PLANNED', 'UNDER_WAY', 'DONE', 'DROPPED')),
    percent     int     not null default 0 check (percent between 0 and 100),
    done_on     date,
    dropped_why text,
    version     int     not null default 0,
    check (until_month >= from_month),
    check ((state = 'DONE') = (done_on is not null)),
    check ((state = 'DONE') = (percent = 100)),
    check (state <> 'PLANNED' or percent = 0),
    check ((state = 'DROPPED') = (dropped_why is not null))
);
create index on studios.plan_item (plan_id);
insert into platform.transition values
    ('studios.plan_item', 'PLANNED', 'UNDER_WAY'), ('studios.plan_item', 'PLANNED', 'DONE'), ('studios.plan_item', 'UNDER_WAY', 'DONE'),
    ('studios.plan_item', 'UNDER_WAY', 'PLANNED'), ('studios.plan_item', 'DONE', 'UNDER_WAY'), ('studios.plan_item', 'DONE', 'PLANNED'),
    ('studios.plan_item', 'PLANNED', 'DROPPED'), ('studios.plan_item', 'UNDER_WAY', 'DROPPED'), ('studios.plan_item', 'DROPPED', 'PLANNED'),
    ('studios.plan_item', 'DROPPED', 'UNDER_WAY');
create trigger legal_transition before update on studios.plan_item
    for each row execute function platform.check_transition('studios.plan_item');

-- Who does it 责任人, of the studio's roster; whoever left stays named until somebody else takes it over.
create table studios.plan_doer (
    item_id   bigint not null references studios.plan_item on delete cascade,
    member_id bigint not null references studios.member,
    primary key (item_id, member_id)
);
create index on studios.plan_doer (member_id);

-- What was done for an item and when. record_id: the ledger's record that says so, or null where somebody noted it here.
create table studios.plan_record (
    id         bigint generated always as identity primary key,
    item_id    bigint not null references studios.plan_item,
    on_day     date   not null,
    percent    int    not null check (percent between 1 and 100), -- of the item, from then on
    note       text   not null default '' check (length(note) <= 300),
    record_id  bigint unique,
    account_id bigint references access.account,
    at         timestamptz not null default platform.moment()
);
create index on studios.plan_record (item_id);

-- What a plan on the wall said before it was changed in its year and what it says since, who changed it, when and why. before and after: field to text.
create table studios.plan_revision (
    id         bigint generated always as identity primary key,
    plan_id    bigint not null references studios.plan,
    item_id    bigint not null references studios.plan_item,
    what       text   not null check (what in ('ADDED', 'CHANGED', 'MOVED', 'DROPPED', 'RESUMED')),
    reason     text   not null check (length(reason) between 2 and 200),
    before     jsonb,
    after      jsonb  not null,
    account_id bigint references access.account,
    actor_name text   not null,
    at         timestamptz not null default platform.moment(),
    check ((what = 'ADDED') = (before is null))
);
create index on studios.plan_revision (plan_id, id);
create trigger append_only before update or delete on studios.plan_revision
    for each row execute function platform.refuse_change();
