-- Which 3-grams are common: looked up before a text is compared, so that a check asks the index only for its rare ones. A census,
-- taken now and then from a sample; no row is touched when an entry is handed in.
create table entries.gram_census (
    only_one boolean     primary key default true check (only_one),
    texts    bigint      not null check (texts >= 0), -- how many there were
    taken_at timestamptz not null default platform.moment()
);
create table entries.common_gram (
    gram  int primary key,
    texts int not null check (texts > 0) -- in about how many it stands
);
