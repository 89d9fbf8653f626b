-- What an assessment 考核 came to, a studio: said by the host after the decision, also for a studio that handed nothing in.
create table studios.assessment (
    id           bigint generated always as identity primary key,
    call_id      bigint      not null references calls.call,
    studio_id    bigint      not null references studios.studio,
    entry_id     bigint unique references entries.entry,
    outcome      text        not null check (outcome in ('EXCELLENT', 'QUALIFIED', 'TO_PUT_RIGHT', 'PLAQUE_OFF')),
    reason       text        not null default '',
    put_right_by date,
    bare         boolean     not null, -- no patent, paper or proven benefit was found when it was said
    set_by       bigint      not null references access.account,
    set_at       timestamptz not null default platform.moment(),
    unique (call_id, studio_id),
    check ((outcome = 'TO_PUT_RIGHT') = (put_right_by is not null)),
    check (outcome in ('EXCELLENT', 'QUALIFIED') or length(reason) >= 5)
);
create index on studios.assessment (studio_id);
