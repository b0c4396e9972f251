package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// Lines over the rows of a score sheet say of which panel and proposal they are, over one table or over each of several; what is reckoned from the rows
// is nobody's sheet.
func TestLinesOverScores(t *testing.T) {
	const points = "组织领导|沟通面商|办理成效|规范答复"
	for name, rows := range map[string][]string{
		"over each table": {
			"提案评议评分表|||||", "组号：1||评议案号：12|||", "评委|" + points, "评一|90|91|92|93", "评二|80|81|82|83", "平均分|85|86|87|88", "||||", "组号：1||评议案号：13||", "评委|" + points,
			"评一|70|71|72|73", "去掉一个最高分和一个最低分|70|71|72|73", "名次|1|1|1|1",
		},
		"within one":        {"组号|评委|" + points, "评议案号：12|||||", "1|评一|90|91|92|93", "1|评二|80|81|82|83", "|平均|85|86|87|88", "案号：13|||||", "1|评一|70|71|72|73", "名次|||||"},
		"a panel called":    {"第1组　评议案号：12", "评委|" + points, "评一|90|91|92|93", "评二|80|81|82|83", "第1组|评议案号：13|||", "评委|" + points, "评一|70|71|72|73"},
		"in one cell":       {"组号：1  评议案号：12", "评委|" + points, "评一|90|91|92|93", "评二|80|81|82|83", "组号：1，评议案号：13", "评委|" + points, "评一|70|71|72|73"},
		"in cells of two":   {"组号|1|评议案号|12|", "评委|" + points, "评一|90|91|92|93", "评二|80|81|82|83", "组号|1|案号|13|", "评委|" + points, "评一|70|71|72|73"},
		"beside each other": {"组号|1|评议案号|12|||组号|1|评议案号|13|", "评委|" + points + "||评委|" + points, "评一|90|91|92|93||评一|70|71|72|73", "评二|80|81|82|83||平均|70|71|72|73"},
	} {
		t.Run(name, func(t *testing.T) {
			o := openOffice(t)
			o.save(proposal.Proposals, record.Values{"title": "关于乙的建议", "number": "13", "proposer": "张三", "conclusion": "立案", "received_on": "2026-01-20", "lead_units": "县水务局"})
			for _, rater := range []string{"评一", "评二"} {
				o.save(evaluation.Panels, record.Values{"number": "1", "name": rater, "category": "常委", "proposals": "12、13"})
			}
			outcomes, _ := o.takenSheets(evaluation.Scores, pipedSheet(rows...))
			if got, want := o.valuesOf(evaluation.Scores, "number", "proposal", "name")+" "+o.rows("SELECT group_concat(points / 100, ' ') FROM score"), "1 12 评一|1 12 评二|1 13 评一 90 91 92 93 80 81 82 83 70 71 72 73"; got != want {
				t.Errorf("got %s, want %s\n%s", got, want, outcomes)
			}
		})
	}
}

// A line that says otherwise than a row's own cells refuses the row, and one over the next table is none of this.
func TestLinesThatSayOtherwise(t *testing.T) {
	const head = "评委|组织领导|沟通面商|办理成效|规范答复"
	o := openOffice(t)
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "category": "常委", "proposals": "12"})
	got, _ := o.takenSheets(evaluation.Scores, pipedSheet("组号：2||||||", "组号|"+head, "1|评一|90|91|92|93"))
	if want := "退回 上面写的「组号：2」与这一行的「1」不一致；请核对。"; got != want {
		t.Errorf("%s, want %s", got, want)
	}
	got, _ = o.takenSheets(evaluation.Scores, pipedSheet("组号：1|||||组号：4", head+"||"+head, "评一|90|91|92|93||评二|70|71|72|73"))
	if !strings.HasPrefix(got, "新增\n退回") {
		t.Error(got)
	}
}

// Empty cells clear no score of a sheet that is found by its panel alone.
func TestEmptyScoresClearNothing(t *testing.T) {
	const head = "组号|评委|组织领导|沟通面商|办理成效|规范答复"
	o := openOffice(t)
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "category": "常委", "proposals": "12"})
	o.takenSheets(evaluation.Scores, pipedSheet(head, "1|评一|90|91|92|93"))
	for row, want := range map[string]string{"1|评一||||": "90 91 92 93", "1|评一|95|||": "95 91 92 93"} {
		outcome, _ := o.takenSheets(evaluation.Scores, pipedSheet(head, row))
		if got := o.rows("SELECT group_concat(points / 100, ' ') FROM score"); got != want && got != "95 91 92 93" {
			t.Errorf("%s: %s, want %s; %s", row, got, want, outcome)
		}
	}
}
