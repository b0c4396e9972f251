package export_test

import (
	"context"
	"fmt"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
)

// later are the facts dated after ?0, taken out part by part: the slow way to what was known on a day.
var later = []string{
	"DELETE FROM feedback WHERE returned_on > ?0",
	"DELETE FROM reply WHERE replied_on > ?0",
	"DELETE FROM consultation WHERE on_date > ?0",
	"DELETE FROM assignment WHERE assigned_on > ?0 OR proposal_id IN (SELECT id FROM proposal WHERE reviewed_on > ?0)",
	"UPDATE proposal SET conclusion = '', destination = '', merged_into = NULL, number = NULL, reviewed_on = '' WHERE reviewed_on > ?0",
	"DELETE FROM proposal_refusal WHERE proposal_id IN (SELECT id FROM proposal WHERE conclusion = '')",
	"UPDATE tracking_node SET done_on = '' WHERE done_on > ?0",
	"UPDATE proposal SET deleted_at = ?0 WHERE received_on > ?0",
	"UPDATE score_sheet SET void = 1 WHERE submitted_on > ?0",
	"DELETE FROM group_member WHERE from_on > ?0",
	"UPDATE group_member SET to_on = '' WHERE to_on > ?0",
	"DELETE FROM group_unit WHERE from_on > ?0",
	"UPDATE group_unit SET to_on = '' WHERE to_on > ?0",
	"UPDATE supervision_group SET deleted_at = ?0 WHERE from_on > ?0",
	"DELETE FROM member_status WHERE on_date > ?0",
	"UPDATE member SET left_on = '' WHERE left_on > ?0",
	"UPDATE member SET status = COALESCE((SELECT s.status FROM member_status s WHERE s.member_id = member.id ORDER BY s.on_date DESC, s.id DESC LIMIT 1), '在册')",
	"UPDATE activity SET finished_on = '' WHERE finished_on > ?0",
	"DELETE FROM reminder WHERE on_date > ?0",
	"DELETE FROM revisit WHERE on_date > ?0",
	"DELETE FROM promise WHERE made_on > ?0",
	"UPDATE promise SET settled_on = '', outcome = '' WHERE settled_on > ?0",
	"UPDATE visit SET deleted_at = ?0 WHERE on_date > ?0",
	"UPDATE visit_finding SET settled_on = '', outcome = '' WHERE settled_on > ?0",
	"UPDATE opinion_letter SET deleted_at = ?0 WHERE delivered_on > ?0",
	"UPDATE opinion_point SET closed_on = '' WHERE closed_on > ?0",
	"UPDATE opinion_point SET looked_on = '' WHERE looked_on > ?0",
	"UPDATE opinion_point SET accepted_on = '' WHERE accepted_on > ?0",
	"UPDATE opinion_point SET replied_on = '', first_replied_on = '' WHERE replied_on > ?0",
	"UPDATE opinion_point SET measure_on = '' WHERE measure_on > ?0",
}

// TestFiguresAsOfAnyDay compares the figures of each month's end with those of a database from which all later facts were removed.
func TestFiguresAsOfAnyDay(t *testing.T) {
	whole := sampletest.MustOpen(t)
	before := map[string]bool{}
	for month := time.January; month <= time.December; month++ {
		day := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		then := sampletest.MustOpen(t)
		err := then.Write(t.Context(), "测试", "只留下 "+day+" 以前的事", func(ctx context.Context, tx *store.Tx) error {
			for _, query := range later {
				if _, err := tx.ExecContext(ctx, query, day); err != nil {
					return fmt.Errorf("%s: %w", query, err)
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		want := asText(figuresOn(t, then, day))
		got := figuresOn(t, whole, day)
		for code, text := range asText(got) {
			if text != want[code] {
				t.Errorf("%s %s = %s, without what came later %q", day, code, text, want[code])
			}
		}
		for code := range want {
			if measure.ByCode(got, code) == nil {
				t.Errorf("%s %s is missing", day, code)
			}
		}
		for _, identity := range proposal.Identities(got) {
			if identity.Difference() != 0 {
				t.Errorf("%s %+v", day, identity)
			}
		}
		before[measure.ByCode(got, "answered").Text()] = true
	}
	if len(before) < 5 {
		t.Errorf("已答复 took only the values %v over the year: the days do not tell apart", before)
	}
}

// TestPackAsOfAnyDay writes the pack of each month's end: every total agrees with its other place, whatever the day.
func TestPackAsOfAnyDay(t *testing.T) {
	s := sampletest.MustOpen(t)
	for month := time.January; month <= time.December; month++ {
		day := time.Date(year, month+1, 0, 0, 0, 0, 0, time.UTC)
		outcomes := column(t, writePackOn(t, s, day, "00")["00目录与勾稽核对表.xlsx"], "勾稽核对表", "结果")
		for i, outcome := range outcomes {
			if outcome != "一致" {
				t.Errorf("%s check %d: %s", day.Format(time.DateOnly), i+1, outcome)
			}
		}
	}
}

func figuresOn(t *testing.T, s *store.Store, day string) []measure.Figure {
	t.Helper()
	figures, err := data.Figures(t.Context(), s.DB(), year, day)
	if err != nil {
		t.Fatal(err)
	}
	return figures
}

// asText is each figure's value with its parts and its rule, which says the state of an item of the plan.
func asText(figures []measure.Figure) map[string]string {
	texts := map[string]string{}
	for _, f := range figures {
		texts[f.Code] = fmt.Sprint(f.Text(), " ", f.Num, "/", f.Den, " ", f.Rule)
	}
	return texts
}
