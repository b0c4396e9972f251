-- Blank workbooks of superiors (上级表样), and which cell of one takes which figure. The workbook itself is an attachment.
CREATE TABLE superior_form (
  id         INTEGER PRIMARY KEY,
  name       TEXT NOT NULL CHECK (name <> ''),
  receiver   TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT '',
  deleted_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX superior_form_name ON superior_form (name) WHERE deleted_at = '';
CREATE TABLE superior_form_cell (
  id      INTEGER PRIMARY KEY,
  form_id INTEGER NOT NULL REFERENCES superior_form (id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL,
  sheet   TEXT NOT NULL CHECK (sheet <> ''),
  cell    TEXT NOT NULL CHECK (cell <> ''),
  figure  TEXT NOT NULL CHECK (figure <> ''),
  code    TEXT NOT NULL CHECK (code <> ''),
  take    TEXT NOT NULL CHECK (take <> '')
) STRICT;
CREATE UNIQUE INDEX superior_form_cell_ordinal ON superior_form_cell (form_id, ordinal);
