-- service.team: active volunteer teams; service.session: requests closed with a recorded visit.
create or replace view services.counted_service (indicator, programme, kind, record_id, node_id, year, from_day, until_day, amount) as
select 'service.team', '', 'TEAM', t.id, t.node_id, 0, t.founded_on, null::date, 1::numeric
from services.team t where t.state = 'ACTIVE'
union all
select 'service.session', '', 'SERVICE', r.id, r.node_id, 0, r.closed_on, null::date, 1
from services.request r
where r.state = 'CLOSED' and exists (select from services.visit v where v.request_id = r.id and v.held_at is not null);
select insights.follow('services.team', 'team', 'select r.node_id from %s r');
select insights.follow('services.request', 'service', 'select r.node_id from %s r');
