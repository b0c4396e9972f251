-- Bodies of a term (界别, 专委会, 活动组) have a period of validity: they are added, renamed and ended within a term.
ALTER TABLE sector ADD COLUMN from_on TEXT NOT NULL DEFAULT '';
ALTER TABLE sector ADD COLUMN to_on TEXT NOT NULL DEFAULT '';
ALTER TABLE sector ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE committee ADD COLUMN from_on TEXT NOT NULL DEFAULT '';
ALTER TABLE committee ADD COLUMN to_on TEXT NOT NULL DEFAULT '';
ALTER TABLE committee ADD COLUMN note TEXT NOT NULL DEFAULT '';
ALTER TABLE activity_group ADD COLUMN from_on TEXT NOT NULL DEFAULT '';
ALTER TABLE activity_group ADD COLUMN to_on TEXT NOT NULL DEFAULT '';
ALTER TABLE activity_group ADD COLUMN note TEXT NOT NULL DEFAULT '';

-- The name a body had before it was renamed still finds it.
CREATE TABLE body_name (
  id       INTEGER PRIMARY KEY,
  body     TEXT NOT NULL CHECK (body IN ('sector', 'committee', 'activity_group')),
  body_id  INTEGER NOT NULL,
  name     TEXT NOT NULL CHECK (name <> ''),
  until_on TEXT NOT NULL DEFAULT '',
  UNIQUE (body, body_id, name)
) STRICT;

ALTER TABLE term ADD COLUMN closed_on TEXT NOT NULL DEFAULT '';
ALTER TABLE term ADD COLUMN note TEXT NOT NULL DEFAULT '';

INSERT INTO setting (sort, key, value, label, choice, note) VALUES
  (12, 'group.own_unit', '拒绝', '监督员派驻本单位时', '拒绝|提醒', '回避:拒绝就不能保存;提醒则照存,在监督小组列表和检查结果中标出'),
  (12, 'group.own_unit_reach', '本单位和上下级单位', '回避范围', '本单位|本单位和上下级单位', '本单位含简称、曾用名和并入它的单位;上下级按单位名录中的上级单位');

-- The composition of a closed term is an archive. Proposals and their handling go on, so they are not among these.

