-- What was replied and returned before, of points of letters and of items of the 直通车: a second return once overwrote the first, and days before it changed.
CREATE TABLE point_return (
  id          INTEGER PRIMARY KEY,
  point_id    INTEGER NOT NULL REFERENCES opinion_point (id) ON DELETE CASCADE,
  replied_on  TEXT NOT NULL,
  returned_on TEXT NOT NULL
) STRICT;
CREATE INDEX point_return_by_point ON point_return (point_id);
CREATE TABLE direct_return (
  id          INTEGER PRIMARY KEY,
  direct_id   INTEGER NOT NULL REFERENCES direct_item (id) ON DELETE CASCADE,
  replied_on  TEXT NOT NULL,
  returned_on TEXT NOT NULL,
  redo_due    TEXT NOT NULL DEFAULT '',
  redo_rule   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX direct_return_by_item ON direct_return (direct_id);
INSERT INTO point_return (point_id, replied_on, returned_on)
  SELECT id, CASE WHEN replied_on <= returned_on THEN replied_on ELSE first_replied_on END, returned_on FROM opinion_point WHERE returned_on <> '' ORDER BY id;
INSERT INTO direct_return (direct_id, replied_on, returned_on, redo_due, redo_rule)
  SELECT id, CASE WHEN replied_on <= returned_on THEN replied_on ELSE first_replied_on END, returned_on, redo_due, redo_rule FROM direct_item WHERE returned_on <> '' ORDER BY id;
