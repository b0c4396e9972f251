CREATE INDEX visit_by_group ON visit (group_id);
