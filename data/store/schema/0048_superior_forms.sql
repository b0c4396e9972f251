-- Blank workbooks of superiors (上级表样), and which cell of one takes which figure; one without a figure stays empty. The workbook is an attachment.
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
  label   TEXT NOT NULL DEFAULT '', -- headings of its row and its column when it was matched
  figure  TEXT NOT NULL DEFAULT '',
  code    TEXT NOT NULL DEFAULT '' CHECK ((code = '') = (figure = '')),
  take    TEXT NOT NULL DEFAULT '' CHECK ((take = '') = (figure = '')),
  note    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX superior_form_cell_ordinal ON superior_form_cell (form_id, ordinal);
