-- Sectors of a term have a period of validity: 界别 are added, renamed and ended within a term.
ALTER TABLE sector ADD COLUMN from_on TEXT NOT NULL DEFAULT '';
ALTER TABLE sector ADD COLUMN to_on TEXT NOT NULL DEFAULT '';
