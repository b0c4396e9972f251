-- Score sheets typed in twice, as ballots are: who typed a sheet in, what a second person typed of it, and what the paper says where the two differ.
ALTER TABLE score_sheet ADD COLUMN entered_by TEXT NOT NULL DEFAULT ''; -- '': came in a workbook or a list

-- What the second person typed. What counts is the sheet itself.
CREATE TABLE score_check (
  id         INTEGER PRIMARY KEY,
  target_id  INTEGER NOT NULL REFERENCES evaluation_target (id) ON DELETE CASCADE,
  rater_id   INTEGER NOT NULL REFERENCES rater (id) ON DELETE CASCADE,
  void       INTEGER NOT NULL DEFAULT 0,
  entered_by TEXT NOT NULL CHECK (entered_by <> ''),
  entered_on TEXT NOT NULL CHECK (entered_on <> ''),
  UNIQUE (target_id, rater_id)
) STRICT;
CREATE INDEX score_check_by_rater ON score_check (rater_id);

CREATE TABLE score_check_point (
  id           INTEGER PRIMARY KEY,
  check_id     INTEGER NOT NULL REFERENCES score_check (id) ON DELETE CASCADE,
  indicator_id INTEGER NOT NULL REFERENCES rubric_indicator (id),
  points       INTEGER NOT NULL CHECK (points >= 0),   -- hundredths of a point
  UNIQUE (check_id, indicator_id)
) STRICT;
CREATE INDEX score_check_point_by_indicator ON score_check_point (indicator_id);

-- Which of two different entries the paper bears out. It stands for these two and no others: what is typed again has to be looked at again.
CREATE TABLE score_settlement (
  id           INTEGER PRIMARY KEY,
  target_id    INTEGER NOT NULL REFERENCES evaluation_target (id) ON DELETE CASCADE,
  rater_id     INTEGER NOT NULL REFERENCES rater (id) ON DELETE CASCADE,
  indicator_id INTEGER REFERENCES rubric_indicator (id), -- NULL: whether the whole sheet is void
  first        TEXT NOT NULL,
  second       TEXT NOT NULL,
  chosen       INTEGER NOT NULL CHECK (chosen IN (1, 2)),
  settled_by   TEXT NOT NULL CHECK (settled_by <> ''),
  settled_on   TEXT NOT NULL CHECK (settled_on <> '')
) STRICT;
CREATE UNIQUE INDEX score_settlement_once ON score_settlement (target_id, rater_id, COALESCE(indicator_id, 0));
CREATE INDEX score_settlement_by_rater ON score_settlement (rater_id);
CREATE INDEX score_settlement_by_indicator ON score_settlement (indicator_id);
