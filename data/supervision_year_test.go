package data_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/plan"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// What of last year is not done stays due and waiting when the year changes, and says of which year it is.
func TestOpenMattersOfLastYearStayDue(t *testing.T) {
	o := atWork(t)
	points := o.points(o.letter("甲", "2026-03-10", "一", "二"))
	o.stepsOf(supervision.Points, points[1], stepTo{"登记答复", record.Values{"replied_on": "2026-06-01", "reply": "已改"}, ""})
	item := o.reported("窗口无人", triagedAs("一般"), stepTo{"转办", record.Values{"handler": "县教育局", "passed_on": "2026-05-13"}, ""})
	due, err := data.Due(t.Context(), o.DB(), 2027, "2027-01-10")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, d := range due {
		if d.PointID == points[0] && d.Year == 2026 || d.DirectID == item && d.Year == 2026 {
			got = append(got, d.Kind+" "+d.Title)
		}
	}
	slices.Sort(got)
	if want := "整改 2026 年意见 1-1 一|直通车 2026 年直通车 1 号 窗口无人"; strings.Join(got, "|") != want {
		t.Errorf("due in 2027: %q", got)
	}
	waiting, err := supervision.Waiting(t.Context(), o.DB(), 2027, "2027-01-10")
	if err != nil {
		t.Fatal(err)
	}
	got = nil
	for _, f := range waiting {
		got = append(got, f.Name+" "+f.Text())
	}
	if want := "待审核 0|待签收 0|待验收 0|2026 年待验收 1"; strings.Join(got, "|") != want {
		t.Errorf("waiting in 2027: %q", got)
	}
	if due, err = data.Due(t.Context(), o.DB(), 2025, "2027-01-10"); err != nil || slices.ContainsFunc(due, func(d data.DueItem) bool { return d.PointID != 0 || d.DirectID != 0 }) {
		t.Errorf("of a year before: %v, %v", due, err)
	}
}

// Every rate has the decimals that the office set, those of supervision among them.
func TestRatesHaveTheDecimalsOfTheOffice(t *testing.T) {
	o := atWork(t)
	if err := o.Write(t.Context(), "测试", "设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{"rate.digits": "1"})
	}); err != nil {
		t.Fatal(err)
	}
	figures, err := data.Figures(t.Context(), o.DB(), 2026, "2026-11-20")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range figures {
		if f.IsRate && f.Digits != 1 {
			t.Errorf("%s has %d decimals", f.Name, f.Digits)
		}
	}
}

// A row puts the targets it names into its class, and no others; two rows that contradict each other are not both taken.
func TestEachRowClassesItsOwnTargets(t *testing.T) {
	o := openOffice(t)
	o.taken(evaluation.Panels, "组号,评委,评议案号,承办单位,对象类别", "1,评一,12,县水务局,部门", "1,评二,15,县教育局,县区")
	const classes = "SELECT t.proposal_number || g.class FROM evaluation_target g JOIN target_list t ON t.id = g.id ORDER BY t.proposal_number"
	if got := o.rows(classes); got != "12部门 | 15县区" {
		t.Error(got)
	}
	rater, err := store.LookUp(t.Context(), o.DB(), "SELECT id FROM rater WHERE name = '评一'")
	if err != nil {
		t.Fatal(err)
	}
	r, err := evaluation.Panels.Record(t.Context(), o.DB(), rater)
	if err != nil {
		t.Fatal(err)
	}
	o.edit(evaluation.Panels, rater, record.Values{"class": r.Values["class"], "category": "常委"}) // as its list shows it
	if got := o.rows(classes); got != "12部门 | 15县区" {
		t.Errorf("saved as shown: %s", got)
	}
	if got, _ := o.taken(evaluation.Panels, "评议名称,组号,评委,评议案号,承办单位,对象类别", "又一次,1,评四,12,县水务局,部门", "又一次,1,评五,12,县水务局,县区"); !strings.Contains(got, "一个对象只有一个类别") {
		t.Error(got)
	}
}

