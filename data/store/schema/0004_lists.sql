-- What the lists show: one row per record with everything beside it, so no list asks row by row.

CREATE VIEW member_list AS
SELECT m.id, m.person_id, m.term_id, t.ordinal AS term_ordinal, t.name AS term_name, m.number, m.status, m.joined_on, m.left_on, m.terms_served, m.note,
       m.sector_id, COALESCE(s.name, '') AS sector, COALESCE(s.sort, 0) AS sector_sort,
       p.name, p.gender, p.ethnicity, p.birth_on, p.birth_lunar, p.native_place, p.education, p.degree, p.title, p.political, p.religion,
       p.compatriot, p.workplace, p.job, p.org_kind, p.in_system, p.id_number, p.mobile, p.office_phone, p.home_phone, p.email, p.address,
       p.postcode, p.secretary, p.social_posts, p.honors, p.photo,
       COALESCE((SELECT group_concat(x.post, '、') FROM (SELECT post FROM member_post WHERE member_id = m.id AND scope = '政协' ORDER BY id) x), '') AS posts,
       COALESCE((SELECT group_concat(x.post, '、') FROM (SELECT post FROM member_post WHERE member_id = m.id AND scope = '界别' ORDER BY id) x), '') AS sector_post,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT c.name FROM member_post mp JOIN committee c ON c.id = mp.committee_id
                 WHERE mp.member_id = m.id AND mp.scope = '专委会' ORDER BY mp.id) x), '') AS committees,
       COALESCE((SELECT group_concat(x.post, '、') FROM (SELECT post FROM member_post WHERE member_id = m.id AND scope = '专委会' ORDER BY id) x), '') AS committee_posts,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT g.name FROM member_post mp JOIN activity_group g ON g.id = mp.activity_group_id
                 WHERE mp.member_id = m.id AND mp.scope = '活动组' ORDER BY mp.id) x), '') AS activity_groups,
       COALESCE((SELECT group_concat(x.post, '、') FROM (SELECT post FROM member_post WHERE member_id = m.id AND scope = '活动组' ORDER BY id) x), '') AS activity_group_posts
FROM member m
JOIN person p ON p.id = m.person_id
JOIN term t ON t.id = m.term_id
LEFT JOIN sector s ON s.id = m.sector_id
WHERE m.deleted_at = '' AND p.deleted_at = '';

CREATE VIEW unit_list AS
SELECT u.id, u.code, u.name, u.short, u.system, u.parent_id, COALESCE(p.name, '') AS parent, u.successor_id, COALESCE(s.name, '') AS successor,
       u.contact, u.phone, u.leader, u.major, u.from_on, u.to_on, u.note,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT name FROM unit_name WHERE unit_id = u.id ORDER BY id) x), '') AS former_names
FROM unit u
LEFT JOIN unit p ON p.id = u.parent_id
LEFT JOIN unit s ON s.id = u.successor_id
WHERE u.deleted_at = '';

CREATE VIEW supervisor_list AS
SELECT v.id, v.person_id, v.number, v.recommended_by, v.from_on, v.to_on, v.note,
       p.name, p.gender, p.birth_on, p.political, p.workplace, p.job, p.mobile, p.id_number,
       COALESCE(gm.group_id, 0) AS group_id, COALESCE(g.number, 0) AS group_number, COALESCE(g.year, 0) AS group_year, COALESCE(gm.role, '') AS role,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT u.name FROM group_unit gu JOIN unit u ON u.id = gu.unit_id
                 WHERE gu.group_id = gm.group_id ORDER BY gu.id) x), '') AS units
FROM supervisor v
JOIN person p ON p.id = v.person_id
LEFT JOIN group_member gm ON gm.id = (SELECT x.id FROM group_member x JOIN supervision_group y ON y.id = x.group_id
                                      WHERE x.supervisor_id = v.id AND y.deleted_at = '' ORDER BY y.year DESC, x.to_on = '' DESC, x.from_on DESC, x.id LIMIT 1)
LEFT JOIN supervision_group g ON g.id = gm.group_id
WHERE v.deleted_at = '' AND p.deleted_at = '';

