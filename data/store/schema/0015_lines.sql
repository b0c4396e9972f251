-- What lists and figures need of each proposal, computed by the program from the proposal with all that belongs to it, and of which version of that
-- the lines of a table are: those of another, or of none, are computed afresh when the database is opened. Tables named line_* follow from the
-- others: they are neither journalled nor taken over from a backup.
CREATE TABLE line_version (
  id      INTEGER PRIMARY KEY,
  tbl     TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE line_proposal (
  id    INTEGER PRIMARY KEY, -- of the proposal
  scope INTEGER NOT NULL,    -- its session
  place TEXT NOT NULL,       -- its place in the list: sorts as the list does
  line  BLOB NOT NULL
) STRICT;
CREATE INDEX line_proposal_by_scope ON line_proposal (scope);
CREATE INDEX line_proposal_by_place ON line_proposal (scope, place);
