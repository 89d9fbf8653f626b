insert into owner (id, name, phone) select x, 'Owner ' || x, '010 555 ' || (1000 + x) from system_range(1, 20);
insert into pet (id, owner_id, name, kind, born) select x, 1 + mod(x, 20), 'Pet ' || x, 'cat', date '2020-01-01' from system_range(1, 40);
insert into visit (pet_id, held, note) select 1 + mod(x, 40), date '2026-01-01', 'well' from system_range(1, 80);
alter table owner alter column id restart with 1000;
