-- What was done to have a unit reply (催办).
CREATE TABLE reminder (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  unit_id     INTEGER NOT NULL REFERENCES unit (id),
  on_date     TEXT NOT NULL CHECK (on_date <> ''),
  mode        TEXT NOT NULL CHECK (mode <> ''),
  person      TEXT NOT NULL DEFAULT '',
  note        TEXT NOT NULL DEFAULT '',
  UNIQUE (proposal_id, unit_id, on_date, mode)
) STRICT;
CREATE INDEX reminder_by_unit ON reminder (unit_id);

INSERT INTO dictionary (kind, code, name, parent, note, sort) VALUES
  ('reminder_mode', '电话', '电话', '', '', 1),
  ('reminder_mode', '催办单', '催办单', '', '', 2),
  ('reminder_mode', '约谈', '约谈', '', '', 3),
  ('reminder_mode', '上门', '上门', '', '', 4),
  ('reminder_mode', '会议', '会议', '', '', 5),
  ('reminder_mode', '政务平台', '政务平台', '', '', 6);
