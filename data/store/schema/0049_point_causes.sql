-- A promise that was not kept, or an opinion of a proposer who is not satisfied, becomes a point of a letter (转为整改事项) once only. The point outlives it.
ALTER TABLE opinion_point ADD COLUMN promise_id INTEGER REFERENCES promise (id) ON DELETE SET NULL;
ALTER TABLE opinion_point ADD COLUMN feedback_id INTEGER REFERENCES feedback (id) ON DELETE SET NULL;
CREATE UNIQUE INDEX opinion_point_by_promise ON opinion_point (promise_id);
CREATE UNIQUE INDEX opinion_point_by_feedback ON opinion_point (feedback_id);
