-- A line marked as failed by mistake is taken back, and a batch that closed by it opens again.
insert into platform.transition values
    ('awards.payout', 'FAILED', 'PENDING'), ('awards.payout_batch', 'CLOSED', 'HANDED_OVER');

-- Money that was paid for an award withdrawn later, as it came back: once a line, all of it.
create table awards.recovery (
    payout_id    bigint primary key references awards.payout,
    recovered_on date        not null,
    note         text        not null check (length(note) between 2 and 500),
    noted_by     bigint      not null references access.account,
    noted_at     timestamptz not null default now()
);
