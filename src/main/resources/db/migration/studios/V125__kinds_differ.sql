-- A base is like a studio; what differs stands here and in series (numbers) and kind_field (page), and the city's officer changes it.
create table studios.kind_rule (
    kind       text primary key check (kind in ('STUDIO', 'INNOVATION_BASE', 'RURAL_BASE')),
    term_years int check (term_years between 1 and 10), -- a naming counts so long; null: as long as the city's rule says
    version    int not null default 0
);
insert into studios.kind_rule (kind) values ('STUDIO'), ('INNOVATION_BASE'), ('RURAL_BASE');

-- What shows in an assessment that a year brought something. A kind without a line here has nothing to show.
create table studios.kind_evidence (
    kind     text not null references studios.kind_rule,
    evidence text not null check (evidence in ('REGISTRATION', 'BENEFIT', 'ADOPTION', 'SERVICE', 'LESSON')),
    primary key (kind, evidence)
);
insert into studios.kind_evidence values
    ('STUDIO', 'REGISTRATION'), ('STUDIO', 'BENEFIT'),
    ('INNOVATION_BASE', 'REGISTRATION'), ('INNOVATION_BASE', 'BENEFIT'), ('INNOVATION_BASE', 'ADOPTION'),
    ('RURAL_BASE', 'BENEFIT'), ('RURAL_BASE', 'ADOPTION'), ('RURAL_BASE', 'SERVICE'), ('RURAL_BASE', 'LESSON');

-- The area of a base's fields has a name of its own: a form of naming asks for the room's area too.
insert into studios.kind_field (kind, code, position, zh, en, form, unit_zh, unit_en)
    select kind, 'fields', position + 100, zh, en, form, unit_zh, unit_en from studios.kind_field where kind = 'RURAL_BASE' and code = 'area';
update studios.kind_value set code = 'fields' where kind = 'RURAL_BASE' and code = 'area';
delete from studios.kind_field where kind = 'RURAL_BASE' and code = 'area';
update studios.kind_field set position = position - 100 where kind = 'RURAL_BASE' and code = 'fields';
