-- Marks: each statement that changes a record marks whose figures it touches, in its own transaction.

create function insights.mark_entries() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into insights.mark (node_id, year)
        select distinct e.unit_node_id, c.year from new_rows e join calls.call c on c.id = e.call_id where e.number is not null;
    elsif tg_op = 'DELETE' then
        insert into insights.mark (node_id, year)
        select distinct e.unit_node_id, c.year from old_rows e join calls.call c on c.id = e.call_id where e.number is not null;
    else
        -- A draft that is saved as typed touches no figure.
        insert into insights.mark (node_id, year)
        select distinct x.unit_node_id, c.year
        from old_rows o
        full join new_rows n on n.id = o.id
        cross join lateral (values (o.unit_node_id, o.call_id, o.number), (n.unit_node_id, n.call_id, n.number)) x (unit_node_id, call_id, number)
        join calls.call c on c.id = x.call_id
        where x.number is not null
          and (o.unit_node_id, o.call_id, o.number, o.submitted_at, o.state, o.due_on)
              is distinct from (n.unit_node_id, n.call_id, n.number, n.submitted_at, n.state, n.due_on);
    end if;
    return null;
end $$;

-- For tables whose rows belong to an entry: the argument names the select that leads from the changed rows to the entries. Awards
-- touch their host's figures too.
create function insights.mark_of_entries() returns trigger language plpgsql as $$
declare
    steps constant text := case tg_argv[0]
        when 'award' then 'select distinct a.entry_id from awards.award a join %s r on r.award_id = a.id'
        else 'select distinct r.entry_id from %s r' end;
    changed constant text := case tg_op when 'INSERT' then 'new_rows' when 'DELETE' then 'old_rows'
        else '(select * from old_rows union all select * from new_rows)' end;
