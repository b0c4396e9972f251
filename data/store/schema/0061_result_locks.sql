-- Locks of results (锁定结果): of score sheets as of ballots, by two persons each time, with a seal over what decided the result. What was locked and opened
-- again stays here. The rounds of votes that were locked are taken over as they were: by one person and without a seal.
CREATE TABLE result_lock (
  id              INTEGER PRIMARY KEY,
  evaluation_id   INTEGER NOT NULL REFERENCES evaluation (id) ON DELETE CASCADE,
  round_id        INTEGER REFERENCES ballot_round (id) ON DELETE CASCADE, -- NULL: of score sheets
  locked_on       TEXT NOT NULL CHECK (locked_on <> ''),
  locked_by       TEXT NOT NULL DEFAULT '',
  locked_second   TEXT NOT NULL DEFAULT '',
  seal            TEXT NOT NULL DEFAULT '',
  records         TEXT NOT NULL DEFAULT '',      -- what the records gave the indicators that are taken from them, as JSON
  unlocked_on     TEXT NOT NULL DEFAULT '',      -- '': it stands
  unlocked_by     TEXT NOT NULL DEFAULT '',
  unlocked_second TEXT NOT NULL DEFAULT '',
  unlocked_why    TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX result_lock_once ON result_lock (evaluation_id) WHERE unlocked_on = '';
CREATE INDEX result_lock_by_evaluation ON result_lock (evaluation_id);
CREATE INDEX result_lock_by_round ON result_lock (round_id);

INSERT INTO result_lock (evaluation_id, round_id, locked_on, locked_by) SELECT evaluation_id, id, locked_on, locked_by FROM ballot_round WHERE locked_on <> '' ORDER BY id;

DROP TRIGGER ballot_kept_insert;
DROP TRIGGER ballot_kept_update;
DROP TRIGGER ballot_kept_delete;
DROP TRIGGER ballot_settlement_kept_insert;
DROP TRIGGER ballot_settlement_kept_update;
DROP TRIGGER ballot_settlement_kept_delete;
DROP TRIGGER ballot_mark_kept_insert;
DROP TRIGGER ballot_mark_kept_update;
DROP TRIGGER ballot_mark_kept_delete;
DROP TRIGGER ballot_round_kept_update;
DROP TRIGGER ballot_round_kept_delete;
DROP TRIGGER rubric_option_kept_update;
DROP TRIGGER rubric_option_kept_delete;
DROP TRIGGER ballot_target_kept_delete;
ALTER TABLE ballot_round DROP COLUMN locked_on;
ALTER TABLE ballot_round DROP COLUMN locked_by;

CREATE TRIGGER ballot_kept_insert BEFORE INSERT ON ballot WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = NEW.round_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_kept_update BEFORE UPDATE ON ballot WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = OLD.round_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_kept_delete BEFORE DELETE ON ballot WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = OLD.round_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_settlement_kept_insert BEFORE INSERT ON ballot_settlement WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = NEW.round_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_settlement_kept_update BEFORE UPDATE ON ballot_settlement WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = OLD.round_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_settlement_kept_delete BEFORE DELETE ON ballot_settlement WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = OLD.round_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_mark_kept_insert BEFORE INSERT ON ballot_mark WHEN EXISTS (SELECT 1 FROM ballot b JOIN ballot_round o ON o.id = b.round_id WHERE b.id = NEW.ballot_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_mark_kept_update BEFORE UPDATE ON ballot_mark WHEN EXISTS (SELECT 1 FROM ballot b JOIN ballot_round o ON o.id = b.round_id WHERE b.id = OLD.ballot_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_mark_kept_delete BEFORE DELETE ON ballot_mark WHEN EXISTS (SELECT 1 FROM ballot b JOIN ballot_round o ON o.id = b.round_id WHERE b.id = OLD.ballot_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_round_kept_update BEFORE UPDATE ON ballot_round WHEN EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = OLD.id AND k.unlocked_on = '') AND (NEW.due <> OLD.due OR NEW.present <> OLD.present OR NEW.issued <> OLD.issued OR NEW.returned <> OLD.returned OR NEW.spoiled <> OLD.spoiled OR NEW.held_on <> OLD.held_on)
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_round_kept_delete BEFORE DELETE ON ballot_round WHEN EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = OLD.id AND k.unlocked_on = '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER rubric_option_kept_update BEFORE UPDATE OF points, counted, satisfied ON rubric_option WHEN EXISTS (SELECT 1 FROM ballot_round o JOIN evaluation e ON e.id = o.evaluation_id WHERE e.rubric_id = OLD.rubric_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = '')) AND (NEW.points <> OLD.points OR NEW.counted <> OLD.counted OR NEW.satisfied <> OLD.satisfied)
BEGIN SELECT RAISE(ABORT, '已锁定的票决用着这个方案，选项的分值不能再改或撤销。'); END;

CREATE TRIGGER rubric_option_kept_delete BEFORE DELETE ON rubric_option WHEN EXISTS (SELECT 1 FROM ballot_round o JOIN evaluation e ON e.id = o.evaluation_id WHERE e.rubric_id = OLD.rubric_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '已锁定的票决用着这个方案，选项不能再删或撤销。'); END;

CREATE TRIGGER ballot_target_kept_delete BEFORE DELETE ON ballot_target WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.evaluation_id = OLD.evaluation_id AND EXISTS (SELECT 1 FROM result_lock k WHERE k.round_id = o.id AND k.unlocked_on = ''))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;
