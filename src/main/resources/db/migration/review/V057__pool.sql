-- What the pool 专家库 knows of an expert beyond who they are and where they work.
alter table review.expert
    add column kept_by     bigint references access.node, -- the federation that took them in and keeps their data
    add column title       text   not null default '' check (length(title) <= 40), -- 职称或职务
    add column occupations text[] not null default '{}', -- 工种, as the catalogue of occupations names them
    add column industries  text[] not null default '{}', -- 行业, as the enterprises name theirs
    add column tags        text[] not null default '{}', -- whatever else they know
    add column load_limit  int check (load_limit between 1 and 500), -- at most so many entries a panel
    add column term_from   date, -- 聘期
    add column term_until  date, -- its last day
    add column phone       text check (phone ~ '^[0-9 +()-]{6,20}$'), -- where they are reached, if not at the phone they sign in with
    add column email       text check (email ~ '^[^@[:space:]]+@[^@[:space:]]+$' and length(email) <= 80),
    add column version     int    not null default 0,
    add check (term_until >= term_from),
    add check (length(employer_name) between 2 and 80);
update review.expert set tags = fields, kept_by = (select id from access.node where parent_id is null order by id limit 1);
-- All three kinds of fields in one, for whoever only asks whether somebody knows the subject.
alter table review.expert
    alter column kept_by set not null,
    drop column fields,
    add column fields text[] not null generated always as (occupations || industries || tags) stored;

-- Where fees 评审费 go: with a consent of its own (personal information law, art. 29), and seen whole only by looking on purpose.
create table review.fee_account (
    expert_id bigint primary key references review.expert on delete cascade,
    bank_name text        not null check (length(bank_name) between 2 and 60),
    account   text        not null check (account ~ '^[0-9]{12,25}$'),
    consent   text        not null check (consent in ('OWN', 'ON_PAPER')), -- given by the expert here, or on a form that the keeper holds
    given_by  bigint      not null references access.account,
    given_at  timestamptz not null
);

-- Where somebody works by whom an expert is bound; tells apart who has the same name, and says it where the directory knows neither.
alter table review.tie add column unit text not null default '' check (length(unit) <= 80);

-- When a sheet was laid out: how long it then took is part of an expert's record. Older sheets are taken to have been laid out with their panel.
alter table review.sheet add column laid_at timestamptz;
update review.sheet s set laid_at = least(s.sealed_at, p.created_at) from review.panel p where p.id = s.panel_id;
alter table review.sheet
    alter column laid_at set not null,
    alter column laid_at set default platform.moment();

-- An entry may be short because all who could still take it are at their limit.
alter table review.assignment_lack drop constraint assignment_lack_why_check;
alter table review.assignment_lack
    add constraint assignment_lack_why_check check (why in ('EXPERTS', 'LIMITS', 'EMPLOYERS', 'OUTSIDE', 'MIXED'));
