-- Minutes of a panel 评审会议纪要: begun by each closing, opened for signing by the chair or the host, signed off by every member.
create table review.minutes (
    panel_id  bigint not null,
    number    int    not null, -- of the archive that the same closing made
    state     text   not null default 'DRAFT' check (state in ('DRAFT', 'OPEN_FOR_SIGNING', 'SIGNED')),
    titles    boolean not null default true, -- entries stand with title and unit; otherwise under their codes alone
    remarks   text   not null default '' check (length(remarks) <= 4000),
    content   text, -- what is signed, as it stood when it was opened
    hash      text check (hash ~ '^[0-9a-f]{64}$'),
    opened_by bigint references access.account,
    opened_at timestamptz,
    signed_at timestamptz,
    without   text check (length(without) between 2 and 300), -- why it was ended without everybody's word
    scan      uuid references platform.file, -- signed by hand
    version   int    not null default 1,
    primary key (panel_id, number),
    foreign key (panel_id, number) references review.archive,
    check ((state = 'DRAFT') = (content is null)),
    check ((content is null) = (hash is null) and (content is null) = (opened_at is null)),
    check ((state = 'SIGNED') = (signed_at is not null))
);
insert into platform.transition values
    ('review.minutes', 'DRAFT', 'OPEN_FOR_SIGNING'), ('review.minutes', 'OPEN_FOR_SIGNING', 'DRAFT'),
    ('review.minutes', 'OPEN_FOR_SIGNING', 'SIGNED');
create trigger legal_transition before update on review.minutes
    for each row execute function platform.check_transition('review.minutes');

-- What somebody signs, or has signed, does not change under their hand.
create function review.keep_minutes() returns trigger language plpgsql as $$
begin
    if old.state <> 'DRAFT' and new.state <> 'DRAFT'
        and (old.content, old.hash, old.remarks, old.titles) is distinct from (new.content, new.hash, new.remarks, new.titles) then
        raise exception 'minutes that are signed do not change' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger keep_minutes before update on review.minutes for each row execute function review.keep_minutes();

-- A member's word on the minutes: accepted, or dissent in own words.
create table review.minutes_word (
    panel_id  bigint      not null,
    number    int         not null,
    expert_id bigint      not null references review.expert,
    dissent   text check (length(dissent) between 2 and 1000), -- null: accepted
    hash      text        not null check (hash ~ '^[0-9a-f]{64}$'), -- of the text that this member saw
    at        timestamptz not null,
    primary key (panel_id, number, expert_id),
    foreign key (panel_id, number) references review.minutes
);
create function review.keep_word() returns trigger language plpgsql as $$
declare
    now_at text;
begin
    if tg_op = 'UPDATE' then
        raise exception 'a word on minutes does not change' using errcode = 'LC003';
    end if;
    select state into now_at from review.minutes m
     where (m.panel_id, m.number) = (coalesce(new.panel_id, old.panel_id), coalesce(new.number, old.number));
    if now_at <> 'OPEN_FOR_SIGNING' then
        raise exception 'these minutes take no word now' using errcode = 'LC003';
    end if;
    return coalesce(new, old);
end $$;
create trigger keep_word before insert or update or delete on review.minutes_word for each row execute function review.keep_word();
