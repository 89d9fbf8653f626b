-- Counting: what was marked is counted anew from its records, and the difference is added to every node above.

-- Counts everything anew: after a bulk load, or when so much is marked that one pass over all records costs less.
create function insights.recount() returns void language plpgsql as $$
begin
    perform pg_advisory_xact_lock(hashtext('insights'));
    delete from insights.mark;
    delete from insights.above;
    delete from insights.own;
    delete from insights.daily;
    insert into insights.above (node_id, ancestor_id)
    select n.id, a.id from access.node n join access.node a on n.path <@ a.path or n.industry_path <@ a.path;
    insert into insights.own (node_id, year, programme, indicator, day, delta)
    select r.node_id, r.year, r.programme, r.indicator, d.day, sum(d.delta)
    from insights.record r
    cross join lateral (values (r.from_day, r.amount), (r.until_day, -r.amount)) d (day, delta)
    where d.day is not null
    group by r.node_id, r.year, r.programme, r.indicator, d.day
    having sum(d.delta) <> 0;
    insert into insights.daily (node_id, year, programme, indicator, day, delta)
    select a.ancestor_id, o.year, o.programme, o.indicator, o.day, sum(o.delta)
    from insights.own o
    join insights.above a on a.node_id = o.node_id
    group by a.ancestor_id, o.year, o.programme, o.indicator, o.day
    having sum(o.delta) <> 0;
end $$;

-- Nodes that are new or stand elsewhere now: what they carry goes from those that were above to those that are.
create function insights.replace_nodes(moved bigint[]) returns void language plpgsql as $$
begin
    with standing as (
        select n.id as node_id, a.id as ancestor_id
        from access.node n
        join access.node a on a.path @> n.path or a.path @> n.industry_path
        where n.id = any (moved)
    ), left_behind as (
        delete from insights.above a
        where a.node_id = any (moved)
          and not exists (select from standing s where s.node_id = a.node_id and s.ancestor_id = a.ancestor_id)
        returning a.node_id, a.ancestor_id
    ), reached as (
        insert into insights.above (node_id, ancestor_id)
        select s.node_id, s.ancestor_id from standing s
        on conflict do nothing
        returning node_id, ancestor_id
    ), carried as (
        select l.ancestor_id, o.year, o.programme, o.indicator, o.day, -o.delta as delta
        from left_behind l join insights.own o on o.node_id = l.node_id
        union all
        select r.ancestor_id, o.year, o.programme, o.indicator, o.day, o.delta
        from reached r join insights.own o on o.node_id = r.node_id
    )
    insert into insights.daily as d (node_id, year, programme, indicator, day, delta)
    select c.ancestor_id, c.year, c.programme, c.indicator, c.day, sum(c.delta)
    from carried c
    group by c.ancestor_id, c.year, c.programme, c.indicator, c.day
    having sum(c.delta) <> 0
    on conflict (node_id, year, programme, indicator, day) do update set delta = d.delta + excluded.delta;
end $$;

-- Counts what is marked. One at a time: whoever comes second waits, and finds what the first left. A mark that is seen was committed
-- together with its records, so the counting, which looks later, sees them too; one that is committed meanwhile stays and is counted
-- next time. Counting twice is harmless: a group is set to what its records say, not added to.
create function insights.refresh() returns int language plpgsql as $$
declare
    nodes bigint[];
    years int[];
    moved bigint[];
begin
    perform pg_advisory_xact_lock(hashtext('insights'));
    with taken as (delete from insights.mark returning node_id, year),
         marked as (select distinct node_id, year from taken)
    select array_agg(node_id) filter (where year >= 0), array_agg(year) filter (where year >= 0), array_agg(node_id) filter (where year < 0)
    into nodes, years, moved from marked;
    if coalesce(cardinality(nodes), 0) + coalesce(cardinality(moved), 0) > 3000 then
        perform insights.recount();
        return cardinality(nodes);
    end if;
    if moved is not null then
        perform insights.replace_nodes(moved);
    end if;
    if nodes is null then
        return 0;
    end if;
    with g as (
        select * from unnest(nodes, years) u (node_id, year)
    ), counted as (
        select g.node_id, g.year, r.programme, r.indicator, d.day, d.delta
        from g
        cross join lateral (
            -- offset 0 keeps the two conditions together, so that each select of the view looks up one node's records
            select * from insights.record s where s.node_id = g.node_id and s.year = g.year offset 0
        ) r
        cross join lateral (values (r.from_day, r.amount), (r.until_day, -r.amount)) d (day, delta)
        where d.day is not null
    ), difference as (
        select x.node_id, x.year, x.programme, x.indicator, x.day, sum(x.delta) as delta
        from (select * from counted
              union all
              select o.node_id, o.year, o.programme, o.indicator, o.day, -o.delta from insights.own o join g using (node_id, year)) x
        group by x.node_id, x.year, x.programme, x.indicator, x.day
        having sum(x.delta) <> 0
    ), own as (
        insert into insights.own as o (node_id, year, programme, indicator, day, delta)
        select * from difference
        on conflict (node_id, year, programme, indicator, day) do update set delta = o.delta + excluded.delta
    )
    insert into insights.daily as d (node_id, year, programme, indicator, day, delta)
    select a.ancestor_id, f.year, f.programme, f.indicator, f.day, sum(f.delta)
    from difference f
    join insights.above a on a.node_id = f.node_id
    group by a.ancestor_id, f.year, f.programme, f.indicator, f.day
    having sum(f.delta) <> 0
    on conflict (node_id, year, programme, indicator, day) do update set delta = d.delta + excluded.delta;
    delete from insights.own o using unnest(nodes, years) g (node_id, year)
    where o.node_id = g.node_id and o.year = g.year and o.delta = 0;
    delete from insights.daily where delta = 0;
    return cardinality(nodes);
end $$;

-- Sums that came to nothing are taken away when met; without this the table would be read for it.
create index on insights.daily (node_id) where delta = 0;
