-- What supervisors report on the spot (监督直通车): triaged, passed on to a unit, answered, told back to the one who raised it.
CREATE TABLE direct_item (
  id               INTEGER PRIMARY KEY,
  year             INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  number           INTEGER NOT NULL CHECK (number > 0), -- within the year, in the order they came in
  on_date          TEXT NOT NULL CHECK (on_date <> ''),
  person_id        INTEGER NOT NULL REFERENCES person (id),
  place            TEXT NOT NULL DEFAULT '',
  unit_id          INTEGER REFERENCES unit (id),        -- whom it is about, as far as is known on the spot
  content          TEXT NOT NULL CHECK (content <> ''),
  triaged_on       TEXT NOT NULL DEFAULT '',
  class            TEXT NOT NULL DEFAULT '' CHECK (class IN ('', '一般', '重大')),
  decline_why      TEXT NOT NULL DEFAULT '',            -- not taken up, and why
  passed_on        TEXT NOT NULL DEFAULT '',
  handler_id       INTEGER REFERENCES unit (id),        -- whom it was passed on to
  pass_due         TEXT NOT NULL DEFAULT '',            -- until when it is to be passed on
  pass_rule        TEXT NOT NULL DEFAULT '',
  due_on           TEXT NOT NULL DEFAULT '',
  due_rule         TEXT NOT NULL DEFAULT '',
  first_replied_on TEXT NOT NULL DEFAULT '',
  replied_on       TEXT NOT NULL DEFAULT '',
  reply            TEXT NOT NULL DEFAULT '',
  returned_on      TEXT NOT NULL DEFAULT '',
  return_why       TEXT NOT NULL DEFAULT '',
  redo_due         TEXT NOT NULL DEFAULT '',            -- until when it is to be answered after the return
  redo_rule        TEXT NOT NULL DEFAULT '',
  told_on          TEXT NOT NULL DEFAULT '',
  told             TEXT NOT NULL DEFAULT '',
  note             TEXT NOT NULL DEFAULT '',
  deleted_at       TEXT NOT NULL DEFAULT '',
  CHECK (decline_why = '' OR class = '' AND passed_on = '')
) STRICT;
-- A number is never given twice, also not that of an item in the bin.
CREATE UNIQUE INDEX direct_item_number ON direct_item (year, number);
CREATE INDEX direct_item_by_person ON direct_item (person_id);
CREATE INDEX direct_item_by_unit ON direct_item (unit_id);
CREATE INDEX direct_item_by_handler ON direct_item (handler_id);

INSERT INTO deadline_rule (code, name, base, months, days, workdays, roll, source) VALUES
  ('direct_pass', '直通车分流转办', '反映日', 0, 0, 2, 1, '默认 2 个工作日'),
  ('direct_general', '直通车一般事项办理', '转办日', 0, 0, 5, 1, '大足等地：一般事项 5 个工作日办结'),
  ('direct_major', '直通车重大事项办理', '转办日', 0, 0, 15, 1, '大足等地：重大事项 15 个工作日办结');
