-- Vetting 逐级审核: recommendations within quotas, their ranking, and how many people units say took part.
create schema vetting;

-- One row for each (call, recommender, category or all): places used can never pass places given, whoever decides at once.
create table vetting.allotment (
    call_id     bigint not null references calls.call,
    node_id     bigint not null references access.node,
    category_id bigint references calls.category,
    places      int    not null check (places >= 0),
    used        int    not null default 0 check (used >= 0),
    unique nulls not distinct (call_id, node_id, category_id),
    constraint quota_not_exceeded check (used <= places)
);

-- A standing recommendation of a node for an entry, with its place in that node's own ranking.
create table vetting.recommendation (
    entry_id       bigint      not null references entries.entry,
    node_id        bigint      not null references access.node,
    position       int         not null, -- level of the route
    rank           int,
    reason         text        not null,
    recommended_by bigint      not null references access.account,
    recommended_at timestamptz not null default now(),
    primary key (entry_id, node_id)
);
create index on vetting.recommendation (node_id, rank);

-- 参与人次 as reported by units: person-times, not persons; nobody needs an account to be counted.
create table vetting.participation (
    id           bigint generated always as identity primary key,
    call_id      bigint      not null references calls.call,
    node_id      bigint      not null references access.node,
    person_times int         not null check (person_times between 0 and 10000000),
    note         text        not null default '',
    proof_file   uuid references platform.file,
    reported_by  bigint      not null references access.account,
    reported_at  timestamptz not null default now(),
    version      int         not null default 0,
    unique (call_id, node_id)
);
