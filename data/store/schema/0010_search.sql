-- The search index of the proposals is filled once for each write, before it is committed (data/search.go): an index that triggers fill is written
-- out at every row.
DROP TRIGGER proposal_search_insert;
DROP TRIGGER proposal_search_update;
