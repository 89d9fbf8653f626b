-- Who goes on from a round 入围: made by the host when all panels of the round have closed for a category, from their scores. Ties at the
-- cut-off all go on, or the host says with a reason who of them does.
create table review.cut (
    id          bigint generated always as identity primary key,
    call_id     bigint      not null references calls.call,
    round       int         not null check (round between 1 and 4),
    category_id bigint references calls.category, -- null: the call has none
    keeps       int         not null check (keeps > 0),
    reason      text        not null default '',
    made_by     bigint      not null references access.account,
    made_at     timestamptz not null,
    unique nulls not distinct (call_id, round, category_id)
);
create table review.cut_entry (
    cut_id   bigint        not null references review.cut on delete cascade,
    entry_id bigint        not null references entries.entry,
    panel_id bigint        not null references review.panel,
    score    numeric(7, 4) not null,
    rank     int           not null check (rank > 0),
    tied     boolean       not null,
    on_it    boolean       not null, -- goes on to the next round
    primary key (cut_id, entry_id)
);
create index on review.cut_entry (entry_id);

-- The archive of the rounds: when the last round has closed for a category, what leads from the panels' archives to the total and the
-- ranking, with the seals of those archives. None is ever changed or removed.
create table review.round_archive (
    call_id     bigint      not null references calls.call,
    category_id bigint references calls.category,
    number      int         not null check (number > 0),
    seal        text        not null unique check (seal ~ '^[0-9a-f]{64}$'),
    content     bytea       not null,
    at          timestamptz not null,
    unique nulls not distinct (call_id, category_id, number)
);
create trigger keep_archive before update or delete on review.round_archive
    for each row execute function review.keep_archive();

-- A panel's round and form are those it was made for.
create function review.keep_round() returns trigger language plpgsql as $$
begin
    if (old.round, old.form) is distinct from (new.round, new.form) then
        raise exception 'the round of a panel does not change' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger keep_round before update on review.panel for each row execute function review.keep_round();

-- The last round in which an entry was scored: where a call has rounds, who reached a later one stands before who did not.
alter table entries.entry add column reached int not null default 1 check (reached between 1 and 5);
