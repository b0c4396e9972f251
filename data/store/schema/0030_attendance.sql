-- Who is expected at an activity (通知参会) and who came (出席).
ALTER TABLE activity ADD COLUMN half_days INTEGER NOT NULL DEFAULT 1 CHECK (half_days >= 1);
ALTER TABLE activity ADD COLUMN duty TEXT NOT NULL DEFAULT '必到' CHECK (duty IN ('必到', '自愿'));
ALTER TABLE activity ADD COLUMN guests INTEGER NOT NULL DEFAULT 0 CHECK (guests >= 0); -- who is on no roster

CREATE TABLE attendance (
  id          INTEGER PRIMARY KEY,
  activity_id INTEGER NOT NULL REFERENCES activity (id) ON DELETE CASCADE,
  person_id   INTEGER NOT NULL REFERENCES person (id), -- a member or a supervisor, or both
  state       TEXT NOT NULL DEFAULT '应到' CHECK (state IN ('应到', '到会', '请假待批', '请假', '缺席')),
  came        INTEGER NOT NULL DEFAULT 0 CHECK (came >= 0 AND (came = 0 OR state = '到会')), -- half-days; 0: of one who came, all
  excused     INTEGER NOT NULL DEFAULT 0 CHECK (excused >= 0 AND (excused = 0 OR came > 0)), -- half-days of leave of one who came to the others
  speech      TEXT NOT NULL DEFAULT '' CHECK (speech IN ('', '口头', '书面')),
  note        TEXT NOT NULL DEFAULT '',
  UNIQUE (activity_id, person_id)
) STRICT;
CREATE INDEX attendance_by_person ON attendance (person_id);

INSERT INTO dictionary (kind, code, name, parent, note, sort)
  SELECT 'activity_kind', column1, column1, '', '', column2
  FROM (VALUES ('约访', 6), ('政情通报', 7), ('小组会议', 8), ('培训', 9), ('全会', 10), ('常委会', 11))
  WHERE NOT EXISTS (SELECT 1 FROM dictionary d WHERE d.kind = 'activity_kind' AND (d.name = column1 OR d.code = column1));
UPDATE dictionary SET sort = 99 WHERE kind = 'activity_kind' AND code = '其他' AND sort = 5;

INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (7, 'rate.attendance', '应到减请假', '出席率分母', '应到减请假|应到', '按必到活动的半天数；默认批准的请假不计入分母');
