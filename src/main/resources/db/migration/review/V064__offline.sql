-- Scoring without a line 离线评分: what an expert filled in away from the house waits here until they say that it shall be written.
create table review.offline_return (
    id         bigint generated always as identity primary key,
    panel_id   bigint      not null references review.panel,
    account_id bigint      not null references access.account,
    file_name  text        not null check (length(file_name) between 1 and 200),
    lines      jsonb       not null, -- the rows as typed; gone when it has ended, as the sheets have what was taken
    state      text        not null default 'PREVIEW' check (state in ('PREVIEW', 'APPLIED', 'DISCARDED')),
    taken_at   timestamptz not null,
    ended_at   timestamptz,
    written    int check (written >= 0),
    check ((state = 'PREVIEW') = (ended_at is null)),
    check ((state = 'APPLIED') = (written is not null)),
    check (state = 'PREVIEW' or lines = '[]')
);
create unique index on review.offline_return (panel_id, account_id) where state = 'PREVIEW'; -- the last one that was brought counts
insert into platform.transition values
    ('review.offline_return', 'PREVIEW', 'APPLIED'), ('review.offline_return', 'PREVIEW', 'DISCARDED');
create trigger legal_transition before update on review.offline_return
    for each row execute function platform.check_transition('review.offline_return');
