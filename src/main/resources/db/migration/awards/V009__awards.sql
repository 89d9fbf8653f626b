-- Decision 决定, award 表彰, payout 兑现 and certificate 证书.
create schema awards;

create table awards.decision (
    id           bigint generated always as identity primary key,
    call_id      bigint      not null references calls.call,
    notice_id    bigint      not null unique references notices.notice,
    meeting      text        not null, -- which meeting decided, when
    minutes      text        not null default '',
    minutes_file uuid references platform.file,
    number_id    bigint      not null unique references platform.document_number,
    number       text        not null unique, -- 淮工〔2026〕12号
    decided_on   date        not null,
    decided_by   bigint      not null references access.account,
    created_at   timestamptz not null default now()
);

create table awards.award (
    id             bigint generated always as identity primary key,
    decision_id    bigint         not null references awards.decision,
    entry_id       bigint         not null unique references entries.entry,
    tier_id        bigint         not null references calls.tier,
    prize          numeric(12, 2) not null check (prize >= 0),
    state          text           not null default 'IN_FORCE' check (state in ('IN_FORCE', 'WITHDRAWN')),
    withdrawn_why  text,
    withdrawn_at   timestamptz,
    check (state = 'IN_FORCE' or withdrawn_why is not null)
);
insert into platform.transition values ('awards.award', 'IN_FORCE', 'WITHDRAWN');
create trigger legal_transition before update on awards.award
    for each row execute function platform.check_transition('awards.award');

-- Where prize money goes. Sensitive: given by the payee, or typed by an officer with the payee's consent on record.
create table awards.bank_account (
    person_id  bigint primary key references directory.person,
    bank_name  text        not null check (length(bank_name) between 2 and 60),
    account    text        not null check (account ~ '^[0-9]{12,25}$'),
    consent    text        not null,
    given_by   bigint      not null references access.account,
    given_at   timestamptz not null default now()
);

create table awards.payout_batch (
    id            bigint generated always as identity primary key,
    call_id       bigint      not null references calls.call,
    number        int         not null, -- first batch, second batch
    state         text        not null default 'PREPARED' check (state in ('PREPARED', 'APPROVED', 'HANDED_OVER', 'CLOSED', 'CANCELLED')),
    prepared_by   bigint      not null references access.account,
    prepared_at   timestamptz not null default now(),
    approved_by   bigint references access.account,
    approved_at   timestamptz,
    handed_over_at timestamptz,
    closed_at     timestamptz,
    version       int         not null default 0,
    unique (call_id, number),
    constraint two_people_pay check (approved_by is null or approved_by <> prepared_by),
    check (state in ('PREPARED', 'CANCELLED') or approved_by is not null)
);
insert into platform.transition values
    ('awards.payout_batch', 'PREPARED', 'APPROVED'), ('awards.payout_batch', 'PREPARED', 'CANCELLED'),
    ('awards.payout_batch', 'APPROVED', 'HANDED_OVER'), ('awards.payout_batch', 'APPROVED', 'CANCELLED'),
    ('awards.payout_batch', 'HANDED_OVER', 'CLOSED');
create trigger legal_transition before update on awards.payout_batch
    for each row execute function platform.check_transition('awards.payout_batch');

create table awards.payout (
    id           bigint generated always as identity primary key,
    batch_id     bigint         not null references awards.payout_batch,
    award_id     bigint         not null references awards.award,
    payee_name   text           not null,
    payee_unit   text           not null,
    payee_person bigint references directory.person,
    bank_name    text not null default '',
    bank_account text, -- masked on every page; in full only on the sheet for finance
    amount       numeric(12, 2) not null check (amount > 0),
    state        text           not null default 'PENDING' check (state in ('PENDING', 'PAID', 'FAILED', 'CANCELLED')),
    failed_why   text,
    paid_on      date,
    corrects     bigint references awards.payout,
    version      int            not null default 0,
    check (state <> 'FAILED' or failed_why is not null),
    check (state <> 'PAID' or paid_on is not null)
);
-- An award is paid once: beside failed and cancelled ones it has at most one payout.
create unique index one_live_payout on awards.payout (award_id) where state in ('PENDING', 'PAID');
create index on awards.payout (batch_id);
insert into platform.transition values
    ('awards.payout', 'PENDING', 'PAID'), ('awards.payout', 'PENDING', 'FAILED'), ('awards.payout', 'PENDING', 'CANCELLED');
create trigger legal_transition before update on awards.payout
    for each row execute function platform.check_transition('awards.payout');

create table awards.certificate (
    id          bigint generated always as identity primary key,
    award_id    bigint      not null references awards.award,
    number      text        not null unique,
    verify_code text        not null unique,
    holder      text        not null,
    state       text        not null default 'VALID' check (state in ('VALID', 'WITHDRAWN', 'REISSUED')),
    issued_on   date        not null,
    state_why   text,
    check (state = 'VALID' or state_why is not null)
);
create unique index one_valid_certificate on awards.certificate (award_id) where state = 'VALID';
insert into platform.transition values
    ('awards.certificate', 'VALID', 'WITHDRAWN'), ('awards.certificate', 'VALID', 'REISSUED');
create trigger legal_transition before update on awards.certificate
    for each row execute function platform.check_transition('awards.certificate');
