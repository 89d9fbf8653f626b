-- The subsidy 补助 of a studio: allowed uses, paid in tranches, each proven by vouchers and settled before the next.
create table studios.subsidy (
    id         bigint generated always as identity primary key,
    studio_id  bigint        not null references studios.studio,
    host_id    bigint        not null references access.node, -- whose money it is
    basis      text          not null check (length(basis) between 2 and 120), -- the document
    amount     numeric(12, 2) not null check (amount > 0),
    uses       text[]        not null check (cardinality(uses) > 0
        and uses <@ array['PLACE', 'EQUIPMENT', 'PROJECT', 'TRAINING', 'SPREADING', 'PUBLICITY']),
    prepared_by bigint       not null references access.account,
    prepared_at timestamptz  not null default platform.moment()
);
create index on studios.subsidy (studio_id);

create table studios.tranche (
    id           bigint generated always as identity primary key,
    subsidy_id   bigint         not null references studios.subsidy,
    position     int            not null check (position between 1 and 12),
    amount       numeric(12, 2) not null check (amount > 0),
    state        text           not null default 'PREPARED'
        check (state in ('PREPARED', 'APPROVED', 'PAID', 'SETTLED', 'STOPPED', 'TO_RECOVER', 'RECOVERED')),
    prepared_by  bigint         not null references access.account,
    approved_by  bigint references access.account,
    paid_on      date,
    paid_by      bigint references access.account,
    given_back   numeric(12, 2) not null default 0 check (given_back >= 0 and given_back <= amount), -- what was not spent, or is owed
    closed_on    date,
    note         text,
    version      int            not null default 0,
    unique (subsidy_id, position),
    constraint two_people_pay_a_studio check (approved_by is null or approved_by <> prepared_by),
    check (state in ('PREPARED', 'STOPPED') or approved_by is not null),
    check ((state in ('PAID', 'SETTLED', 'TO_RECOVER', 'RECOVERED')) = (paid_on is not null)),
    check (state not in ('SETTLED', 'RECOVERED') or closed_on is not null),
    check (state not in ('TO_RECOVER', 'RECOVERED') or given_back > 0),
    check (state not in ('STOPPED', 'TO_RECOVER') or note is not null)
);
insert into platform.transition values
    ('studios.tranche', 'PREPARED', 'APPROVED'), ('studios.tranche', 'PREPARED', 'STOPPED'),
    ('studios.tranche', 'APPROVED', 'PAID'), ('studios.tranche', 'APPROVED', 'STOPPED'),
    ('studios.tranche', 'PAID', 'SETTLED'), ('studios.tranche', 'PAID', 'TO_RECOVER'), ('studios.tranche', 'TO_RECOVER', 'RECOVERED');
create trigger legal_transition before update on studios.tranche
    for each row execute function platform.check_transition('studios.tranche');

-- A voucher 凭证: what was bought of whom, with which invoice. An invoice counts once.
create table studios.voucher (
    id         bigint generated always as identity primary key,
    tranche_id bigint         not null references studios.tranche,
    use        text           not null check (use in ('PLACE', 'EQUIPMENT', 'PROJECT', 'TRAINING', 'SPREADING', 'PUBLICITY')),
    what       text           not null check (length(what) between 2 and 200),
    payee      text           not null check (length(payee) between 2 and 80),
    invoice    text           not null check (invoice ~ '^[0-9A-Z]{6,30}$'),
    spent_on   date           not null,
    amount     numeric(12, 2) not null check (amount > 0),
    file_id    uuid references platform.file,
    state      text           not null default 'HANDED_IN' check (state in ('HANDED_IN', 'ACCEPTED', 'REJECTED')),
    entered_by bigint         not null references access.account,
    entered_at timestamptz    not null default platform.moment(),
    ruled_by   bigint references access.account,
    why        text,
    check (state = 'HANDED_IN' or ruled_by is not null),
    check (ruled_by is null or ruled_by <> entered_by),
    check (state <> 'REJECTED' or why is not null)
);
create index on studios.voucher (tranche_id);
create unique index an_invoice_counts_once on studios.voucher (invoice) where state <> 'REJECTED';
insert into platform.transition values
    ('studios.voucher', 'HANDED_IN', 'ACCEPTED'), ('studios.voucher', 'HANDED_IN', 'REJECTED');
create trigger legal_transition before update on studios.voucher
    for each row execute function platform.check_transition('studios.voucher');

-- Tranches stay within the subsidy; nothing is approved before what was paid earlier is settled.
create function studios.check_tranche() returns trigger language plpgsql as $$
declare
    whole numeric;
begin
    select s.amount into whole from studios.subsidy s where s.id = new.subsidy_id for update;
    if (select coalesce(sum(t.amount), 0) from studios.tranche t where t.subsidy_id = new.subsidy_id and t.id <> new.id and t.state <> 'STOPPED')
        + (case when new.state = 'STOPPED' then 0 else new.amount end) > whole then
        raise exception 'tranches beyond the subsidy' using errcode = 'check_violation';
    end if;
    if new.state = 'APPROVED' and exists (select 1 from studios.tranche t
            where t.subsidy_id = new.subsidy_id and t.position < new.position and t.state not in ('SETTLED', 'STOPPED', 'RECOVERED')) then
        raise exception 'the tranche before is not settled' using errcode = 'check_violation';
    end if;
    if new.state in ('SETTLED', 'TO_RECOVER') and (select coalesce(sum(v.amount), 0) from studios.voucher v
            where v.tranche_id = new.id and v.state = 'ACCEPTED') + new.given_back <> new.amount then
        raise exception 'spent and given back is not what was paid' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger tranche_within before insert or update on studios.tranche for each row execute function studios.check_tranche();

-- Vouchers never exceed what was paid, and are written while it is neither settled nor owed back.
create function studios.check_voucher() returns trigger language plpgsql as $$
declare
    paid record;
begin
    select t.amount, t.state, s.uses, t.paid_on into paid from studios.tranche t join studios.subsidy s on s.id = t.subsidy_id
    where t.id = new.tranche_id for update of t;
    if paid.state <> 'PAID' or not new.use = any (paid.uses) or new.spent_on < paid.paid_on - 365 then
        raise exception 'no voucher for this' using errcode = 'check_violation';
    end if;
    if (select coalesce(sum(v.amount), 0) from studios.voucher v
            where v.tranche_id = new.tranche_id and v.id <> new.id and v.state <> 'REJECTED')
        + (case when new.state = 'REJECTED' then 0 else new.amount end) > paid.amount then
        raise exception 'more spent than paid' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger voucher_within before insert or update on studios.voucher for each row execute function studios.check_voucher();
