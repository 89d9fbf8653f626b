-- The online studio 网上工作室: who follows it, what workers ask, what its members answer, what they write.
create table studios.follower (
    studio_id  bigint      not null references studios.studio,
    account_id bigint      not null references access.account,
    since      timestamptz not null default platform.moment(),
    primary key (studio_id, account_id)
);
create index on studios.follower (account_id);

create table studios.online_question (
    id         bigint generated always as identity primary key,
    studio_id  bigint      not null references studios.studio,
    account_id bigint      not null references access.account,
    title      text        not null check (length(title) between 4 and 80),
    body       text        not null default '' check (length(body) <= 2000),
    secret     boolean     not null default false, -- only the studio's people and who asked
    state      text        not null check (state in ('SHOWN', 'HELD', 'HIDDEN')),
    why        text check (length(why) between 2 and 200),
    best_id    bigint,
    asked_at   timestamptz not null default platform.moment(),
    search     text        not null,
    check (state = 'SHOWN' or why is not null)
);
create index on studios.online_question (studio_id, id);
create index on studios.online_question (account_id);
create index online_question_search on studios.online_question using gin (to_tsvector('simple', coalesce(search, '')));

create table studios.online_answer (
    id          bigint generated always as identity primary key,
    question_id bigint      not null references studios.online_question,
    account_id  bigint      not null references access.account,
    body        text        not null check (length(body) between 2 and 4000),
    state       text        not null check (state in ('SHOWN', 'HELD', 'HIDDEN')),
    why         text check (length(why) between 2 and 200),
    answered_at timestamptz not null default platform.moment(),
    check (state = 'SHOWN' or why is not null),
    unique (id, question_id)
);
create index on studios.online_answer (question_id, id);
alter table studios.online_question add foreign key (best_id, id) references studios.online_answer (id, question_id);

create table studios.article (
    id           bigint generated always as identity primary key,
    studio_id    bigint      not null references studios.studio,
    account_id   bigint      not null references access.account,
    kind         text        not null check (kind in ('ARTICLE', 'VIDEO')),
    title        text        not null check (length(title) between 2 and 80),
    body         text        not null default '' check (length(body) <= 8000),
    link         text        not null default '' check (link = '' or link ~ '^https://' and length(link) <= 300),
    file_id      uuid unique references platform.file,
    no_secrets   boolean     not null default false, -- the author says that nothing in it is secret
    state        text        not null default 'DRAFT' check (state in ('DRAFT', 'WAITING', 'PUBLISHED', 'HELD', 'HIDDEN')),
    why          text check (length(why) between 2 and 200),
    consented_by bigint references access.account,
    published_at timestamptz,
    written_at   timestamptz not null default platform.moment(),
    version      int         not null default 0,
    check (state = 'DRAFT' or no_secrets),
    check (state in ('DRAFT', 'WAITING') or (consented_by is not null and published_at is not null)),
    check (consented_by is distinct from account_id), -- nobody consents to their own
    check (state not in ('HELD', 'HIDDEN') or why is not null),
    check (state in ('DRAFT') or kind = 'ARTICLE' or link <> '' or file_id is not null)
);
create index on studios.article (studio_id, id);

insert into platform.transition values
    ('studios.online_question', 'SHOWN', 'HELD'), ('studios.online_question', 'SHOWN', 'HIDDEN'), ('studios.online_question', 'HELD', 'SHOWN'),
    ('studios.online_question', 'HELD', 'HIDDEN'), ('studios.online_question', 'HIDDEN', 'SHOWN'),
    ('studios.online_answer', 'SHOWN', 'HELD'), ('studios.online_answer', 'SHOWN', 'HIDDEN'), ('studios.online_answer', 'HELD', 'SHOWN'),
    ('studios.online_answer', 'HELD', 'HIDDEN'), ('studios.online_answer', 'HIDDEN', 'SHOWN'),
    ('studios.article', 'DRAFT', 'WAITING'), ('studios.article', 'WAITING', 'DRAFT'), ('studios.article', 'WAITING', 'PUBLISHED'),
    ('studios.article', 'PUBLISHED', 'HELD'), ('studios.article', 'PUBLISHED', 'HIDDEN'), ('studios.article', 'HELD', 'PUBLISHED'),
    ('studios.article', 'HELD', 'HIDDEN'), ('studios.article', 'HIDDEN', 'PUBLISHED');
create trigger legal_transition before update on studios.online_question for each row execute function platform.check_transition('studios.online_question');
create trigger legal_transition before update on studios.online_answer for each row execute function platform.check_transition('studios.online_answer');
create trigger legal_transition before update on studios.article for each row execute function platform.check_transition('studios.article');

-- Words that hold a text until somebody has looked at it; the city federation keeps the list.
create table studios.held_word (
    id         bigint generated always as identity primary key,
    word       text        not null unique check (length(word) between 2 and 30),
    account_id bigint references access.account,
    since      timestamptz not null default platform.moment()
);

-- What a reader found wrong with a text.
create table studios.report (
    id         bigint generated always as identity primary key,
    studio_id  bigint      not null references studios.studio,
    about      text        not null check (about in ('QUESTION', 'ANSWER', 'ARTICLE')),
    subject_id bigint      not null,
    account_id bigint      not null references access.account,
    reason     text        not null check (length(reason) between 2 and 200),
    reported_at timestamptz not null default platform.moment(),
    settled_at timestamptz,
    unique (about, subject_id, account_id)
);
create index on studios.report (studio_id) where settled_at is null;
