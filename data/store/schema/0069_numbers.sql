-- Whose a number on the roster is, looked up for every row that gives one.
CREATE INDEX member_by_number ON member (term_id, lower(number)) WHERE number <> '' AND deleted_at = '';
CREATE INDEX supervisor_by_number ON supervisor (lower(number)) WHERE number <> '' AND deleted_at = '';
