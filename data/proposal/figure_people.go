package proposal

import (
	"context"
	"fmt"
	"slices"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal/docket"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
)

// Members who have left keep their proposals but count on neither side of the rate. In the year of a 换届 only the term in force on the day
// counts, and people, not rows: who sits in both terms is one member. The status is that of the day: before the first one noted a member was 在册.
const participationSQL = `WITH active AS (SELECT m.person_id, max(m.id) AS id FROM member m JOIN term t ON t.id = m.term_id
		WHERE m.deleted_at = '' AND m.joined_on <= ?2 AND COALESCE((SELECT s.status FROM member_status s
				WHERE s.member_id = m.id AND CASE s.on_date WHEN '' THEN m.left_on ELSE s.on_date END <= ?2
				ORDER BY s.on_date DESC, s.id DESC LIMIT 1), '在册') IN ('在册', '届中增补')
		AND t.id = (SELECT y.id FROM term y WHERE y.id IN (SELECT term_id FROM session WHERE year = ?0) AND y.starts_on <= ?2
			ORDER BY y.starts_on DESC, y.ordinal DESC LIMIT 1) GROUP BY m.person_id)
	SELECT a.id, a.person_id IN (SELECT m.person_id FROM proposal_proposer x JOIN proposal p ON p.id = x.proposal_id
		JOIN session s ON s.id = p.session_id JOIN member m ON m.id = x.member_id
		WHERE s.year = ?0 AND p.deleted_at = '' AND p.received_on <= ?2 AND (x.ordinal = 1 OR ?1 AND x.role <> '附议'))
	FROM active a ORDER BY a.id`

// participationFigures count who took part as of the day (YYYY-MM-DD).
func participationFigures(ctx context.Context, db bun.IDB, year int, day string, settings map[string]string, digits int) ([]measure.Figure, error) {
	joint, words := true, "联名计入，附议不计"
	if settings["rate.participation"] == "仅第一提案人" {
		joint, words = false, "只计第一提案人"
	}
	members, proposers := measure.Set{Kind: roster.Members.Name}, measure.Set{Kind: roster.Members.Name}
	err := store.ScanRows(ctx, db, func(scan func(...any) error) error {
		var id int64
		var proposed bool
		err := scan(&id, &proposed)
		members.IDs = append(members.IDs, id)
		if proposed {
			proposers.IDs = append(proposers.IDs, id)
		}
		return err
	}, participationSQL, year, joint, day)
	if err != nil {
		return nil, fmt.Errorf("participation of %d: %w", year, err)
	}
	rule := "委员参与率 = 提交过提案的去重委员数 ÷ 在册委员总数；" + words
	return []measure.Figure{
		{Code: "members", Name: "在册委员", Num: members.Len(), Unit: "人", Rule: "在册和届中增补的委员", Counted: members},
		{Code: "proposers", Name: "提交提案的委员", Num: proposers.Len(), Unit: "人", Rule: "去重；" + words, Counted: proposers},
		{
			Code: "participation_rate", Name: "委员参与率", Num: proposers.Len(), Den: members.Len(), IsRate: true, Digits: digits, Unit: "人", Rule: rule,
			Counted: proposers, Base: members,
		},
	}, nil
}

// assignmentFigures count the work of the units. A proposal several units answer counts once with each of them.
func assignmentFigures(lines []docket.Line) []measure.Figure {
	var assignments int64
	units, assigned := measure.Set{Kind: roster.Units.Name}, measure.Set{Kind: Proposals.Name}
	known := map[int64]bool{}
	for i := range lines {
		l := &lines[i]
		if !l.Filed() || len(l.LeadIDs) == 0 {
			continue
		}
		assignments += int64(len(l.LeadIDs))
		assigned.IDs = append(assigned.IDs, l.ID)
		for _, id := range l.LeadIDs {
			if !known[id] {
				known[id] = true
				units.IDs = append(units.IDs, id)
			}
		}
	}
	slices.Sort(units.IDs)
	slices.Sort(assigned.IDs)
	assigned.IDs = slices.Compact(assigned.IDs)
	return []measure.Figure{
		{Code: "assignments", Name: "主办件次", Num: assignments, Unit: "件次", Rule: "应办件的主办和分办，一件由几个单位分办计几件次", Counted: assigned},
		{Code: "units", Name: "承办单位", Num: units.Len(), Unit: "家", Rule: "有主办或分办件的单位", Counted: units},
	}
}
