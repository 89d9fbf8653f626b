-- Only a programme that has a name can be shown and counted; whatever else was sent in is the host's own.
update calls.call set programme = 'OTHER' where programme not in
    ('FIVE_SMALL', 'GOLDEN_RESULT', 'GOLDEN_PROJECT', 'GOLDEN_IDEA', 'SUGGESTION', 'SUGGESTION_METHOD', 'OUTSTANDING', 'STUDIO_NAMING', 'OTHER');
alter table calls.call add constraint known_programme check (programme in
    ('FIVE_SMALL', 'GOLDEN_RESULT', 'GOLDEN_PROJECT', 'GOLDEN_IDEA', 'SUGGESTION', 'SUGGESTION_METHOD', 'OUTSTANDING', 'STUDIO_NAMING', 'OTHER'));
