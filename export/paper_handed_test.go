package export_test

import (
	"strings"
	"testing"

	"cppccdesk/export/sampleyear/sampletest"
)

// What is handed out says no more, and nothing else, than what is so of the proposals in it.
func TestNoticeOfOneProposal(t *testing.T) {
	s := sampletest.MustOpen(t)
	const first, again, co, split, later = "提案答复的期限为自交办之日起3个月", "重新办理的1件，答复的期限为", "会办单位把办理意见送主办单位", "分办的提案由", "其中1件经批准延期，按延期后的期限办理"
	all := []string{first, again, co, split, later}
	for _, c := range []struct {
		name, number string
		says         []string
	}{
		{"one unit", "6", []string{first}},
		{"with others beside the lead", "1", []string{first, co}},
		{"a rework", "36", []string{again}},
		{"a rework of several", "90", []string{again, split}},
		{"put off", "130", []string{first, co, later}},
	} {
		t.Run(c.name, func(t *testing.T) {
			request := paperRequest(t, "交办通知")
			request.Proposals = []int64{caseID(t, s, c.number)}
			text := documentText(t, writePapers(t, s, request)["2026年交办通知.docx"])
			text, table, _ := strings.Cut(text, "序号 | ")
			for _, words := range all {
				if says := strings.Contains(text, words); says != strings.Contains(strings.Join(c.says, "\n"), words) {
					t.Errorf("it says %q: %t, in\n%s", words, says, text)
				}
			}
			if c.number == "36" && !strings.Contains(table, "县民政局 |  | 2026年7月15日") {
				t.Errorf("the units are of another round than the deadline: %s", table)
			}
		})
	}
	request := paperRequest(t, "交办单")
	request.Proposals = []int64{caseID(t, s, "36")}
	for name, content := range writePapers(t, s, request) {
		if text := documentText(t, content); !strings.Contains(text, "交办日期：2026年6月15日\n") {
			t.Errorf("%s says\n%s", name, text)
		}
	}
}
