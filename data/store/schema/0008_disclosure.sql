-- Every time somebody asked to see what is masked; who and when stand in the journal.
CREATE TABLE disclosure (
  id      INTEGER PRIMARY KEY,
  kind    TEXT NOT NULL,                          -- kind of record: members
  row_id  INTEGER NOT NULL DEFAULT 0,             -- 0: a list or a workbook of them
  fields  TEXT NOT NULL DEFAULT '',               -- what was shown: 身份证号、手机
  purpose TEXT NOT NULL DEFAULT ''                -- 查看, 导出通讯录
) STRICT;

-- A lunar birthday may lie in a leap month, which a date alone cannot say.
ALTER TABLE person ADD COLUMN birth_leap INTEGER NOT NULL DEFAULT 0;

-- What a status means for a member is the dictionary's to say: whoever has one of 离任 is no longer a member.
UPDATE dictionary SET parent = '离任' WHERE kind = 'member_status' AND code IN ('辞去', '撤销资格', '调离', '去世');
UPDATE dictionary SET parent = '增补' WHERE kind = 'member_status' AND code = '届中增补';
INSERT INTO dictionary (kind, code, name, parent, note, sort) VALUES
  ('member_status', '届满', '届满', '离任', '', 8),
  ('cppcc_post', '特邀监督员', '特邀监督员', '', '', 11),
  ('gender', '男', '男', '', '', 1),
  ('gender', '女', '女', '', '', 2),
  ('in_system', '体制内', '体制内', '', '', 1),
  ('in_system', '体制外', '体制外', '', '', 2);

