package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/rows"
)

// What is ticked of the printed answers is the answer; where none is, it is left open and said.
func TestManuscriptTicked(t *testing.T) {
	s := datatest.MustOpen(t)
	for text, want := range map[string]string{
		"☑是 □否": "是", "■是 □否": "是", "□是 ☑否": "否", "是（√） 否（ ）": "是", "是（ ） 否（√）": "否", "√是 否": "是", "是√ 否": "是", "□是 □否": "", "是/否": "", "是 √否": "",
		"不同意": "否", "☑ 同意公开 □ 不同意公开": "是", "是": "是",
	} {
		d, err := intake.ReadDocument(t.Context(), textFile(t, "关于修路的建议\n是否公开："+text+"\n提案人：郭春\n第二提案人：苏若竹\n第三提案人：姜云强\n附议人：何大勇\n一、建议\n修路。\n"), intake.Options{})
		if err != nil {
			t.Fatal(err)
		}
		read, err := proposal.ReadManuscript(t.Context(), s.DB(), in2026, d)
		if err != nil {
			t.Fatal(err)
		}
		var said []string
		for _, doubt := range read.Doubts {
			said = append(said, doubt.Words)
		}
		if got := read.Values["open"]; got != want || (want == "") != strings.Contains(strings.Join(said, "\n"), "看不出勾选的是哪一个") {
			t.Errorf("%s: got %q, want %q, said %q", text, got, want, said)
		}
		if got := rows.Text([]rows.Row{{"name": "郭春", "role": "提案人"}, {"name": "苏若竹", "role": "联名"}, {"name": "姜云强", "role": "联名"}, {"name": "何大勇", "role": "附议"}}); read.Values["proposers"] != got {
			t.Errorf("proposers %s", read.Values["proposers"])
		}
	}
}
