package gui

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/records"
)

// buttonOf is the button of that text in sight, nil for none.
func buttonOf(o fyne.CanvasObject, text string) (found *kit.Button) {
	kittest.Walk(o, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == text {
			found = b
		}
	})
	return found
}

// flat is what is shown without the ends of lines.
func flat(o fyne.CanvasObject) string { return strings.ReplaceAll(desktest.Text(o), "\n", "") }

// The papers of a record are offered where it is looked at: of it alone, and grey with why where nothing would be written.
func TestPapersAreOfferedWithTheirRecords(t *testing.T) {
	s := startSample(t)
	canvas := s.desk.Native().Canvas()
	first := func(k *record.Kind, is func(v record.Values) bool) any {
		all, err := k.Records(t.Context(), s.desk.Store().DB(), s.desk.Scope())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			if is(r.Values) {
				return records.OneOf{Kind: k, ID: r.ID}
			}
		}
		t.Fatalf("none of the %s is so", k.Title)
		return nil
	}
	late := func(v record.Values) bool { return supervision.Late(v, s.desk.Today()) }
	results, err := evaluation.Results(t.Context(), s.desk.Store().DB(), s.desk.Year(), s.desk.Today())
	if err != nil {
		t.Fatal(err)
	}
	result := results[0].Targets[0]
	for _, c := range []struct {
		name, page string
		open       any
		paper      string
		want       string // in the question, or why there is none
		none       bool
	}{
		{"ActivityAhead", "activity", first(activity.Activities, func(v record.Values) bool { return v["started_on"] > s.desk.Today() }), "活动通知", "选定的 1 次活动，每次活动一份：共 1 份", false},
		{"ActivityHeld", "activity", first(activity.Activities, func(v record.Values) bool { return v["status"] == activity.Registered }), "活动通知", "暂时没有可以出具的活动通知。出具的条件：定了开始日期、还没有开", true},
		{"LateLetter", "supervision", first(supervision.Letters, late), "监督督办单", "选定的 1 份监督意见书，每个责任单位一份：共 1 份", false},
		{"Letter", "supervision", first(supervision.Letters, func(v record.Values) bool { return v["number"] != "" }), "监督意见书", "选定的 1 份监督意见书，每份意见书一份：共 1 份", false},
		{"LetterInDraft", "supervision", first(supervision.Letters, func(v record.Values) bool { return v["number"] == "" }), "监督意见书", "暂时没有可以出具的监督意见书。出具的条件：审定了、有文号的意见书", true},
		{"LatePoint", "supervision", first(supervision.Points, late), "监督督办单", "选定的 1 条监督意见，每个责任单位一份：共 1 份", false},
		{"LateItem", "supervision", first(supervision.Directs, func(v record.Values) bool { return late(v) && v["handler"] != "" }), "监督督办单", "选定的 1 件直通车事项，每个责任单位一份：共 1 份", false},
		{"ItemOfNobody", "supervision", first(supervision.Directs, func(v record.Values) bool { return v["handler"] == "" }), "监督督办单", "暂时没有可以出具的监督督办单。出具的条件：该单位逾期", true},
		{"Plan", "supervision", plan.Items, "工作进度报告", "全年的部署和各项工作，全年一份：共 1 份", false},
		{"Evaluation", "evaluation", first(evaluation.Evaluations, func(v record.Values) bool { return v["name"] == results[0].Name }), "评议结果通报", "选定的 1 次民主评议，每次评议一份：共 1 份", false},
		{"ResultOfUnit", "evaluation", result.ID, "评议反馈函", "「" + result.Unit + "」，每个承办单位一份：共 1 份", false},
		{"ResultOfEvaluation", "evaluation", result.ID, "评议结果通报", "「" + results[0].Name + "」，每次评议一份：共 1 份", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s.desk.Go(c.page)
			s.desk.Open(c.page, c.open)
			b := buttonOf(canvas.Content(), c.paper+"…")
			switch {
			case b == nil:
				t.Fatalf("no button %s in\n%s", c.paper, desktest.Text(canvas.Content()))
			case b.Disabled() != c.none:
				t.Fatalf("disabled %v", b.Disabled())
			case c.none:
				if text := flat(canvas.Content()); !strings.Contains(text, c.want) {
					t.Errorf("it is not said why there is none:\n%s", text)
				}
				return
			}
			b.Tapped(nil)
			top := canvas.Overlays().Top()
			if top == nil {
				t.Fatal("nothing is asked")
			}
			if text := flat(top); !strings.Contains(text, c.want) || !strings.Contains(text, "选择文件夹…") {
				t.Errorf("asked: %s", text)
			}
			canvas.Overlays().Remove(top)
		})
	}
}
