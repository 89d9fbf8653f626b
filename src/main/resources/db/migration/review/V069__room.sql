-- The chair's room 组长工作台: who stands in for a chair that must recuse, until when the panel is to be done, when each sheet was last worked on.
alter table review.panel
    add column due_on date,
    add column deputy_id bigint references review.expert,
    add constraint deputy_is_another check (deputy_id <> chair_id);
alter table review.sheet add column touched_at timestamptz;

-- Who was reminded of open sheets; the key keeps it at once a day.
create table review.reminder (
    panel_id  bigint      not null references review.panel,
    expert_id bigint      not null references review.expert,
    on_day    date        not null,
    sheets    int         not null check (sheets > 0), -- open at that time
    text      text        not null check (length(text) between 2 and 300),
    by        bigint references access.account, -- null: the product itself, near the panel's day
    at        timestamptz not null,
    primary key (panel_id, expert_id, on_day)
);

-- One expert for another in mid-review 更换专家.
create table review.replacement (
    id         bigint generated always as identity primary key,
    panel_id   bigint      not null references review.panel,
    leaving_id bigint      not null references review.expert,
    coming_id  bigint      not null references review.expert,
    moved      int         not null check (moved >= 0), -- sheets that the new one was given
    reason     text        not null check (length(reason) between 2 and 300),
    by         bigint      not null references access.account,
    at         timestamptz not null,
    check (coming_id <> leaving_id)
);
create index on review.replacement (panel_id);
-- A sealed sheet that was taken out with its expert: it counts no more, and stays on record as it was.
create table review.taken_out (
    replacement_id bigint        not null references review.replacement,
    entry_id       bigint        not null references entries.entry,
    scores         jsonb         not null,
    total          numeric(7, 4) not null,
    comment        text          not null,
    sealed_at      timestamptz   not null,
    primary key (replacement_id, entry_id)
);
create function review.keep_taken_out() returns trigger language plpgsql as $$
begin
    raise exception 'what was taken out of a panel stays on record' using errcode = 'LC003';
end $$;
create trigger keep_taken_out before update or delete on review.taken_out for each row execute function review.keep_taken_out();
create trigger keep_replacement before update or delete on review.replacement for each row execute function review.keep_taken_out();