CREATE TRIGGER sector_closed_insert BEFORE INSERT ON sector WHEN EXISTS (SELECT 1 FROM term WHERE id = new.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER sector_closed_update BEFORE UPDATE ON sector WHEN EXISTS (SELECT 1 FROM term WHERE id = old.term_id AND closed) OR EXISTS (SELECT 1 FROM term WHERE id = new.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER sector_closed_delete BEFORE DELETE ON sector WHEN EXISTS (SELECT 1 FROM term WHERE id = old.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER committee_closed_insert BEFORE INSERT ON committee WHEN EXISTS (SELECT 1 FROM term WHERE id = new.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER committee_closed_update BEFORE UPDATE ON committee WHEN EXISTS (SELECT 1 FROM term WHERE id = old.term_id AND closed) OR EXISTS (SELECT 1 FROM term WHERE id = new.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER committee_closed_delete BEFORE DELETE ON committee WHEN EXISTS (SELECT 1 FROM term WHERE id = old.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER activity_group_closed_insert BEFORE INSERT ON activity_group WHEN EXISTS (SELECT 1 FROM term WHERE id = new.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER activity_group_closed_update BEFORE UPDATE ON activity_group WHEN EXISTS (SELECT 1 FROM term WHERE id = old.term_id AND closed) OR EXISTS (SELECT 1 FROM term WHERE id = new.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER activity_group_closed_delete BEFORE DELETE ON activity_group WHEN EXISTS (SELECT 1 FROM term WHERE id = old.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER member_closed_insert BEFORE INSERT ON member WHEN EXISTS (SELECT 1 FROM term WHERE id = new.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER member_closed_update BEFORE UPDATE ON member WHEN EXISTS (SELECT 1 FROM term WHERE id = old.term_id AND closed) OR EXISTS (SELECT 1 FROM term WHERE id = new.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER member_closed_delete BEFORE DELETE ON member WHEN EXISTS (SELECT 1 FROM term WHERE id = old.term_id AND closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER member_post_closed_insert BEFORE INSERT ON member_post WHEN EXISTS (SELECT 1 FROM member m JOIN term t ON t.id = m.term_id WHERE m.id = new.member_id AND t.closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER member_post_closed_update BEFORE UPDATE ON member_post WHEN EXISTS (SELECT 1 FROM member m JOIN term t ON t.id = m.term_id WHERE m.id = old.member_id AND t.closed) OR EXISTS (SELECT 1 FROM member m JOIN term t ON t.id = m.term_id WHERE m.id = new.member_id AND t.closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER member_post_closed_delete BEFORE DELETE ON member_post WHEN EXISTS (SELECT 1 FROM member m JOIN term t ON t.id = m.term_id WHERE m.id = old.member_id AND t.closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER member_status_closed_insert BEFORE INSERT ON member_status WHEN EXISTS (SELECT 1 FROM member m JOIN term t ON t.id = m.term_id WHERE m.id = new.member_id AND t.closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER member_status_closed_update BEFORE UPDATE ON member_status WHEN EXISTS (SELECT 1 FROM member m JOIN term t ON t.id = m.term_id WHERE m.id = old.member_id AND t.closed) OR EXISTS (SELECT 1 FROM member m JOIN term t ON t.id = m.term_id WHERE m.id = new.member_id AND t.closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;
CREATE TRIGGER member_status_closed_delete BEFORE DELETE ON member_status WHEN EXISTS (SELECT 1 FROM member m JOIN term t ON t.id = m.term_id WHERE m.id = old.member_id AND t.closed) BEGIN
  SELECT RAISE(ABORT, '这一届已经结束,它的委员、界别、专委会和活动组只能查看;确需更正,请在「届次」中说明理由后重新打开这一届。');
END;

-- Lists of the bodies: who is in them now, and who holds a post there.
CREATE VIEW sector_list AS
SELECT b.id, b.term_id, t.name AS term, t.closed, b.name, '' AS short, b.sort, b.from_on, b.to_on, b.note,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT name FROM body_name WHERE body = 'sector' AND body_id = b.id ORDER BY id) x), '') AS former_names,
       (SELECT count(*) FROM member m WHERE m.sector_id = b.id AND m.deleted_at = '' AND m.status NOT IN (SELECT name FROM dictionary WHERE kind = 'member_status' AND parent = '离任')) AS members,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT p.name || '(' || mp.post || ')' AS name FROM member m JOIN person p ON p.id = m.person_id
                 JOIN member_post mp ON mp.member_id = m.id WHERE m.sector_id = b.id AND mp.scope = '界别' AND mp.post <> '' AND mp.to_on = '' AND m.deleted_at = '' AND m.status NOT IN (SELECT name FROM dictionary WHERE kind = 'member_status' AND parent = '离任') ORDER BY mp.id) x), '') AS officers
FROM sector b JOIN term t ON t.id = b.term_id WHERE b.deleted_at = '';

CREATE VIEW committee_list AS
SELECT b.id, b.term_id, t.name AS term, t.closed, b.name, b.short, b.sort, b.from_on, b.to_on, b.note,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT name FROM body_name WHERE body = 'committee' AND body_id = b.id ORDER BY id) x), '') AS former_names,
       (SELECT count(DISTINCT m.id) FROM member m JOIN member_post mp ON mp.member_id = m.id WHERE mp.committee_id = b.id AND mp.to_on = '' AND m.deleted_at = '' AND m.status NOT IN (SELECT name FROM dictionary WHERE kind = 'member_status' AND parent = '离任')) AS members,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT p.name || '(' || mp.post || ')' AS name FROM member m JOIN person p ON p.id = m.person_id
                 JOIN member_post mp ON mp.member_id = m.id WHERE mp.committee_id = b.id AND mp.post <> '' AND mp.to_on = '' AND m.deleted_at = '' AND m.status NOT IN (SELECT name FROM dictionary WHERE kind = 'member_status' AND parent = '离任') ORDER BY mp.id) x), '') AS officers
FROM committee b JOIN term t ON t.id = b.term_id WHERE b.deleted_at = '';

CREATE VIEW activity_group_list AS
SELECT b.id, b.term_id, t.name AS term, t.closed, b.name, '' AS short, b.sort, b.from_on, b.to_on, b.note,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT name FROM body_name WHERE body = 'activity_group' AND body_id = b.id ORDER BY id) x), '') AS former_names,
       (SELECT count(DISTINCT m.id) FROM member m JOIN member_post mp ON mp.member_id = m.id WHERE mp.activity_group_id = b.id AND mp.to_on = '' AND m.deleted_at = '' AND m.status NOT IN (SELECT name FROM dictionary WHERE kind = 'member_status' AND parent = '离任')) AS members,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT p.name || '(' || mp.post || ')' AS name FROM member m JOIN person p ON p.id = m.person_id
                 JOIN member_post mp ON mp.member_id = m.id WHERE mp.activity_group_id = b.id AND mp.post <> '' AND mp.to_on = '' AND m.deleted_at = '' AND m.status NOT IN (SELECT name FROM dictionary WHERE kind = 'member_status' AND parent = '离任') ORDER BY mp.id) x), '') AS officers
