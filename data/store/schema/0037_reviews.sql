-- The meetings that review proposals (审查会), which one decided a proposal, and when and to whom a refused one was handed on.
CREATE TABLE review_meeting (
  id      INTEGER PRIMARY KEY,
  year    INTEGER NOT NULL,
  name    TEXT NOT NULL CHECK (name <> ''),
  held_on TEXT NOT NULL CHECK (held_on <> ''),
  place   TEXT NOT NULL DEFAULT '',
  note    TEXT NOT NULL DEFAULT '',
  UNIQUE (year, name)
) STRICT;
ALTER TABLE proposal ADD COLUMN review_meeting_id INTEGER REFERENCES review_meeting (id);
ALTER TABLE proposal ADD COLUMN passed_on TEXT NOT NULL DEFAULT '';
ALTER TABLE proposal ADD COLUMN passed_to TEXT NOT NULL DEFAULT '';
CREATE INDEX proposal_by_review_meeting ON proposal (review_meeting_id);
