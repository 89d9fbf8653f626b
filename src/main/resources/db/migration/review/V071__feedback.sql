-- What an applicant is told of the review 评审意见反馈: by criterion the level reached, and the reasons in the host's words. One person
-- prepares it, another releases it.
create table review.feedback (
    entry_id    bigint      primary key references entries.entry,
    state       text        not null check (state in ('DRAFT', 'READY', 'RELEASED')),
    lines       jsonb       not null default '[]', -- a criterion each: code, name, level in words, text
    summary     text        not null default '' check (length(summary) <= 1000),
    checked     boolean     not null default false, -- the preparer looked at every word that could be a name and says it is none
    prepared_by bigint      not null references access.account,
    prepared_at timestamptz not null,
    released_by bigint references access.account,
    released_at timestamptz,
    version     int         not null default 1,
    check (released_by <> prepared_by),
    check ((state = 'RELEASED') = (released_by is not null and released_at is not null))
);
insert into platform.transition values
    ('review.feedback', 'DRAFT', 'READY'), ('review.feedback', 'READY', 'DRAFT'),
    ('review.feedback', 'READY', 'RELEASED'), ('review.feedback', 'RELEASED', 'DRAFT');
create trigger legal_transition before update on review.feedback
    for each row execute function platform.check_transition('review.feedback');

-- What an applicant has been told stays as it was told, until it is taken back.
create function review.keep_told() returns trigger language plpgsql as $$
begin
    if old.state = 'RELEASED' and new.state = 'RELEASED'
        and (old.lines, old.summary, old.released_by, old.released_at)
            is distinct from (new.lines, new.summary, new.released_by, new.released_at) then
        raise exception 'a released feedback does not change' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger keep_told before update on review.feedback for each row execute function review.keep_told();
