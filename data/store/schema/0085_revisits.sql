-- What the office found when it looked again at what was replied (回头看).
CREATE TABLE revisit (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  unit_id     INTEGER REFERENCES unit (id),
  on_date     TEXT NOT NULL CHECK (on_date <> ''),
  mode        TEXT NOT NULL DEFAULT '',
  people      TEXT NOT NULL DEFAULT '',
  finding     TEXT NOT NULL CHECK (finding <> ''),
  note        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX revisit_by_proposal ON revisit (proposal_id);
CREATE INDEX revisit_by_unit ON revisit (unit_id);

INSERT INTO dictionary (kind, code, name, parent, note, sort) VALUES
  ('revisit_mode', '实地查看', '实地查看', '', '', 1),
  ('revisit_mode', '座谈', '座谈', '', '', 2),
  ('revisit_mode', '走访', '走访', '', '', 3),
  ('revisit_mode', '查阅资料', '查阅资料', '', '', 4),
  ('revisit_mode', '电话', '电话', '', '', 5);
