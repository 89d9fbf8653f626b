-- A panel that was put together wrongly is dissolved before anybody sealed a sheet on it; its entries are free for another one.
alter table review.panel drop constraint panel_state_check;
alter table review.panel add constraint panel_state_check check (state in ('FORMING', 'SCORING', 'CLOSED', 'DISSOLVED'));
insert into platform.transition values
    ('review.panel', 'FORMING', 'DISSOLVED'), ('review.panel', 'SCORING', 'DISSOLVED');
