-- Every page of the public says which city it is: one row among all unions, and there is only one.
create index on access.node (kind) where kind = 'CITY';
