-- Points of letters come of activities too: what was raised at a meeting, a study, an inspection (会议活动).
ALTER TABLE opinion_point ADD COLUMN activity_id INTEGER REFERENCES activity (id);
CREATE INDEX opinion_point_by_activity ON opinion_point (activity_id);
