-- The yearly rating of groups and supervisors (年度考评): what counts how much is the office's, its own grade stands before the reckoned one.
CREATE TABLE review_rule (
  id      INTEGER PRIMARY KEY,
  subject TEXT NOT NULL CHECK (subject IN ('小组', '监督员')),
  code    TEXT NOT NULL,                       -- what is counted, known to the program
  name    TEXT NOT NULL CHECK (name <> ''),
  each    INTEGER NOT NULL CHECK (each >= 0),  -- points for one
  most    INTEGER NOT NULL CHECK (most >= 0),  -- points at most
  source  TEXT NOT NULL DEFAULT '',
  UNIQUE (subject, code)
) STRICT;
INSERT INTO review_rule (subject, code, name, each, most, source) VALUES
  ('小组', 'visits', '监督活动次数', 5, 20, '每次'),
  ('小组', 'quarters', '达到最低次数的季度', 5, 15, '每个季度'),
  ('小组', 'findings', '问题建议条数', 4, 20, '每条'),
  ('小组', 'adopted', '采纳的问题建议', 4, 20, '每条'),
  ('小组', 'report', '年度报告', 10, 10, '填了年度报告日期'),
  ('小组', 'satisfied', '单位评价满意', 15, 15, ''),
  ('小组', 'mostly', '单位评价基本满意', 8, 8, ''),
  ('监督员', 'visits', '参加监督活动', 15, 45, '每次'),
  ('监督员', 'findings', '提出的问题建议', 10, 40, '每条；写明提出人的'),
  ('监督员', 'directs', '直通车事项', 10, 15, '每件');

ALTER TABLE supervision_group ADD COLUMN report_on TEXT NOT NULL DEFAULT '';    -- its report of the year was handed in
ALTER TABLE supervision_group ADD COLUMN unit_opinion TEXT NOT NULL DEFAULT '' CHECK (unit_opinion IN ('', '满意', '基本满意', '不满意'));
ALTER TABLE supervision_group ADD COLUMN grade TEXT NOT NULL DEFAULT '' CHECK (grade IN ('', '优秀', '称职', '不称职'));
ALTER TABLE supervision_group ADD COLUMN grade_why TEXT NOT NULL DEFAULT '';
ALTER TABLE supervision_group ADD COLUMN graded_on TEXT NOT NULL DEFAULT '';

CREATE TABLE supervisor_review (
  id            INTEGER PRIMARY KEY,
  year          INTEGER NOT NULL CHECK (year BETWEEN 1949 AND 2199),
  supervisor_id INTEGER NOT NULL REFERENCES supervisor (id),
  grade         TEXT NOT NULL CHECK (grade IN ('优秀', '称职', '不称职')),
  grade_why     TEXT NOT NULL CHECK (grade_why <> ''),
  graded_on     TEXT NOT NULL CHECK (graded_on <> ''),
  UNIQUE (supervisor_id, year)
) STRICT;
CREATE INDEX supervisor_review_by_year ON supervisor_review (year);

INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (12, 'group.excellent', '85', '年度考评优秀分数线', '75|80|85|90|95', '小组和监督员相同；满分 100'),
  (12, 'group.competent', '60', '年度考评称职分数线', '50|60|70', '低于这条线的是不称职');
