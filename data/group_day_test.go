package data_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// faultsOn is what the rules of a kind find wrong or open in 2026 on the day.
func (o office) faultsOn(kind *record.Kind, day string) string {
	o.tb.Helper()
	rulings, err := kind.Rules(o.tb.Context(), o.DB(), record.Bench{Year: 2026, Day: day, Today: "2026-11-23"})
	if err != nil {
		o.tb.Fatal(err)
	}
	var words []string
	for _, r := range rulings {
		for _, b := range append(r.Broken, r.Open...) {
			words = append(words, b.Words)
		}
	}
	return strings.Join(words, "|")
}

// Who goes from one group to another on a day is in the new one alone on that day, and so are units; a group without a leader is named from the day on.
func TestAMoveBreaksNoRuleOnItsDay(t *testing.T) {
	o := openOffice(t)
	o.supervisors("张一", "张二", "张三", "张四", "张五", "张六", "张七", "张八", "张九", "张十")
	one := o.save(roster.Groups, record.Values{"number": "1", "units": "县水务局", "leader": "张一", "members": "张一、张二、张三、张四", "from_on": "2026-03-01"})
	two := o.save(roster.Groups, record.Values{"number": "2", "units": "县教育局", "leader": "张五", "members": "张五、张六、张七、张八、张九", "from_on": "2026-03-01"})
	o.edit(roster.Groups, two, record.Values{"members": "张五、张六、张七、张八", "changed_on": "2026-09-10"})
	o.edit(roster.Groups, one, record.Values{"members": "张一、张二、张三、张四、张九", "changed_on": "2026-09-10"})
	o.edit(roster.Groups, one, record.Values{"members": "张一、张二、张三、张九、张十", "changed_on": "2026-10-10"})
	o.edit(roster.Supervisors, 4, record.Values{"workplace": "县公安局"})
	o.edit(roster.Groups, one, record.Values{"units": "县公安局", "changed_on": "2026-10-10"})
	o.edit(roster.Groups, two, record.Values{"leader": "", "members": "张五、张六、张七、张八", "changed_on": "2026-11-10"})
	for day, want := range map[string]string{
		"2026-09-09": "", "2026-09-10": "", "2026-09-11": "", "2026-10-10": "", "2026-11-09": "", "2026-11-10": "第 2 组没有组长", "2026-11-11": "第 2 组没有组长",
	} {
		if got := o.faultsOn(roster.Groups, day); got != want {
			t.Errorf("on %s: %q, want %q", day, got, want)
		}
	}
	o.edit(roster.Supervisors, 1, record.Values{"to_on": "2026-11"})
	if got := o.faultsOn(roster.Groups, "2026-11-09"); got != "" {
		t.Errorf("in the last month of an engagement: %s", got)
	}
}

// looked is how many records each rule of the kinds is about on the day.
func (o office) looked(day string, kinds ...*record.Kind) map[string]int64 {
	o.tb.Helper()
	all := map[string]int64{}
	for _, kind := range kinds {
		rulings, err := kind.Rules(o.tb.Context(), o.DB(), record.Bench{Year: 2026, Day: day, Today: "2026-11-23"})
		if err != nil {
			o.tb.Fatal(err)
		}
		for _, r := range rulings {
			all[r.Rule] = r.Looked
		}
	}
	return all
}

