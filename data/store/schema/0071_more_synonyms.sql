-- More ways of writing words that offices use beside those of the lists as shipped. A list in which an office has synonyms of its own, or one of these as a
-- word, is left as it is.
CREATE TEMP TABLE more_synonyms AS WITH known (kind, name, synonyms) AS (VALUES
  ('education', '研究生', '研究生学历、研究生毕业'),
  ('education', '大学本科', '本科、大学、大本、本科学历、大学学历、大学本科学历、本科毕业'),
  ('education', '大学专科', '大专、专科、大专学历、专科学历、大学专科学历'),
  ('education', '中等专科', '中专、中专学历'),
  ('education', '高中', '高中学历'),
  ('education', '初中', '初中学历'),
  ('timing', '大会提案', '大会、大会期间、大会期间提案、会议期间、会议期间提案、全会期间、全会期间提案、会间、会中、会上'),
  ('timing', '平时提案', '平时、闭会期间、闭会期间提案、闭会、闭会提案、会后、会外、日常提案、经常性提案'),
  ('handling', '单办', '独办、单独办理、单独承办、独立办理'),
  ('handling', '分办', '分别办理、分头办理'),
  ('handling', '会办', '主会办、主协办、会同办理、联合办理、共同办理'),
  ('adoption', '采纳', '已采纳、全部采纳、完全采纳'),
  ('adoption', '部分采纳', '已部分采纳'),
  ('adoption', '未采纳', '不采纳、没有采纳'),
  ('proposal_kind', '个人提案', '个人、委员个人提案'),
  ('proposal_kind', '联名提案', '联名、委员联名提案'),
  ('proposal_kind', '党派提案', '党派、民主党派提案'),
  ('proposal_kind', '团体提案', '团体、人民团体提案'),
  ('proposal_kind', '界别提案', '界别'),
  ('proposal_kind', '小组提案', '小组、委员小组提案'),
  ('proposal_kind', '专委会提案', '专委会、专门委员会提案'))
SELECT k.* FROM known k WHERE NOT EXISTS (SELECT 1 FROM dictionary d WHERE d.kind = k.kind AND (d.synonyms <> ''
  OR EXISTS (SELECT 1 FROM known o WHERE o.kind = d.kind AND '、' || o.synonyms || '、' LIKE '%、' || d.name || '、%')));

UPDATE dictionary AS d SET synonyms = k.synonyms FROM more_synonyms k WHERE k.kind = d.kind AND k.name = d.name;

DROP TABLE more_synonyms;
