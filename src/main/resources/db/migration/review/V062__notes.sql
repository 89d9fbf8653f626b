-- What an expert writes down for themselves about an entry 私人笔记. Nobody else ever reads it; it goes with the sheet, with the expert's own
-- word, and when its term after the panel's end is over.
create table review.note (
    sheet_id bigint      primary key references review.sheet on delete cascade,
    text     text        not null check (length(text) between 1 and 4000),
    at       timestamptz not null
);