// What is registered later of a later day is not among the records that an earlier day is judged by.
func TestAnEarlierDayIsJudgedByItsRecords(t *testing.T) {
	o := atWork(t)
	kinds := []*record.Kind{supervision.Visits, supervision.Letters, supervision.Points, activity.Activities, proposal.Proposals, roster.Members}
	visit := o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "findings": rowsText(rows.Row{"kind": "建议", "text": "甲", "raiser": "张二"})})
	letter := o.letter("甲", "2026-03-10", "一")
	id := o.save(proposal.Proposals, record.Values{"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
	before := o.looked("2026-06-30", kinds...)
	o.save(supervision.Visits, record.Values{"on_date": "2026-08-12", "group": "3"})
	o.edit(supervision.Visits, visit, record.Values{"findings": rowsText(rows.Row{"kind": "建议", "text": "甲", "raiser": "张二", "outcome": "已采纳", "settled_on": "2026-08-20"})})
	o.save(supervision.Letters, record.Values{"title": "乙", "group": "3", "visit": "2026-08-12", "submitted_on": "2026-08-13", "points": rowsText(rows.Row{"text": "二"})})
	o.stepsOf(supervision.Letters, letter, stepTo{"批准延期", record.Values{"extended_to": "2026-08-10", "extended_on": "2026-07-01", "extended_by": "李主席", "extended_why": "补批，等资金"}, ""})
	o.save(activity.Activities, record.Values{"title": "视察", "kind": "视察", "started_on": "2026-08-05", "finished_on": "2026-08-05"})
	o.save(roster.Members, record.Values{"number": "YL10009", "name": "甲一", "joined_on": "2026-08-01"})
	o.must(id, record.Values{"conclusion": "立案", "reviewed_on": "2026-08-01"})
	if diff := cmp.Diff(before, o.looked("2026-06-30", kinds...)); diff != "" {
		t.Error(diff)
	}
	if got := o.looked("2026-11-23", kinds...); got["监督活动在年度以内"] != 2 || got["延期在期限以后，有批准日期"] != 1 || got["案号在一次会议内不重复"] != before["案号在一次会议内不重复"]+1 {
		t.Errorf("today: %v", got)
	}
}

// A unit that owes its opinion to the lead is late in its dossier as on 首页, and in no number of those that owe a reply.
func TestALateOpinionIsLateInTheDossier(t *testing.T) {
	o := openOffice(t)
	o.save(proposal.Proposals, record.Values{
		"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01",
		"lead_units": "县水务局", "co_units": "县教育局", "assigned_on": "2026-03-10", "due_on": "2026-06-10",
	})
	unit, err := store.LookUp(t.Context(), o.DB(), "SELECT id FROM unit WHERE name = '县教育局'")
	if err != nil {
		t.Fatal(err)
	}
	d, err := data.ReadUnitDossier(t.Context(), o.DB(), unit, "2026-06-15")
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(d.Rows, func(r data.DossierRow) bool { return r.Kind == "会办" })
	if at < 0 || !d.Rows[at].Late || !strings.HasPrefix(d.Rows[at].Gap, "逾期 ") {
		t.Errorf("%+v", d.Rows)
	}
	if got := measure.Of(d.Figures(0), "unit.overdue").Num; got != 0 {
		t.Errorf("overdue replies: %d", got)
	}
}

// A finding is raised by one who was in the group on the day of the visit, in whatever way it comes in.
func TestAFindingIsRaisedInTheGroup(t *testing.T) {
	o := atWork(t)
	by := func(name string) string { return rowsText(rows.Row{"kind": "建议", "text": "甲", "raiser": name}) }
	visit := o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "findings": by("张二")})
	for name, v := range map[string]record.Values{
		"提出人「张五」 2026-05-12 不在第 3 组": {"findings": by("张五")},
		"提出人「张二」 2026-05-12 不在第 4 组": {"group": "4", "unit": "县水务局"},
	} {
		if _, sentence := o.saveAs(supervision.Visits, visit, v); !strings.Contains(sentence, name) {
			t.Errorf("got %q, want %q", sentence, name)
		}
	}
	if got := o.imported(supervision.Findings, []string{"活动日期", "监督小组", "监督形式", "性质", "内容", "提出人"}, []string{"2026-05-12", "3", "派驻", "建议", "乙", "张五"}); !strings.Contains(got, "「张五」 2026-05-12 不在第 3 组") {
		t.Error(got)
	}
	o.supervisors("张九")
	o.edit(roster.Groups, 1, record.Values{"members": "张一、张二、张三、张九", "changed_on": "2026-06-01"})
	o.edit(supervision.Visits, visit, record.Values{"findings": by("张四")}) // he was there then
	if got := o.faultsOn(supervision.Visits, "2026-11-23"); got != "" {
		t.Error(got)
	}
	o.do("UPDATE visit SET on_date = '2026-06-01'")
	if got := o.faultsOn(supervision.Visits, "2026-11-23"); !strings.Contains(got, "有「张四」提出的问题建议，他当天不在本组") {
		t.Error(got)
	}
}

// An extension is to a day to come when it is approved, and approved after the one before it.
func TestAnExtensionFollowsTheOneBefore(t *testing.T) {
	o := atWork(t)
	letter := o.letter("甲", "2026-03-10", "一")
	point := o.points(letter)[0]
	put := func(to, on string) record.Values {
		return record.Values{"extended_to": to, "extended_on": on, "extended_by": "李主席", "extended_why": "补批，等资金"}
	}
	past := "延期至 2026-05-10 早于批准日期 2026-05-20"
	for _, kind := range []struct {
		kind *record.Kind
		id   int64
	}{{supervision.Letters, letter}, {supervision.Points, point}} {
		if got := o.takeStep(kind.kind, kind.id, "批准延期", put("2026-05-10", "2026-05-20")); !strings.Contains(got, past) {
			t.Errorf("%s: %q", kind.kind.Name, got)
		}
	}
	if _, got := o.saveAs(supervision.Points, point, put("2026-05-10", "2026-05-20")); !strings.Contains(got, past) {
		t.Errorf("a form: %q", got)
	}
	o.stepsOf(supervision.Points, point, stepTo{"批准延期", put("2026-06-10", "2026-04-20"), ""})
	for _, kind := range []struct {
		kind *record.Kind
		id   int64
	}{{supervision.Letters, letter}, {supervision.Points, point}} {
		if got := o.takeStep(kind.kind, kind.id, "批准延期", put("2026-08-10", "2026-04-01")); !strings.Contains(got, "批准日期 2026-04-01 早于上一次延期的批准日期 2026-04-20") {
			t.Errorf("%s: %q", kind.kind.Name, got)
		}
	}
	o.stepsOf(supervision.Letters, letter, stepTo{"批准延期", put("2026-08-10", "2026-05-20"), ""})
	o.do("UPDATE opinion_point SET extended_to = '2026-05-19'")
	if got := o.faultsOn(supervision.Points, "2026-11-23"); !strings.Contains(got, "延期至 2026-05-19，批准时（2026-05-20）已过") {
		t.Error(got)
	}
}

// A proposal tracked since a day has no nodes before it, neither in its line nor in the plan.
func TestNodesCountSinceTheDayOfTracking(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01", "is_key": "是"})
	o.walk(id, "全程跟踪", record.Values{"tracked_on": "2026-06-01"})
	for _, day := range []string{"2026-05-31", "2026-06-01"} {
		lines, err := proposal.Find(t.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, day)
		if err != nil || len(lines) != 1 || len(lines[0].Nodes) > 0 != (day >= "2026-06-01") {
			t.Errorf("on %s: %+v, %v", day, lines, err)
		}
	}
}
