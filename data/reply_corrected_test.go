package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

const correctedInTime = "答复由逾期更正为按期的有原因"

// repliedLate is a proposal of 县教育局, due on 2026-06-10 and answered on 2026-06-20.
func repliedLate(t *testing.T) (office, int64) {
	t.Helper()
	o, id := extendable(t)
	o.must(id, record.Values{"number": "21"})
	o.walk(id, "登记答复", record.Values{"replied_on": "2026-06-20", "result_class": "A", "doc_number": "教函〔2026〕1 号"})
	return o, id
}

// A late reply becomes one in time, or none, only where it is said why.
func TestALateReplyStaysLate(t *testing.T) {
	o, id := repliedLate(t)
	const want = "「县教育局」2026-06-20 的答复晚于期限 2026-06-10，已按逾期登记"
	inTime := map[string]rows.Row{
		"another day of the reply": {"replied_on": "2026-06-09"},
		"another deadline":         {"due_on": "2026-07-31"},
		"no deadline":              {"due_on": "", "assigned_on": ""},
		"another day handed over":  {"assigned_on": "2026-04-10", "due_on": ""},
		"another unit":             {"unit": "县卫健局", "replied_on": "2026-06-09"},
		"put off":                  {"extended_to": "2026-07-31", "extended_on": "2026-06-01", "extended_by": "县政府", "extended_why": "等批复"},
		"no reply":                 {"replied_on": "", "result_class": "", "doc_number": ""},
	}
	for name, change := range inTime {
		t.Run(name, func(t *testing.T) {
			of := o
			of.tb = t
			if _, why := of.saveAs(proposal.Proposals, id, of.unit(id, 0, change)); !strings.Contains(why, want) {
				t.Errorf("got %q", why)
			}
		})
	}
	instead := []rows.Row{{"round": "1", "unit": "县卫健局", "role": "主办", "assigned_on": "2026-03-10", "replied_on": "2026-06-09", "result_class": "A"}}
	o.refused(id, o.changed(id, "assignments", func([]rows.Row) []rows.Row { return instead }), want)
	o.refused(id, o.changed(id, "assignments", func([]rows.Row) []rows.Row { return nil }), want)
	ledger := func(note string) string {
		return o.imported(proposal.Assignments, []string{"案号", "轮次", "承办单位", "分工", "答复日期", "备注"}, []string{"21", "1", "县教育局", "主办", "2026-06-09", note})
	}
	if got := ledger(""); !strings.Contains(got, want) {
		t.Errorf("a file: %q", got)
	}
	if broken, open := o.ruled(correctedInTime); broken+open != "" {
		t.Errorf("of none: %q, %q", broken, open)
	}
	o.must(id, o.unit(id, 0, rows.Row{"replied_on": "2026-06-21", "signer": "李局长"})) // late still
	o.must(id, o.unit(id, 0, rows.Row{"replied_on": "2026-06-20"}))
	if got := ledger("更正：答复 6 月 9 日已送达"); !strings.HasPrefix(got, "变更") {
		t.Errorf("a file that says why: %q", got)
	}
	if broken, open := o.ruled(correctedInTime); broken != "" || open != "第 21 号「县教育局」2026-06-09 的答复按期（期限 2026-06-10），是更正过的，备注里写着原因，请核对\n" {
		t.Errorf("said: %q, %q", broken, open)
	}
	o.refused(id, o.unit(id, 0, rows.Row{"note": ""}), "「县教育局」的备注写着「更正」的原因")
	o.must(id, o.unit(id, 0, rows.Row{"replied_on": "2026-06-20", "note": "更正：答复 6 月 9 日已送达"}))
	o.refused(id, o.unit(id, 0, rows.Row{"replied_on": "2026-06-09"}), want) // each time
}

// What was said of a reply that was taken back stays said, and named while there is none.
func TestWhatWasPutRightStaysSaid(t *testing.T) {
	o, id := repliedLate(t)
	o.must(id, o.unit(id, 0, rows.Row{"replied_on": "", "result_class": "", "doc_number": "", "note": "更正：登错了"}))
	o.refused(id, o.unit(id, 0, rows.Row{"note": ""}), "「县教育局」的备注写着「更正」的原因")
	if _, open := o.ruled(correctedInTime); open != "第 21 号「县教育局」的答复或期限（2026-06-10）是更正过的，备注里写着原因，请核对\n" {
		t.Errorf("said: %q", open)
	}
}

// Work that stands in place of a late reply says why.
func TestAnotherUnitInPlaceOfALateReply(t *testing.T) {
	o, id := repliedLate(t)
	instead := []rows.Row{{"round": "1", "unit": "县卫健局", "role": "主办", "assigned_on": "2026-03-10", "replied_on": "2026-06-09", "result_class": "A", "note": "更正：主办登记错了"}}
	o.must(id, o.changed(id, "assignments", func([]rows.Row) []rows.Row { return instead }))
	if _, open := o.ruled(correctedInTime); open != "第 21 号「县卫生健康局」2026-06-09 的答复按期（期限 2026-06-10），是更正过的，备注里写着原因，请核对\n" {
		t.Errorf("said: %q", open)
	}
}

// Each extension of a chain is looked at, those that were put off once more too.
func TestExtensionsOfAChainAreNamed(t *testing.T) {
	o, id := extendable(t)
	o.must(id, record.Values{"number": "21"})
	o.walk(id, "登记延期", record.Values{"extended_to": "2026-07-10", "extended_by": "县政府", "extended_why": "特批、补批", "extended_on": "2026-06-12"})
	o.walk(id, "登记延期", record.Values{"extended_to": "2026-08-10", "extended_by": "县政府", "extended_why": "特批", "extended_on": "2026-07-09"})
	if broken, open := o.ruled(approvedInTime); broken != "" || open != "第 21 号「县教育局」的期限 2026-06-10 过后，2026-06-12 补批延期至 2026-07-10，请核对批件\n" {
		t.Errorf("said: %q, %q", broken, open)
	}
	o.do("UPDATE assignment_past SET extended_why = '特批'") // an older version
	if broken, _ := o.ruled(approvedInTime); broken != "第 21 号「县教育局」的期限 2026-06-10 过后，2026-06-12 才批准延期至 2026-07-10，没有写明补批\n" {
		t.Errorf("unsaid: %q", broken)
	}
}
