-- The office's own forms of reports (本单位表样): which columns of a sheet are printed, in which order, under which heading. A sheet without a row has
-- its columns as the program declares them.
CREATE TABLE report_column (
  id      INTEGER PRIMARY KEY,
  report  TEXT NOT NULL CHECK (report <> ''),       -- its code, 04
  sheet   INTEGER NOT NULL CHECK (sheet > 0),       -- which of its sheets, from 1
  ordinal INTEGER NOT NULL,
  code    TEXT NOT NULL CHECK (code <> ''),         -- of a column that the report declares, or kind.field of one that is added
  name    TEXT NOT NULL,                            -- its standard heading when it was stored
  heading TEXT NOT NULL DEFAULT '',                 -- the office's; empty: the standard one
  width   INTEGER NOT NULL DEFAULT 0 CHECK (width BETWEEN 0 AND 255), -- in characters; 0: the standard one
  printed INTEGER NOT NULL DEFAULT 1 CHECK (printed IN (0, 1)),
  UNIQUE (report, sheet, code)
) STRICT;
