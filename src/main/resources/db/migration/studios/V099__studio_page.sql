-- What the page of a studio says beyond its naming: collective honours, files of its rules, photos, and what its kind adds.
create table studios.collective_honour (
    id        bigint generated always as identity primary key,
    studio_id bigint not null references studios.studio,
    title     text   not null check (length(title) between 2 and 60),
    level     text   not null check (level in ('NATIONAL', 'PROVINCIAL', 'CITY', 'COUNTY', 'UNIT')),
    year      int    not null check (year between 1949 and 2100),
    number    text   not null default '' check (length(number) <= 40),
    unique (studio_id, title, year)
);

create table studios.page_file (
    id        bigint generated always as identity primary key,
    studio_id bigint not null references studios.studio,
    kind      text   not null check (kind in ('RULES', 'PHOTO')),
    file_id   uuid   not null unique references platform.file,
    caption   text   not null default '' check (length(caption) <= 60)
);
create index on studios.page_file (studio_id);

-- A base is a studio whose kind asks for more: what it asks for stands here, in both languages.
create table studios.kind_field (
    kind     text not null check (kind in ('STUDIO', 'INNOVATION_BASE', 'RURAL_BASE')),
    code     text not null check (code ~ '^[a-z]{2,20}$'),
    position int  not null,
    zh       text not null,
    en       text not null,
    form     text not null check (form in ('TEXT', 'NUMBER')),
    unit_zh  text not null default '',
    unit_en  text not null default '',
    primary key (kind, code),
    unique (kind, position)
);
insert into studios.kind_field (kind, code, position, zh, en, form, unit_zh, unit_en) values
    ('STUDIO', 'skill', 1, '传承的技艺', 'Craft handed on', 'TEXT', '', ''),
    ('INNOVATION_BASE', 'direction', 1, '创新方向', 'Line of innovation', 'TEXT', '', ''),
    ('INNOVATION_BASE', 'partners', 2, '合作院校和院所', 'Partner colleges and institutes', 'TEXT', '', ''),
    ('INNOVATION_BASE', 'studios', 3, '集聚的工作室', 'Studios gathered in it', 'NUMBER', '个', 'studios'),
    ('INNOVATION_BASE', 'shared', 4, '共享设备', 'Equipment open to others', 'NUMBER', '台套', 'sets'),
    ('RURAL_BASE', 'crop', 1, '主要作物或产业', 'Main crop or trade', 'TEXT', '', ''),
    ('RURAL_BASE', 'area', 2, '示范面积', 'Demonstration area', 'NUMBER', '亩', 'mu'),
    ('RURAL_BASE', 'villages', 3, '服务村数', 'Villages served', 'NUMBER', '个', 'villages'),
    ('RURAL_BASE', 'households', 4, '带动农户', 'Households it carries along', 'NUMBER', '户', 'households');

alter table studios.studio add unique (id, kind);
create table studios.kind_value (
    studio_id bigint not null,
    kind      text   not null,
    code      text   not null,
    value     text   not null check (length(value) between 1 and 200),
    primary key (studio_id, code),
    foreign key (studio_id, kind) references studios.studio (id, kind),
    foreign key (kind, code) references studios.kind_field
);

-- The studio's own money: what came in from whom, what it was spent on. A line is never changed; a wrong one is struck with a reason.
alter table studios.studio add column funds_shown boolean not null default false; -- the public sees the sums
create table studios.fund (
    id         bigint generated always as identity primary key,
    studio_id  bigint         not null references studios.studio,
    day        date           not null,
    direction  text           not null check (direction in ('IN', 'OUT')),
    source     text check (source in ('UNIT', 'UNION', 'OTHER')),
    purpose    text check (purpose in ('BUILDING', 'EQUIPMENT', 'PROJECT', 'TRAINING', 'SPREADING')),
    what       text           not null check (length(what) between 2 and 200),
    voucher    text           not null default '' check (length(voucher) <= 60),
    file_id    uuid unique references platform.file,
    amount     numeric(12, 2) not null check (amount > 0),
    account_id bigint references access.account,
    written_at timestamptz    not null default platform.moment(),
    struck_why text check (length(struck_why) between 2 and 200),
    struck_at  timestamptz,
    check ((direction = 'IN') = (source is not null)),
    check ((direction = 'OUT') = (purpose is not null)),
    check (direction = 'IN' or voucher <> '' or file_id is not null), -- what was spent has a voucher
    check ((struck_why is null) = (struck_at is null))
);
create index on studios.fund (studio_id, day);

create function studios.keep_fund() returns trigger language plpgsql as $$
declare lowest numeric;
begin
    if tg_op = 'UPDATE' and (old.struck_at is not null or row(new.studio_id, new.day, new.direction, new.source, new.purpose, new.what, new.voucher, new.file_id, new.amount, new.account_id)
        is distinct from row(old.studio_id, old.day, old.direction, old.source, old.purpose, old.what, old.voucher, old.file_id, old.amount, old.account_id)) then
        raise exception 'a line of the funds is only ever struck' using errcode = 'LC002';
    end if;
    perform 1 from studios.studio where id = new.studio_id for update; -- two lines at once: one after the other
    select min(left_over) into lowest from (
        select sum(case direction when 'IN' then amount else -amount end) over (order by day, direction, id) as left_over
        from studios.fund where studio_id = new.studio_id and struck_at is null) b;
    if lowest < 0 then
        raise exception 'more spent than came in' using errcode = 'LC001';
    end if;
    return null;
end $$;
create trigger balance after insert or update on studios.fund for each row execute function studios.keep_fund();
create trigger never_deleted before delete on studios.fund for each row execute function platform.refuse_change();
