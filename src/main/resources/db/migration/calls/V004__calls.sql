-- A call 征集: everything an officer sets without a programmer.
create schema calls;

create table calls.call (
    id               bigint generated always as identity primary key,
    host_node_id     bigint      not null references access.node,
    title            text        not null check (length(title) between 2 and 120),
    programme        text        not null, -- FIVE_SMALL, GOLDEN, SUGGESTION, STUDIO_NAMING, OUTSTANDING, OTHER: same programme = comparable years
    year             int         not null check (year between 2000 and 2200),
    kind             text        not null check (kind in ('COMMENDATION', 'RECOGNITION', 'CIRCULAR', 'EXHIBITION')),
    -- approval basis 依据 of a commendation: document number, level, valid until, allowed prizes, cycle
    basis_document   text,
    basis_level      text,
    basis_until      date,
    basis_prizes     text,
    basis_cycle      text,
    introduction     text        not null default '',
    intake           text        not null default 'WINDOW' check (intake in ('WINDOW', 'ROLLING')),
    opens_at         timestamptz,
    closes_at        timestamptz,
    state            text        not null default 'DRAFT' check (state in ('DRAFT', 'PUBLISHED', 'CLOSED', 'CANCELLED')),
    eligibility      jsonb       not null default '{}', -- calls.Eligibility
    form             jsonb       not null default '[]', -- list of calls.FormField
    declarations     jsonb       not null default '[]', -- list of calls.Declaration
    rubric           jsonb       not null default '[]', -- list of calls.Criterion
    lines            text        not null default 'EITHER' check (lines in ('EITHER', 'TERRITORIAL', 'INDUSTRIAL')),
    max_completers   int         not null default 5 check (max_completers between 1 and 50),
    vetting_days     int         not null default 5 check (vetting_days between 1 and 90),    -- working days each level has
    supplement_days  int         not null default 5 check (supplement_days between 1 and 90), -- working days for supplements 补正
    experts_needed   int         not null default 5 check (experts_needed between 1 and 50),
    trim             int         not null default 1 check (trim between 0 and 5), -- highest and lowest taken off
    blind            boolean     not null default true,
    notice_days      int         not null default 5 check (notice_days between 1 and 60), -- working days under public notice
    copied_from      bigint references calls.call,
    created_by       bigint references access.account,
    created_at       timestamptz not null default now(),
    published_at     timestamptz,
    version          int         not null default 0,
    check (state <> 'PUBLISHED' or kind <> 'COMMENDATION' or basis_document is not null),
    check (state <> 'PUBLISHED' or intake = 'ROLLING' or (opens_at is not null and closes_at > opens_at))
);
create index on calls.call (host_node_id, year desc, id desc);

insert into platform.transition values
    ('calls.call', 'DRAFT', 'PUBLISHED'), ('calls.call', 'DRAFT', 'CANCELLED'),
    ('calls.call', 'PUBLISHED', 'CLOSED'), ('calls.call', 'PUBLISHED', 'CANCELLED'), ('calls.call', 'CLOSED', 'PUBLISHED');
create trigger legal_transition before update on calls.call
    for each row execute function platform.check_transition('calls.call');

create table calls.category (
    id       bigint generated always as identity primary key,
    call_id  bigint not null references calls.call,
    code     text   not null,
    name     text   not null,
    position int    not null,
    unique (call_id, code)
);

-- The route: which levels of the tree vet, in order from the applicant upward; the host's formal check always ends it.
create table calls.level (
    call_id  bigint not null references calls.call,
    position int    not null,
    level    text   not null check (level in ('BRANCH', 'ENTERPRISE', 'COUNTY_OR_INDUSTRY', 'CITY')),
    due_on   date,
    primary key (call_id, position),
    unique (call_id, level)
);

-- How many a recommender may send up: for one node, or for every node of a level; for one category, or over all.
create table calls.quota (
    id          bigint generated always as identity primary key,
    call_id     bigint not null references calls.call,
    level       text   not null check (level in ('BRANCH', 'ENTERPRISE', 'COUNTY_OR_INDUSTRY', 'CITY')),
    node_id     bigint references access.node,
    category_id bigint references calls.category,
    places      int    not null check (places >= 0),
    unique nulls not distinct (call_id, level, node_id, category_id)
);

-- Shares within a recommended set, e.g. front-line workers at least 50 %, heads of units at most 20 %.
create table calls.ratio (
    id         bigint generated always as identity primary key,
    call_id    bigint        not null references calls.call,
    measure    text          not null check (measure in ('FRONT_LINE', 'UNIT_HEAD', 'NON_PUBLIC', 'CATEGORY')),
    category_id bigint references calls.category,
    bound      text          not null check (bound in ('AT_LEAST', 'AT_MOST')),
    percent    numeric(5, 2) not null check (percent between 0 and 100)
);

create table calls.tier (
    id          bigint generated always as identity primary key,
    call_id     bigint         not null references calls.call,
    category_id bigint references calls.category,
    position    int            not null,
    code        text           not null,
    name        text           not null,
    places      int            not null check (places > 0),
    prize       numeric(12, 2) not null default 0 check (prize >= 0), -- yuan an entry
    unique (call_id, position),
    unique (call_id, code)
);
