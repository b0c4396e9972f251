-- Who made a suggestion, and what the office expects of groups in a quarter and of supervisors in a year.
ALTER TABLE visit_finding ADD COLUMN supervisor_id INTEGER REFERENCES supervisor (id);
CREATE INDEX visit_finding_by_supervisor ON visit_finding (supervisor_id);

INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (12, 'group.visits_quarter', '1', '监督小组每季度最低活动次数', '0|1|2|3|4|5|6', '派驻了半个季度以上的才算；写 0 不要求'),
  (12, 'group.findings_year', '4', '监督员每年最低建议条数', '0|1|2|3|4|5|6|8|10', '写明提出人的问题建议和直通车事项；写 0 不要求');
