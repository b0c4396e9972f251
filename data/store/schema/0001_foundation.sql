-- The office's year. Dates are ISO text, '' when unknown; deleted_at is the bin; identity is always the integer id.

-- Rules and words the office can edit -------------------------------------------------------------------------------
CREATE TABLE setting (
  id     INTEGER PRIMARY KEY,
  key    TEXT NOT NULL UNIQUE,
  value  TEXT NOT NULL DEFAULT '',
  label  TEXT NOT NULL DEFAULT '',
  choice TEXT NOT NULL DEFAULT '',             -- allowed values, separated by |; '' is free text
  note   TEXT NOT NULL DEFAULT '',
  sort   INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE dictionary (
  id     INTEGER PRIMARY KEY,
  kind   TEXT NOT NULL,                        -- proposal_category, refusal_reason, consultation_mode ...
  code   TEXT NOT NULL,
  name   TEXT NOT NULL,
  parent TEXT NOT NULL DEFAULT '',             -- proposal_category: which of the 五大建设; consultation_mode: face when it counts as 面商
  note   TEXT NOT NULL DEFAULT '',
  sort   INTEGER NOT NULL DEFAULT 0,
  active INTEGER NOT NULL DEFAULT 1,
  UNIQUE (kind, code)
) STRICT;

CREATE TABLE deadline_rule (
  id       INTEGER PRIMARY KEY,
  code     TEXT NOT NULL UNIQUE,               -- reply, reply_rework, rectification ...
  name     TEXT NOT NULL,
  base     TEXT NOT NULL,                      -- what the period starts from, in words: 交办日
  months   INTEGER NOT NULL DEFAULT 0 CHECK (months >= 0),
  days     INTEGER NOT NULL DEFAULT 0 CHECK (days >= 0),
  workdays INTEGER NOT NULL DEFAULT 0 CHECK (workdays >= 0),
  roll     INTEGER NOT NULL DEFAULT 1,         -- the last day moves on when it is a day off
  source   TEXT NOT NULL DEFAULT ''
) STRICT;

-- Time of the work ----------------------------------------------------------------------------------------------------
CREATE TABLE term (
  id        INTEGER PRIMARY KEY,
  ordinal   INTEGER NOT NULL UNIQUE,
  name      TEXT NOT NULL,
  starts_on TEXT NOT NULL DEFAULT '',
  ends_on   TEXT NOT NULL DEFAULT '',
  closed    INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE session (
  id        INTEGER PRIMARY KEY,
  term_id   INTEGER NOT NULL REFERENCES term (id),
  ordinal   INTEGER NOT NULL,
  name      TEXT NOT NULL,
  year      INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  opens_on  TEXT NOT NULL DEFAULT '',
  closes_on TEXT NOT NULL DEFAULT '',
  UNIQUE (term_id, ordinal)
) STRICT;
CREATE INDEX session_year ON session (year);

-- Bodies of a term ----------------------------------------------------------------------------------------------------
CREATE TABLE sector (
  id         INTEGER PRIMARY KEY,
  term_id    INTEGER NOT NULL REFERENCES term (id),
  name       TEXT NOT NULL,
  sort       INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX sector_name ON sector (term_id, name) WHERE deleted_at = '';

CREATE TABLE committee (
  id         INTEGER PRIMARY KEY,
  term_id    INTEGER NOT NULL REFERENCES term (id),
  name       TEXT NOT NULL,
  short      TEXT NOT NULL DEFAULT '',
  sort       INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX committee_name ON committee (term_id, name) WHERE deleted_at = '';

CREATE TABLE activity_group (
  id         INTEGER PRIMARY KEY,
  term_id    INTEGER NOT NULL REFERENCES term (id),
  name       TEXT NOT NULL,
  sort       INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX activity_group_name ON activity_group (term_id, name) WHERE deleted_at = '';

-- People: one row for a human being, whatever he is in this or another term --------------------------------------------
CREATE TABLE person (
  id           INTEGER PRIMARY KEY,
  name         TEXT NOT NULL CHECK (name <> ''),
  gender       TEXT NOT NULL DEFAULT '',
  ethnicity    TEXT NOT NULL DEFAULT '',
  birth_on     TEXT NOT NULL DEFAULT '',       -- YYYY-MM-DD, or YYYY-MM when the roster gives the month only
  birth_lunar  INTEGER NOT NULL DEFAULT 0,
  native_place TEXT NOT NULL DEFAULT '',
  education    TEXT NOT NULL DEFAULT '',
  degree       TEXT NOT NULL DEFAULT '',
  title        TEXT NOT NULL DEFAULT '',       -- 职称
  political    TEXT NOT NULL DEFAULT '',
  religion     TEXT NOT NULL DEFAULT '',
  compatriot   INTEGER NOT NULL DEFAULT 0,     -- 港澳台委员
  workplace    TEXT NOT NULL DEFAULT '',
  job          TEXT NOT NULL DEFAULT '',
  org_kind     TEXT NOT NULL DEFAULT '',       -- 单位性质
  in_system    TEXT NOT NULL DEFAULT '',       -- 体制内 / 体制外
  id_number    TEXT NOT NULL DEFAULT '',
  mobile       TEXT NOT NULL DEFAULT '',
  office_phone TEXT NOT NULL DEFAULT '',
  home_phone   TEXT NOT NULL DEFAULT '',
  email        TEXT NOT NULL DEFAULT '',
  address      TEXT NOT NULL DEFAULT '',
  postcode     TEXT NOT NULL DEFAULT '',
  secretary    TEXT NOT NULL DEFAULT '',       -- 联系人
  social_posts TEXT NOT NULL DEFAULT '',
  honors       TEXT NOT NULL DEFAULT '',
  photo        TEXT NOT NULL DEFAULT '',       -- file name in the data folder's attachments
  note         TEXT NOT NULL DEFAULT '',
  deleted_at   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX person_name ON person (name);
CREATE UNIQUE INDEX person_id_number ON person (id_number) WHERE id_number <> '' AND deleted_at = '';

CREATE TABLE member (
  id           INTEGER PRIMARY KEY,
  person_id    INTEGER NOT NULL REFERENCES person (id),
  term_id      INTEGER NOT NULL REFERENCES term (id),
  number       TEXT NOT NULL DEFAULT '',
  sector_id    INTEGER REFERENCES sector (id),
  status       TEXT NOT NULL DEFAULT '在册',
  joined_on    TEXT NOT NULL DEFAULT '',
  left_on      TEXT NOT NULL DEFAULT '',
  terms_served INTEGER NOT NULL DEFAULT 0,
  note         TEXT NOT NULL DEFAULT '',
  deleted_at   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX member_person ON member (person_id, term_id) WHERE deleted_at = '';
CREATE INDEX member_term ON member (term_id, sector_id);

-- One row per post: in the CPPCC itself, in a committee, in the sector, in an activity group.
CREATE TABLE member_post (
  id                INTEGER PRIMARY KEY,
  member_id         INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  scope             TEXT NOT NULL CHECK (scope IN ('政协', '专委会', '界别', '活动组')),
  committee_id      INTEGER REFERENCES committee (id),
  activity_group_id INTEGER REFERENCES activity_group (id),
  post              TEXT NOT NULL DEFAULT '',
  from_on           TEXT NOT NULL DEFAULT '',
  to_on             TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX member_post_member ON member_post (member_id);

CREATE TABLE member_status (
  id        INTEGER PRIMARY KEY,
  member_id INTEGER NOT NULL REFERENCES member (id) ON DELETE CASCADE,
  status    TEXT NOT NULL,
  on_date   TEXT NOT NULL DEFAULT '',
  reason    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX member_status_member ON member_status (member_id);

-- Units ---------------------------------------------------------------------------------------------------------------
CREATE TABLE unit (
  id           INTEGER PRIMARY KEY,
  code         TEXT NOT NULL DEFAULT '',
  name         TEXT NOT NULL CHECK (name <> ''),
  short        TEXT NOT NULL DEFAULT '',
  system       TEXT NOT NULL DEFAULT '',
  parent_id    INTEGER REFERENCES unit (id),
  successor_id INTEGER REFERENCES unit (id),
  contact      TEXT NOT NULL DEFAULT '',
  phone        TEXT NOT NULL DEFAULT '',
  leader       TEXT NOT NULL DEFAULT '',
  major        INTEGER NOT NULL DEFAULT 0,     -- 承办大户
  from_on      TEXT NOT NULL DEFAULT '',
  to_on        TEXT NOT NULL DEFAULT '',
  note         TEXT NOT NULL DEFAULT '',
  deleted_at   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX unit_by_name ON unit (name) WHERE deleted_at = '';

-- Former names still find the unit after 机构改革.
CREATE TABLE unit_name (
  id       INTEGER PRIMARY KEY,
  unit_id  INTEGER NOT NULL REFERENCES unit (id) ON DELETE CASCADE,
  name     TEXT NOT NULL CHECK (name <> ''),
  until_on TEXT NOT NULL DEFAULT '',
  UNIQUE (unit_id, name)
) STRICT;
CREATE INDEX unit_name_name ON unit_name (name);

-- Stationed supervision -----------------------------------------------------------------------------------------------
CREATE TABLE supervisor (
  id             INTEGER PRIMARY KEY,
  person_id      INTEGER NOT NULL REFERENCES person (id),
  number         TEXT NOT NULL DEFAULT '',
  recommended_by TEXT NOT NULL DEFAULT '',
  from_on        TEXT NOT NULL DEFAULT '',
  to_on          TEXT NOT NULL DEFAULT '',
  note           TEXT NOT NULL DEFAULT '',
  deleted_at     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX supervisor_person ON supervisor (person_id);

CREATE TABLE supervision_group (
  id           INTEGER PRIMARY KEY,
  year         INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  number       INTEGER NOT NULL,
  name         TEXT NOT NULL DEFAULT '',
  committee_id INTEGER REFERENCES committee (id),
  focus        TEXT NOT NULL DEFAULT '',       -- 重点监督事项
  from_on      TEXT NOT NULL DEFAULT '',
  to_on        TEXT NOT NULL DEFAULT '',
  note         TEXT NOT NULL DEFAULT '',
  deleted_at   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX supervision_group_number ON supervision_group (year, number) WHERE deleted_at = '';

CREATE TABLE group_member (
  id            INTEGER PRIMARY KEY,
  group_id      INTEGER NOT NULL REFERENCES supervision_group (id) ON DELETE CASCADE,
  supervisor_id INTEGER NOT NULL REFERENCES supervisor (id),
  role          TEXT NOT NULL DEFAULT '成员' CHECK (role IN ('组长', '副组长', '联络员', '成员')),
  from_on       TEXT NOT NULL DEFAULT '',
  to_on         TEXT NOT NULL DEFAULT '',
  UNIQUE (group_id, supervisor_id, from_on)
) STRICT;
CREATE INDEX group_member_supervisor ON group_member (supervisor_id);

CREATE TABLE group_unit (
  id       INTEGER PRIMARY KEY,
  group_id INTEGER NOT NULL REFERENCES supervision_group (id) ON DELETE CASCADE,
  unit_id  INTEGER NOT NULL REFERENCES unit (id),
  from_on  TEXT NOT NULL DEFAULT '',
  to_on    TEXT NOT NULL DEFAULT '',
  UNIQUE (group_id, unit_id, from_on)
) STRICT;
CREATE INDEX group_unit_unit ON group_unit (unit_id);

-- The annual deployment -------------------------------------------------------------------------------------------------
CREATE TABLE plan_item (
  id         INTEGER PRIMARY KEY,
  year       INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  code       TEXT NOT NULL DEFAULT '',
  title      TEXT NOT NULL CHECK (title <> ''),
  nature     TEXT NOT NULL DEFAULT '',
  kind       TEXT NOT NULL,                    -- what is counted, see data.PlanKind
  from_month TEXT NOT NULL,                    -- YYYY-MM, closed interval
  to_month   TEXT NOT NULL,
  note       TEXT NOT NULL DEFAULT '',
  sort       INTEGER NOT NULL DEFAULT 0,
  deleted_at TEXT NOT NULL DEFAULT '',
  CHECK (from_month <= to_month)
) STRICT;
CREATE UNIQUE INDEX plan_item_title ON plan_item (year, title) WHERE deleted_at = '';

CREATE TABLE plan_target (
  id           INTEGER PRIMARY KEY,
  plan_item_id INTEGER NOT NULL REFERENCES plan_item (id) ON DELETE CASCADE,
  measure      TEXT NOT NULL,                  -- 人 组 件 次
  target       INTEGER NOT NULL CHECK (target > 0),
  UNIQUE (plan_item_id, measure)
) STRICT;

CREATE TABLE activity (
  id            INTEGER PRIMARY KEY,
  year          INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  kind          TEXT NOT NULL,                 -- 座谈会 专题调研 汇报会 ...
  title         TEXT NOT NULL CHECK (title <> ''),
  planned_on    TEXT NOT NULL DEFAULT '',
  started_on    TEXT NOT NULL DEFAULT '',
  finished_on   TEXT NOT NULL DEFAULT '',
  place         TEXT NOT NULL DEFAULT '',
  organizer     TEXT NOT NULL DEFAULT '',
  attendees     INTEGER NOT NULL DEFAULT 0,
  content       TEXT NOT NULL DEFAULT '',
  outcome       TEXT NOT NULL DEFAULT '',
  deleted_at    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX activity_title ON activity (year, kind, title) WHERE deleted_at = '';
