package proposal

import (
	"slices"
	"testing"

	"github.com/uptrace/bun"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
)

// openUnits is SQL for what units that answer proposal p owe on the day ?0, and what they replied.
const openUnits = `SELECT a.proposal_id, a.round, CASE WHEN a.extended_on <> '' AND a.extended_on <= ?0 THEN a.extended_to ELSE a.due_on END AS due,
	EXISTS (SELECT 1 FROM reply r WHERE r.assignment_id = a.id AND r.replied_on <= ?0) AS replied,
	a.asked_on <> '' AND a.asked_on <= ?0 AND NOT (a.kept_on <> '' AND a.kept_on <= ?0) AS asking,
	EXISTS (SELECT 1 FROM reply_draft d WHERE d.proposal_id = a.proposal_id AND d.unit_id = a.unit_id AND d.round = a.round AND d.sent_on <= ?0 AND NOT (d.judged_on <> '' AND d.judged_on <= ?0)) AS checking
	FROM assignment a JOIN proposal p ON p.id = a.proposal_id
	WHERE a.role <> '会办' AND a.assigned_on <= ?0 AND NOT (a.returned_on <> '' AND a.returned_on <= ?0) AND p.deleted_at = '' AND p.conclusion = '立案' AND p.reviewed_on <= ?0`

// slowly are the ids of what each word means, counted from the rows.
var slowly = map[string]string{
	"应办件":       "SELECT DISTINCT proposal_id FROM w",
	"首轮已答复":     "SELECT proposal_id FROM w WHERE round = 1 GROUP BY proposal_id HAVING min(replied)",
	"逾期未答复":     "SELECT DISTINCT proposal_id FROM w WHERE NOT replied AND due <> '' AND due < ?0",
	"首轮逾期未答复":   "SELECT DISTINCT proposal_id FROM w WHERE NOT replied AND due <> '' AND due < ?0 AND round = 1",
	"重新办理逾期未答复": "SELECT DISTINCT proposal_id FROM w WHERE NOT replied AND due <> '' AND due < ?0 AND round > 1",
	"在办":        "SELECT proposal_id FROM n WHERE NOT archived AND (NOT answered OR said = '不满意')",
	"答复已齐":      "SELECT proposal_id FROM n WHERE archived OR answered AND said <> '不满意'",
	"已答复":       "SELECT proposal_id FROM n WHERE NOT archived AND answered AND NOT heard",
	"办理中":       "SELECT proposal_id FROM n WHERE NOT archived AND NOT answered AND round = 1 AND NOT asking AND NOT checking",
	"重新办理":      "SELECT proposal_id FROM n WHERE NOT archived AND (NOT answered AND round > 1 AND NOT asking AND NOT checking OR answered AND said = '不满意')",
	"重新交办":      "SELECT DISTINCT proposal_id FROM w WHERE round > 1",
}

// bySlow are the ids of what the word means on the day.
func bySlow(t *testing.T, db bun.IDB, word, day string) []int64 {
	t.Helper()
	ids, err := store.IDs(t.Context(), db, `WITH w AS (`+openUnits+`), m AS (
		SELECT proposal_id, max(round) AS round, min(replied) AS answered, max(asking AND NOT replied) AS asking, max(checking AND NOT replied) AS checking FROM w GROUP BY proposal_id),
		n AS (SELECT m.*, EXISTS (SELECT 1 FROM proposal p WHERE p.id = m.proposal_id AND p.archived_on <> '' AND p.archived_on <= ?0) AS archived,
			EXISTS (SELECT 1 FROM feedback f WHERE f.proposal_id = m.proposal_id AND f.round = m.round AND f.returned_on <= ?0) AS heard,
			COALESCE((SELECT f.result FROM feedback f WHERE f.proposal_id = m.proposal_id AND f.round = m.round AND f.returned_on <= ?0 ORDER BY f.result = '不满意' DESC LIMIT 1), '') AS said
		FROM m) `+slowly[word], day)
	if err != nil {
		t.Fatal(word, err)
	}
	slices.Sort(ids)
	return ids
}

// place is a set of proposals that is shown under a word.
type place struct {
	where, word string
	ids         []int64
}

// places are all places that show a count of the year's proposals under a word: figures, chips, the bars of states and the state column.
func places(t *testing.T, st *store.Store, year int, day string) (all []place) {
	t.Helper()
	put := func(where, word string, ids []int64) {
		ids = slices.Clone(ids)
		slices.Sort(ids)
		all = append(all, place{where, word, ids})
	}
	figures, err := proposal.Figures(t.Context(), st.DB(), year, day)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		if !f.IsRate && f.Counted.Kind == proposal.Proposals.Name {
			put("figure", f.Name, f.Counted.IDs)
		}
	}
	for _, c := range compared {
		if f := measure.ByCode(figures, c.code); f != nil && !f.IsRate {
			put("compared", c.name, f.Counted.IDs)
		}
	}
	rows, err := readRows(t.Context(), st, year, day, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, q := range quick {
		if q.Keep == nil {
			continue
		}
		var ids []int64
		for _, r := range rows {
			if q.Keep(r) {
				ids = append(ids, r.ID)
			}
		}
		put("chip", q.Text, ids)
	}
	shares, err := proposal.SharesOf(t.Context(), st.DB(), &proposal.Divisions[0], year, day)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range shares.Shares {
		put("bar", s.Label, s.Set.IDs)
	}
	return append(all, listedStates(t, st, year, day)...)
}

// listedStates are the states the list of the commands shows.
func listedStates(t *testing.T, st *store.Store, year int, day string) (all []place) {
	t.Helper()
	_, records, err := proposal.Proposals.List(t.Context(), st.DB(), record.Scope{Year: year, Day: day})
	if err != nil {
		t.Fatal(err)
	}
	states := map[string][]int64{}
	for _, r := range records {
		states[r.Values["status"]] = append(states[r.Values["status"]], r.ID)
	}
	for state, ids := range states {
		if slices.Contains([]string{"已答复", "办理中", "重新办理"}, state) {
			slices.Sort(ids)
			all = append(all, place{"list", state, ids})
		}
	}
	return all
}

// A word means one set of proposals wherever it stands, on any day, and that set is what the rows say.
func TestAWordMeansOneSetOfProposals(t *testing.T) {
	_, d := open(t)
	counted := map[string]int{}
	for _, day := range []string{"2026-03-31", "2026-05-31", "2026-06-30", "2026-07-31", "2026-09-15", "2026-11-23", "2026-12-31"} {
		known := map[string]place{}
		for _, p := range places(t, d.Store(), d.Year(), day) {
			if before, twice := known[p.word]; twice && before.where != p.where && !slices.Equal(before.ids, p.ids) {
				t.Errorf("%s 「%s」: %s %d, %s %d", day, p.word, before.where, len(before.ids), p.where, len(p.ids))
			}
			known[p.word] = p
		}
		for word := range slowly {
			want := bySlow(t, d.Store().DB(), word, day)
			if got := known[word]; !slices.Equal(got.ids, want) {
				t.Errorf("%s 「%s」 %s %v, by the rows %v", day, word, got.where, got.ids, want)
			}
			counted[word] += len(want)
		}
	}
	for word := range slowly {
		if counted[word] == 0 {
			t.Errorf("「%s」 is nothing on any day", word)
		}
	}
}
