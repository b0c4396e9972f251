-- Schemes the program came with have full-width brackets like all texts, and so have versions made of them. One that the office renamed keeps its name.
UPDATE rubric SET name = replace(replace(name, '(两级百分制)', '（两级百分制）'), '(延边州)', '（延边州）')
WHERE (name IN ('提案办理质量评分表(两级百分制)', '双向评议三等次(延边州)')
    OR name GLOB '提案办理质量评分表(两级百分制)（第 [0-9]* 版）' OR name GLOB '双向评议三等次(延边州)（第 [0-9]* 版）')
  AND replace(replace(name, '(两级百分制)', '（两级百分制）'), '(延边州)', '（延边州）') NOT IN (SELECT name FROM rubric);
UPDATE rubric SET name = replace(name, '(海南省 2002)', '（海南省 2002）')
WHERE (name = '单件百分制(海南省 2002)' OR name GLOB '单件百分制(海南省 2002)（第 [0-9]* 版）')
  AND replace(name, '(海南省 2002)', '（海南省 2002）') NOT IN (SELECT name FROM rubric);
