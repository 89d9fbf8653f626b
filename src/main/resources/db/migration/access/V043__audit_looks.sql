-- When the product had looked for rows to seal before it sealed this one: all that was committed by then has its link. A row that
-- commits just before a kill is sealed at the next start, however late that is, and was not there at the look before. Null: a link
-- made before this was written down.
alter table access.audit_seal add column looked_at timestamptz check (looked_at <= sealed_at);
