-- Meetings of activity groups had two names: 小组会议 as a kind of activity, 活动组会议 in the plan and the figures. They have the latter; the other is a way
-- of writing it.
UPDATE activity SET kind = '活动组会议' WHERE kind = '小组会议';
UPDATE plan_item SET kind = '活动组会议' WHERE kind = '小组会议';
UPDATE dictionary SET code = '活动组会议', name = '活动组会议', synonyms = CASE synonyms WHEN '' THEN '小组会议' ELSE synonyms || '、小组会议' END
  WHERE kind = 'activity_kind' AND name = '小组会议' AND NOT EXISTS (SELECT 1 FROM dictionary d WHERE d.kind = 'activity_kind' AND '活动组会议' IN (d.name, d.code));
DELETE FROM dictionary WHERE kind = 'activity_kind' AND name = '小组会议';
