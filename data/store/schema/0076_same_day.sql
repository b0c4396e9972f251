-- A reply that was returned may be given again on the day of the return: of that return, whether it was.
ALTER TABLE point_return ADD COLUMN again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1));
ALTER TABLE direct_return ADD COLUMN again INTEGER NOT NULL DEFAULT 0 CHECK (again IN (0, 1));
