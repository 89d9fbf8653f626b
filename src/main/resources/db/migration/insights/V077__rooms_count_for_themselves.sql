-- Each of the programme's own parts says in a view of its own schema what counts of it; insights puts them beside what the spine counts.
alter view insights.record rename to spine;
create view insights.record as
select * from insights.spine
union all
select * from studios.counted
union all
select * from achievements.counted
union all
select * from services.counted_service
union all
select * from services.counted_pairing;

-- Marks the nodes whose figures a statement touched: the argument is the select that leads from the changed rows (%s) to them.
create function insights.mark_found() returns trigger language plpgsql as $$
declare
    changed constant text := case tg_op when 'INSERT' then 'new_rows' when 'DELETE' then 'old_rows'
        else '(select * from old_rows union all select * from new_rows)' end;
begin
    execute 'insert into insights.mark (node_id, year) select distinct f.node_id, 0 from (' || format(tg_argv[0], changed)
        || ') f (node_id) where f.node_id is not null';
    return null;
end $$;

-- Lets the figures follow a table: its triggers are called figures_NAME_insert and so on.
create function insights.follow(source regclass, name text, nodes text) returns void language plpgsql as $$
declare
    op text;
begin
    foreach op in array array['insert', 'update', 'delete'] loop
        execute format('create trigger %I after %s on %s %s for each statement execute function insights.mark_found(%L)',
            'figures_' || name || '_' || op, op, source,
            case op when 'insert' then 'referencing new table as new_rows'
                    when 'delete' then 'referencing old table as old_rows'
                    else 'referencing old table as old_rows new table as new_rows' end,
            nodes);
    end loop;
end $$;

select insights.follow('studios.studio', 'studio', 'select r.node_id from %s r');
select insights.follow('studios.member', 'member', 'select s.node_id from studios.studio s join %s r on r.studio_id = s.id');
select insights.follow('directory.honour', 'member',
    'select s.node_id from studios.studio s join studios.member m on m.studio_id = s.id join directory.person q on q.id = m.person_id'
    || ' join %s r on r.person_id in (q.id, q.merged_into)');
