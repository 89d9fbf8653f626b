-- A review may have rounds 轮次: written first, then a site visit 实地考察 or a presentation 答辩. Each round of an entry is a panel of its own.
alter table review.panel
    add column round int not null default 1 check (round between 1 and 9),
    add column form text not null default 'WRITTEN' check (form in ('WRITTEN', 'VISIT', 'PRESENTATION'));

-- What binds an expert to people and units beyond their employer: all of it bears on recusal 回避. Where the directory knows the person or
-- the tree the unit, it is tied to those; the name stands in any case.
create table review.tie (
    id        bigint generated always as identity primary key,
    expert_id bigint      not null references review.expert on delete cascade,
    kind      text        not null check (kind in ('PAST_EMPLOYER', 'COLLABORATOR', 'MENTOR', 'APPRENTICE', 'KIN')),
    name      text        not null check (length(name) between 2 and 80),
    node_id   bigint references access.node,
    person_id bigint references directory.person,
    until_day date, -- the last day of a past employment, where it is known
    source    text        not null check (source in ('POOL', 'IMPORT', 'DECLARED')), -- who said so: the pool's keeper, a sheet, the expert
    at        timestamptz not null,
    unique nulls not distinct (expert_id, kind, name, person_id, node_id),
    check (kind = 'PAST_EMPLOYER' or node_id is null),
    check (kind <> 'PAST_EMPLOYER' or person_id is null)
);
create index on review.tie (person_id);
create index on review.tie (node_id);
