package data_test

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"cppccdesk/data"
	"cppccdesk/data/activity"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// withPeople is an office with members of two sectors and committees, one of whom left in June, supervisors, two namesakes, and three activities.
func withPeople(t *testing.T) (o office, talk, study, later int64) {
	t.Helper()
	o = openOffice(t)
	for _, v := range []record.Values{
		{"name": "甲一", "sector": "教育界", "committees": "提案委", "joined_on": "2021-12"},
		{"name": "甲二", "sector": "教育界", "committees": "文史委"},
		{"name": "乙一", "sector": "经济界", "committees": "提案委"},
		{"name": "乙二", "sector": "经济界"},
		{"name": "张伟", "sector": "经济界", "workplace": "县一中"},
		{"name": "张伟", "sector": "教育界", "workplace": "县医院", "#new": "是"},
	} {
		o.save(roster.Members, v)
	}
	left := o.save(roster.Members, record.Values{"name": "离去", "sector": "教育界", "committees": "提案委"})
	o.edit(roster.Members, left, record.Values{"status": "辞去", "status_on": "2026-06-10"})
	o.supervisors("张一", "张二", "张三", "张四")
	o.save(roster.Groups, record.Values{"number": "3", "units": "县教育局", "leader": "张二", "members": "张一、张二、张三、张四", "from_on": "2026-03-01", "to_on": "2026-11-30"})
	talk = o.save(activity.Activities, record.Values{"kind": "座谈会", "title": "座谈", "started_on": "2026-06-01"})
	study = o.save(activity.Activities, record.Values{"kind": "专题调研", "title": "调研", "started_on": "2026-07-01", "half_days": "4"})
	later = o.save(activity.Activities, record.Values{"kind": "汇报会", "title": "汇报", "started_on": "2026-12-15"})
	return o, talk, study, later
}

