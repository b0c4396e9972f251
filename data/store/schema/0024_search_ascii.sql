-- Texts are cut into pairs by the program: unicode61 looks every character up once more. More of a large import is gathered before it is written out
-- (8 MB instead of 1).
DROP TABLE proposal_search;
CREATE VIRTUAL TABLE proposal_search USING fts5(pairs, content='', contentless_delete=1, tokenize='ascii');
INSERT INTO proposal_search (proposal_search, rank) VALUES ('hashsize', 8388608);
INSERT INTO proposal_search (rowid, pairs) SELECT id, fold_pairs(title || ' ' || body) FROM proposal;
