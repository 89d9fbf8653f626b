-- A recusal that the host or the chair set by mistake is lifted, with a reason. It stays known that it stood, and it does not come back
-- from another round of the call. What the records or the expert's own word say cannot be lifted.
create table review.lifted_recusal (
    id         bigint generated always as identity primary key,
    panel_id   bigint      not null references review.panel,
    expert_id  bigint      not null references review.expert,
    entry_id   bigint      not null references entries.entry,
    was        text        not null, -- why it had been set
    reason     text        not null check (length(reason) between 2 and 300),
    account_id bigint      not null references access.account,
    at         timestamptz not null default platform.moment()
);
create index on review.lifted_recusal (expert_id, entry_id);

-- Whether the recusal took a sheet, or a place in the assignment, away: only then one comes back when it is lifted.
alter table review.recusal add column took_sheet boolean not null default false;
create function review.note_taken_sheet() returns trigger language plpgsql as $$
begin
    new.took_sheet := exists (select 1 from review.sheet s where (s.panel_id, s.expert_id, s.entry_id) = (new.panel_id, new.expert_id, new.entry_id))
        or exists (select 1 from review.assigned a where (a.panel_id, a.expert_id, a.entry_id) = (new.panel_id, new.expert_id, new.entry_id));
    return new;
end $$;
create trigger note_taken_sheet before insert on review.recusal for each row execute function review.note_taken_sheet();
