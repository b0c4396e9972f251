-- Who agreed to put off a reply, and why (延期批准人、延期理由).
ALTER TABLE assignment ADD COLUMN extended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment ADD COLUMN extended_why TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment_past ADD COLUMN extended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE assignment_past ADD COLUMN extended_why TEXT NOT NULL DEFAULT '';

-- How long after it was handed over, and how often, a reply may be put off (domain 5.3 and 6: 最迟 6 个月; 次数、上限).
INSERT INTO deadline_rule (code, name, base, months, days, workdays, roll, source) VALUES
  ('extension', '延期最长', '交办日', 6, 0, 0, 1, '一般 3 个月办结，难的最迟 6 个月；确实特批的，在「延期理由」里写明「特批」和原因');
INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (16, 'proposal.extensions', '1', '提案延期最多次数', '0|1|2|3', '一家单位的一轮办理可以延期几次；最长延到哪天按期限规则「延期最长」');
