-- Alliance 联盟, service 服务, pairing 结对 and events 活动. Their tables stand in the migrations that follow.
create schema services;

-- What counts of them in the city's figures (insights.record says what the columns are): one view for each part.
create view services.counted_service (indicator, programme, kind, record_id, node_id, year, from_day, until_day, amount) as
select '', '', '', 0::bigint, 0::bigint, 0, current_date, null::date, 0::numeric where false;
create view services.counted_pairing (indicator, programme, kind, record_id, node_id, year, from_day, until_day, amount) as
select '', '', '', 0::bigint, 0::bigint, 0, current_date, null::date, 0::numeric where false;
