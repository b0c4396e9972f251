package data_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// assignedTo is who has the proposal on the day, as units in their roles with their deadline, and its state.
func (o office) assignedTo(id int64, day string) string {
	o.tb.Helper()
	lines, err := proposal.Find(o.tb.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, day)
	if err != nil || len(lines) != 1 {
		o.tb.Fatal(lines, err)
	}
	l := lines[0]
	return strings.TrimSpace(fmt.Sprintf("%s/%s %s %s %s", l.LeadUnits, l.CoUnits, l.AssignedOn, l.OpenDueOn, l.Status))
}

// handling is the unit table of the day.
func (o office) handling(day string) string {
	o.tb.Helper()
	units, err := proposal.UnitHandling(o.tb.Context(), o.DB(), 2026, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	figures, err := data.Figures(o.tb.Context(), o.DB(), 2026, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	return fmt.Sprintf("%+v\n%+v", units, figures)
}

func (o office) way(id int64) string {
	o.tb.Helper()
	steps, err := proposal.CourseOf(o.tb.Context(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	var lines []string
	for _, s := range steps {
		lines = append(lines, s.On+" "+s.Text)
	}
	return strings.Join(lines, "\n")
}

// openWork is an office in which units 2 (县水务局) and 4 (县公安局) have to do with proposals in every way they can; 1 is 县教育局, 3 县卫生健康局.
func openWork(t *testing.T) (o office, alone, together, given, again int64) {
	t.Helper()
	o = openOffice(t)
	o.do("DELETE FROM proposal", "INSERT INTO unit (id, name) VALUES (6, '县农业局')")
	filed := func(title string, v record.Values) int64 {
		of := record.Values{"title": title, "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-01-22", "assigned_on": "2026-03-10"}
		for key, value := range v {
			of[key] = value
		}
		return o.save(proposal.Proposals, of)
	}
	alone = filed("关于河道的建议", record.Values{"lead_units": "县水务局", "co_units": "县教育局"})
	o.must(alone, record.Values{"consulted_on": "2026-04-01", "consulted_by": "上门走访"})
	o.must(alone, record.Values{"consultations": rows.Text([]rows.Row{withUnit(o.part(alone, "consultations")[0], "县水务局")})})
	together = filed("关于水库的建议", record.Values{"lead_units": "县水务局", "co_units": "县公安局"})
	given = filed("关于堤防的建议", record.Values{"lead_units": "县公安局", "co_units": "县水务局"})
	o.walk(given, "登记申退", record.Values{"asked_on": "2026-03-16", "asked_why": "不属本单位职责"})
	o.walk(given, "同意申退", record.Values{"returned_on": "2026-03-16"})
	o.walk(given, "交办", record.Values{"lead_units": "县教育局", "assigned_on": "2026-03-18"})
	again = filed("关于泵站的建议", record.Values{"lead_units": "县水务局"})
	o.walk(again, "登记答复", record.Values{"replied_on": "2026-05-11", "result_class": "B"})
	o.walk(again, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"})
	o.walk(again, "重新交办", record.Values{"assigned_on": "2026-06-01"})
	return o, alone, together, given, again
}

func withUnit(row rows.Row, unit string) rows.Row {
	row["unit"] = unit
	return row
}

// walk takes a step that must succeed.
func (o office) walk(id int64, step string, v record.Values) {
	o.tb.Helper()
	if sentence := o.step(id, step, v); sentence != "" {
		o.tb.Fatalf("%s: %s", step, sentence)
	}
}

// mergeTwice merges unit 2 into 4 and that into 6.
func (o office) mergeTwice() {
	o.tb.Helper()
	for _, m := range []struct {
		from, into int64
		on         string
	}{{2, 4, "2026-10-01"}, {4, 6, "2026-10-20"}} {
		if _, sentence := o.merge(m.from, m.into, m.on); sentence != "" {
			o.tb.Fatal(sentence)
		}
	}
}

// asCounted is what was counted of each month's end before the mergers.
func (o office) asCounted() string {
	o.tb.Helper()
	var all strings.Builder
	for month := time.January; month <= time.September; month++ {
		day := time.Date(2026, month+1, 0, 0, 0, 0, 0, time.UTC).Format(time.DateOnly)
		fmt.Fprintln(&all, day, o.handling(day))
	}
	return all.String()
}

func TestOpenWorkWasTheOldUnitsUntilTheMerger(t *testing.T) {
	o, alone, together, given, again := openWork(t)
	before := o.asCounted()
	o.mergeTwice()
	if diff := cmp.Diff(before, o.asCounted()); diff != "" {
		t.Errorf("-before +after the mergers:\n%s", diff)
	}
	for _, test := range []struct {
		name string
		id   int64
		day  string
		want string
	}{
		{"the lead the day before", alone, "2026-09-30", "县水务局/县教育局 2026-03-10 2026-06-10 办理中"},
		{"the lead from the day on", alone, "2026-10-01", "县公安局/县教育局 2026-03-10 2026-06-10 办理中"},
		{"the lead after the next merger", alone, "2026-10-20", "县农业局/县教育局 2026-03-10 2026-06-10 办理中"},
		{"both the day before", together, "2026-09-30", "县水务局/县公安局 2026-03-10 2026-06-10 办理中"},
		{"both as one", together, "2026-10-01", "县公安局/ 2026-03-10 2026-06-10 办理中"},
		{"who gave it back before that", given, "2026-03-15", "县公安局/县水务局 2026-03-10 2026-06-10 办理中"},
		{"who gave it back the day before", given, "2026-09-30", "县教育局/县水务局 2026-03-18 2026-06-18 办理中"},
		{"who gave it back takes the co-unit's part", given, "2026-10-01", "县教育局/县公安局 2026-03-18 2026-06-18 办理中"},
		{"the rework the day before", again, "2026-09-30", "县水务局/ 2026-03-10 2026-07-01 重新办理"},
		{"the rework after both", again, "2026-10-20", "县水务局/ 2026-03-10 2026-07-01 重新办理"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := o.assignedTo(test.id, test.day); got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

func TestWhatAMovedProposalSaysOfItself(t *testing.T) {
	o, alone, together, _, _ := openWork(t)
	o.mergeTwice()
	want := "2026-01-20 收件\n2026-01-22 审查 立案，案号 1\n2026-03-10 交办 主办 县水务局、会办 县教育局\n2026-04-01 面商 上门走访\n" +
		"2026-10-01 移交 县水务局 并入 县公安局，由其接着办理\n2026-10-20 移交 县公安局 并入 县农业局，由其接着办理\n2026-06-10 答复期限 县农业局"
	if got := o.way(alone); got != want {
		t.Errorf("got\n%s", got)
	}
	if got := o.way(together); !strings.Contains(got, "2026-03-10 交办 主办 县水务局、会办 县公安局\n") {
		t.Errorf("got\n%s", got)
	}
	o.must(alone, record.Values{"note": "改备注"})
	for _, cell := range []struct{ part, key, want string }{
		{"consultations", "unit", "县水务局"}, // with whom it was
		{"assignments", "unit", "县农业局 县教育局"},
		{"assignments", "returned_on", " "}, // nobody gave anything back
		{"assignments", "note", "2026-10-01 由县水务局并入；2026-10-20 由县公安局并入 "},
	} {
		if got := column(o.part(alone, cell.part), cell.key); got != cell.want {
			t.Errorf("%s: got %q", cell.key, got)
		}
	}
}

func TestAfterAMergerWorkGoesOnAndCanBeUndone(t *testing.T) {
	o, alone, _, _, again := openWork(t)
	before, whole := o.asCounted(), everything(t, o.Store)
	o.mergeTwice()
	o.walk(alone, "登记答复", record.Values{"replied_on": "2026-11-02", "result_class": "A"})
	o.walk(again, "登记答复", record.Values{"replied_on": "2026-11-02", "result_class": "A"})
	if diff := cmp.Diff(before, o.asCounted()); diff != "" {
		t.Errorf("-before +after the replies:\n%s", diff)
	}
	for range 4 { // the newest first: both replies, both mergers
		var last int64
		if err := o.DB().QueryRowContext(t.Context(), "SELECT max(id) FROM journal_write WHERE undoes IS NULL AND undone_by IS NULL").Scan(&last); err != nil {
			t.Fatal(err)
		}
		if _, err := o.Revert(t.Context(), "测试", last); err != nil {
			t.Fatal(store.Sentence(err), err)
		}
	}
	if diff := cmp.Diff(whole, everything(t, o.Store)); diff != "" {
		t.Errorf("-before +undone:\n%s", diff)
	}
}
