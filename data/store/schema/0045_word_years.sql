-- The years in which a word of the office is used (0: no bound), and what it belonged to up to a year: an earlier year keeps its own scheme.
ALTER TABLE dictionary ADD COLUMN from_year INTEGER NOT NULL DEFAULT 0;
ALTER TABLE dictionary ADD COLUMN to_year INTEGER NOT NULL DEFAULT 0;
CREATE TABLE word_past (
  id         INTEGER PRIMARY KEY,
  word_id    INTEGER NOT NULL REFERENCES dictionary (id) ON DELETE CASCADE,
  until_year INTEGER NOT NULL,
  parent     TEXT NOT NULL,
  UNIQUE (word_id, until_year)
) STRICT;
UPDATE setting SET note = '改了口径的，另起一行写从哪一年起，如：2027年起：A：…；B：…；C：…。以前年度仍按原来的' WHERE key = 'result_class.scheme';
