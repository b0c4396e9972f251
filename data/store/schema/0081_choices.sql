-- Choices of an indicator in the place of points, 优 25、良 20、中 15、差 10.
ALTER TABLE rubric_indicator ADD COLUMN choices TEXT NOT NULL DEFAULT '';

DROP TRIGGER rubric_indicator_kept_update;
CREATE TRIGGER rubric_indicator_kept_update BEFORE UPDATE OF weight, marks, manner, source, step, choices ON rubric_indicator
WHEN (NEW.weight <> OLD.weight OR NEW.marks <> OLD.marks OR NEW.manner <> OLD.manner OR NEW.source <> OLD.source OR NEW.step <> OLD.step OR NEW.choices <> OLD.choices)
  AND EXISTS (SELECT 1 FROM score_sheet s JOIN evaluation_target t ON t.id = s.target_id JOIN panel g ON g.id = t.panel_id JOIN evaluation e ON e.id = g.evaluation_id WHERE e.rubric_id = OLD.rubric_id)
BEGIN SELECT RAISE(ABORT, '已有评分表用着这个方案，指标的权重、满分和分档不能再改或撤销；请复制成新的方案。'); END;
