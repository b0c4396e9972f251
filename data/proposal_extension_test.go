package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

// extendable is a filed proposal of 县教育局, due on 2026-06-10.
func extendable(t *testing.T) (office, int64) {
	t.Helper()
	o := openOffice(t)
	return o, o.save(proposal.Proposals, record.Values{
		"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-10",
	})
}

func TestAnExtensionCountsFromTheDayItWasAgreedTo(t *testing.T) {
	o, id := extendable(t)
	before := map[string]string{}
	for _, day := range []string{"2026-06-11", "2026-06-30", "2026-07-31"} {
		before[day] = o.handling(day)
	}
	o.walk(id, "登记延期", record.Values{"extended_to": "2026-07-20", "extended_by": "李主席", "extended_why": "补批，等上级批复", "extended_on": "2026-06-12"})
	if got := o.handling("2026-06-11"); got != before["2026-06-11"] {
		t.Errorf("the day before: got\n%s\nbefore\n%s", got, before["2026-06-11"])
	}
	if got := o.handling("2026-06-30"); got == before["2026-06-30"] {
		t.Error("it does not count")
	}
	before["2026-06-30"], before["2026-07-31"] = o.handling("2026-06-30"), o.handling("2026-07-31")
	o.walk(id, "登记延期", record.Values{"extended_to": "2026-12-10", "extended_by": "李主席", "extended_why": "特批、补批，等上级批复", "extended_on": "2026-08-03"})
	for day, want := range before {
		if got := o.handling(day); got != want {
			t.Errorf("%s after the second: got\n%s\nbefore\n%s", day, got, want)
		}
	}
	for day, want := range map[string]string{"2026-06-11": "2026-06-10", "2026-06-12": "2026-07-20", "2026-08-02": "2026-07-20", "2026-08-03": "2026-12-10"} {
		if got := o.assignedTo(id, day); got != "县教育局/ 2026-03-10 "+want+" 办理中" {
			t.Errorf("%s: %s", day, got)
		}
	}
	o.walk(id, "登记答复", record.Values{"replied_on": "2026-09-01", "result_class": "A"})
	for day, want := range before {
		if got := o.handling(day); got != want {
			t.Errorf("%s after the reply: got\n%s\nbefore\n%s", day, got, want)
		}
	}
	if got, want := o.way(id), "2026-03-10 交办 主办 县教育局\n2026-06-12 延期 县教育局 至 2026-07-20，李主席批准：补批，等上级批复\n2026-08-03 延期 县教育局 至 2026-12-10，李主席批准：特批、补批，等上级批复\n"; !strings.Contains(got, want) {
		t.Errorf("got\n%s", got)
	}
}

func TestTheDayOfAnExtension(t *testing.T) {
	o, id := extendable(t)
	today := o.Now().Local().Format("2006-01-02")
	for _, test := range []struct {
		name     string
		v        record.Values
		sentence string
	}{
		{"before the assignment", record.Values{"extended_to": "2026-07-20", "extended_by": "李主席", "extended_why": "补批，等上级批复", "extended_on": "2026-03-09"}, "「县教育局」的延期批准日期 2026-03-09 早于「县教育局」的交办日期 2026-03-10，请核对。"},
		{"to come", record.Values{"extended_to": "2026-07-20", "extended_by": "李主席", "extended_why": "补批，等上级批复", "extended_on": "2099-01-01"}, "「县教育局」延期的批准日期 2099-01-01 还没有到，请到批准以后再登记。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := o.step(id, "登记延期", test.v); !strings.Contains(got, test.sentence) {
				t.Errorf("got %q", got)
			}
		})
	}
	o.refused(id, o.unit(id, 0, rows.Row{"extended_on": "2026-06-01"}), "「县教育局」有延期的批准日期 2026-06-01，却没有「延期至」")
	o.walk(id, "登记延期", record.Values{"extended_to": "2026-07-20", "extended_by": "李主席", "extended_why": "补批，等上级批复", "extended_on": "2026-06-12"})
	o.must(id, o.unit(id, 0, rows.Row{"extended_to": "2026-07-21"})) // a slip of the pen
	if got := o.assignedTo(id, "2026-06-12"); got != "县教育局/ 2026-03-10 2026-07-21 办理中" {
		t.Errorf("put right: %s", got)
	}
	earlier := record.Values{"extended_to": "2026-12-20", "extended_by": "李主席", "extended_why": "特批、补批，等上级批复", "extended_on": "2026-06-11"}
	if got := o.step(id, "登记延期", earlier); !strings.Contains(got, "批准日期 2026-06-11 早于上一次延期的批准日期 2026-06-12，请核对") {
		t.Errorf("approved before the one there is: %q", got)
	}
	o.walk(id, "登记延期", record.Values{"extended_to": "2026-12-20", "extended_by": "李主席", "extended_why": "特批、补批，等上级批复"})
	if row := o.part(id, "assignments")[0]; row["extended_on"] != today {
		t.Errorf("agreed to on %q, want today, %s", row["extended_on"], today)
	}
	o.must(id, o.unit(id, 0, rows.Row{"extended_to": ""}))
	if row := o.part(id, "assignments")[0]; row["extended_on"] != "" {
		t.Errorf("taken back, it still has the day %s", row["extended_on"])
	}
	known := o.save(proposal.Proposals, record.Values{
		"title": "关于水库的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案",
		"assignments": rows.Text([]rows.Row{{"round": "1", "unit": "县教育局", "role": "主办", "assigned_on": "2026-03-10", "extended_to": "2026-07-20", "extended_by": "李主席", "extended_why": "补批，等上级批复"}}),
	})
	if got := o.assignedTo(known, "2026-03-31"); got != "县教育局/ 2026-03-10 2026-07-20 办理中" {
		t.Errorf("without a day: %s", got)
	}
}

