package export_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// slowly is the base rows of a proposal as the slow count reads them.
type slowly struct {
	id, member, into              int64
	party, sector, conclusion, to string
	committees, groups            []string
	people                        int64
}

// readSlowly reads the proposals of 2026 as of the day from the tables, each by itself.
func readSlowly(t *testing.T, st *store.Store, day string) (all []slowly) {
	t.Helper()
	err := store.ScanRows(t.Context(), st.DB(), func(scan func(...any) error) error {
		var p slowly
		err := scan(&p.id, &p.member, &p.conclusion, &p.to, &p.into, &p.party, &p.sector, &p.people)
		all = append(all, p)
		return err
	}, `SELECT p.id, COALESCE(m.id, 0), CASE WHEN p.reviewed_on <= ?0 THEN p.conclusion ELSE '' END, CASE WHEN p.reviewed_on <= ?0 THEN p.destination ELSE '' END, COALESCE(p.merged_into, 0),
			CASE WHEN m.id IS NOT NULL THEN h.political WHEN p.kind = '党派提案' THEN substr(q.name, 1, 2) ELSE '' END,
			COALESCE(s.name, CASE WHEN p.kind = '界别提案' THEN (SELECT b.name FROM sector b WHERE b.name = q.name) END, ''),
			(SELECT count(*) FROM proposal_proposer x WHERE x.proposal_id = p.id AND x.role <> '附议' AND x.member_id IS NOT NULL)
		FROM proposal p JOIN session e ON e.id = p.session_id AND e.year = 2026 JOIN proposal_proposer q ON q.proposal_id = p.id AND q.ordinal = 1
		LEFT JOIN member m ON m.id = q.member_id LEFT JOIN person h ON h.id = m.person_id LEFT JOIN sector s ON s.id = m.sector_id
		WHERE p.deleted_at = '' AND p.received_on <= ?0`, day)
	if err != nil {
		t.Fatal(err)
	}
	for i := range all {
		p := &all[i]
		p.committees = texts(t, st, `SELECT c.name FROM member_post x JOIN committee c ON c.id = x.committee_id WHERE x.member_id = ? AND x.to_on = ''
			UNION SELECT c.name FROM committee c JOIN proposal_proposer q ON q.name IN (c.name, '县政协' || c.name) JOIN proposal p ON p.id = q.proposal_id AND p.kind = '专委会提案' WHERE p.id = ?`, p.member, p.id)
		p.groups = texts(t, st, `SELECT c.name FROM member_post x JOIN activity_group c ON c.id = x.activity_group_id WHERE x.member_id = ? AND x.to_on = ''
			UNION SELECT c.name FROM activity_group c JOIN proposal_proposer q ON q.name = c.name JOIN proposal p ON p.id = q.proposal_id AND p.kind = '小组提案' WHERE p.id = ?`, p.member, p.id)
	}
	return all
}

func texts(t *testing.T, st *store.Store, query string, args ...any) []string {
	t.Helper()
	found, err := store.Texts(t.Context(), st.DB(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// countSlowly is what figures of proposals count, by code.
func countSlowly(all []slowly, partyOf map[string]string) map[string]int64 {
	n := map[string]int64{}
	filed := map[int64]bool{}
	for _, p := range all {
		filed[p.id] = p.conclusion == "立案"
	}
	for _, p := range all {
		bases := []string{"received"}
		if filed[p.id] {
			bases = append(bases, "filed")
			n["filed_original"]++
		}
		for _, base := range bases {
			n[base]++
			party := p.party
			if full, ok := partyOf[party]; ok {
				party = full
			}
			n[base+".party."+party]++
			n[base+".sector."+p.sector]++
			for of, bodies := range map[string][]string{".committee.": p.committees, ".group.": p.groups} {
				for _, body := range bodies {
					n[base+of+body]++
				}
				if len(bodies) == 0 {
					n[base+of]++
				}
			}
			if p.people >= 3 {
				n[base+".joint3"]++
			}
		}
		n["proposer_times"] += p.people
		switch {
		case p.conclusion == "不予立案":
			n["not_filed.to."+p.to]++
		case p.conclusion == "并案" && filed[p.into]:
			n["filed_original"]++
			n["filed_original.merged"]++
		}
	}
	return n
}

// The figures by party, sector, committee and group of the sample year are those of a slow count of the tables.
func TestGroupedFiguresAgainstTheTables(t *testing.T) {
	st := sampletest.MustOpen(t)
	partyOf := map[string]string{"农工": "农工党", "九三": "九三学社", "致公": "致公党", "中共": "中共党员"}
	for _, day := range []string{"2026-01-22", "2026-02-10", "2026-06-30", "2026-11-23"} {
		figures, err := proposal.Figures(t.Context(), st.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		slow := countSlowly(readSlowly(t, st, day), partyOf)
		for _, f := range figures {
			part := strings.Split(f.Code, ".")
			grouped := len(part) == 3 && slices.Contains([]string{"party", "sector", "committee", "group", "to"}, part[1]) && !strings.Contains(part[0], "share")
			if _, counted := slow[f.Code]; (grouped || counted) && f.Num != slow[f.Code] {
				t.Errorf("%s %s: %d, the tables say %d", day, f.Code, f.Num, slow[f.Code])
			}
		}
		for _, code := range slices.Sorted(maps.Keys(slow)) {
			if measure.ByCode(figures, code) == nil {
				t.Errorf("%s: no figure %s, the tables say %d", day, code, slow[code])
			}
		}
	}
}
