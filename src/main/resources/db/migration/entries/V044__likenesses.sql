-- Likely duplicates of a whole call: the pairs that its comparison found, and what the officer of the call ruled on each.

-- Counted up whenever a text is written again, so that a comparison knows what it has not seen.
alter table entries.text_gram add column revision int not null default 1 check (revision > 0);

-- Which text of an entry its call's comparison has seen last.
create table entries.compared (
    entry_id bigint      primary key references entries.entry on delete cascade,
    revision int         not null,
    at       timestamptz not null default platform.moment()
);

create table entries.likeness (
    id             bigint        generated always as identity primary key,
    entry_id       bigint        not null references entries.entry on delete cascade, -- the one handed in later; the pair stands in its call
    older_id       bigint        not null references entries.entry on delete cascade,
    share          numeric(4, 3) not null check (share between 0 and 1), -- of the shorter text, what stands in both
    entry_revision int           not null, -- the texts that were compared
    older_revision int           not null,
    ruling         text check (ruling in ('DUPLICATE', 'DIFFERENT', 'FURTHER')), -- null: open
    reason         text check (length(reason) between 2 and 500),
    ruled_by       bigint references access.account,
    ruled_at       timestamptz,
    ruled_texts    text, -- the revisions it was ruled on: one written again since then is said so
    version        int           not null default 0,
    unique (entry_id, older_id),
    check (entry_id <> older_id),
    check (num_nulls(ruling, reason, ruled_by, ruled_at, ruled_texts) in (0, 5))
);
create index on entries.likeness (older_id);
