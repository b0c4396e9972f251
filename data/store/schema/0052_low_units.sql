-- Whose handling an evaluation scored low, where another unit does the work by then: the one that was merged, not the one it was merged into.
ALTER TABLE assignment ADD COLUMN evaluation_unit_id INTEGER REFERENCES unit (id); -- NULL: no low score sent it back
UPDATE assignment SET evaluation_unit_id = COALESCE((SELECT w.unit_id FROM assignment_past w WHERE w.assignment_id = assignment.id AND w.was_id = assignment.id ORDER BY w.until_on, w.id LIMIT 1), unit_id)
WHERE evaluation_id IS NOT NULL;
CREATE INDEX assignment_by_evaluation_unit ON assignment (evaluation_unit_id);