CREATE VIEW group_list AS
SELECT g.id, g.year, g.number, g.name, g.committee_id, COALESCE(c.name, '') AS committee, g.focus, g.from_on, g.to_on, g.note,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT u.name FROM group_unit gu JOIN unit u ON u.id = gu.unit_id WHERE gu.group_id = g.id ORDER BY gu.id) x), '') AS units,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT p.name FROM group_member m JOIN supervisor v ON v.id = m.supervisor_id JOIN person p ON p.id = v.person_id
                 WHERE m.group_id = g.id AND m.role = '组长' AND v.deleted_at = '' ORDER BY m.id) x), '') AS leader,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT p.name FROM group_member m JOIN supervisor v ON v.id = m.supervisor_id JOIN person p ON p.id = v.person_id
                 WHERE m.group_id = g.id AND m.role = '副组长' AND v.deleted_at = '' ORDER BY m.id) x), '') AS deputy,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT p.name FROM group_member m JOIN supervisor v ON v.id = m.supervisor_id JOIN person p ON p.id = v.person_id
                 WHERE m.group_id = g.id AND m.role = '联络员' AND v.deleted_at = '' ORDER BY m.id) x), '') AS liaison,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT p.name FROM group_member m JOIN supervisor v ON v.id = m.supervisor_id JOIN person p ON p.id = v.person_id
                 WHERE m.group_id = g.id AND v.deleted_at = '' ORDER BY m.role = '组长' DESC, m.role = '副组长' DESC, m.role = '联络员' DESC, m.id) x), '') AS members,
       (SELECT count(DISTINCT m.supervisor_id) FROM group_member m JOIN supervisor v ON v.id = m.supervisor_id WHERE m.group_id = g.id AND v.deleted_at = '') AS size
FROM supervision_group g
LEFT JOIN committee c ON c.id = g.committee_id
WHERE g.deleted_at = '';

-- The state of each answering assignment (主办 or 分办; a co-unit answers to the lead, not to the proposer).
CREATE VIEW answering AS
SELECT a.id, a.proposal_id, a.unit_id, a.round, a.role, a.assigned_on,
       CASE WHEN a.extended_to <> '' THEN a.extended_to ELSE a.due_on END AS due_on, a.due_rule,
       COALESCE(r.replied_on, '') AS replied_on, COALESCE(r.result_class, '') AS result_class, COALESCE(r.doc_number, '') AS doc_number
FROM assignment a
LEFT JOIN reply r ON r.assignment_id = a.id
WHERE a.role IN ('主办', '分办') AND a.returned_on = '';

