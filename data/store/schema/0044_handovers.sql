-- The meetings at which proposals are handed over to units (交办会), in batches (批次) numbered within a year. What was first handed over on the day of
-- a meeting is of its batch.
CREATE TABLE handover (
  id      INTEGER PRIMARY KEY,
  year    INTEGER NOT NULL,
  number  INTEGER NOT NULL CHECK (number > 0),
  held_on TEXT NOT NULL CHECK (held_on <> ''),
  place   TEXT NOT NULL DEFAULT '',
  note    TEXT NOT NULL DEFAULT '',
  UNIQUE (year, number),
  UNIQUE (year, held_on)
) STRICT;
