-- Two long lists: as many entries as lists.size says in the queue of the officer "lists", and as many awards of one decision. Straight into the
-- tables, without triggers, and then the words of both as the triggers would keep them. Read by PlansTest and by the benchmarks.
select setseed(0.26);
set maintenance_work_mem = '1GB';
set work_mem = '64MB';

insert into access.node (parent_id, kind, name, code, path)
select id, 'COUNTY', '长列表区总工会', 'LISTS', path || 'LISTS' from access.node where kind = 'CITY';
insert into access.node (parent_id, kind, name, code, path)
select p.id, 'ENTERPRISE', (array['第一', '第二', '第三', '第四', '第五', '新华', '东方', '红旗'])[1 + i % 8]
           || (array['机械', '纺织', '电缆', '水泥', '化工', '食品', '矿山', '印染', '轴承', '阀门'])[1 + i / 8 % 10] || '厂' || i || '号工会',
       'LL' || i, p.path || ('LL' || i)
from generate_series(1, 2000) i, access.node p where p.code = 'LISTS';
insert into access.account (login, name, password_hash)
select l.login, l.name, a.password_hash
from (values ('lists', '列表干部'), ('lists2', '列表领导')) l (login, name), access.account a where a.login = 'worker';
insert into access.role_grant (account_id, role, node_id, valid_from)
select a.id, 'OFFICER', n.id, date '2020-01-01' from access.account a, access.node n where a.login = 'lists' and n.code = 'LISTS';
insert into calls.call overriding user value
select (jsonb_populate_record(null::calls.call, to_jsonb(c) || jsonb_build_object('title', '长列表征集' || i))).*
from (select * from calls.call where state = 'PUBLISHED' order by id limit 1) c, generate_series(1, 4) i;
insert into calls.tier (call_id, position, code, name, places, prize)
select c.id, t.position, 'T' || t.position, t.name, 1000000, 100
from calls.call c, (values (1, '一等奖'), (2, '二等奖'), (3, '三等奖')) t (position, name) where c.title = '长列表征集4';
insert into notices.notice (call_id, number, title, days, opens_on, closes_on, state, prepared_by, released_by)
select c.id, 1, '公示', 5, date '2026-01-05', date '2026-01-09', 'ENDED', a.id, b.id
from calls.call c, access.account a, access.account b where c.title = '长列表征集4' and a.login = 'lists' and b.login = 'lists2';
insert into platform.document_number (organ_code, year, serial, state, subject, created_by)
select '列表', 2026, 1, 'USED', '决定', id from access.account where login = 'lists';
insert into awards.decision (call_id, notice_id, meeting, number_id, number, decided_on, decided_by)
select n.call_id, n.id, '常委会', d.id, '列表〔2026〕1号', date '2026-01-12', n.prepared_by
from notices.notice n join calls.call c on c.id = n.call_id, platform.document_number d where c.title = '长列表征集4' and d.organ_code = '列表';

create temp table phrase as
select row_number() over () as i, w from unnest(string_to_array(
    '皮带 装置 改进 自动 清扫 液压 支架 快速 接头 水泵 控制 远程 细纱 断头 报警 包装 称重 纠偏 电柜 温度 巡检 程序 翻拌 减速 降噪 护理 推车 防滑 刹车 设计 '
    || '轴承 拆卸 工具 阀门 密封 焊接 夹具 砂轮 除尘 照明 节电 变频 调速 行车 限位 钢丝 润滑 油泵 过滤 回收 余热 锅炉 给煤 筛分 破碎 输送 料斗 卸料 计量 校验 '
    || '缝纫 印花 烘干 梳棉 络筒 穿经 染缸 配色 裁剪 熨烫 发酵 灌装 封口 喷码 冷库 叉车 托盘 货架 分拣 扫码', ' ')) w;

-- Words side by side and one by one, as the product makes them of Chinese without gaps.
create function pg_temp.terms(t text) returns text language sql immutable as $$
    select string_agg(distinct substr(t, i, n), ' ') from generate_series(1, length(t)) i, generate_series(1, 2) n where i + n - 1 <= length(t)