FROM activity_group b JOIN term t ON t.id = b.term_id WHERE b.deleted_at = '';

CREATE VIEW term_list AS
SELECT t.id, t.ordinal, t.name, t.starts_on, t.ends_on, t.closed, t.closed_on, t.note,
       CASE WHEN t.closed THEN '已结束' WHEN t.ordinal = (SELECT max(ordinal) FROM term WHERE NOT closed) THEN '本届' ELSE '未结束' END AS state,
       (SELECT count(*) FROM member m WHERE m.term_id = t.id AND m.deleted_at = '' AND m.status NOT IN (SELECT name FROM dictionary WHERE kind = 'member_status' AND parent = '离任')) AS members,
       (SELECT count(*) FROM sector b WHERE b.term_id = t.id AND b.deleted_at = '') AS sectors,
       (SELECT count(*) FROM committee b WHERE b.term_id = t.id AND b.deleted_at = '') AS committees,
       (SELECT count(*) FROM activity_group b WHERE b.term_id = t.id AND b.deleted_at = '') AS activity_groups,
       (SELECT count(*) FROM session s WHERE s.term_id = t.id) AS sessions,
       (SELECT count(*) FROM proposal p JOIN session s ON s.id = p.session_id WHERE s.term_id = t.id AND p.deleted_at = '') AS proposals
FROM term t;

CREATE VIEW session_list AS
SELECT s.id, s.term_id, t.name AS term, t.ordinal AS term_ordinal, s.ordinal, s.name, s.year, s.opens_on, s.closes_on,
       (SELECT count(*) FROM proposal p WHERE p.session_id = s.id AND p.deleted_at = '') AS proposals
FROM session s JOIN term t ON t.id = s.term_id;

-- Units --------------------------------------------------------------------------------------------------------------
-- A unit that was merged into another (successor_id) is finished; its names find the successor.
CREATE INDEX unit_successor ON unit (successor_id) WHERE successor_id IS NOT NULL;

DROP VIEW unit_list;
CREATE VIEW unit_list AS
SELECT u.id, u.code, u.name, u.short, u.system, u.parent_id, COALESCE(p.name, '') AS parent, u.successor_id, COALESCE(s.name, '') AS successor,
       u.contact, u.phone, u.leader, u.major, u.from_on, u.to_on, u.note,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT name FROM unit_name WHERE unit_id = u.id ORDER BY id) x), '') AS former_names,
       COALESCE((SELECT group_concat(x.line, '、') FROM (SELECT name || CASE WHEN until_on = '' THEN '' ELSE '(至 ' || until_on || ')' END AS line
                 FROM unit_name WHERE unit_id = u.id ORDER BY until_on, id) x), '') AS name_history,
       COALESCE((SELECT group_concat(x.line, '、') FROM (SELECT name || CASE WHEN to_on = '' THEN '' ELSE '(' || to_on || ')' END AS line
                 FROM unit WHERE successor_id = u.id AND deleted_at = '' ORDER BY to_on, id) x), '') AS merged,
       CASE WHEN u.successor_id IS NOT NULL THEN '已并入 ' || s.name WHEN u.to_on <> '' THEN '已撤销' ELSE '' END AS state
FROM unit u
LEFT JOIN unit p ON p.id = u.parent_id
LEFT JOIN unit s ON s.id = u.successor_id
WHERE u.deleted_at = '';

-- Every name a unit goes by, its own and those of the units merged into it. whole is 0 for short names, which begin the
-- names of other units too (县委).
CREATE VIEW unit_call AS
WITH RECURSIVE heir (id, unit_id) AS (
  SELECT id, id FROM unit WHERE deleted_at = ''
  UNION SELECT h.id, u.successor_id FROM heir h JOIN unit u ON u.id = h.unit_id WHERE u.successor_id IS NOT NULL)
SELECT h.unit_id, u.name, 1 AS whole FROM heir h JOIN unit u ON u.id = h.id
UNION SELECT h.unit_id, u.short, 0 FROM heir h JOIN unit u ON u.id = h.id WHERE u.short <> ''
UNION SELECT h.unit_id, n.name, 1 FROM heir h JOIN unit_name n ON n.unit_id = h.id;

