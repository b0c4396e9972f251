-- A round of votes that is locked stays as it was counted, whatever would change it: an undo too. Only 撤销锁定 opens it, which says who and why.

CREATE TRIGGER ballot_kept_insert BEFORE INSERT ON ballot WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = NEW.round_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_kept_update BEFORE UPDATE ON ballot WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = OLD.round_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_kept_delete BEFORE DELETE ON ballot WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = OLD.round_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_settlement_kept_insert BEFORE INSERT ON ballot_settlement WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = NEW.round_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_settlement_kept_update BEFORE UPDATE ON ballot_settlement WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = OLD.round_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_settlement_kept_delete BEFORE DELETE ON ballot_settlement WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.id = OLD.round_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_mark_kept_insert BEFORE INSERT ON ballot_mark WHEN EXISTS (SELECT 1 FROM ballot b JOIN ballot_round o ON o.id = b.round_id WHERE b.id = NEW.ballot_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_mark_kept_update BEFORE UPDATE ON ballot_mark WHEN EXISTS (SELECT 1 FROM ballot b JOIN ballot_round o ON o.id = b.round_id WHERE b.id = OLD.ballot_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_mark_kept_delete BEFORE DELETE ON ballot_mark WHEN EXISTS (SELECT 1 FROM ballot b JOIN ballot_round o ON o.id = b.round_id WHERE b.id = OLD.ballot_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_round_kept_update BEFORE UPDATE ON ballot_round WHEN OLD.locked_on <> '' AND (NEW.locked_on <> OLD.locked_on AND NEW.unlocks = OLD.unlocks OR NEW.locked_on <> '' AND (NEW.due <> OLD.due OR NEW.present <> OLD.present OR NEW.issued <> OLD.issued OR NEW.returned <> OLD.returned OR NEW.spoiled <> OLD.spoiled OR NEW.held_on <> OLD.held_on))
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER ballot_round_kept_delete BEFORE DELETE ON ballot_round WHEN OLD.locked_on <> ''
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER rubric_option_kept_update BEFORE UPDATE OF points, counted, satisfied ON rubric_option WHEN EXISTS (SELECT 1 FROM ballot_round o JOIN evaluation e ON e.id = o.evaluation_id WHERE e.rubric_id = OLD.rubric_id AND o.locked_on <> '') AND (NEW.points <> OLD.points OR NEW.counted <> OLD.counted OR NEW.satisfied <> OLD.satisfied)
BEGIN SELECT RAISE(ABORT, '已锁定的票决用着这个方案，选项的分值不能再改或撤销。'); END;

CREATE TRIGGER rubric_option_kept_delete BEFORE DELETE ON rubric_option WHEN EXISTS (SELECT 1 FROM ballot_round o JOIN evaluation e ON e.id = o.evaluation_id WHERE e.rubric_id = OLD.rubric_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '已锁定的票决用着这个方案，选项不能再删或撤销。'); END;

CREATE TRIGGER ballot_target_kept_delete BEFORE DELETE ON ballot_target WHEN EXISTS (SELECT 1 FROM ballot_round o WHERE o.evaluation_id = OLD.evaluation_id AND o.locked_on <> '')
BEGIN SELECT RAISE(ABORT, '这一轮票决已锁定计票，不能再录、再改或撤销；确要改的，先「撤销锁定」，写明两个人和原因。'); END;

CREATE TRIGGER rubric_indicator_kept_update BEFORE UPDATE OF weight, max_score ON rubric_indicator WHEN (NEW.weight <> OLD.weight OR NEW.max_score <> OLD.max_score) AND EXISTS (SELECT 1 FROM score_sheet s JOIN evaluation_target t ON t.id = s.target_id JOIN panel g ON g.id = t.panel_id JOIN evaluation e ON e.id = g.evaluation_id WHERE e.rubric_id = OLD.rubric_id)
BEGIN SELECT RAISE(ABORT, '已有评分表用着这个方案，指标的权重和满分不能再改或撤销；请复制成新的方案。'); END;
