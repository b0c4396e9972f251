-- Three more schemes that offices publish: 万众评公务 (five items, four grades), the proposals' half of 双向评议 (泾县, graded as in 延边州) and
-- 绩效公众评价 20/20/20/40. A scheme of the office's own with the name stays as it is.
INSERT INTO rubric (name, note)
SELECT s.name, s.note FROM (
  SELECT 1 AS place, '五项均值四等次（万众评公务）' AS name, '机关作风、服务质量、依法行政、办事效率、廉政状况各 100 分，取平均；先定等再舍入' AS note
  UNION ALL SELECT 2, '双向评议：提案质量（泾县）', '提案质量四项：选题、内容、格式、效益；等次同延边州'
  UNION ALL SELECT 3, '绩效公众评价（20/20/20/40）', '态度 20、能力 20、效率 20、效果 40，按满分打分；没有规定等次'
) s WHERE NOT EXISTS (SELECT 1 FROM rubric b WHERE b.name = s.name) ORDER BY s.place;

INSERT INTO rubric_indicator (rubric_id, name, weight, max_score, sort)
SELECT b.id, s.item, s.weight, s.most, s.sort FROM rubric b JOIN (
  SELECT '五项均值四等次（万众评公务）' AS name, '机关作风' AS item, 200 AS weight, 100 AS most, 1 AS sort
  UNION ALL SELECT '五项均值四等次（万众评公务）', '服务质量', 200, 100, 2
  UNION ALL SELECT '五项均值四等次（万众评公务）', '依法行政', 200, 100, 3
  UNION ALL SELECT '五项均值四等次（万众评公务）', '办事效率', 200, 100, 4
  UNION ALL SELECT '五项均值四等次（万众评公务）', '廉政状况', 200, 100, 5
  UNION ALL SELECT '双向评议：提案质量（泾县）', '选题', 250, 100, 1
  UNION ALL SELECT '双向评议：提案质量（泾县）', '内容', 250, 100, 2
  UNION ALL SELECT '双向评议：提案质量（泾县）', '格式', 250, 100, 3
  UNION ALL SELECT '双向评议：提案质量（泾县）', '效益', 250, 100, 4
  UNION ALL SELECT '绩效公众评价（20/20/20/40）', '态度', 200, 20, 1
  UNION ALL SELECT '绩效公众评价（20/20/20/40）', '能力', 200, 20, 2
  UNION ALL SELECT '绩效公众评价（20/20/20/40）', '效率', 200, 20, 3
  UNION ALL SELECT '绩效公众评价（20/20/20/40）', '效果', 400, 40, 4
) s ON s.name = b.name WHERE NOT EXISTS (SELECT 1 FROM rubric_indicator i WHERE i.rubric_id = b.id) ORDER BY b.id, s.sort;

INSERT INTO rubric_grade (rubric_id, name, lower)
SELECT b.id, s.grade, s.lower FROM rubric b JOIN (
  SELECT '五项均值四等次（万众评公务）' AS name, '满意' AS grade, 8500 AS lower
  UNION ALL SELECT '五项均值四等次（万众评公务）', '比较满意', 7500
  UNION ALL SELECT '五项均值四等次（万众评公务）', '基本满意', 6000
  UNION ALL SELECT '五项均值四等次（万众评公务）', '不满意', 0
  UNION ALL SELECT '双向评议：提案质量（泾县）', '优秀', 9000
  UNION ALL SELECT '双向评议：提案质量（泾县）', '良好', 7500
  UNION ALL SELECT '双向评议：提案质量（泾县）', '一般', 6000
  UNION ALL SELECT '双向评议：提案质量（泾县）', '较差', 0
) s ON s.name = b.name WHERE NOT EXISTS (SELECT 1 FROM rubric_grade g WHERE g.rubric_id = b.id) ORDER BY b.id, s.lower DESC;
