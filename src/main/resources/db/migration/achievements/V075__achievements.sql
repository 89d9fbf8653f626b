-- Achievements 成果: the library of what came out of the programme. Its tables stand in the migrations that follow.
create schema achievements;

-- What counts of achievements in the city's figures (insights.record says what the columns are).
create view achievements.counted (indicator, programme, kind, record_id, node_id, year, from_day, until_day, amount) as
select '', '', '', 0::bigint, 0::bigint, 0, current_date, null::date, 0::numeric where false;
