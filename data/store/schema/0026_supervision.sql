-- What the groups at work do (监督活动), the letters of opinions that come of it (监督意见书) and their points (监督意见).
CREATE TABLE visit (
  id          INTEGER PRIMARY KEY,
  year        INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  group_id    INTEGER NOT NULL REFERENCES supervision_group (id),
  unit_id     INTEGER NOT NULL REFERENCES unit (id),
  form        TEXT NOT NULL,                   -- 派驻 特邀 专项 ...
  on_date     TEXT NOT NULL CHECK (on_date <> ''),
  place       TEXT NOT NULL DEFAULT '',
  unit_people TEXT NOT NULL DEFAULT '',        -- whom of the unit they met
  content     TEXT NOT NULL DEFAULT '',
  deleted_at  TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX visit_of_day ON visit (group_id, unit_id, form, on_date) WHERE deleted_at = '';
CREATE INDEX visit_by_year ON visit (year);
CREATE INDEX visit_by_unit ON visit (unit_id);

CREATE TABLE visit_person (
  id            INTEGER PRIMARY KEY,
  visit_id      INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
  supervisor_id INTEGER NOT NULL REFERENCES supervisor (id),
  UNIQUE (visit_id, supervisor_id)
) STRICT;
CREATE INDEX visit_person_by_supervisor ON visit_person (supervisor_id);

CREATE TABLE visit_finding (
  id         INTEGER PRIMARY KEY,
  visit_id   INTEGER NOT NULL REFERENCES visit (id) ON DELETE CASCADE,
  ordinal    INTEGER NOT NULL,
  kind       TEXT NOT NULL CHECK (kind IN ('问题', '建议')),
  text       TEXT NOT NULL CHECK (text <> ''),
  outcome    TEXT NOT NULL DEFAULT '' CHECK (outcome IN ('', '已采纳', '未采纳')),
  settled_on TEXT NOT NULL DEFAULT '',
  CHECK ((outcome = '') = (settled_on = ''))
) STRICT;
CREATE UNIQUE INDEX visit_finding_place ON visit_finding (visit_id, ordinal);

CREATE TABLE opinion_letter (
  id             INTEGER PRIMARY KEY,
  year           INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  number         INTEGER,                      -- within the year, once approved
  title          TEXT NOT NULL CHECK (title <> ''),
  group_id       INTEGER NOT NULL REFERENCES supervision_group (id),
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
-- A number is never given twice, also not that of a letter in the bin.
CREATE UNIQUE INDEX opinion_letter_number ON opinion_letter (year, number) WHERE number IS NOT NULL;
CREATE INDEX opinion_letter_by_group ON opinion_letter (group_id);
CREATE INDEX opinion_letter_by_unit ON opinion_letter (unit_id);
CREATE INDEX opinion_letter_by_visit ON opinion_letter (visit_id);
CREATE INDEX opinion_letter_by_earlier ON opinion_letter (earlier_id);

CREATE TABLE opinion_point (
  id               INTEGER PRIMARY KEY,
  letter_id        INTEGER NOT NULL REFERENCES opinion_letter (id) ON DELETE CASCADE,
  ordinal          INTEGER NOT NULL,
  text             TEXT NOT NULL CHECK (text <> ''),
  responsible      TEXT NOT NULL DEFAULT '',
  measure          TEXT NOT NULL DEFAULT '',
  measure_on       TEXT NOT NULL DEFAULT '',
  progress         TEXT NOT NULL DEFAULT '',
  progress_on      TEXT NOT NULL DEFAULT '',
  extended_to      TEXT NOT NULL DEFAULT '',
  extended_on      TEXT NOT NULL DEFAULT '',
  first_replied_on TEXT NOT NULL DEFAULT '',
  replied_on       TEXT NOT NULL DEFAULT '',
  reply            TEXT NOT NULL DEFAULT '',
  returned_on      TEXT NOT NULL DEFAULT '',
  return_why       TEXT NOT NULL DEFAULT '',
  accepted_on      TEXT NOT NULL DEFAULT '',
  looked_on        TEXT NOT NULL DEFAULT '',
  looked           TEXT NOT NULL DEFAULT '',
  closed_on        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX opinion_point_place ON opinion_point (letter_id, ordinal);

INSERT INTO dictionary (kind, code, name, parent, note, sort) VALUES
  ('supervision_form', '派驻', '派驻', '', '', 1),
  ('supervision_form', '特邀', '特邀', '', '', 2),
  ('supervision_form', '专项', '专项', '', '', 3),
  ('supervision_form', '专题', '专题', '', '', 4),
  ('supervision_form', '会议', '会议', '', '', 5),
  ('supervision_form', '视察', '视察', '', '', 6),
  ('supervision_form', '提案监督', '提案监督', '', '', 7),
  ('supervision_form', '社情民意', '社情民意', '', '', 8),
  ('supervision_form', '民主评议', '民主评议', '', '', 9),
  ('supervision_form', '直通车', '直通车', '', '', 10);
