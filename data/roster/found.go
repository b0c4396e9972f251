package roster

import "cppccdesk/data/record"

// foundMembers lists the members of the term for the finder.
var foundMembers = &record.Found{Person: true, OfTerm: true, Query: `SELECT m.id, 0, p.name, '', ` + record.FoundNote("COALESCE(s.name, '')", "p.workplace", "p.job") + `, m.number,
		p.political, p.office_phone, p.mobile || ' ' || p.home_phone
		FROM member m JOIN person p ON p.id = m.person_id LEFT JOIN sector s ON s.id = m.sector_id
		WHERE m.term_id = ? AND m.deleted_at = '' ORDER BY s.sort, m.number = '', m.number, m.id`}

// foundSupervisors lists the supervisors for the finder.
var foundSupervisors = &record.Found{Person: true, Query: `SELECT v.id, 0, p.name, '', ` + record.FoundNote("p.workplace", "p.job") + `, v.number,
		v.recommended_by, p.office_phone, p.mobile || ' ' || p.home_phone
		FROM supervisor v JOIN person p ON p.id = v.person_id WHERE v.deleted_at = '' ORDER BY v.id`}

// foundUnits lists the units for the finder.
var foundUnits = &record.Found{Query: `SELECT u.id, 0, u.name,
		u.short || '、' || COALESCE((SELECT group_concat(n.name, '、') FROM unit_name n WHERE n.unit_id = u.id), '')
		|| COALESCE((SELECT group_concat('、' || m.name || '、' || m.short, '') FROM unit m WHERE m.successor_id = u.id), ''),
		` + record.FoundNote("COALESCE((SELECT '已并入 ' || s.name FROM unit s WHERE s.id = u.successor_id), '')", "u.system", "u.contact") + `, u.code, u.leader, u.phone, ''
		FROM unit u WHERE u.deleted_at = '' ORDER BY u.successor_id IS NOT NULL, u.id`}

// foundGroups lists the groups of all years for the finder.
var foundGroups = &record.Found{Query: `SELECT g.id, g.year, '第 ' || g.number || ' 组' || CASE WHEN g.name = '' THEN '' ELSE ' ' || g.name END, '第' || g.number || '组',
		` + record.FoundNote("COALESCE((SELECT group_concat(u.name, '、') FROM group_unit gu JOIN unit u ON u.id = gu.unit_id WHERE gu.group_id = g.id AND gu.to_on = ''), '')", "g.year || ' 年'") + `,
		CAST(g.number AS TEXT), g.focus, '', '' FROM supervision_group g WHERE g.deleted_at = '' ORDER BY g.year DESC, g.number`}

// bodiesFound lists the bodies of a term, also by their former names, and how many members each has.
func bodiesFound(from string) *record.Found {
	return &record.Found{OfTerm: true, Query: `SELECT id, 0, name, former_names || '、' || short, members || ' 人', '', '', '', ''
		FROM ` + from + ` WHERE term_id = ? ORDER BY sort, id`}
}
