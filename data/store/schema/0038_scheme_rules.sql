-- Schemes of more kinds: indicators under headings and of one name under several, full marks in hundredths, deductions for each case, indicators taken
-- from the records, points that are added up, and a least number of sheets for a grade.
DROP TRIGGER rubric_indicator_kept_update;

CREATE TABLE rubric_indicator_new (
  id        INTEGER PRIMARY KEY,
  rubric_id INTEGER NOT NULL REFERENCES rubric (id) ON DELETE CASCADE,
  heading   TEXT NOT NULL DEFAULT '',
  name      TEXT NOT NULL,
  weight    INTEGER NOT NULL CHECK (weight >= 0),      -- per mille of the total; 0 where points are added up
  marks     INTEGER NOT NULL CHECK (marks >= 0),       -- full marks in hundredths of a point; 0 where cases are deducted
  manner    TEXT NOT NULL DEFAULT '打分' CHECK (manner IN ('打分', '扣分')),
  source    TEXT NOT NULL DEFAULT '',                  -- what of the records gives it, in the words of the program; empty: raters do
  step      INTEGER NOT NULL DEFAULT 0 CHECK (step >= 0), -- hundredths of a point off for a case, or for a percentage point below 100 %
  sort      INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO rubric_indicator_new (id, rubric_id, heading, name, weight, marks, sort)
SELECT i.id, i.rubric_id, COALESCE((SELECT p.name FROM rubric_indicator p WHERE p.id = i.parent_id), ''), i.name, i.weight, i.max_score * 100, i.sort FROM rubric_indicator i
WHERE NOT EXISTS (SELECT 1 FROM rubric_indicator c WHERE c.parent_id = i.id);
DROP TABLE rubric_indicator;
ALTER TABLE rubric_indicator_new RENAME TO rubric_indicator;
CREATE UNIQUE INDEX rubric_indicator_name ON rubric_indicator (rubric_id, heading, name);

CREATE TRIGGER rubric_indicator_kept_update BEFORE UPDATE OF weight, marks, manner, source, step ON rubric_indicator
WHEN (NEW.weight <> OLD.weight OR NEW.marks <> OLD.marks OR NEW.manner <> OLD.manner OR NEW.source <> OLD.source OR NEW.step <> OLD.step)
  AND EXISTS (SELECT 1 FROM score_sheet s JOIN evaluation_target t ON t.id = s.target_id JOIN panel g ON g.id = t.panel_id JOIN evaluation e ON e.id = g.evaluation_id WHERE e.rubric_id = OLD.rubric_id)
BEGIN SELECT RAISE(ABORT, '已有评分表用着这个方案，指标的权重和满分不能再改或撤销；请复制成新的方案。'); END;

ALTER TABLE rubric ADD COLUMN summing TEXT NOT NULL DEFAULT '按权重' CHECK (summing IN ('按权重', '分值相加'));
ALTER TABLE rubric ADD COLUMN least_sheets INTEGER NOT NULL DEFAULT 0 CHECK (least_sheets >= 0); -- that must count for a grade

ALTER TABLE evaluation_target ADD COLUMN class TEXT NOT NULL DEFAULT ''; -- ranks are within it

INSERT INTO rubric (name, summing, note)
SELECT s.name, s.summing, s.note FROM (
  SELECT 1 AS place, '120 分制承办单位考核' AS name, '分值相加' AS summing, '组织领导 10、工作程序 25（面商率 100% 得 5，每低 1 个百分点扣 1）；原文其余 85 分不详，请复制后按本地办法分设；机构制度缺一项扣 0.25，自评材料缺一项扣 1.5；等次为占位，用前请核定' AS note
  UNION ALL SELECT 2, '扣分制（宝鸡）', '按权重', '从 100 分扣起，扣完为止：有条件解决未及时解决每件 3 分，暂不能解决又无计划每件 2 分，答复空洞无针对性每件 1 分，反馈不满意每件 0.2 分（取自提案记录）；等次分数线为占位，县区与部门分开排名，主席会议审定'
  UNION ALL SELECT 3, '目标考核小分值（凤阳，2 分）', '分值相加', '领导制度 0.4、时限 0.4、质量 0.6、协作 0.4；原文其余 0.2 分不详，请复制后按本地办法改'
  UNION ALL SELECT 4, '单件百分制（按期取自提案记录）', '按权重', '办理速度 20：本件按期答复满分，超期 0，取自提案记录；答复质量 50、办理结果 30；没有规定等次'
  UNION ALL SELECT 5, '办理评价票（单位平均分）', '按权重', '每张票对一件提案的办理打总评分，单位得分为各票的平均，与先后无关；满意 ≥ 85，基本满意 60–84，不满意 < 60'
) s WHERE NOT EXISTS (SELECT 1 FROM rubric b WHERE b.name = s.name) ORDER BY s.place;

INSERT INTO rubric_indicator (rubric_id, sort, heading, name, weight, marks, manner, source, step)
SELECT b.id, s.sort, s.heading, s.item, s.weight, s.marks, s.manner, s.source, s.step FROM rubric b JOIN (
  SELECT '120 分制承办单位考核' AS name, 1 AS sort, '' AS heading, '组织领导' AS item, 0 AS weight, 1000 AS marks, '打分' AS manner, '' AS source, 0 AS step
  UNION ALL SELECT '120 分制承办单位考核', 2, '工作程序', '面商率', 0, 500, '打分', '单位面商率', 100
  UNION ALL SELECT '120 分制承办单位考核', 3, '工作程序', '其他程序', 0, 2000, '打分', '', 0
  UNION ALL SELECT '120 分制承办单位考核', 4, '', '其余（按本地办法分设）', 0, 8500, '打分', '', 0
  UNION ALL SELECT '120 分制承办单位考核', 5, '', '机构制度缺项', 0, 0, '扣分', '', 25
  UNION ALL SELECT '120 分制承办单位考核', 6, '', '自评材料缺项', 0, 0, '扣分', '', 150
  UNION ALL SELECT '扣分制（宝鸡）', 1, '', '有条件解决未及时解决', 0, 0, '扣分', '', 300
  UNION ALL SELECT '扣分制（宝鸡）', 2, '', '暂不能解决又无计划', 0, 0, '扣分', '', 200
  UNION ALL SELECT '扣分制（宝鸡）', 3, '', '答复空洞无针对性', 0, 0, '扣分', '', 100
  UNION ALL SELECT '扣分制（宝鸡）', 4, '', '反馈不满意', 0, 0, '扣分', '单位不满意件数', 20
  UNION ALL SELECT '目标考核小分值（凤阳，2 分）', 1, '', '领导制度', 0, 40, '打分', '', 0
  UNION ALL SELECT '目标考核小分值（凤阳，2 分）', 2, '', '时限', 0, 40, '打分', '', 0
  UNION ALL SELECT '目标考核小分值（凤阳，2 分）', 3, '', '质量', 0, 60, '打分', '', 0
  UNION ALL SELECT '目标考核小分值（凤阳，2 分）', 4, '', '协作', 0, 40, '打分', '', 0
  UNION ALL SELECT '目标考核小分值（凤阳，2 分）', 5, '', '其余（按本地办法）', 0, 20, '打分', '', 0
  UNION ALL SELECT '单件百分制（按期取自提案记录）', 1, '', '办理速度', 200, 2000, '打分', '本件按期答复', 0
  UNION ALL SELECT '单件百分制（按期取自提案记录）', 2, '', '答复质量', 500, 5000, '打分', '', 0
  UNION ALL SELECT '单件百分制（按期取自提案记录）', 3, '', '办理结果', 300, 3000, '打分', '', 0
  UNION ALL SELECT '办理评价票（单位平均分）', 1, '', '总评', 1000, 10000, '打分', '', 0
) s ON s.name = b.name WHERE NOT EXISTS (SELECT 1 FROM rubric_indicator i WHERE i.rubric_id = b.id) ORDER BY b.id, s.sort;

INSERT INTO rubric_grade (rubric_id, name, lower)
SELECT b.id, s.grade, s.lower FROM rubric b JOIN (
  SELECT '120 分制承办单位考核' AS name, '优秀' AS grade, 10800 AS lower
  UNION ALL SELECT '120 分制承办单位考核', '良好', 9000
  UNION ALL SELECT '120 分制承办单位考核', '一般', 7200
  UNION ALL SELECT '120 分制承办单位考核', '较差', 0
  UNION ALL SELECT '扣分制（宝鸡）', '优秀', 9000
  UNION ALL SELECT '扣分制（宝鸡）', '良好', 7500
  UNION ALL SELECT '扣分制（宝鸡）', '一般', 6000
  UNION ALL SELECT '扣分制（宝鸡）', '较差', 0
  UNION ALL SELECT '办理评价票（单位平均分）', '满意', 8500
  UNION ALL SELECT '办理评价票（单位平均分）', '基本满意', 6000
  UNION ALL SELECT '办理评价票（单位平均分）', '不满意', 0
) s ON s.name = b.name WHERE NOT EXISTS (SELECT 1 FROM rubric_grade g WHERE g.rubric_id = b.id) ORDER BY b.id, s.lower DESC;
