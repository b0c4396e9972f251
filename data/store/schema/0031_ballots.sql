-- Evaluations by ballot (票决): a scheme whose options a voter chooses from, the units or proposals that are voted on, rounds with their accounting, and
-- ballots typed in twice. A ballot has a number and nothing that leads to who cast it (无记名).
ALTER TABLE rubric ADD COLUMN method TEXT NOT NULL DEFAULT '评分表' CHECK (method IN ('评分表', '票决'));
ALTER TABLE rubric ADD COLUMN satisfied_line INTEGER NOT NULL DEFAULT 0; -- hundredths of a per cent of satisfied votes; below it is a case for tracking; 0: none

CREATE TABLE rubric_option (
  id        INTEGER PRIMARY KEY,
  rubric_id INTEGER NOT NULL REFERENCES rubric (id) ON DELETE CASCADE,
  sort      INTEGER NOT NULL DEFAULT 0,        -- its digit on the keyboard
  name      TEXT NOT NULL CHECK (name <> ''),
  points    INTEGER NOT NULL CHECK (points >= 0),      -- hundredths of a point
  counted   INTEGER NOT NULL DEFAULT 1,        -- 计入有效票: divides the score; 不了解 does not
  satisfied INTEGER NOT NULL DEFAULT 0,        -- 满意侧
  UNIQUE (rubric_id, name)
) STRICT;

CREATE TABLE ballot_target (
  id            INTEGER PRIMARY KEY,
  evaluation_id INTEGER NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
  sort          INTEGER NOT NULL DEFAULT 0,
  unit_id       INTEGER NOT NULL REFERENCES unit (id),
  proposal_id   INTEGER REFERENCES proposal (id),      -- NULL: the unit as a whole is voted on
  class         TEXT NOT NULL DEFAULT ''       -- ranks are within it
) STRICT;
CREATE UNIQUE INDEX ballot_target_once ON ballot_target (evaluation_id, unit_id, COALESCE(proposal_id, 0));
CREATE INDEX ballot_target_by_unit ON ballot_target (unit_id);
CREATE INDEX ballot_target_by_proposal ON ballot_target (proposal_id);

CREATE TABLE ballot_round (
  id            INTEGER PRIMARY KEY,
  evaluation_id INTEGER NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
  number        INTEGER NOT NULL CHECK (number > 0),
  held_on       TEXT NOT NULL CHECK (held_on <> ''),
  due           INTEGER NOT NULL DEFAULT 0,    -- 应到
  present       INTEGER NOT NULL DEFAULT 0,    -- 实到
  issued        INTEGER NOT NULL DEFAULT 0,
  returned      INTEGER NOT NULL DEFAULT 0,
  spoiled       INTEGER NOT NULL DEFAULT 0,    -- of those returned, as announced
  void_why      TEXT NOT NULL DEFAULT '',      -- 作废: kept, shown, counted never
  locked_on     TEXT NOT NULL DEFAULT '',      -- 计票锁定
  locked_by     TEXT NOT NULL DEFAULT '',
  unlocks       TEXT NOT NULL DEFAULT '',      -- when, by whom and why it was unlocked
  note          TEXT NOT NULL DEFAULT '',
  UNIQUE (evaluation_id, number)
) STRICT;

-- What one person typed of one ballot: each is typed in by a first and by a second person.
CREATE TABLE ballot (
  id         INTEGER PRIMARY KEY,
  round_id   INTEGER NOT NULL REFERENCES ballot_round (id) ON DELETE CASCADE,
  number     INTEGER NOT NULL CHECK (number > 0),
  pass       INTEGER NOT NULL CHECK (pass IN (1, 2)),
  spoiled    INTEGER NOT NULL DEFAULT 0,
  entered_by TEXT NOT NULL CHECK (entered_by <> ''),
  entered_on TEXT NOT NULL CHECK (entered_on <> ''),
  UNIQUE (round_id, number, pass)
) STRICT;

-- The option chosen for a target; a ballot without one for a target abstains there (弃权).
CREATE TABLE ballot_mark (
  id        INTEGER PRIMARY KEY,
  ballot_id INTEGER NOT NULL REFERENCES ballot (id) ON DELETE CASCADE,
  target_id INTEGER NOT NULL REFERENCES ballot_target (id),
  option_id INTEGER NOT NULL REFERENCES rubric_option (id),
  UNIQUE (ballot_id, target_id)
) STRICT;
CREATE INDEX ballot_mark_by_target ON ballot_mark (target_id);
CREATE INDEX ballot_mark_by_option ON ballot_mark (option_id);

-- What the paper says where the two typed something else: of one target, or whether the whole ballot is spoiled.
CREATE TABLE ballot_settlement (
  id         INTEGER PRIMARY KEY,
  round_id   INTEGER NOT NULL REFERENCES ballot_round (id) ON DELETE CASCADE,
  number     INTEGER NOT NULL,
  target_id  INTEGER REFERENCES ballot_target (id),    -- NULL: the whole ballot
  option_id  INTEGER REFERENCES rubric_option (id),    -- NULL: abstains
  spoiled    INTEGER NOT NULL DEFAULT 0,
  settled_by TEXT NOT NULL CHECK (settled_by <> ''),
  settled_on TEXT NOT NULL CHECK (settled_on <> '')
) STRICT;
CREATE UNIQUE INDEX ballot_settlement_once ON ballot_settlement (round_id, number, COALESCE(target_id, 0));
CREATE INDEX ballot_settlement_by_target ON ballot_settlement (target_id);
CREATE INDEX ballot_settlement_by_option ON ballot_settlement (option_id);

INSERT INTO rubric (name, method, satisfied_line, note)
SELECT s.name, '票决', s.line, s.note FROM (
  SELECT 1 AS place, '票决换算' AS name, 0 AS line, '满意按 100、基本满意 70、不满意 30 换算，得分 = Σ（档分×票） ÷ Σ有效票；不了解不计有效票，不画的为弃权' AS note
  UNION ALL SELECT 2, '满意度线（60%）', 6000, '满意率不到 60% 的跟踪督办并重新办理答复；基本满意算满意侧，得分即满意率；不了解不计有效票，不画的为弃权'
) s WHERE NOT EXISTS (SELECT 1 FROM rubric b WHERE b.name = s.name) ORDER BY s.place;

INSERT INTO rubric_option (rubric_id, sort, name, points, counted, satisfied)
SELECT b.id, s.sort, s.item, s.points, s.counted, s.satisfied FROM rubric b JOIN (
  SELECT '票决换算' AS name, 1 AS sort, '满意' AS item, 10000 AS points, 1 AS counted, 1 AS satisfied
  UNION ALL SELECT '票决换算', 2, '基本满意', 7000, 1, 1
  UNION ALL SELECT '票决换算', 3, '不满意', 3000, 1, 0
  UNION ALL SELECT '票决换算', 4, '不了解', 0, 0, 0
  UNION ALL SELECT '满意度线（60%）', 1, '满意', 10000, 1, 1
  UNION ALL SELECT '满意度线（60%）', 2, '基本满意', 10000, 1, 1
  UNION ALL SELECT '满意度线（60%）', 3, '不满意', 0, 1, 0
  UNION ALL SELECT '满意度线（60%）', 4, '不了解', 0, 0, 0
) s ON s.name = b.name WHERE b.method = '票决' AND NOT EXISTS (SELECT 1 FROM rubric_option o WHERE o.rubric_id = b.id) ORDER BY b.id, s.sort;
