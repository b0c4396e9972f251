-- What was said when a proposal was concluded before: it once became the opinion on what it was concluded as next.
ALTER TABLE review_past ADD COLUMN opinion TEXT NOT NULL DEFAULT '';
