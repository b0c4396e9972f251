package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
)

// A row makes no session that nobody registered.
func TestARowMakesNoSession(t *testing.T) {
	const heads = "届次,会议,案号,案由,第一提案人"
	for _, test := range []struct{ name, row, became string }{
		{"registered", "第十届,四次会议,90,关于甲的建议,民进县委", "新增"},
		{"by its session alone", ",四次会议,90,关于甲的建议,民进县委", "新增"},
		{"another session", "第十届,三次会议,90,关于甲的建议,民进县委", "退回 这一行写的是第十届三次会议，这次会议还没有登记；请先在「届次」中登记，或改正届次和会议。"},
		{"another term", "第九届,四次会议,90,关于甲的建议,民进县委", "退回 这一行写的是第九届四次会议，这次会议还没有登记；请先在「届次」中登记，或改正届次和会议。"},
		{"a term without one", "第九届,,90,关于甲的建议,民进县委", "退回 这一行写的是第九届 2026 年的会议，这次会议还没有登记；请先在「届次」中登记，或改正届次和会议。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			if became, _ := o.taken(proposal.Proposals, heads, test.row); became != test.became {
				t.Errorf("became %q, want %q", became, test.became)
			}
			n, err := store.LookUp(t.Context(), o.DB(), "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM term)")
			if err != nil || n != 3 {
				t.Errorf("%d terms and sessions, want 3 (%v)", n, err)
			}
		})
	}
	o := openOffice(t)
	want := "填写的届次和会议还没有登记；请先在「届次」中登记，或改正届次和会议。"
	if _, sentence := o.saveAs(proposal.Proposals, 0, record.Values{"title": "关于甲的建议", "proposer": "民进县委", "term_name": "第十届", "session_name": "三次会议"}); sentence != want {
		t.Errorf("typed: %q, want %q", sentence, want)
	}
}

func TestTheFirstFileOfAnOfficeBringsItsSessions(t *testing.T) {
	o := office{datatest.MustOpen(t), t}
	im, err := take.PlanWorkbook(t.Context(), o.Store, proposal.Proposals, record.Scope{}, &intake.Workbook{Path: "台账.xlsx", Sheets: []intake.Sheet{sheetOf("台账",
		"届次,会议,案号,案由,第一提案人,收到日期", "第十届,四次会议,1,关于甲的建议,民进县委,2025-01-20", "第十届,五次会议,1,关于乙的建议,民进县委,2026-01-20")}})
	if err != nil {
		t.Fatal(err)
	}
	if got := outcomesOf(im); got != "新增\n新增" {
		t.Errorf("the rows became %q", got)
	}
	if got, want := strings.Join(im.Strange, "\n"), "这次导入登记了会议：第十届四次会议（2025 年）、第十届五次会议（2026 年）。请核对届次、会次和年度。"; got != want {
		t.Errorf("said %q, want %q", got, want)
	}
}
