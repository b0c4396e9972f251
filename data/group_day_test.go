package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
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
		return record.Values{"extended_to": to, "extended_on": on, "extended_by": "李主席", "extended_why": "等资金"}
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
