-- How a workbook's columns were read the last time one with the same headings came in.
CREATE TABLE import_layout (
  id         INTEGER PRIMARY KEY,
  kind       TEXT NOT NULL,
  headings   TEXT NOT NULL,                       -- the folded headings in order, joined: what makes two workbooks alike
  mapping    TEXT NOT NULL DEFAULT '{}',          -- JSON: heading -> field key, '' for a column left out
  duplicates TEXT NOT NULL DEFAULT '',            -- rule by which rows find their records
  used_on    TEXT NOT NULL DEFAULT '',
  UNIQUE (kind, headings)
) STRICT;
