-- What a proposal's review came to until a day on which it was reviewed again: before that day lists and figures show this in its place.
CREATE TABLE review_past (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  conclusion  TEXT NOT NULL CHECK (conclusion <> ''),
  reviewed_on TEXT NOT NULL DEFAULT '',
  destination TEXT NOT NULL DEFAULT '',
  reasons     TEXT NOT NULL DEFAULT '',
  number      INTEGER,
  merged_into INTEGER REFERENCES proposal (id),
  until_on    TEXT NOT NULL CHECK (until_on <> '')
) STRICT;
CREATE INDEX review_past_by_proposal ON review_past (proposal_id);
CREATE INDEX review_past_by_root ON review_past (merged_into);
