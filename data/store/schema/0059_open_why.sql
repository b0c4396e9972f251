-- Why a proposal is not to be published (不公开原由).
ALTER TABLE proposal ADD COLUMN open_why TEXT NOT NULL DEFAULT '';
