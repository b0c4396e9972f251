-- What packs of reports said when they were written, each with its line in the journal: the next is compared with it.
CREATE TABLE journal_sent (
  id       INTEGER PRIMARY KEY,
  write_id INTEGER NOT NULL UNIQUE REFERENCES journal_write (id),
  year     INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  day      TEXT NOT NULL CHECK (day <> ''), -- 填报日期
  content  BLOB NOT NULL
) STRICT;
CREATE INDEX journal_sent_by_day ON journal_sent (year, day);
