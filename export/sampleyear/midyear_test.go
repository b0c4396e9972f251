package sampleyear

import (
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/datatest"
)

// The half-done sample holds nothing that happened after its day, and much that is late or due on it.
func TestMidYear(t *testing.T) {
	st := datatest.MustOpen(t)
	if _, err := LoadMidYear(t.Context(), st, "测试", DefaultYear, nil); err != nil {
		t.Fatal(err)
	}
	for table, columns := range map[string][]string{
		"proposal": {"received_on", "reviewed_on", "instructed_on", "archived_on"}, "proposal_review": {"on_date"},
		"assignment": {"assigned_on", "accepted_on", "asked_on", "kept_on", "returned_on", "extended_on"}, "reply": {"replied_on"}, "reply_draft": {"sent_on", "judged_on"},
		"consultation": {"on_date"}, "feedback": {"returned_on"}, "reminder": {"on_date"}, "promise": {"made_on", "settled_on"}, "tracking_node": {"done_on"}, "handover": {"held_on"},
		"activity": {"started_on", "finished_on"}, "visit": {"on_date"}, "visit_finding": {"settled_on"}, "opinion_letter": {"submitted_on", "leader_on", "approved_on", "delivered_on", "received_on"},
		"opinion_point": {"measure_on", "progress_on", "extended_on", "replied_on", "returned_on", "accepted_on", "looked_on", "closed_on"},
		"direct_item":   {"on_date", "triaged_on", "passed_on", "replied_on", "returned_on", "told_on"},
	} {
		for _, column := range columns {
			var after, known int
			query := "SELECT COALESCE(sum(" + column + " > '2026-08-31'), 0), COALESCE(sum(" + column + " <> ''), 0) FROM " + table
			if err := st.DB().QueryRowContext(t.Context(), query).Scan(&after, &known); err != nil {
				t.Fatal(err)
			}
			if after > 0 {
				t.Errorf("%d of %d %s.%s lie after the day", after, known, table, column)
			}
			if column == "received_on" && known == 0 {
				t.Errorf("no %s.%s", table, column)
			}
		}
	}
	due, err := data.Due(t.Context(), st.DB(), DefaultYear, "2026-08-31")
	if err != nil {
		t.Fatal(err)
	}
	late, soon := map[string]int{}, map[string]int{}
	for _, d := range due {
		if d.Days < 0 {
			late[d.Kind]++
		} else {
			soon[d.Kind]++
		}
	}
	for _, kind := range []string{"答复", "整改"} {
		if late[kind] == 0 {
			t.Errorf("no %s is late, but %v", kind, late)
		}
	}
	if soon["直通车"] == 0 || soon["承诺"] == 0 {
		t.Errorf("what is due is %v", soon)
	}
}
