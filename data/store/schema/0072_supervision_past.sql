-- Each 批准延期 of a point with its day, who approved it and why: another one once overwrote the one before, and days before it changed.
ALTER TABLE opinion_point ADD COLUMN extended_by TEXT NOT NULL DEFAULT '';
ALTER TABLE opinion_point ADD COLUMN extended_why TEXT NOT NULL DEFAULT '';
CREATE TABLE point_extension (
  id           INTEGER PRIMARY KEY,
  point_id     INTEGER NOT NULL REFERENCES opinion_point (id) ON DELETE CASCADE,
  extended_to  TEXT NOT NULL,
  extended_on  TEXT NOT NULL,
  extended_by  TEXT NOT NULL DEFAULT '',
  extended_why TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX point_extension_by_point ON point_extension (point_id);
INSERT INTO point_extension (point_id, extended_to, extended_on) SELECT id, extended_to, extended_on FROM opinion_point WHERE extended_to <> '' ORDER BY id;
-- Who accepted what was put right, and what of a point was accepted and looked at again before it was returned.
ALTER TABLE opinion_point ADD COLUMN accepted_by TEXT NOT NULL DEFAULT '';
ALTER TABLE point_return ADD COLUMN accepted_on TEXT NOT NULL DEFAULT '';
ALTER TABLE point_return ADD COLUMN accepted_by TEXT NOT NULL DEFAULT '';
ALTER TABLE point_return ADD COLUMN looked_on TEXT NOT NULL DEFAULT '';
UPDATE point_return SET accepted_on = (SELECT CASE WHEN x.accepted_on BETWEEN point_return.replied_on AND point_return.returned_on THEN x.accepted_on ELSE '' END FROM opinion_point x WHERE x.id = point_id),
  looked_on = (SELECT CASE WHEN x.looked_on BETWEEN point_return.replied_on AND point_return.returned_on THEN x.looked_on ELSE '' END FROM opinion_point x WHERE x.id = point_id);
-- When an item of the 直通车 was refused, and as what it had been sorted before.
ALTER TABLE direct_item ADD COLUMN declined_on TEXT NOT NULL DEFAULT '';
ALTER TABLE direct_item ADD COLUMN sorted_class TEXT NOT NULL DEFAULT '';
UPDATE direct_item SET declined_on = triaged_on WHERE decline_why <> '';
