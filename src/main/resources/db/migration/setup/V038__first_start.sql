-- The guided set-up of an empty house: one row from its beginning on; once finished it never opens again.
create schema setup;

create table setup.opening (
    one         boolean     primary key default true check (one),
    begun_at    timestamptz not null default platform.moment(),
    founded     boolean     not null default false, -- the federation was made here, and not by another way of filling the house
    tree_done   boolean     not null default false, -- the third step was left with what it had, or skipped
    finished_at timestamptz
);
create function setup.stays_finished() returns trigger language plpgsql as $$
begin
    if old.finished_at is not null then
        raise exception 'the set-up of this house is over' using errcode = 'LC003';
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger stays_finished before update or delete on setup.opening
    for each row execute function setup.stays_finished();

-- The federation above the city's, to which it puts entries forward: 安徽省总工会.
alter table access.node add column above text check (above is null or (kind = 'CITY' and length(above) between 2 and 60));
