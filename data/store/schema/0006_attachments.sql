-- Files kept with a record: copied into the data folder under their content's digest, so that the same file is stored once.
CREATE TABLE attachment (
  id         INTEGER PRIMARY KEY,
  tbl        TEXT NOT NULL CHECK (tbl <> ''),     -- table and id of the record it belongs to
  row_id     INTEGER NOT NULL,
  name       TEXT NOT NULL CHECK (name <> ''),    -- as the user knows the file
  digest     TEXT NOT NULL CHECK (digest <> ''),  -- SHA-256 of the content, in hex; the stored file's name begins with it
  size       INTEGER NOT NULL CHECK (size >= 0),  -- bytes
  added_on   TEXT NOT NULL DEFAULT '',
  note       TEXT NOT NULL DEFAULT '',
  deleted_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX attachment_record ON attachment (tbl, row_id);