$$;

create temp table drafted as
select i, i % 2 = 0 as awarded, p.title, u.id as unit_id, u.name as unit, u.terms as unit_terms,
       (array['王', '李', '张', '刘', '陈', '杨', '赵', '黄', '周', '吴'])[1 + floor(random() * 10)::int]
           || (array['建', '志', '文', '秀', '国', '海', '春', '玉'])[1 + floor(random() * 8)::int]
           || (array['军', '强', '英', '梅', '平', '峰', '兰', '生'])[1 + floor(random() * 8)::int] as person
from generate_series(1, 2 * current_setting('lists.size')::int) i
cross join lateral (
    select string_agg(w.w, '' order by n) as title
    from (select n, 1 + floor(power(random() + 0 * i, 3) * 80)::int as k from generate_series(1, 5) n) r
    join phrase w on w.i = r.k) p
join (select row_number() over (order by id) as k, id, name, pg_temp.terms(name) as terms from access.node where code ~ '^LL[0-9]') u
    on u.k = 1 + i % 2000;

set session_replication_role = replica;
drop index entries.entry_search; -- of other lists; made again below, in one go

insert into entries.entry (call_id, unit_node_id, number, title, state, at_node_id, at_position, due_on, created_by, submitted_at, search)
select c.id, d.unit_id, 'LL-' || lpad(d.i::text, 7, '0'), d.title,
       case when d.awarded then 'AWARDED' else 'VETTING' end,
       case when d.awarded then null else n.id end, case when d.awarded then null else 1 end,
       case when d.awarded or d.i % 51 = 0 then null else current_date - 10 + (d.i::bigint * 7919 % 41)::int end, a.id, now(),
       'll ' || lpad(d.i::text, 7, '0') || ' ' || pg_temp.terms(d.title) || ' ' || d.unit_terms || ' ' || pg_temp.terms(d.person)
from drafted d
join calls.call c on c.title = '长列表征集' || case when d.awarded then 4 else 1 + d.i % 3 end,
access.node n, access.account a where n.code = 'LISTS' and a.login = 'lists';

insert into entries.completer (entry_id, position, name, unit_name, state)
select e.id, 1, d.person, d.unit, 'ACCEPTED' from drafted d join entries.entry e on e.number = 'LL-' || lpad(d.i::text, 7, '0');

insert into awards.award (decision_id, entry_id, tier_id, prize, search)
select g.id, e.id, t.id, t.prize, e.search
from drafted d
join entries.entry e on e.number = 'LL-' || lpad(d.i::text, 7, '0')
join awards.decision g on g.call_id = e.call_id
join calls.tier t on t.call_id = e.call_id and t.position = case when d.i % 10 < 1 then 1 when d.i % 10 < 4 then 2 else 3 end
where d.awarded;
update awards.decision set in_force = (select count(*) from awards.award where decision_id = decision.id) where number = '列表〔2026〕1号';

alter table entries.waiting_word drop constraint waiting_word_pkey;
insert into entries.waiting_word (node_id, checking, call_id, word, due_on, entry_id)
select e.at_node_id, false, e.call_id, w.word, coalesce(e.due_on, date '9999-12-31'), e.id
from entries.entry e cross join lateral unnest(platform.words(e.search)) w (word)
where e.at_node_id = (select id from access.node where code = 'LISTS');
alter table entries.waiting_word add primary key (node_id, checking, call_id, word, due_on, entry_id);

alter table awards.result_word drop constraint result_word_pkey;
insert into awards.result_word (decision_id, word, tier_position, award_id)
select a.decision_id, w.word, t.position, a.id
from awards.award a join calls.tier t on t.id = a.tier_id cross join lateral unnest(platform.words(a.search)) w (word)
where a.decision_id = (select id from awards.decision where number = '列表〔2026〕1号');
alter table awards.result_word add primary key (decision_id, word, tier_position, award_id);

create index entry_search on entries.entry using gin (to_tsvector('simple', coalesce(search, '')));

set session_replication_role = origin;
drop table drafted;
drop table phrase;
reset maintenance_work_mem;
reset work_mem;
