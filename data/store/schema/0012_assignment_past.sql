-- What an assignment was until a day: before that day lists and figures show this in its place. Where work of several units became one
-- assignment, each of them is here.
CREATE TABLE assignment_past (
  id            INTEGER PRIMARY KEY,
  assignment_id INTEGER NOT NULL REFERENCES assignment (id) ON DELETE CASCADE,
  was_id        INTEGER NOT NULL,               -- of the assignment it was itself, which may be gone
  unit_id       INTEGER NOT NULL REFERENCES unit (id),
  role          TEXT NOT NULL CHECK (role IN ('主办', '分办', '会办')),
  assigned_on   TEXT NOT NULL DEFAULT '',
  due_on        TEXT NOT NULL DEFAULT '',
  due_rule      TEXT NOT NULL DEFAULT '',
  extended_to   TEXT NOT NULL DEFAULT '',
  returned_on   TEXT NOT NULL DEFAULT '',
  until_on      TEXT NOT NULL CHECK (until_on <> '')
) STRICT;
CREATE INDEX assignment_past_by_assignment ON assignment_past (assignment_id);
CREATE INDEX assignment_past_by_unit ON assignment_past (unit_id);