-- One row per engagement (聘期) of a supervisor; supervisor.from_on and to_on repeat the last one.
CREATE TABLE engagement (
  id            INTEGER PRIMARY KEY,
  supervisor_id INTEGER NOT NULL REFERENCES supervisor (id) ON DELETE CASCADE,
  from_on       TEXT NOT NULL DEFAULT '',
  to_on         TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX engagement_supervisor ON engagement (supervisor_id);
INSERT INTO engagement (supervisor_id, from_on, to_on) SELECT id, from_on, to_on FROM supervisor WHERE from_on <> '' OR to_on <> '';

-- What stands beside a member, gathered in one pass over his posts and one over his changes of status. Posts that have
-- ended stand in the history only, but those that ended because he left are what he is known by. Both give a row for every member, so that a question about one member is answered from
-- his rows alone.
CREATE VIEW member_posts AS
SELECT m.id AS member_id,
       COALESCE(group_concat(CASE WHEN x.scope = '政协' AND x.to_on IN ('', m.left_on) THEN x.post END, '、'), '') AS posts,
       COALESCE(group_concat(CASE WHEN x.scope = '界别' AND x.to_on IN ('', m.left_on) THEN x.post END, '、'), '') AS sector_post,
       COALESCE(group_concat(CASE WHEN x.scope = '专委会' AND x.to_on IN ('', m.left_on) THEN c.name END, '、'), '') AS committees,
       COALESCE(rtrim(group_concat(CASE WHEN x.scope = '专委会' AND x.to_on IN ('', m.left_on) THEN x.post END, '、'), '、'), '') AS committee_posts,
       COALESCE(group_concat(CASE WHEN x.scope = '活动组' AND x.to_on IN ('', m.left_on) THEN g.name END, '、'), '') AS activity_groups,
       COALESCE(rtrim(group_concat(CASE WHEN x.scope = '活动组' AND x.to_on IN ('', m.left_on) THEN x.post END, '、'), '、'), '') AS activity_group_posts,
       COALESCE(group_concat(CASE WHEN x.from_on <> '' OR x.to_on <> '' THEN rtrim(
         CASE WHEN x.from_on = '' THEN '' ELSE x.from_on || ' ' END || CASE WHEN x.to_on = '' THEN '起' ELSE '至 ' || x.to_on END || ' '
         || x.scope || ' ' || COALESCE(c.name || ' ', g.name || ' ', '') || x.post) END, char(10)), '') AS post_history
FROM member m
LEFT JOIN member_post x ON x.member_id = m.id
LEFT JOIN committee c ON c.id = x.committee_id
LEFT JOIN activity_group g ON g.id = x.activity_group_id
GROUP BY m.id;

CREATE VIEW member_changes AS
SELECT m.id AS member_id, max(x.id), COALESCE(x.on_date, '') AS status_on, COALESCE(x.reason, '') AS status_reason,
       COALESCE(group_concat(CASE WHEN x.on_date = '' THEN '' ELSE x.on_date || ' ' END || x.status || CASE WHEN x.reason = '' THEN '' ELSE ' ' || x.reason END, char(10)), '') AS status_history
FROM member m
LEFT JOIN member_status x ON x.member_id = m.id
GROUP BY m.id;

DROP VIEW member_list;
CREATE VIEW member_list AS
SELECT m.id, m.person_id, m.term_id, t.ordinal AS term_ordinal, t.name AS term_name, m.number, m.status, m.joined_on, m.left_on, m.terms_served, m.note,
       m.sector_id, COALESCE(s.name, '') AS sector, COALESCE(s.sort, 0) AS sector_sort,
       p.name, p.gender, p.ethnicity, p.birth_on, p.birth_lunar, p.birth_leap, p.native_place, p.education, p.degree, p.title, p.political, p.religion,
       p.compatriot, p.workplace, p.job, p.org_kind, p.in_system, p.id_number, p.mobile, p.office_phone, p.home_phone, p.email, p.address,
       p.postcode, p.secretary, p.social_posts, p.honors, p.photo,
       h.posts, h.sector_post, h.committees, h.committee_posts, h.activity_groups, h.activity_group_posts, h.post_history,
       k.status_on, k.status_reason, k.status_history
FROM member_posts h -- first, in the order of its rows: everything else is then found by its key
CROSS JOIN member m ON m.id = h.member_id
JOIN person p ON p.id = m.person_id
JOIN term t ON t.id = m.term_id
JOIN member_changes k ON k.member_id = m.id
LEFT JOIN sector s ON s.id = m.sector_id
WHERE m.deleted_at = '' AND p.deleted_at = '';

DROP VIEW supervisor_list;
CREATE VIEW supervisor_list AS
SELECT v.id, v.person_id, v.number, v.recommended_by, v.from_on, v.to_on, v.note,
       p.name, p.gender, p.birth_on, p.birth_lunar, p.birth_leap, p.political, p.workplace, p.job, p.mobile, p.id_number,
       COALESCE(gm.group_id, 0) AS group_id, COALESCE(g.number, 0) AS group_number, COALESCE(g.year, 0) AS group_year, COALESCE(gm.role, '') AS role,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT u.name FROM group_unit gu JOIN unit u ON u.id = gu.unit_id
                 WHERE gu.group_id = gm.group_id AND gu.to_on = '' ORDER BY gu.id) x), '') AS units,
       COALESCE((SELECT group_concat(x.line, char(10)) FROM (SELECT CASE WHEN from_on = '' THEN '' ELSE from_on || ' ' END || CASE WHEN to_on = '' THEN '起' ELSE '至 ' || to_on END AS line
                 FROM engagement WHERE supervisor_id = v.id ORDER BY from_on, id) x), '') AS engagements,
       COALESCE((SELECT t.name || COALESCE(' ' || s.name, '') FROM member m JOIN term t ON t.id = m.term_id LEFT JOIN sector s ON s.id = m.sector_id
                 WHERE m.person_id = v.person_id AND m.deleted_at = '' ORDER BY t.ordinal DESC LIMIT 1), '') AS member_of
FROM supervisor v
JOIN person p ON p.id = v.person_id
LEFT JOIN group_member gm ON gm.id = (SELECT x.id FROM group_member x JOIN supervision_group y ON y.id = x.group_id
                                      WHERE x.supervisor_id = v.id AND x.to_on = '' AND y.deleted_at = '' ORDER BY y.year DESC, x.from_on DESC, x.id LIMIT 1)
LEFT JOIN supervision_group g ON g.id = gm.group_id
WHERE v.deleted_at = '' AND p.deleted_at = '';
