-- Which time of a day a draft was sent: one returned can be sent again on the same day (答复送审).
ALTER TABLE reply_draft ADD COLUMN turn INTEGER NOT NULL DEFAULT 1 CHECK (turn >= 1);