// An extension goes to the successor, and was the old unit's.
func TestAnExtensionMovesWithTheWork(t *testing.T) {
	o, id := extendable(t)
	o.walk(id, "登记延期", record.Values{"extended_to": "2026-12-20", "extended_by": "李主席", "extended_why": "特批、补批，等上级批复", "extended_on": "2026-06-12"})
	if _, sentence := o.merge(1, 4, "2026-10-01"); sentence != "" {
		t.Fatal(sentence)
	}
	for day, want := range map[string]string{
		"2026-06-11": "县教育局/ 2026-03-10 2026-06-10 办理中", "2026-06-12": "县教育局/ 2026-03-10 2026-12-20 办理中", "2026-10-01": "县公安局/ 2026-03-10 2026-12-20 办理中",
	} {
		if got := o.assignedTo(id, day); got != want {
			t.Errorf("%s: %s", day, got)
		}
	}
	if got := o.way(id); strings.Count(got, "延期 ") != 1 || !strings.Contains(got, "2026-06-12 延期 县教育局 至 2026-12-20") {
		t.Errorf("got\n%s", got)
	}
}

// Who agreed to an extension and why is known; how long and how often is the office's rule, which only special leave goes beyond.
func TestExtensionsKeepToTheRules(t *testing.T) {
	o, id := extendable(t)
	put := func(to, by, why, on string) record.Values {
		return record.Values{"extended_to": to, "extended_by": by, "extended_why": why, "extended_on": on}
	}
	for _, test := range []struct {
		name     string
		v        record.Values
		sentence string
	}{
		{"by nobody", put("2026-07-20", "", "等批复", "2026-06-01"), "延期批准人"},
		{"for no reason", put("2026-07-20", "李主席", "", "2026-06-01"), "延期理由"},
		{"too long", put("2026-09-11", "李主席", "等批复", "2026-06-01"), "「县教育局」最长可以延期到 2026-09-10（交办 2026-03-10 起 6 个月），不能到 2026-09-11；确实批准的，请在「延期理由」里写明「特批」和原因。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := o.step(id, "登记延期", test.v); !strings.Contains(got, test.sentence) {
				t.Errorf("got %q", got)
			}
		})
	}
	o.refused(id, o.unit(id, 0, rows.Row{"extended_to": "2026-07-20"}), "「县教育局」延期到 2026-07-20，请填写「延期批准人」。")
	o.walk(id, "登记延期", put("2026-07-20", "李主席", "等批复", "2026-06-01"))
	if got := o.step(id, "登记延期", put("2026-08-20", "李主席", "再等", "2026-07-01")); !strings.Contains(got, "「县教育局」已延期 1 次，按设置最多 1 次；确实批准的") {
		t.Errorf("a second: %q", got)
	}
	o.walk(id, "登记延期", put("2026-12-20", "县长", "特批：跨省协调", "2026-07-01"))
	if got := o.way(id); !strings.Contains(got, "2026-06-01 延期 县教育局 至 2026-07-20，李主席批准：等批复\n") || !strings.Contains(got, "2026-07-01 延期 县教育局 至 2026-12-20，县长批准：特批：跨省协调\n") {
		t.Errorf("got\n%s", got)
	}
	o.do("UPDATE setting SET value = '3' WHERE key = 'proposal.extensions'")
	o.do("UPDATE deadline_rule SET months = 12 WHERE code = 'extension'")
	o.walk(id, "登记延期", put("2026-12-28", "县长", "等验收", "2026-07-02"))
	o.must(id, o.unit(id, 0, rows.Row{"extended_to": ""}))
	if row := o.part(id, "assignments")[0]; row["extended_by"]+row["extended_why"] != "" {
		t.Errorf("taken back, it still has %q and %q", row["extended_by"], row["extended_why"])
	}
}
