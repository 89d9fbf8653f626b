-- Who left a panel after sealing sheets stays on it for those, and is given nothing new.
alter table review.panel_expert add column left_at timestamptz;
