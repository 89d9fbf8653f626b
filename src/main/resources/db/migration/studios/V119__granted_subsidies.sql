-- The subsidy that a naming or a renewal brings along rests on its award, once; it falls with it.
alter table studios.subsidy add column award_id bigint unique references awards.award;
alter table studios.subsidy add column fell_on date;

-- Of a subsidy that fell nothing more is released.
create function studios.check_fallen() returns trigger language plpgsql as $$
begin
    if new.state in ('PREPARED', 'APPROVED') and exists (select 1 from studios.subsidy s where s.id = new.subsidy_id and s.fell_on is not null) then
        raise exception 'the subsidy fell with its award' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger subsidy_stands before insert or update on studios.tranche for each row execute function studios.check_fallen();
