-- A panel ranks by the rule that its call had when it was made; the check stands on the call.
alter table review.panel add column rule text not null default 'TRIMMED';
create function review.keep_rule() returns trigger language plpgsql as $$
begin
    if (old.rule, old.trim) is distinct from (new.rule, new.trim) then
        raise exception 'the rule of a panel does not change' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger keep_rule before update on review.panel for each row execute function review.keep_rule();
