package proposal

import "cppccdesk/data/record"

// foundProposals lists the proposals of all years for the finder.
var foundProposals = &record.Found{Query: `SELECT p.id, e.year, p.title, '', ` + record.FoundNote("e.name", "CASE WHEN p.number IS NULL THEN p.serial ELSE '第 ' || p.number || ' 号' END",
	"COALESCE((SELECT x.name FROM proposal_proposer x WHERE x.proposal_id = p.id AND x.ordinal = 1), '')") + `,
		CASE WHEN p.number IS NULL THEN p.serial ELSE CAST(p.number AS TEXT) END, p.category, '', ''
		FROM proposal p JOIN session e ON e.id = p.session_id WHERE p.deleted_at = '' ORDER BY e.year DESC, p.number IS NULL, p.number, p.id`}