CREATE VIEW proposal_list AS
SELECT p.id, p.session_id, s.year, s.term_id, s.name AS session_name, t.ordinal AS term_ordinal, s.ordinal AS session_ordinal, t.name AS term_name,
       p.serial, COALESCE(p.number, 0) AS number, p.title, p.kind, CASE WHEN p.kind IN ('个人提案', '联名提案') THEN '委员提案' ELSE '集体提案' END AS class,
       p.timing, p.received_on, p.category, COALESCE(d.parent, '') AS field, p.open, p.suggested_units, p.status, p.conclusion, p.reviewed_on, p.destination, p.handling,
       p.excellent, p.note, COALESCE(p.merged_into, 0) AS merged_into, COALESCE(root.number, 0) AS merged_number,
       COALESCE((SELECT group_concat(x.reason, '、') FROM (SELECT reason FROM proposal_refusal WHERE proposal_id = p.id ORDER BY id) x), '') AS reasons,
       COALESCE((SELECT name FROM proposal_proposer WHERE proposal_id = p.id ORDER BY ordinal LIMIT 1), '') AS proposer,
       (SELECT count(*) FROM proposal_proposer WHERE proposal_id = p.id AND role <> '附议') AS proposer_count,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT name FROM proposal_proposer WHERE proposal_id = p.id ORDER BY ordinal) x), '') AS proposers,
       COALESCE(k.id, 0) <> 0 AS is_key, COALESCE(k.tracked, 0) AS tracked, COALESCE(k.chair_leader, '') AS chair_leader, COALESCE(k.method, '') AS method,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id
                 WHERE a.proposal_id = p.id AND a.returned_on = '' AND a.role <> '会办' AND a.round = 1 ORDER BY a.id) x), '') AS lead_units,
       COALESCE((SELECT group_concat(x.name, '、') FROM (SELECT u.name FROM assignment a JOIN unit u ON u.id = a.unit_id
                 WHERE a.proposal_id = p.id AND a.returned_on = '' AND a.role = '会办' AND a.round = 1 ORDER BY a.id) x), '') AS co_units,
       COALESCE((SELECT max(round) FROM answering a WHERE a.proposal_id = p.id), 0) AS round,
       (SELECT count(*) FROM answering a WHERE a.proposal_id = p.id AND a.round = 1) AS to_answer,
       (SELECT count(*) FROM answering a WHERE a.proposal_id = p.id AND a.round = 1 AND a.replied_on <> '') AS answered,
       COALESCE((SELECT min(assigned_on) FROM answering a WHERE a.proposal_id = p.id AND a.round = 1), '') AS assigned_on,
       COALESCE((SELECT max(due_on) FROM answering a WHERE a.proposal_id = p.id AND a.round = 1), '') AS first_due_on,
       COALESCE((SELECT max(replied_on) FROM answering a WHERE a.proposal_id = p.id AND a.round = 1), '') AS last_reply_on,
       (SELECT count(*) FROM answering a WHERE a.proposal_id = p.id AND a.round = 1 AND a.replied_on <> '' AND a.due_on <> '' AND a.replied_on > a.due_on) AS replied_late,
       COALESCE((SELECT min(due_on) FROM answering a WHERE a.proposal_id = p.id AND a.replied_on = '' AND a.due_on <> ''), '') AS open_due_on,
       COALESCE((SELECT due_rule FROM answering a WHERE a.proposal_id = p.id ORDER BY a.replied_on <> '', a.round DESC, a.due_on LIMIT 1), '') AS due_rule,
       COALESCE((SELECT max(result_class) FROM answering a WHERE a.proposal_id = p.id
                 AND a.round = (SELECT max(b.round) FROM answering b WHERE b.proposal_id = p.id AND b.replied_on <> '')), '') AS result_class,
       COALESCE((SELECT f.attitude FROM feedback f LEFT JOIN proposal_proposer x ON x.id = f.proposer_id WHERE f.proposal_id = p.id ORDER BY f.round DESC, x.ordinal, f.id LIMIT 1), '') AS attitude,
       COALESCE((SELECT f.result FROM feedback f LEFT JOIN proposal_proposer x ON x.id = f.proposer_id WHERE f.proposal_id = p.id ORDER BY f.round DESC, x.ordinal, f.id LIMIT 1), '') AS satisfaction,
       COALESCE((SELECT f.adoption FROM feedback f LEFT JOIN proposal_proposer x ON x.id = f.proposer_id WHERE f.proposal_id = p.id ORDER BY f.round DESC, x.ordinal, f.id LIMIT 1), '') AS adoption,
       COALESCE((SELECT max(f.returned_on) FROM feedback f WHERE f.proposal_id = p.id), '') AS feedback_on,
       COALESCE((SELECT max(f.round) FROM feedback f WHERE f.proposal_id = p.id), 0) AS feedback_round,
       EXISTS (SELECT 1 FROM consultation c JOIN dictionary m ON m.kind = 'consultation_mode' AND m.name = c.mode AND m.parent = 'face' WHERE c.proposal_id = p.id) AS face,
       (SELECT count(*) FROM tracking_node n WHERE n.proposal_id = p.id) AS nodes,
       (SELECT count(*) FROM tracking_node n WHERE n.proposal_id = p.id AND n.done_on <> '') AS nodes_done
FROM proposal p
JOIN session s ON s.id = p.session_id
JOIN term t ON t.id = s.term_id
LEFT JOIN dictionary d ON d.kind = 'proposal_category' AND d.name = p.category
LEFT JOIN proposal root ON root.id = p.merged_into
LEFT JOIN key_proposal k ON k.proposal_id = p.id
WHERE p.deleted_at = '';

CREATE VIEW target_list AS
SELECT g.id, g.panel_id, e.id AS evaluation_id, e.year, e.name AS evaluation, e.rubric_id, n.number AS panel_number, n.name AS panel, n.leader,
       COALESCE(c.name, '') AS committee, g.proposal_id, COALESCE(p.number, 0) AS proposal_number, p.title AS proposal_title, g.unit_id, u.name AS unit
FROM evaluation_target g
JOIN panel n ON n.id = g.panel_id
JOIN evaluation e ON e.id = n.evaluation_id
JOIN proposal p ON p.id = g.proposal_id
JOIN unit u ON u.id = g.unit_id
LEFT JOIN committee c ON c.id = n.committee_id
WHERE e.deleted_at = '' AND p.deleted_at = '';
