-- The texts of the library that have one of these grams. By the index whatever the planner thinks of it: it counts the rows of the table and not
-- the arrays beside it that a read from end to end would have to unpack, and so takes half a library for cheaper than forty look-ups.
create function entries.texts_with(probes int[]) returns table (entry_id bigint, grams int[])
language plpgsql stable set enable_seqscan = off as $$
begin
    return query select t.entry_id, t.grams from entries.text_gram t where t.grams && probes;
end $$;