// there lists the people of an activity with what became of each.
func (o office) there(id int64) string {
	o.tb.Helper()
	r, err := activity.Activities.Record(o.tb.Context(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	all, err := rows.Parse(r.Values["attendances"])
	if err != nil {
		o.tb.Fatal(err)
	}
	var out []string
	for _, row := range all {
		out = append(out, strings.TrimSuffix(row["name"]+" "+row["state"]+" "+row["came"], " "))
	}
	return strings.Join(out, "，")
}

// What the office waits for comes first among the steps of an activity: to tell people, on the day who came, and then that all are noted.
func TestStepsOfAnActivityBeginWithWhatIsNext(t *testing.T) {
	o, talk, _, later := withPeople(t)
	steps := func(id int64) string {
		r, err := activity.Activities.RecordOn(t.Context(), o.DB(), id, o.Now().Format(time.DateOnly))
		if err != nil {
			t.Fatal(err)
		}
		return strings.Join(activity.Activities.Can(r), " ")
	}
	take := func(id int64, step string, v record.Values) {
		t.Helper()
		if sentence := o.takeStep(activity.Activities, id, step, v); sentence != "" {
			t.Fatalf("%s: %s", step, sentence)
		}
	}
	check := func(when string, id int64, want string) {
		t.Helper()
		if got := steps(id); got != want {
			t.Errorf("%s: %s, want %s", when, got, want)
		}
	}
	check("nobody told", talk, "通知参会 登记到会 登记成果 转整改")
	take(talk, "通知参会", record.Values{"invite": "全体委员"})
	check("told, on the day", talk, "登记到会 登记请假 通知参会 登记成果 撤回通知 转整改")
	take(talk, "登记到会", record.Values{"list": "甲一"})
	check("some noted", talk, "登记完毕 通知参会 登记到会 登记请假 登记成果 撤回通知 转整改")
	take(talk, "登记完毕", nil)
	check("all noted", talk, "登记成果 通知参会 登记到会 登记请假 撤回通知 转整改")
	take(later, "通知参会", record.Values{"invite": "全体民主监督员"})
	check("told, before the day", later, "登记请假 通知参会 撤回通知")
}

// Leave is asked for before the day, by those told to come.
func TestLeaveOfSeveralBeforeTheDay(t *testing.T) {
	o, talk, _, later := withPeople(t)
	leave := func(id int64, v record.Values) string { return o.takeStep(activity.Activities, id, "登记请假", v) }
	if sentence := leave(later, record.Values{"list": "张二"}); !strings.Contains(sentence, "要「已通知」或「登记中」或「已登记」时才能登记请假") && !strings.Contains(sentence, "现在可以做的有") {
		t.Error(sentence)
	}
	o.takeStep(activity.Activities, later, "通知参会", record.Values{"invite": "名单", "list": "张一、张二、甲一"})
	for want, v := range map[string]record.Values{
		"「乙一」没有通知参会，不用登记请假。": {"list": "张二、乙一"},
		"缺少「名单」":    {"why": "出差"},
		"应为请假、请假待批": {"list": "张二", "leave": "缺席"},
	} {
		if sentence := leave(later, v); !strings.Contains(sentence, want) {
			t.Errorf("%v: %q", v, sentence)
		}
	}
	for _, v := range []record.Values{{"list": "张二", "why": "出差"}, {"list": "甲一", "leave": "请假待批"}} {
		if sentence := leave(later, v); sentence != "" {
			t.Fatal(sentence)
		}
	}
	if got := o.there(later); got != "张一 应到，张二 请假，甲一 请假待批" {
		t.Error(got)
	}
	o.expect(activity.Activities, later, record.Values{"status": "已通知", "excused": "1", "asking": "1", "unmarked": "2"})
	o.takeStep(activity.Activities, talk, "通知参会", record.Values{"invite": "名单", "list": "甲一"})
	o.takeStep(activity.Activities, talk, "登记到会", record.Values{"list": "甲一"})
	if sentence := leave(talk, record.Values{"list": "甲一"}); !strings.Contains(sentence, "「甲一」已登记到会，不能再登记请假") {
		t.Error(sentence)
	}
}

func TestPeopleToldToComeAreThoseInOfficeOnTheDay(t *testing.T) {
	o, talk, study, later := withPeople(t)
	for _, c := range []struct {
		id   int64
		v    record.Values
		want string
	}{
		{talk, record.Values{"invite": "界别", "which": "教育界"}, "甲一 应到 0，甲二 应到 0，张伟（县医院） 应到 0，离去 应到 0"},
		{talk, record.Values{"invite": "专委会", "which": "提案委"}, "甲一 应到 0，甲二 应到 0，张伟（县医院） 应到 0，离去 应到 0，乙一 应到 0"},
		{talk, record.Values{"invite": "监督小组", "which": "第3组"}, "甲一 应到 0，甲二 应到 0，张伟（县医院） 应到 0，离去 应到 0，乙一 应到 0，张一 应到 0，张二 应到 0，张三 应到 0，张四 应到 0"},
		{study, record.Values{"invite": "专委会", "which": "提案委、文史委"}, "甲一 应到 0，甲二 应到 0，乙一 应到 0"}, // 离去 has left by then
		{study, record.Values{"invite": "名单", "list": "乙二\n甲一\n张伟（县一中）\n张　二"}, "甲一 应到 0，甲二 应到 0，乙一 应到 0，乙二 应到 0，张伟（县一中） 应到 0，张二 应到 0"},
		{later, record.Values{"invite": "全体民主监督员"}, "张一 应到 0，张二 应到 0，张三 应到 0，张四 应到 0"},
	} {
		if sentence := o.takeStep(activity.Activities, c.id, "通知参会", c.v); sentence != "" {
			t.Fatalf("%v: %s", c.v, sentence)
		}
		if got := o.there(c.id); got != strings.ReplaceAll(c.want, " 0", "") && got != c.want {
			t.Errorf("%v:\n%s\nwant\n%s", c.v, got, c.want)
		}
	}
	if sentence := o.takeStep(activity.Activities, study, "撤回通知", record.Values{"invite": "界别", "which": "教育界"}); sentence != "" {
		t.Fatal(sentence)
	}
	if got := o.there(study); got != "乙一 应到，乙二 应到，张伟（县一中） 应到，张二 应到" {
		t.Error(got)
	}
	o.expect(activity.Activities, study, record.Values{"status": "已通知", "due": "4", "unmarked": "4", "present": ""})
}

func TestInvitationsRefused(t *testing.T) {
	o, talk, study, _ := withPeople(t)
	for want, v := range map[string]record.Values{
		"请在「界别或组别」写明是哪几个界别":        {"invite": "界别"},
		"范围是「全体委员」，名单里却写了「甲一、张四」":  {"invite": "全体委员", "list": "甲一、张四"},
		"范围是「界别」，名单里却写了「张四」":       {"invite": "界别", "which": "教育界", "list": "张四"},
		"范围是「名单」，界别或组别却写了「教育界」":    {"invite": "名单", "list": "甲一", "which": "教育界"},
		"范围是「全体民主监督员」，界别或组别却写了「3」": {"invite": "全体民主监督员", "which": "3"},
		"界别「工会界」在 2026-07-01 没有在任": {"invite": "界别", "which": "教育界、工会界"},
		"名单里没有姓名":               {"invite": "名单"},
		"「离去」在 2026-07-01 不是委员": {"invite": "名单", "list": "甲一、离去"},
		"有 2 位「张伟」，请写明是哪一位，如「张伟（县医院）」或「张伟（县一中）」": {"invite": "名单", "list": "甲一、张伟"},
		"应为全体委员、": {"invite": "所有人"},
	} {
		if sentence := o.takeStep(activity.Activities, study, "通知参会", v); !strings.Contains(sentence, want) {
			t.Errorf("%v: %q, want %q", v, sentence, want)
		}
	}
	o.takeStep(activity.Activities, talk, "通知参会", record.Values{"invite": "名单", "list": "甲一、张伟（县一中）"})
	if sentence := o.takeStep(activity.Activities, talk, "登记到会", record.Values{"list": "张伟"}); sentence != "" { // the one who was told to come
		t.Error(sentence)
	}
	if got := o.there(talk); got != "甲一 应到，张伟（县一中） 到会 1" {
		t.Error(got)
	}
	if sentence := o.takeStep(activity.Activities, talk, "撤回通知", record.Values{"invite": "全体委员"}); !strings.Contains(sentence, "「张伟（县一中）」已登记为到会") {
		t.Error(sentence)
	}
}

func TestAttendanceThatCannotBe(t *testing.T) {
	o, talk, study, later := withPeople(t)
	o.takeStep(activity.Activities, later, "通知参会", record.Values{"invite": "全体委员"})
	if sentence := o.takeStep(activity.Activities, later, "登记到会", record.Values{"list": "甲一"}); !strings.Contains(sentence, "2026-12-15 才举行") {
		t.Error(sentence)
	}
	row := func(title string, more record.Values) record.Values {
		v := record.Values{"title": title, "name": "甲一"}
		maps.Copy(v, more)
		return v
	}
	for want, v := range map[string]record.Values{
		"多于活动的 4 个半天":       row("调研", record.Values{"state": "到会", "came": "5"}),
		"到会 3 个半天、请假 2 个半天": row("调研", record.Values{"state": "√", "came": "3", "excused": "2"}),
		"不能有到会半天数 2":        row("调研", record.Values{"state": "缺席", "came": "2"}),
		"却写了到会 0 个半天":       row("调研", record.Values{"state": "到会", "came": "0"}),
		"不能有口头发言":           row("调研", record.Values{"state": "假", "speech": "口头"}),
		"不是委员，也不是民主监督员":     row("调研", record.Values{"name": "离去"}),
		"没有「活动名称」为「无此会」":    row("无此会", nil),
		"的「出席情况」一栏为「来过」，应为应到、到会（√）、请假待批": row("调研", record.Values{"state": "来过"}),
	} {
		if _, sentence := o.try(activity.Attendances, v); !strings.Contains(sentence, want) {
			t.Errorf("%v: %q, want %q", v, sentence, want)
		}
	}
	o.save(activity.Attendances, row("调研", record.Values{"state": "√", "came": "3", "excused": "1"}))
	if _, sentence := o.saveAs(activity.Activities, study, record.Values{"half_days": "3"}); !strings.Contains(sentence, "「甲一」登记的到会和请假超过 3 个半天") {
		t.Error(sentence)
	}
	o.save(activity.Attendances, record.Values{"title": "座谈", "name": "离去", "state": "到会"})
	if _, sentence := o.saveAs(activity.Activities, talk, record.Values{"started_on": "2026-06-11"}); !strings.Contains(sentence, "「离去」在 2026-06-11 不是委员") {
		t.Error(sentence)
	}
	if _, sentence := o.saveAs(activity.Activities, study, record.Values{"started_on": "2026-12-01"}); !strings.Contains(sentence, "2026-12-01 才举行") {
		t.Error(sentence)
	}
}

// Who came to all half-days still did when there are more of them.
func TestWholeAttendanceGrowsWithTheActivity(t *testing.T) {
	o, _, study, _ := withPeople(t)
	o.takeStep(activity.Activities, study, "登记到会", record.Values{"list": "甲一、乙一"})
	o.save(activity.Attendances, record.Values{"title": "调研", "name": "乙一", "came": "2"})
	o.edit(activity.Activities, study, record.Values{"half_days": "6"})
	if got := o.there(study); got != "甲一 到会 6，乙一 到会 2" {
		t.Error(got)
	}
}

func TestNumberOfPeopleIsThatOfThoseWhoCame(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	o.edit(activity.Activities, talk, record.Values{"attendees": "64"})
	o.takeStep(activity.Activities, talk, "通知参会", record.Values{"invite": "全体委员"})
	o.expect(activity.Activities, talk, record.Values{"attendees": "64", "due": "7"})
	o.takeStep(activity.Activities, talk, "登记到会", record.Values{"list": "甲一、甲二、乙一"})
	o.edit(activity.Activities, talk, record.Values{"guests": "2"})
	o.expect(activity.Activities, talk, record.Values{"attendees": "5", "present": "3"})
	if _, sentence := o.saveAs(activity.Activities, talk, record.Values{"attendees": "64"}); !strings.Contains(sentence, "参加人数 64 与登记的到会 3 人、列席 2 人（共 5 人）不符") {
		t.Error(sentence)
	}
	o.edit(activity.Activities, talk, record.Values{"attendees": "5", "place": "二楼"})
	if r, err := activity.Activities.RecordOn(t.Context(), o.DB(), talk, "2026-05-31"); err != nil || r.Values["attendees"] != "5" || r.Values["present"] != "" || r.Values["status"] != "已通知" || r.Values["due"] != "7" {
		t.Errorf("the day before: %v %v", r.Values, err)
	}
}

func TestLeaveAskedGrantedAndRefused(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	o.takeStep(activity.Activities, talk, "通知参会", record.Values{"invite": "名单", "list": "甲一、甲二、乙一、乙二"})
	ids, err := store.IDs(t.Context(), o.DB(), "SELECT id FROM attendance ORDER BY id")
	if err != nil {
		t.Fatal(err)
	}
	step := func(at int, name string, v record.Values, state string) {
		t.Helper()
		if sentence := o.takeStep(activity.Attendances, ids[at], name, v); sentence != "" {
			t.Fatalf("%s: %s", name, sentence)
		}
		o.expect(activity.Attendances, ids[at], record.Values{"state": state})
	}
	step(0, "请假", record.Values{"note": "出差"}, "请假待批")
	step(0, "准假", nil, "请假")
	step(1, "请假", nil, "请假待批")
	step(2, "到会", record.Values{"speech": "口头"}, "到会")
	if sentence := o.takeStep(activity.Activities, talk, "登记完毕", nil); !strings.Contains(sentence, "还有 1 人请假待批") {
		t.Error(sentence)
	}
	step(1, "不准假", nil, "应到")
	o.expect(activity.Activities, talk, record.Values{"status": "登记中"})
	if sentence := o.takeStep(activity.Activities, talk, "登记完毕", nil); sentence != "" {
		t.Error(sentence)
	}
	if got := o.there(talk); got != "甲一 请假，甲二 缺席，乙一 到会 1，乙二 缺席" {
		t.Error(got)
	}
	o.expect(activity.Activities, talk, record.Values{"status": "已登记", "present": "1", "excused": "1", "absent": "2"})
	o.expect(activity.Attendances, ids[0], record.Values{"excused": "1", "note": "出差", "sector": "教育界", "on_date": "2026-06-01"})
	step(2, "缺席", nil, "缺席")
	o.expect(activity.Attendances, ids[2], record.Values{"speech": ""})
	if got := len(o.course(activity.Attendances, ids[0])); got < 3 {
		t.Errorf("%d lines of what became of somebody", got)
	}
}

// slowCount is the attendance of the year on a day, counted by SQL over the tables themselves: half-days due, came, excused, absent, unmarked of
// obligatory activities, those who came to voluntary ones, and attendances due.
func (o office) slowCount(day string) (sums [7]int) {
	o.tb.Helper()
	const registered = `FROM attendance x JOIN activity a ON a.id = x.activity_id WHERE a.deleted_at = '' AND a.year = 2026
		AND a.started_on <> '' AND a.started_on <= ? AND a.id IN (SELECT activity_id FROM attendance WHERE state IN ('到会', '缺席')) AND a.duty = `
	for i, query := range []string{
		"SELECT COALESCE(sum(a.half_days), 0) " + registered + "'必到'",
		"SELECT COALESCE(sum(CASE x.came WHEN 0 THEN a.half_days ELSE x.came END), 0) " + registered + "'必到' AND x.state = '到会'",
		"SELECT COALESCE(sum(CASE x.state WHEN '请假' THEN a.half_days ELSE x.excused END), 0) " + registered + "'必到' AND x.state IN ('请假', '到会')",
		"SELECT COALESCE(sum(CASE x.state WHEN '缺席' THEN a.half_days WHEN '到会' THEN CASE x.came WHEN 0 THEN 0 ELSE a.half_days - x.came - x.excused END END), 0) " + registered + "'必到' AND x.state IN ('缺席', '到会')",
		"SELECT COALESCE(sum(a.half_days), 0) " + registered + "'必到' AND x.state IN ('应到', '请假待批')",
		"SELECT COALESCE(sum(CASE x.came WHEN 0 THEN a.half_days ELSE x.came END), 0) " + registered + "'自愿' AND x.state = '到会'",
		"SELECT count(*) " + registered + "'必到'",
	} {
		n, err := store.LookUp(o.tb.Context(), o.DB(), query, day)
		if err != nil {
			o.tb.Fatal(err)
		}
		sums[i] = int(n)
	}
	return sums
}

// Whatever is done, nobody is expected twice at an activity, leave, presence, absence and what is not known add up to those due, on each of several
// days the sums are those of a slow count, and the figures count what they say.
func TestAttendanceAddsUpWhateverIsDone(t *testing.T) {
	o, talk, study, later := withPeople(t)
	free := o.save(activity.Activities, record.Values{"kind": "视察", "title": "自愿视察", "started_on": "2026-09-01", "duty": "自愿", "half_days": "2"})
	for i, walk := 0, rand.New(rand.NewPCG(7, 11)); i < 150; i++ {
		at := []int64{talk, study, later, free}[walk.IntN(4)]
		switch walk.IntN(5) {
		case 0:
			who := record.Values{"invite": activity.Audiences[walk.IntN(len(activity.Audiences))]}
			switch who["invite"] {
			case activity.OfList:
				who["list"] = "甲一、张四、乙二"
			case activity.AllMembers, activity.AllSupervisors:
			default:
				who["which"] = []string{"教育界", "提案委", "3", "经济界、教育界"}[walk.IntN(4)]
			}
			o.takeStep(activity.Activities, at, []string{"通知参会", "通知参会", "撤回通知"}[walk.IntN(3)], who)
		case 1:
			o.takeStep(activity.Activities, at, "登记到会", record.Values{"list": []string{"甲一、乙一", "张二", "张伟（县医院）、离去", "甲二\n张一"}[walk.IntN(4)]})
		case 2:
			o.takeStep(activity.Activities, at, "登记完毕", nil)
		case 3:
			ids, err := store.IDs(t.Context(), o.DB(), "SELECT id FROM attendance WHERE activity_id = ? ORDER BY id", at)
			if err != nil {
				t.Fatal(err)
			}
			if len(ids) > 0 {
				steps := activity.Attendances.Flow.Steps
				o.takeStep(activity.Attendances, ids[walk.IntN(len(ids))], steps[walk.IntN(len(steps))].Name, nil)
			}
		case 4:
			title := map[int64]string{talk: "座谈", study: "调研", later: "汇报", free: "自愿视察"}[at]
			_, _ = o.try(activity.Attendances, record.Values{"title": title, "name": []string{"甲一", "乙一", "张三"}[walk.IntN(3)], "state": activity.States[walk.IntN(5)], "came": strconv.Itoa(walk.IntN(4)), "excused": strconv.Itoa(walk.IntN(2))})
		}
		if i%10 == 9 {
			o.expectSums(t, i)
		}
	}
	if o.slowCount("2026-11-23")[6] == 0 {
		t.Fatal("the walk came to nothing")
	}
}

func (o office) expectSums(t *testing.T, walked int) {
	t.Helper()
	if twice := o.texts("SELECT name FROM (SELECT activity_id, person_id, max(activity_id) AS name, count(*) AS n FROM attendance GROUP BY 1, 2) WHERE n > 1"); len(twice) > 0 {
		t.Fatalf("after %d steps somebody is expected twice: %v", walked, twice)
	}
	for _, day := range []string{"2026-05-31", "2026-06-01", "2026-08-01", "2026-11-23", "2026-12-31"} {
		y, err := activity.ReadYear(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		all, want := y.All(), o.slowCount(day)
		got := [7]int{all.Half.Due, all.Half.Came, all.Half.Excused, all.Half.Absent, all.Half.Unmarked, all.Free.Came, all.Times.Due}
		if got != want {
			t.Fatalf("after %d steps on %s: %v, the slow count says %v", walked, day, got, want)
		}
		for _, s := range []activity.Sum{all.Half, all.Times} {
			if s.Came+s.Excused+s.Absent+s.Unmarked != s.Due {
				t.Fatalf("after %d steps on %s: %+v do not add up", walked, day, s)
			}
		}
		figures, err := data.Figures(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		rate := measure.Of(figures, "attendance_rate")
		if int(rate.Num) != all.Times.Came || int(rate.Den) != all.Times.Due-all.Times.Excused-all.Times.Unmarked || rate.Base.Len() != rate.Den || rate.Counted.Len() != rate.Num {
			t.Fatalf("after %d steps on %s: the figure says %d ÷ %d, the sums %+v", walked, day, rate.Num, rate.Den, all.Times)
		}
	}
}

// While who came is being registered, those still to be registered lower no rate; what is left out is said, and 登记完毕 makes absences of it.
func TestWhoIsNotRegisteredLowersNoRate(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	o.takeStep(activity.Activities, talk, "通知参会", record.Values{"invite": activity.AllMembers})
	o.takeStep(activity.Activities, talk, "登记请假", record.Values{"list": "乙二", "leave": activity.Asking})
	check := func(when, want, half, left string) {
		t.Helper()
		figures, err := data.Figures(t.Context(), o.DB(), 2026, "2026-11-23")
		if err != nil {
			t.Fatal(err)
		}
		y, err := activity.ReadYear(t.Context(), o.DB(), 2026, "2026-11-23")
		if err != nil {
			t.Fatal(err)
		}
		f, all := measure.Of(figures, "attendance_rate"), y.All().Half
		if f.Text() != want || !strings.HasSuffix(f.Rule, left) {
			t.Errorf("%s: %s, %q, want %s", when, f.Text(), f.Rule, want)
		}
		if got := fmt.Sprintf("%d ÷ %d", all.Came, y.Rule.Base(all)); got != half || y.Rule.Ratio(all).Percent(2) != want {
			t.Errorf("%s: by half-days %s, want %s", when, got, half)
		}
	}
	o.takeStep(activity.Activities, talk, "登记到会", record.Values{"list": "甲一、乙一"})
	check("two registered", "100.00%", "2 ÷ 2", "；未登记 5 人次，登记以后才计入")
	figures, err := data.Figures(t.Context(), o.DB(), 2026, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]int64{"attendance.due": 7, "attendance.came": 2, "attendance.unmarked": 5, "attendance.asking": 1} {
		if got := measure.Of(figures, code).Num; got != want {
			t.Errorf("%s is %d, want %d", code, got, want)
		}
	}
	o.save(activity.Attendances, record.Values{"title": "座谈", "name": "甲二", "state": "缺席"})
	check("one absent", "66.67%", "2 ÷ 3", "；未登记 4 人次，登记以后才计入")
	o.save(activity.Attendances, record.Values{"title": "座谈", "name": "乙二", "state": "请假"})
	if said := o.takeStep(activity.Activities, talk, "登记完毕", nil); said != "" {
		t.Fatal(said)
	}
	check("all registered", "33.33%", "2 ÷ 6", "按人次")
}

func TestLeaveCountsAsTheOfficeSays(t *testing.T) {
	o, talk, _, _ := withPeople(t)
	o.takeStep(activity.Activities, talk, "登记到会", record.Values{"list": "甲一"})
	o.save(activity.Attendances, record.Values{"title": "座谈", "name": "乙一", "state": "请假"})
	o.save(activity.Attendances, record.Values{"title": "座谈", "name": "乙二", "state": "缺席"})
	for setting, want := range map[string]string{"应到减请假": "50.00%", "应到": "33.33%"} {
		o.do(fmt.Sprintf("UPDATE setting SET value = '%s' WHERE key = 'rate.attendance'", setting))
		figures, err := data.Figures(t.Context(), o.DB(), 2026, "2026-11-23")
		if err != nil {
			t.Fatal(err)
		}
		if got := measure.Of(figures, "attendance_rate").Text(); got != want {
			t.Errorf("%s: %s, want %s", setting, got, want)
		}
		y, err := activity.ReadYear(t.Context(), o.DB(), 2026, "2026-11-23")
		if err != nil {
			t.Fatal(err)
		}
		if got := y.Rule.Ratio(y.All().Half).Percent(2); got != want || !strings.HasPrefix(y.Rule.String(), "出席率 = ") {
			t.Errorf("%s: %s, %s", setting, got, y.Rule)
		}
	}
	if i := slices.IndexFunc(activity.States, func(s string) bool { return s == "" }); i >= 0 {
		t.Error("a state has no name")
	}
}
