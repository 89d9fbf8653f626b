-- A panel that takes only a part of the entries that wait draws them by lot 抽签: the seed, and everybody who was in the draw with
-- their place in it. The number that puts an entry in its place is SHA-256 over seed, space and the entry's number.
alter table review.panel add column lot_seed text check (lot_seed ~ '^[0-9a-f]{64}$');
create table review.panel_lot (
    panel_id bigint  not null references review.panel,
    entry_id bigint  not null references entries.entry,
    place    int     not null check (place > 0),
    taken    boolean not null,
    primary key (panel_id, entry_id),
    unique (panel_id, place)
);
create index on review.panel_lot (entry_id);
create function review.keep_panel_lot() returns trigger language plpgsql as $$
begin
    raise exception 'a draw is made once' using errcode = 'LC003';
end $$;
create trigger keep_panel_lot before update or delete on review.panel_lot for each row execute function review.keep_panel_lot();
create function review.keep_panel_seed() returns trigger language plpgsql as $$
begin
    if old.lot_seed is not null and new.lot_seed is distinct from old.lot_seed then
        raise exception 'a draw is made once' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger keep_panel_seed before update on review.panel for each row execute function review.keep_panel_seed();
