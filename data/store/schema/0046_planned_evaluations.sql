-- Whether an evaluation counts towards the year's deployment: one that a unit's examination or another office adds does not.
ALTER TABLE evaluation ADD COLUMN planned INTEGER NOT NULL DEFAULT 1 CHECK (planned IN (0, 1));
