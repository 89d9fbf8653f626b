-- A blind review 盲评: what was read in the attachments once, and the host's word on what may tell who applies.
create table review.reading (
    file_id  uuid primary key references platform.file on delete cascade,
    text     text        not null, -- of all pages, and what the file says of itself (author, title)
    pictures int         not null check (pictures >= 0),
    read     boolean     not null, -- false: broken, locked by a password or longer than is read
    at       timestamptz not null
);

create table review.blind_word (
    entry_id   bigint      not null references entries.entry,
    place      text        not null check (place ~ '^(title|answer:[A-Za-z0-9_]+|file:[0-9a-f-]{36})$'),
    found      text        not null check (length(found) between 0 and 200), -- '' of a file: the word is on the whole of it
    word       text        not null check (word in ('HIDE', 'LEAVE', 'CLEANED')),
    reason     text        not null default '' check (length(reason) <= 300),
    cleaned    uuid references platform.file, -- what experts get instead of the attachment
    account_id bigint      not null references access.account,
    at         timestamptz not null,
    primary key (entry_id, place, found),
    check (word <> 'LEAVE' or length(reason) >= 2),
    check ((word = 'CLEANED') = (cleaned is not null)),
    check (word <> 'CLEANED' or place like 'file:%'),
    check ((place like 'file:%') = (found = ''))
);
