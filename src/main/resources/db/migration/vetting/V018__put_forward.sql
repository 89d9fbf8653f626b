-- Put forward 报送: entries that the host sends on to the federation above the city, the province's. Taken back keeps its row.
create table vetting.put_forward (
    id             bigint generated always as identity primary key,
    entry_id       bigint not null references entries.entry,
    organ          text   not null check (length(organ) between 2 and 60), -- to whom, 安徽省总工会
    document       text   not null check (length(document) between 2 and 80), -- under which letter, 淮工〔2026〕12号
    sent_on        date   not null,
    sent_by        bigint not null references access.account,
    taken_back_on  date,
    taken_back_why text,
    check ((taken_back_on is null) = (taken_back_why is null)),
    check (taken_back_on is null or taken_back_on >= sent_on)
);
create unique index one_standing on vetting.put_forward (entry_id) where taken_back_on is null;
