-- Proposals from receipt to archive. A round is one pass of assignment, reply and feedback; rework opens the next.

CREATE TABLE proposal (
  id              INTEGER PRIMARY KEY,
  session_id      INTEGER NOT NULL REFERENCES session (id),
  serial          TEXT NOT NULL DEFAULT '',    -- 流水号, given on receipt
  number          INTEGER,                     -- 案号, given on filing, never used twice in a session
  title           TEXT NOT NULL CHECK (title <> ''),
  kind            TEXT NOT NULL DEFAULT '个人提案',
  timing          TEXT NOT NULL DEFAULT '大会提案',
  received_on     TEXT NOT NULL DEFAULT '',
  category        TEXT NOT NULL DEFAULT '',
  open            INTEGER NOT NULL DEFAULT 1,
  suggested_units TEXT NOT NULL DEFAULT '',
  body            TEXT NOT NULL DEFAULT '',
  status          TEXT NOT NULL DEFAULT '已提交',
  conclusion      TEXT NOT NULL DEFAULT '',    -- of the review: 立案 并案 不予立案 退回修改 撤案
  reviewed_on     TEXT NOT NULL DEFAULT '',
  destination     TEXT NOT NULL DEFAULT '',    -- where a refused proposal goes
  merged_into     INTEGER REFERENCES proposal (id),
  handling        TEXT NOT NULL DEFAULT '',    -- 单办 分办 会办
  excellent       INTEGER NOT NULL DEFAULT 0,
  note            TEXT NOT NULL DEFAULT '',
  deleted_at      TEXT NOT NULL DEFAULT '',
  CHECK (merged_into IS NULL OR merged_into <> id)
) STRICT;
CREATE UNIQUE INDEX proposal_number ON proposal (session_id, number) WHERE number IS NOT NULL AND deleted_at = '';
CREATE UNIQUE INDEX proposal_serial ON proposal (session_id, serial) WHERE serial <> '' AND deleted_at = '';
CREATE INDEX proposal_merged ON proposal (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE proposal_proposer (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  ordinal     INTEGER NOT NULL,                -- 1 is the first proposer
  role        TEXT NOT NULL CHECK (role IN ('提案人', '联名', '附议')),
  member_id   INTEGER REFERENCES member (id),  -- NULL for a body, or a person not on the roster
  name        TEXT NOT NULL CHECK (name <> ''),
  UNIQUE (proposal_id, ordinal)
) STRICT;
CREATE INDEX proposal_proposer_member ON proposal_proposer (member_id);

CREATE TABLE proposal_review (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  stage       TEXT NOT NULL DEFAULT '审定' CHECK (stage IN ('初审', '复审', '审定')),
  reviewer    TEXT NOT NULL DEFAULT '',
  on_date     TEXT NOT NULL DEFAULT '',
  conclusion  TEXT NOT NULL DEFAULT '',
  opinion     TEXT NOT NULL DEFAULT '',
  UNIQUE (proposal_id, stage)
) STRICT;

CREATE TABLE proposal_refusal (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  reason      TEXT NOT NULL,
  UNIQUE (proposal_id, reason)
) STRICT;

CREATE TABLE assignment (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  unit_id     INTEGER NOT NULL REFERENCES unit (id),
  round       INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1),
  role        TEXT NOT NULL CHECK (role IN ('主办', '分办', '会办')),
  assigned_on TEXT NOT NULL DEFAULT '',
  assigned_by TEXT NOT NULL DEFAULT '',
  due_on      TEXT NOT NULL DEFAULT '',
  due_rule    TEXT NOT NULL DEFAULT '',        -- how due_on came about, in words
  extended_to TEXT NOT NULL DEFAULT '',
  accepted_on TEXT NOT NULL DEFAULT '',
  returned_on TEXT NOT NULL DEFAULT '',        -- 申退 agreed: the unit is out
  note        TEXT NOT NULL DEFAULT '',
  UNIQUE (proposal_id, round, unit_id)
) STRICT;
CREATE UNIQUE INDEX assignment_one_lead ON assignment (proposal_id, round) WHERE role = '主办' AND returned_on = '';
CREATE INDEX assignment_unit ON assignment (unit_id);

CREATE TABLE reply (
  id            INTEGER PRIMARY KEY,
  assignment_id INTEGER NOT NULL UNIQUE REFERENCES assignment (id) ON DELETE CASCADE,
  replied_on    TEXT NOT NULL,
  doc_number    TEXT NOT NULL DEFAULT '',
  result_class  TEXT NOT NULL DEFAULT '',      -- A B C D of the scheme in the settings
  signer        TEXT NOT NULL DEFAULT '',
  contact       TEXT NOT NULL DEFAULT '',
  phone         TEXT NOT NULL DEFAULT '',
  body          TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE consultation (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  unit_id     INTEGER REFERENCES unit (id),
  on_date     TEXT NOT NULL DEFAULT '',
  mode        TEXT NOT NULL,
  people      TEXT NOT NULL DEFAULT '',
  note        TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX consultation_proposal ON consultation (proposal_id);

CREATE TABLE feedback (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  proposer_id INTEGER REFERENCES proposal_proposer (id) ON DELETE CASCADE,
  unit_id     INTEGER REFERENCES unit (id),
  round       INTEGER NOT NULL DEFAULT 1 CHECK (round >= 1),
  returned_on TEXT NOT NULL DEFAULT '',
  attitude    TEXT NOT NULL DEFAULT '未表态',
  result      TEXT NOT NULL DEFAULT '未表态',
  adoption    TEXT NOT NULL DEFAULT '',
  opinion     TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX feedback_proposal ON feedback (proposal_id, round);

CREATE TABLE key_proposal (
  id            INTEGER PRIMARY KEY,
  proposal_id   INTEGER NOT NULL UNIQUE REFERENCES proposal (id) ON DELETE CASCADE,
  tracked       INTEGER NOT NULL DEFAULT 0,    -- 全程跟踪
  chair_leader  TEXT NOT NULL DEFAULT '',      -- 督办领导
  office_leader TEXT NOT NULL DEFAULT '',      -- 领办领导
  committee_id  INTEGER REFERENCES committee (id),
  method        TEXT NOT NULL DEFAULT '',
  outcome       TEXT NOT NULL DEFAULT ''
) STRICT;

CREATE TABLE tracking_node (
  id          INTEGER PRIMARY KEY,
  proposal_id INTEGER NOT NULL REFERENCES proposal (id) ON DELETE CASCADE,
  kind        TEXT NOT NULL,                   -- 交办 方案 面商 答复 落实 回访
  due_on      TEXT NOT NULL DEFAULT '',
  done_on     TEXT NOT NULL DEFAULT '',
  person      TEXT NOT NULL DEFAULT '',
  note        TEXT NOT NULL DEFAULT '',
  UNIQUE (proposal_id, kind)
) STRICT;

CREATE VIRTUAL TABLE proposal_search USING fts5(pairs, content='', contentless_delete=1, tokenize='unicode61');
CREATE TRIGGER proposal_search_insert AFTER INSERT ON proposal BEGIN
  INSERT INTO proposal_search (rowid, pairs) VALUES (new.id, fold_pairs(new.title || ' ' || new.body));
END;
CREATE TRIGGER proposal_search_update AFTER UPDATE OF title, body ON proposal BEGIN
  INSERT OR REPLACE INTO proposal_search (rowid, pairs) VALUES (new.id, fold_pairs(new.title || ' ' || new.body));
END;
CREATE TRIGGER proposal_search_delete AFTER DELETE ON proposal BEGIN
  DELETE FROM proposal_search WHERE rowid = old.id;
END;
