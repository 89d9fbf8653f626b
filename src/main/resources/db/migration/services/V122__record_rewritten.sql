-- A record that is not right is written anew before both have signed it: the one before stays, with whatever was signed and the reason.
alter table services.visit add column rewritten text check (length(rewritten) between 2 and 500);
insert into platform.transition values ('services.request', 'VISITED', 'APPOINTED');
