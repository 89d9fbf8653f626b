-- The audit trail as a chain: each link holds the hash of a row together with the hash before it. Links are made after the commit, by one
-- at a time, so that no writer waits for another; what waits for its link stands in a queue of its own, written with the row.
create table access.audit_waiting (
    audit_id bigint primary key
);
create function access.audit_waits() returns trigger language plpgsql as $$
begin
    insert into access.audit_waiting select id from fresh on conflict do nothing;
    return null;
end $$;
create trigger audit_waits after insert on access.audit
    referencing new table as fresh for each statement execute function access.audit_waits();

create table access.audit_seal (
    link_no   bigint primary key check (link_no > 0),
    audit_id  bigint      not null unique, -- no reference: a link outlives its row, and so tells that it is gone
    sealed_at timestamptz not null,
    hash      bytea       not null check (length(hash) = 32)
);
create trigger audit_seal_append_only before update or delete on access.audit_seal
    for each row execute function platform.refuse_change();
create trigger audit_seal_no_truncate before truncate on access.audit_seal
    for each statement execute function platform.refuse_change();

insert into access.audit_waiting select id from access.audit;
