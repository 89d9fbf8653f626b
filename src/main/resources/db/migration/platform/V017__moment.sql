-- The moment that stands in records by default follows the day the product lives on (lingchuang.day), as its calendar does:
-- otherwise a programme walked through in an hour would be decided before it was put under notice.
create function platform.moment() returns timestamptz language sql stable as $$
    select now() + coalesce(nullif(current_setting('lingchuang.ahead', true), ''), '0')::interval
$$;
do $$
declare c record;
begin
    for c in
        select n.nspname, t.relname, a.attname
        from pg_attrdef d
        join pg_class t on t.oid = d.adrelid
        join pg_namespace n on n.oid = t.relnamespace
        join pg_attribute a on a.attrelid = t.oid and a.attnum = d.adnum
        where pg_get_expr(d.adbin, d.adrelid) = 'now()'
          and n.nspname in ('platform', 'access', 'directory', 'calls', 'entries', 'vetting', 'review', 'notices', 'awards')
    loop
        execute format('alter table %I.%I alter column %I set default platform.moment()', c.nspname, c.relname, c.attname);
    end loop;
end $$;
