-- The unit a letter of opinions was for until a day: before that day lists and reports show it in place of the unit it is for now, and points signed off by
-- then stay with it.
CREATE TABLE opinion_unit_past (
  id        INTEGER PRIMARY KEY,
  letter_id INTEGER NOT NULL REFERENCES opinion_letter (id) ON DELETE CASCADE,
  unit_id   INTEGER NOT NULL REFERENCES unit (id),
  until_on  TEXT NOT NULL CHECK (until_on <> '')
) STRICT;
CREATE INDEX opinion_unit_past_by_letter ON opinion_unit_past (letter_id);
CREATE INDEX opinion_unit_past_by_unit ON opinion_unit_past (unit_id);