-- Supervision groups: members and units are what they are now; who left and what ended is history. --------------------
CREATE VIEW group_now AS
SELECT m.id, m.group_id, m.supervisor_id, m.role, m.from_on, p.id AS person_id, p.name, p.workplace,
       (SELECT min(f.id) FROM group_member f WHERE f.group_id = m.group_id AND f.supervisor_id = m.supervisor_id) AS place -- as he came
FROM group_member m
JOIN supervisor v ON v.id = m.supervisor_id AND v.deleted_at = ''
JOIN person p ON p.id = v.person_id
WHERE m.to_on = '';

-- 回避: members whose workplace is a unit their group is stationed in, or the unit above or below it. A workplace that
-- begins with the whole name of the unit is in it (县教育局基教股); above and below, only the name itself counts.
CREATE VIEW group_own_unit AS
SELECT DISTINCT m.group_id, m.supervisor_id, m.name, m.workplace, u.id AS unit_id, u.name AS unit, r.relation
FROM group_now m
JOIN group_unit gu ON gu.group_id = m.group_id AND gu.to_on = ''
JOIN unit u ON u.id = gu.unit_id
JOIN (SELECT id AS unit_id, id AS other_id, '本单位' AS relation FROM unit
      UNION ALL SELECT id, parent_id, '上级单位' FROM unit WHERE parent_id IS NOT NULL
      UNION ALL SELECT parent_id, id, '下属单位' FROM unit WHERE parent_id IS NOT NULL AND deleted_at = '') r ON r.unit_id = u.id
JOIN unit_call c ON c.unit_id = r.other_id
WHERE m.workplace <> '' AND (m.workplace = c.name OR r.relation = '本单位' AND c.whole AND substr(m.workplace, 1, length(c.name)) = c.name)
AND (r.relation = '本单位' OR (SELECT value FROM setting WHERE key = 'group.own_unit_reach') = '本单位和上下级单位');

DROP VIEW group_list;
CREATE VIEW group_list AS
SELECT g.id, g.year, g.number, g.name, g.committee_id, COALESCE(c.name, '') AS committee, g.focus, g.from_on, g.to_on, g.note,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT u.name FROM group_unit gu JOIN unit u ON u.id = gu.unit_id WHERE gu.group_id = g.id AND gu.to_on = '' ORDER BY gu.id) x), '') AS units,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT name FROM group_now WHERE group_id = g.id AND role = '组长' ORDER BY place) x), '') AS leader,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT name FROM group_now WHERE group_id = g.id AND role = '副组长' ORDER BY place) x), '') AS deputy,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT name FROM group_now WHERE group_id = g.id AND role = '联络员' ORDER BY place) x), '') AS liaison,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT name FROM group_now WHERE group_id = g.id
                 ORDER BY role = '组长' DESC, role = '副组长' DESC, role = '联络员' DESC, place) x), '') AS members,
       (SELECT count(DISTINCT supervisor_id) FROM group_now WHERE group_id = g.id) AS size,
       COALESCE((SELECT group_concat(x.line, char(10)) FROM (
         SELECT m.from_on AS on_date, m.from_on || ' ' || p.name || ' 到组任' || m.role AS line FROM group_member m
           JOIN supervisor v ON v.id = m.supervisor_id JOIN person p ON p.id = v.person_id WHERE m.group_id = g.id AND m.from_on <> ''
         UNION ALL SELECT m.to_on, m.to_on || ' ' || p.name || ' 不再任' || m.role FROM group_member m
           JOIN supervisor v ON v.id = m.supervisor_id JOIN person p ON p.id = v.person_id WHERE m.group_id = g.id AND m.to_on <> ''
         UNION ALL SELECT gu.from_on, gu.from_on || ' 开始派驻 ' || u.name FROM group_unit gu JOIN unit u ON u.id = gu.unit_id WHERE gu.group_id = g.id AND gu.from_on <> ''
         UNION ALL SELECT gu.to_on, gu.to_on || ' 结束派驻 ' || u.name FROM group_unit gu JOIN unit u ON u.id = gu.unit_id WHERE gu.group_id = g.id AND gu.to_on <> ''
         ORDER BY on_date, line) x), '') AS changes,
       COALESCE((SELECT group_concat(x.line, '、') FROM (SELECT DISTINCT name || '的工作单位是' || workplace || ',不宜派驻' || unit AS line FROM group_own_unit WHERE group_id = g.id) x), '') AS warnings
FROM supervision_group g
LEFT JOIN committee c ON c.id = g.committee_id
WHERE g.deleted_at = '';
