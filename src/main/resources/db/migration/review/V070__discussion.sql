-- Discussion of a border case 讨论: on one entry of a panel, among those whose own sheet on it is sealed. Named, or by the codes of the archive.
create table review.thread (
    id         bigint generated always as identity primary key,
    panel_id   bigint      not null references review.panel,
    entry_id   bigint      not null references entries.entry,
    subject    text        not null check (length(subject) between 2 and 300),
    named      boolean     not null,
    state      text        not null default 'OPEN' check (state in ('OPEN', 'CLOSED')),
    opened_by  bigint      not null references access.account,
    opened_at  timestamptz not null,
    conclusion text check (length(conclusion) between 2 and 2000),
    closed_by  bigint references access.account,
    closed_at  timestamptz,
    check ((state = 'CLOSED') = (conclusion is not null and closed_by is not null and closed_at is not null))
);
create unique index one_thread_at_a_time on review.thread (panel_id, entry_id) where state = 'OPEN';
insert into platform.transition values ('review.thread', 'OPEN', 'CLOSED');
create trigger legal_transition before update on review.thread
    for each row execute function platform.check_transition('review.thread');

create table review.post (
    id           bigint generated always as identity primary key,
    thread_id    bigint      not null references review.thread,
    account_id   bigint      not null references access.account,
    expert_id    bigint references review.expert, -- null: the host
    kind         text        not null check (kind in ('WORD', 'REOPEN')), -- REOPEN: asks the chair for the own sheet back
    text         text        not null check (length(text) between 2 and 2000),
    at           timestamptz not null,
    withdrawn_at timestamptz,
    check (kind = 'WORD' or expert_id is not null)
);
create index on review.post (thread_id);
-- What was said is not changed or deleted; its author may withdraw it, once, with a mark.
create function review.keep_said() returns trigger language plpgsql as $$
begin
    if tg_op = 'DELETE' or old.withdrawn_at is not null
        or (old.thread_id, old.account_id, old.expert_id, old.kind, old.text, old.at)
            is distinct from (new.thread_id, new.account_id, new.expert_id, new.kind, new.text, new.at) then
        raise exception 'what was said stays' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger keep_said before update or delete on review.post for each row execute function review.keep_said();
create function review.only_open() returns trigger language plpgsql as $$
begin
    if not exists (select 1 from review.thread t where t.id = new.thread_id and t.state = 'OPEN') then
        raise exception 'this discussion is closed' using errcode = 'LC003';
    end if;
    return new;
end $$;
create trigger only_open before insert on review.post for each row execute function review.only_open();

-- Who must recuse from an entry after its discussion began loses the letters about it too.
create function review.forget_discussion() returns trigger language plpgsql as $$
begin
    delete from platform.message m
     using review.expert e, review.thread t
     where e.id = new.expert_id and m.account_id = e.account_id
       and t.panel_id = new.panel_id and t.entry_id = new.entry_id and m.link = '/discussions/' || t.id;
    return new;
end $$;
create trigger forget_discussion after insert on review.recusal for each row execute function review.forget_discussion();
