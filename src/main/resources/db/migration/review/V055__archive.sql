-- What a panel leaves behind when it closes 评审档案: its rule, sheets and ranking under codes, sealed by a hash that stands on the public
-- notice. Each closing makes one more; none is ever changed or removed.
create table review.archive (
    panel_id bigint      not null references review.panel,
    number   int         not null check (number > 0),
    seal     text        not null unique check (seal ~ '^[0-9a-f]{64}$'),
    content  bytea       not null,
    at       timestamptz not null default now(),
    primary key (panel_id, number)
);
create function review.keep_archive() returns trigger language plpgsql as $$
begin
    raise exception 'an archive stays as it was sealed' using errcode = 'LC003';
end $$;
create trigger keep_archive before update or delete on review.archive for each row execute function review.keep_archive();

-- Under which code an expert stands in the archive; given by lot at the first closing, the same at a later one.
alter table review.panel_expert add column code int check (code > 0), add unique (panel_id, code);
