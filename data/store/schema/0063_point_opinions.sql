-- The score sheet whose opinion a point was made of (评议意见转整改).
ALTER TABLE opinion_point ADD COLUMN sheet_id INTEGER REFERENCES score_sheet (id) ON DELETE SET NULL;
CREATE UNIQUE INDEX opinion_point_by_sheet ON opinion_point (sheet_id);
