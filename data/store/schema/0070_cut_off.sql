-- Until when a session takes proposals (提案截止), to the minute, and at what time of its day one came in (收到时刻): what comes in later is 平时提案.
ALTER TABLE session ADD COLUMN cut_off TEXT NOT NULL DEFAULT '';
ALTER TABLE proposal ADD COLUMN received_at TEXT NOT NULL DEFAULT '';
