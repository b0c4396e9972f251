-- A panel evaluates the handling of one proposal by one unit, or the unit as a whole: its proposal may be missing.
DROP VIEW target_list;
DROP TRIGGER rubric_indicator_kept_update;

CREATE TABLE evaluation_target_new (
  id          INTEGER PRIMARY KEY,
  panel_id    INTEGER NOT NULL REFERENCES panel (id) ON DELETE CASCADE,
  proposal_id INTEGER REFERENCES proposal (id),        -- NULL: the unit as a whole
  unit_id     INTEGER NOT NULL REFERENCES unit (id),
  class       TEXT NOT NULL DEFAULT ''                 -- ranks are within it
) STRICT;
INSERT INTO evaluation_target_new (id, panel_id, proposal_id, unit_id, class) SELECT id, panel_id, proposal_id, unit_id, class FROM evaluation_target;
DROP TABLE evaluation_target;
ALTER TABLE evaluation_target_new RENAME TO evaluation_target;
CREATE UNIQUE INDEX evaluation_target_once ON evaluation_target (panel_id, unit_id, COALESCE(proposal_id, 0));
CREATE INDEX evaluation_target_proposal ON evaluation_target (proposal_id);
CREATE INDEX evaluation_target_by_unit ON evaluation_target (unit_id);

CREATE TRIGGER rubric_indicator_kept_update BEFORE UPDATE OF weight, marks, manner, source, step ON rubric_indicator
WHEN (NEW.weight <> OLD.weight OR NEW.marks <> OLD.marks OR NEW.manner <> OLD.manner OR NEW.source <> OLD.source OR NEW.step <> OLD.step)
  AND EXISTS (SELECT 1 FROM score_sheet s JOIN evaluation_target t ON t.id = s.target_id JOIN panel g ON g.id = t.panel_id JOIN evaluation e ON e.id = g.evaluation_id WHERE e.rubric_id = OLD.rubric_id)
BEGIN SELECT RAISE(ABORT, '已有评分表用着这个方案，指标的权重和满分不能再改或撤销；请复制成新的方案。'); END;

CREATE VIEW target_list AS
SELECT g.id, g.panel_id, e.id AS evaluation_id, e.year, e.name AS evaluation, e.rubric_id, n.number AS panel_number, n.name AS panel, n.leader,
       COALESCE(c.name, '') AS committee, COALESCE(g.proposal_id, 0) AS proposal_id, COALESCE(p.number, 0) AS proposal_number, COALESCE(p.title, '') AS proposal_title,
       g.unit_id, u.name AS unit
FROM evaluation_target g
JOIN panel n ON n.id = g.panel_id
JOIN evaluation e ON e.id = n.evaluation_id
LEFT JOIN proposal p ON p.id = g.proposal_id
JOIN unit u ON u.id = g.unit_id
LEFT JOIN committee c ON c.id = n.committee_id
WHERE e.deleted_at = '' AND (p.id IS NULL OR p.deleted_at = '');
