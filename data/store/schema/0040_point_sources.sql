-- Points of letters come of visits, of the 直通车, of proposals and of evaluations (问题来源), and a letter need not be a group's.
CREATE TABLE opinion_letter_new (
  id             INTEGER PRIMARY KEY,
  year           INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  number         INTEGER,                      -- within the year, once approved
  title          TEXT NOT NULL CHECK (title <> ''),
  group_id       INTEGER REFERENCES supervision_group (id), -- NULL: the office's own
  unit_id        INTEGER NOT NULL REFERENCES unit (id),
  visit_id       INTEGER REFERENCES visit (id),
  earlier_id     INTEGER REFERENCES opinion_letter (id), -- closed, and what it was about came again
  submitted_on   TEXT NOT NULL DEFAULT '',
  leader         TEXT NOT NULL DEFAULT '',
  leader_on      TEXT NOT NULL DEFAULT '',
  approved_on    TEXT NOT NULL DEFAULT '',     -- by the chairmen's meeting
  delivered_on   TEXT NOT NULL DEFAULT '',
  received_on    TEXT NOT NULL DEFAULT '',
  receiver       TEXT NOT NULL DEFAULT '',
  measures_due   TEXT NOT NULL DEFAULT '',
  measures_rule  TEXT NOT NULL DEFAULT '',
  due_on         TEXT NOT NULL DEFAULT '',
  due_rule       TEXT NOT NULL DEFAULT '',
  note           TEXT NOT NULL DEFAULT '',
  deleted_at     TEXT NOT NULL DEFAULT ''
) STRICT;
INSERT INTO opinion_letter_new SELECT * FROM opinion_letter;
DROP TABLE opinion_letter;
ALTER TABLE opinion_letter_new RENAME TO opinion_letter;
-- A number is never given twice, also not that of a letter in the bin.
CREATE UNIQUE INDEX opinion_letter_number ON opinion_letter (year, number) WHERE number IS NOT NULL;
CREATE INDEX opinion_letter_by_group ON opinion_letter (group_id);
CREATE INDEX opinion_letter_by_unit ON opinion_letter (unit_id);
CREATE INDEX opinion_letter_by_visit ON opinion_letter (visit_id);
CREATE INDEX opinion_letter_by_earlier ON opinion_letter (earlier_id);

ALTER TABLE opinion_point ADD COLUMN direct_id INTEGER REFERENCES direct_item (id);
ALTER TABLE opinion_point ADD COLUMN proposal_id INTEGER REFERENCES proposal (id);
ALTER TABLE opinion_point ADD COLUMN evaluation_id INTEGER REFERENCES evaluation (id);
CREATE INDEX opinion_point_by_direct ON opinion_point (direct_id);
CREATE INDEX opinion_point_by_proposal ON opinion_point (proposal_id);
CREATE INDEX opinion_point_by_evaluation ON opinion_point (evaluation_id);
