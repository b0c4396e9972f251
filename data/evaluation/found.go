package evaluation

import "cppccdesk/data/record"

// foundPanels lists the panels of all years for the finder.
var foundPanels = &record.Found{Query: `SELECT t.id, e.year, '评议第 ' || n.number || ' 组' || CASE WHEN n.name = '' THEN '' ELSE ' ' || n.name END, '评议' || n.number || '组',
		` + record.FoundNote("u.name", "COALESCE(p.title, '')") + `, '', n.leader, '', ''
		FROM evaluation_target t JOIN panel n ON n.id = t.panel_id JOIN evaluation e ON e.id = n.evaluation_id
		LEFT JOIN proposal p ON p.id = t.proposal_id JOIN unit u ON u.id = t.unit_id WHERE e.deleted_at = '' ORDER BY e.year DESC, n.number, t.id`}
