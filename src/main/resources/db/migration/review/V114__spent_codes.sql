-- A code of an invitation that opens nothing any more: answered, or a newer letter took its place. It tells whoever holds the old letter why.
create table review.spent_code (
    code_hash text primary key check (code_hash ~ '^[0-9a-f]{64}$'),
    spent_at  timestamptz not null default platform.moment()
);
create function review.spend_code() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or new.code_hash is distinct from old.code_hash then
        insert into review.spent_code (code_hash) values (old.code_hash) on conflict do nothing;
    end if;
    return null;
end $$;
create trigger spend_code after update of code_hash or delete on review.invitation
    for each row when (old.code_hash is not null) execute function review.spend_code();
