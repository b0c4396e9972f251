package data_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// opinionLines are the opinions of a year, one line each.
func (o office) opinionLines(year int) (lines []string, all []data.Opinion) {
	o.tb.Helper()
	all, err := data.Opinions(o.tb.Context(), o.DB(), year, scoredOn)
	if err != nil {
		o.tb.Fatal(err)
	}
	for i := range all {
		lines = append(lines, strings.Join([]string{all[i].Unit, all[i].About, all[i].Kind, all[i].Text, all[i].Point.Status, all[i].Revisit()}, " "))
	}
	return lines, all
}

func (o office) raiseOpinions(sheets ...int64) (made []supervision.Raised, sentence string) {
	o.tb.Helper()
	err := o.Write(o.tb.Context(), "测试", data.RaiseOpinionsWording(len(sheets)), func(ctx context.Context, tx *store.Tx) (err error) {
		made, err = data.RaiseOpinions(ctx, tx, in2026, sheets)
		return err
	})
	return made, store.Sentence(err)
}

// Opinions stand by unit and by the indicator they name, become points of one letter to the unit once only, and are seen the year after.
func TestOpinionsBecomePointsOnce(t *testing.T) {
	o := openEvaluated(t)
	for rater, text := range map[string]string{"评一": "请多上门", "评二": "沟通面商只打过一次电话"} {
		o.save(evaluation.Scores, record.Values{"number": "1", "proposal": "12", "name": rater, "note": text})
	}
	lines, all := o.opinionLines(2026)
	want := "县水务局 第12号提案 沟通面商 沟通面商只打过一次电话  \n县水务局 第12号提案 综合 请多上门  "
	if got := strings.Join(lines, "\n"); got != want {
		t.Fatalf("got\n%s\nwant\n%s", got, want)
	}
	first, sentence := o.raiseOpinions(all[0].SheetID)
	if sentence != "" || first[0].Title != "关于「2026年重点提案办理民主评议」评议意见的监督意见" {
		t.Fatalf("%q %+v", sentence, first)
	}
	second, sentence := o.raiseOpinions(all[1].SheetID)
	if sentence != "" || second[0].Letter != first[0].Letter {
		t.Errorf("%q: a letter of its own, %+v beside %+v", sentence, second, first)
	}
	if _, sentence := o.raiseOpinions(all[0].SheetID); !strings.Contains(sentence, "一条只转一次") {
		t.Errorf("twice: %q", sentence)
	}
	points, err := supervision.Points.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(points) != 2 {
		t.Fatal(len(points), err)
	}
	if v := points[0].Values; v["origin"] != "民主评议" || v["source"] != "民主评议 2026年重点提案办理民主评议" || v["text"] != "第12号提案「沟通面商」的评议意见：沟通面商只打过一次电话" || v["unit"] != "县水务局" {
		t.Errorf("point %v", v)
	}
	expectSeenLater(t, o)
}

// expectSeenLater holds the points of opinions to be seen in their year and the one after, until the last is undone.
func expectSeenLater(t *testing.T, o office) {
	t.Helper()
	lines, _ := o.opinionLines(2026)
	later, _ := o.opinionLines(2027)
	if got := fmt.Sprint(lines); got != fmt.Sprint(later) || !strings.Contains(got, "未送达") || strings.Contains(got, "待回头看") {
		t.Errorf("this year %q, the year after %q", lines, later)
	}
	if lines, _ = o.opinionLines(2027); !o.undo(0) || len(lines) != 2 {
		t.Errorf("before the undo %q", lines)
	}
	if lines, _ = o.opinionLines(2027); len(lines) != 1 {
		t.Errorf("after the undo %q", lines)
	}
}