// A sheet that was made void because nobody hands it in any more is none of those handed in, nor one that is missing.
func TestVoidSheetIsNeitherThereNorMissing(t *testing.T) {
	o := openEvaluated(t)
	before := o.rows("SELECT count(*) FROM score_sheet WHERE void = 0")
	all, err := evaluation.Evaluations.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(all) != 1 || all[0].Values["sheets_count"] != before {
		t.Errorf("%v handed in, %s are valid, %v", all, before, err)
	}
}

// The number of people of an activity follows what is registered: the program makes no contradiction of its own.
func TestNumberOfPeopleFollowsTheRegister(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	o.edit(activity.Activities, talk, record.Values{"attendees": "3", "guests": "2"})
	o.stepsOf(activity.Activities, talk, stepTo{"登记到会", record.Values{"list": "甲一"}, ""}, stepTo{"登记到会", record.Values{"list": "甲二、乙一"}, ""})
	if got := o.rows("SELECT attendees || ' ' || guests FROM activity WHERE title = '座谈'"); got != "5 2" {
		t.Errorf("people and guests: %s", got)
	}
	if broken := o.broken(t, "参加人数与登记的到会相符"); broken != "" {
		t.Error(broken)
	}
}

// broken is what a rule of 2026 finds broken.
func (o office) broken(t *testing.T, rule string) string {
	t.Helper()
	rulings, err := data.Rulings(t.Context(), o.DB(), record.Bench{Year: 2026, Day: "2026-11-23", Today: "2026-11-23"})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range rulings {
		if r.Rule == rule {
			var said []string
			for _, b := range r.Broken {
				said = append(said, b.Words)
			}
			return strings.Join(said, "|")
		}
	}
	return "no rule " + rule
}

// No unit takes over another after it ended itself.
func TestOrderOfMergers(t *testing.T) {
	u := openOffice(t)
	a, b, c := u.save(roster.Units, record.Values{"name": "甲局"}), u.save(roster.Units, record.Values{"name": "乙局"}), u.save(roster.Units, record.Values{"name": "丙局"})
	if _, sentence := u.merge(a, b, "2026-05-01"); sentence != "" {
		t.Fatal(sentence)
	}
	if _, sentence := u.merge(b, c, "2026-04-02"); !strings.Contains(sentence, "「甲局」2026-05-01 才并入「乙局」") {
		t.Error(sentence)
	}
	if _, sentence := u.merge(b, c, "2026-05-01"); sentence != "" {
		t.Error(sentence)
	}
}

// An item of the plan can be of any of the office's kinds of activities, and counts those held; of a word the office adds, too.
func TestPlanCountsTheOfficesActivities(t *testing.T) {
	o := openOffice(t)
	for title, kind := range map[string]string{"民主监督视察": "视察", "监督员培训": "培训", "民主监督工作座谈会议": "座谈会"} {
		id := o.save(plan.Items, record.Values{"title": title, "targets": "1次", "from_month": "3月"})
		o.expect(plan.Items, id, record.Values{"kind": kind})
	}
	other := o.save(plan.Items, record.Values{"title": "文件汇编", "kind": "其他", "targets": "1次", "from_month": "3月"})
	if _, sentence := o.try(plan.Items, record.Values{"title": "参观", "kind": "视察", "targets": "3件", "from_month": "3月"}); !strings.Contains(sentence, "「视察」按次计数，不能以「3件」为目标") {
		t.Error(sentence)
	}
	o.save(activity.Activities, record.Values{"kind": "其他", "title": "汇编", "started_on": "2026-03-10", "finished_on": "2026-03-12"})
	progress, err := plan.ProgressOf(t.Context(), o.DB(), 2026, "2026-04-01")
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range progress {
		if p.Item.ID == other && (p.State != plan.Done || p.Targets[0].Done != 1) {
			t.Errorf("%s is %s", p.Item.Title, p.State)
		}
	}
}
