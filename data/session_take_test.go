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
		{"another session", "第十届,三次会议,90,关于甲的建议,民进县委", "退回 这一行写的是第十届三次会议，这次会议还没有登记；请先在「名册」的「会议」中登记，或改正届次和会议。"},
		{"another term", "第九届,四次会议,90,关于甲的建议,民进县委", "退回 这一行写的是第九届四次会议，这次会议还没有登记；请先在「名册」的「会议」中登记，或改正届次和会议。"},
		{"a year of one session", ",2025年会议,90,关于甲的建议,民进县委", "新增"},
		{"a year without one", ",2019年,90,关于甲的建议,民进县委", "退回 「会议」一栏为「2019年」，这一年还没有登记会议；请先在「名册」的「会议」中登记，或改正会议。"},
		{"none in particular", "本届,大会,90,关于甲的建议,民进县委", "新增"},
		{"no session", ",平时,90,关于甲的建议,民进县委", "退回 「会议」一栏为「平时」，读不出是第几次会议，应为“五次会议”这样的写法；写的是时间属性的，请把标题改为「时间属性」（命令用 --map）。"},
		{"no term", "历届,,90,关于甲的建议,民进县委", "退回 「届次」一栏为「历届」，读不出是第几届，应为“第十届”这样的写法。"},
		{"a term without one", "第九届,,90,关于甲的建议,民进县委", "退回 这一行写的是第九届 2026 年的会议，这次会议还没有登记；请先在「名册」的「会议」中登记，或改正届次和会议。"},
	} {
		t.Run(test.name, func(t *testing.T) {
			o := openOffice(t)
			became, im := o.taken(proposal.Proposals, heads, test.row)
			if became != test.became {
				t.Errorf("became %q, want %q", became, test.became)
			}
			if said := strings.Join(im.Strange, ""); test.name == "none in particular" != strings.Contains(said, "没有写是第几次会议，按这一年的会议录入：第 2 行「大会」") {
				t.Errorf("said %s", said)
			}
			if year := o.rows("SELECT s.year FROM proposal p JOIN session s ON s.id = p.session_id WHERE p.number = 90"); test.name == "a year of one session" && year != "2025" {
				t.Errorf("in %s", year)
			}
			n, err := store.LookUp(t.Context(), o.DB(), "SELECT (SELECT count(*) FROM session) + (SELECT count(*) FROM term)")
			if err != nil || n != 3 {
				t.Errorf("%d terms and sessions, want 3 (%v)", n, err)
			}
		})
	}
}

// A session typed is one that is registered, or it is refused: the proposal does not end up in another without a word.
func TestASessionTyped(t *testing.T) {
	o := openOffice(t)
	stored, sentence := o.saveAs(proposal.Proposals, 0, record.Values{"title": "关于乙的建议", "proposer": "民进县委", "term_name": "第十届"})
	if sentence != "" {
		t.Fatal(sentence)
	}
	was, err := proposal.Proposals.Record(t.Context(), o.DB(), stored)
	if err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		name          string
		id            int64
		term, session string
		want          string
	}{
		{"not registered", 0, "第十届", "三次会议", "填写的届次和会议还没有登记；请先在「名册」的「会议」中登记，或改正届次和会议。"},
		{"no term at all", 0, "郭春", "", "「届次」“郭春”读不出是第几届，应为“第十届”这样的写法。"},
		{"no session at all", 0, "第十届", "全会", "「会议」“全会”读不出是第几次会议，应为“五次会议”这样的写法。"},
		{"another term of a stored one", stored, "第九届", "", "「届次」登记后不能改，仍为" + was.Values["term_name"] + "；登记错了请删除后重新登记。"},
		{"no term of a stored one", stored, "郭春", "", "「届次」登记后不能改，仍为" + was.Values["term_name"] + "；登记错了请删除后重新登记。"},
		{"another session of a stored one", stored, "", "九次会议", "「会议」登记后不能改，仍为" + was.Values["session_name"] + "；登记错了请删除后重新登记。"},
		{"the same in other words", stored, "十届", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			v := record.Values{"title": "关于甲的建议", "proposer": "民进县委"}
			for key, said := range map[string]string{"term_name": test.term, "session_name": test.session} {
				if said != "" {
					v[key] = said
				}
			}
			if _, sentence := o.saveAs(proposal.Proposals, test.id, v); sentence != test.want {
				t.Errorf("said %q, want %q", sentence, test.want)
			}
		})
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

func TestATitleTypedHasALength(t *testing.T) {
	o := openOffice(t)
	for n, want := range map[int]string{200: "", 201: "「案由」有 201 个字，最多 200 个字，请缩短。"} {
		v := record.Values{"title": strings.Repeat("案", n), "proposer": "民进县委"}
		if _, sentence := o.saveAs(proposal.Proposals, 0, v); sentence != want {
			t.Errorf("%d: said %q, want %q", n, sentence, want)
		}
	}
}
