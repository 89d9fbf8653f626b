-- A record of the ledger, and a class when it is closed, tick an item of the plan on the wall.
alter table studios.ledger_record add plan_item_id bigint references studios.plan_item;
alter table studios.course add plan_item_id bigint references studios.plan_item;
alter table studios.plan_record add foreign key (record_id) references studios.ledger_record;
create index on studios.ledger_record (plan_item_id);
