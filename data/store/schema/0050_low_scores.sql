-- A reply that an evaluation scored under a line goes back to its unit (评议低分重办): the line is the scheme's, what the score was is kept with the rework.
ALTER TABLE rubric ADD COLUMN rework_line INTEGER NOT NULL DEFAULT 0 CHECK (rework_line >= 0); -- hundredths of a point; 0: none
UPDATE rubric SET rework_line = 6000 WHERE name = '双向评议三等次(延边州)' AND method = '评分表'; -- 低分办理件建议重新答复; below 60 no grade is named there

ALTER TABLE assignment ADD COLUMN evaluation_id INTEGER REFERENCES evaluation (id);  -- whose low score sent the work back to the unit; NULL: another reason
ALTER TABLE assignment ADD COLUMN evaluation_score TEXT NOT NULL DEFAULT '';         -- that score beside the line, in words
CREATE INDEX assignment_by_evaluation ON assignment (evaluation_id);
