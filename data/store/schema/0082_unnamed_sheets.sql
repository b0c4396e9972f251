-- The sheets of an anonymous scheme are of nobody: they are numbered within their panel (slot), and say nothing of the raters on its list (slot 0).
ALTER TABLE rater ADD COLUMN slot INTEGER NOT NULL DEFAULT 0 CHECK (slot >= 0);