begin
    execute format('insert into insights.mark (node_id, year)
        select distinct x.node_id, c.year
        from (' || steps || ') k
        join entries.entry e on e.id = k.entry_id
        join calls.call c on c.id = e.call_id
        cross join lateral (values (e.unit_node_id), (case when %L then c.host_node_id end)) x (node_id)
        where e.number is not null and x.node_id is not null', changed, tg_argv[1] = 'host');
    return null;
end $$;

-- For tables whose rows belong to a call's host.
create function insights.mark_hosts() returns trigger language plpgsql as $$
declare
    steps constant text := case tg_argv[0]
        when 'call' then 'select r.call_id from %s r'
        when 'batch' then 'select b.call_id from awards.payout_batch b join %s r on r.batch_id = b.id'
        when 'payout' then 'select b.call_id from awards.payout_batch b join awards.payout p on p.batch_id = b.id join %s r on r.payout_id = p.id'
        when 'notice' then 'select n.call_id from notices.notice n join %s r on r.notice_id = n.id' end;
    changed constant text := case tg_op when 'INSERT' then 'new_rows' when 'DELETE' then 'old_rows'
        else '(select * from old_rows union all select * from new_rows)' end;
begin
    execute format('insert into insights.mark (node_id, year)
        select distinct c.host_node_id, c.year from calls.call c where c.id in (' || steps || ')', changed);
    return null;
end $$;

-- What a unit returned counts for its branches too.
create function insights.mark_participation() returns trigger language plpgsql as $$
declare
    changed constant text := case tg_op when 'INSERT' then 'new_rows' when 'DELETE' then 'old_rows'
        else '(select * from old_rows union all select * from new_rows)' end;
begin
    execute format('insert into insights.mark (node_id, year)
        select distinct b.id, c.year
        from %s r
        join calls.call c on c.id = r.call_id
        join access.node n on n.id = r.node_id
        join access.node b on b.id = n.id or (n.kind in (''ENTERPRISE'', ''BRANCH'') and b.path <@ n.path)', changed);
    return null;
end $$;

-- A call that changes its year, programme or host takes everything with it.
create function insights.mark_calls() returns trigger language plpgsql as $$
begin
    insert into insights.mark (node_id, year)
    select distinct x.node_id, y.year
    from old_rows o
    join new_rows n on n.id = o.id
    cross join lateral (values (o.year), (n.year)) y (year)
    cross join lateral (
        select e.unit_node_id as node_id from entries.entry e where e.call_id = n.id
        union select r.node_id from vetting.participation r where r.call_id = n.id
        union select b.id from vetting.participation r join access.node a on a.id = r.node_id join access.node b on b.path <@ a.path where r.call_id = n.id
        union select o.host_node_id union select n.host_node_id) x
    where (o.year, o.programme, o.host_node_id) is distinct from (n.year, n.programme, n.host_node_id);
    return null;
end $$;

create function insights.mark_nodes() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into insights.mark (node_id, year) select n.id, y.year from new_rows n, (values (-1), (0)) y (year);
    else
        insert into insights.mark (node_id, year)
        select n.id, y.year
        from new_rows n
        join old_rows o on o.id = n.id
        cross join (values (-1), (0)) y (year)
        where (o.path, o.industry_path, o.kind, o.active) is distinct from (n.path, n.industry_path, n.kind, n.active)
        union all
        -- Another way up means other units whose returns cover it.
        select n.id, w.year
        from new_rows n
        join old_rows o on o.id = n.id
        join (select distinct node_id, year from insights.own where year > 0) w on w.node_id = n.id
        where (o.path, o.kind) is distinct from (n.path, n.kind);
    end if;
    return null;
end $$;

create function insights.mark_people() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' then
        insert into insights.mark (node_id, year) select distinct employer_node_id, 0 from new_rows;
    elsif tg_op = 'DELETE' then
        insert into insights.mark (node_id, year) select distinct employer_node_id, 0 from old_rows;
    else
        insert into insights.mark (node_id, year)
        select distinct x.employer_node_id, 0
        from old_rows o
        join new_rows n on n.id = o.id
        cross join lateral (
            select o.employer_node_id union select n.employer_node_id
            union select p.employer_node_id from directory.person p where p.id in (o.merged_into, n.merged_into)) x
        where (o.employer_node_id, o.active, o.merged_into) is distinct from (n.employer_node_id, n.active, n.merged_into);
    end if;
    return null;
end $$;

create function insights.mark_honours() returns trigger language plpgsql as $$
declare
    changed constant text := case tg_op when 'INSERT' then 'new_rows' when 'DELETE' then 'old_rows'
        else '(select * from old_rows union all select * from new_rows)' end;
begin
    execute format('insert into insights.mark (node_id, year)
        select distinct p.employer_node_id, 0
        from %s r
        join directory.person q on q.id = r.person_id
        join directory.person p on p.id = coalesce(q.merged_into, q.id)', changed);
    return null;
end $$;

create function insights.mark_city() returns trigger language plpgsql as $$
begin
    insert into insights.mark (node_id, year) select id, 0 from access.node where kind = 'CITY';
    return null;
end $$;

do $$
declare
    t record;
    op text;
begin
    for t in
        select * from (values
            ('entries.entry', 'mark_entries()'),
            ('entries.event', 'mark_of_entries(''entry'', ''unit'')'),
            ('entries.completer', 'mark_of_entries(''entry'', ''unit'')'),
            ('vetting.put_forward', 'mark_of_entries(''entry'', ''unit'')'),
            ('vetting.participation', 'mark_participation()'),
            ('awards.award', 'mark_of_entries(''entry'', ''host'')'),
            ('awards.certificate', 'mark_of_entries(''award'', ''unit'')'),
            ('awards.payout', 'mark_hosts(''batch'')'),
            ('awards.recovery', 'mark_hosts(''payout'')'),
            ('notices.notice', 'mark_hosts(''call'')'),
            ('notices.objection', 'mark_hosts(''notice'')'),
            ('directory.person', 'mark_people()'),
            ('directory.honour', 'mark_honours()')) v (source, act)
    loop
        foreach op in array array['insert', 'update', 'delete'] loop
            execute format('create trigger %I after %s on %s %s for each statement execute function insights.%s',
                'figures_' || op, op, t.source,
                case op when 'insert' then 'referencing new table as new_rows'
                        when 'delete' then 'referencing old table as old_rows'
                        else 'referencing old table as old_rows new table as new_rows' end,
                t.act);
        end loop;
    end loop;
end $$;
create trigger figures_update after update on calls.call referencing old table as old_rows new table as new_rows
    for each statement execute function insights.mark_calls();
create trigger figures_insert after insert on access.node referencing new table as new_rows
    for each statement execute function insights.mark_nodes();
create trigger figures_update after update on access.node referencing old table as old_rows new table as new_rows
    for each statement execute function insights.mark_nodes();
create trigger figures_changed after insert or delete on directory.cluster for each statement execute function insights.mark_city();
create trigger figures_changed after insert or delete on directory.chain for each statement execute function insights.mark_city();

-- What is there already is counted at once.
select insights.recount();
