-- Whether the work of a form was committed: told by the same transaction, so that a killed process leaves no doubt.
alter table platform.once add column done boolean not null default false;
