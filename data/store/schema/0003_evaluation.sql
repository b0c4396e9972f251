-- Democratic evaluation (民主评议): rubrics are data, results are computed from the sheets and never stored.

CREATE TABLE rubric (
  id          INTEGER PRIMARY KEY,
  name        TEXT NOT NULL UNIQUE,
  aggregation TEXT NOT NULL DEFAULT '均值' CHECK (aggregation IN ('均值', '去一高一低')),
  tie_rule    TEXT NOT NULL DEFAULT '1-2-2-4' CHECK (tie_rule IN ('1-2-2-4', '1-2-2-3')),
  weighted    INTEGER NOT NULL DEFAULT 0,      -- raters' categories carry weights
  note        TEXT NOT NULL DEFAULT '',
  deleted_at  TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE rubric_indicator (
  id        INTEGER PRIMARY KEY,
  rubric_id INTEGER NOT NULL REFERENCES rubric (id) ON DELETE CASCADE,
  parent_id INTEGER REFERENCES rubric_indicator (id),
  name      TEXT NOT NULL,
  weight    INTEGER NOT NULL CHECK (weight >= 0),      -- per mille of the total
  max_score INTEGER NOT NULL CHECK (max_score > 0),    -- points
  sort      INTEGER NOT NULL DEFAULT 0,
  UNIQUE (rubric_id, name)
) STRICT;

CREATE TABLE rubric_grade (
  id        INTEGER PRIMARY KEY,
  rubric_id INTEGER NOT NULL REFERENCES rubric (id) ON DELETE CASCADE,
  name      TEXT NOT NULL,
  lower     INTEGER NOT NULL,                  -- hundredths of a point, inclusive
  UNIQUE (rubric_id, name)
) STRICT;

CREATE TABLE rater_weight (
  id        INTEGER PRIMARY KEY,
  rubric_id INTEGER NOT NULL REFERENCES rubric (id) ON DELETE CASCADE,
  category  TEXT NOT NULL,
  weight    INTEGER NOT NULL CHECK (weight >= 0),      -- per mille
  UNIQUE (rubric_id, category)
) STRICT;

CREATE TABLE evaluation (
  id         INTEGER PRIMARY KEY,
  year       INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  name       TEXT NOT NULL CHECK (name <> ''),
  rubric_id  INTEGER NOT NULL REFERENCES rubric (id),
  note       TEXT NOT NULL DEFAULT '',
  deleted_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX evaluation_name ON evaluation (year, name) WHERE deleted_at = '';

CREATE TABLE panel (
  id            INTEGER PRIMARY KEY,
  evaluation_id INTEGER NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
  number        INTEGER NOT NULL,
  name          TEXT NOT NULL DEFAULT '',
  committee_id  INTEGER REFERENCES committee (id),
  leader        TEXT NOT NULL DEFAULT '',
  UNIQUE (evaluation_id, number)
) STRICT;

CREATE TABLE rater (
  id        INTEGER PRIMARY KEY,
  panel_id  INTEGER NOT NULL REFERENCES panel (id) ON DELETE CASCADE,
  name      TEXT NOT NULL CHECK (name <> ''),
  person_id INTEGER REFERENCES person (id),
  category  TEXT NOT NULL DEFAULT '',
  excused   INTEGER NOT NULL DEFAULT 0,        -- 回避
  UNIQUE (panel_id, name)
) STRICT;

-- What a panel evaluates: the handling of one proposal by one unit.
CREATE TABLE evaluation_target (
  id          INTEGER PRIMARY KEY,
  panel_id    INTEGER NOT NULL REFERENCES panel (id) ON DELETE CASCADE,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id),
  unit_id     INTEGER NOT NULL REFERENCES unit (id),
  UNIQUE (panel_id, proposal_id, unit_id)
) STRICT;
CREATE INDEX evaluation_target_proposal ON evaluation_target (proposal_id);

CREATE TABLE score_sheet (
  id           INTEGER PRIMARY KEY,
  target_id    INTEGER NOT NULL REFERENCES evaluation_target (id) ON DELETE CASCADE,
  rater_id     INTEGER NOT NULL REFERENCES rater (id) ON DELETE CASCADE,
  submitted_on TEXT NOT NULL DEFAULT '',
  void         INTEGER NOT NULL DEFAULT 0,
  note         TEXT NOT NULL DEFAULT '',
  UNIQUE (target_id, rater_id)
) STRICT;

CREATE TABLE score (
  id           INTEGER PRIMARY KEY,
  sheet_id     INTEGER NOT NULL REFERENCES score_sheet (id) ON DELETE CASCADE,
  indicator_id INTEGER NOT NULL REFERENCES rubric_indicator (id),
  points       INTEGER NOT NULL CHECK (points >= 0),   -- hundredths of a point
  UNIQUE (sheet_id, indicator_id)
) STRICT;
