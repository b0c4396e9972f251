-- A unit asks to be let go (申退) and is told to keep the work; until when it was what it was, beside that.
ALTER TABLE assignment ADD COLUMN asked_on TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN asked_why TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN kept_on TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment_past ADD COLUMN accepted_on TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment_past ADD COLUMN asked_on TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment_past ADD COLUMN kept_on TEXT NOT NULL DEFAULT '';

-- What a reply says will be done (承诺事项), followed until it is done or is not.
CREATE TABLE promise (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  unit_id     INTEGER NOT NULL REFERENCES unit (id),
  text        TEXT NOT NULL CHECK (text <> ''),
  made_on     TEXT NOT NULL DEFAULT '',
  due_on      TEXT NOT NULL DEFAULT '',
  settled_on  TEXT NOT NULL DEFAULT '',
  outcome     TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', '已落实', '未落实')),
  note        TEXT NOT NULL DEFAULT '',
  CHECK ((settled_on = '') = (outcome = '')),
  UNIQUE (proposal_id, unit_id, text)
) STRICT;
CREATE INDEX promise_by_unit ON promise (unit_id);

-- The end of the work on a proposal (归档): it is changed no more until it is opened again.
ALTER TABLE proposal ADD COLUMN archived_on TEXT NOT NULL DEFAULT '';
ALTER TABLE proposal ADD COLUMN archive_number TEXT NOT NULL DEFAULT '';
