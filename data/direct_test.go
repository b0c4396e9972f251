package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/supervision"
)

// reported is an item that 张一 of group 3 reported on 2026-05-12, taken so far along its way as steps say.
func (o office) reported(content string, steps ...stepTo) int64 {
	o.tb.Helper()
	id := o.save(supervision.Directs, record.Values{"on_date": "2026-05-12", "raiser": "张一", "unit": "教育局", "place": "一中门口", "content": content})
	for _, s := range steps {
		o.goes(supervision.Directs, id, s)
	}
	return id
}

func triagedAs(class string) stepTo {
	return stepTo{"分流", record.Values{"class": class, "triaged_on": "2026-05-13"}, ""}
}

var passedOn = stepTo{"转办", record.Values{"passed_on": "2026-05-14"}, ""}

func TestDirectItemFromNotedToToldBack(t *testing.T) {
	o := atWork(t)
	id := o.reported("窗口午间无人")
	for _, s := range []struct {
		step       string
		v          record.Values
		state, due string
	}{
		{"", nil, "待分流", "2026-05-14"},
		{"分流", record.Values{"class": "一般", "triaged_on": "2026-05-13"}, "待转办", "2026-05-14"},
		{"转办", record.Values{"passed_on": "2026-05-14"}, "办理中", "2026-05-21"},
		{"登记答复", record.Values{"replied_on": "2026-05-20", "reply": "轮班"}, "已答复", ""},
		{"退回重办", record.Values{"returned_on": "2026-05-22", "return_why": "仍然无人"}, "办理中", "2026-05-29"},
		{"登记答复", record.Values{"replied_on": "2026-05-28", "reply": "加派一人"}, "已答复", ""},
		{"反馈", record.Values{"told_on": "2026-05-29", "told": "满意"}, "已办结", ""},
	} {
		if s.step != "" {
			if sentence := o.takeStep(supervision.Directs, id, s.step, s.v); sentence != "" {
				t.Fatalf("%s: %s", s.step, sentence)
			}
		}
		o.expect(supervision.Directs, id, record.Values{"status": s.state, "due_now": s.due})
	}
	o.expect(supervision.Directs, id, record.Values{"number": "1", "group": "3", "unit": "县教育局", "handler": "县教育局", "reply": "2026-05-20 轮班\n2026-05-28 加派一人"})
	for day, want := range map[string]string{
		"2026-05-12": "待分流 2026-05-14 ", "2026-05-13": "待转办 2026-05-14 ", "2026-05-19": "办理中 2026-05-21 县教育局", "2026-05-21": "已答复  县教育局",
		"2026-05-22": "办理中 2026-05-29 县教育局", "2026-05-28": "已答复  县教育局", "2026-05-29": "已办结  县教育局",
	} {
		r, err := supervision.Directs.RecordOn(t.Context(), o.DB(), id, day)
		if got := r.Values["status"] + " " + r.Values["due_now"] + " " + r.Values["handler"]; err != nil || got != want {
			t.Errorf("on %s: %q, want %q, %v", day, got, want, err)
		}
	}
	major := o.reported("桥面塌陷", triagedAs("重大"), passedOn)
	o.expect(supervision.Directs, major, record.Values{"number": "2", "due_now": "2026-06-04"})
	r, err := supervision.Directs.Record(t.Context(), o.DB(), major)
	if want := "转办 2026-05-14 起 15 个工作日，2026-06-04 到期"; err != nil || !strings.Contains(r.Values["due_why"], want) {
		t.Errorf("why: %q, want %q, %v", r.Values["due_why"], want, err)
	}
}

func TestDirectItemNotTakenUpIsToldBackToo(t *testing.T) {
	o := atWork(t)
	id := o.reported("邻里纠纷", triagedAs("一般"))
	for _, s := range []stepTo{
		{"不予受理", record.Values{"declined_on": "2026-05-13", "decline_why": "不属监督范围"}, ""},
		{"反馈", record.Values{"told_on": "2026-05-14"}, ""},
	} {
		o.goes(supervision.Directs, id, s)
	}
	o.expect(supervision.Directs, id, record.Values{"status": "不予受理", "due_now": "", "class": "", "told_on": "2026-05-14"})
}

func TestDirectItemRefused(t *testing.T) {
	o := atWork(t)
	nowhere := o.save(supervision.Directs, record.Values{"on_date": "2026-05-12", "raiser": "张二", "content": "路灯不亮"})
	o.takeStep(supervision.Directs, nowhere, "分流", triagedAs("一般").v)
	fresh := o.reported("窗口午间无人")
	inHand := o.reported("桥面塌陷", triagedAs("重大"), passedOn)
	for _, c := range []struct {
		id   int64
		step string
		v    record.Values
		want string
	}{
		{fresh, "转办", passedOn.v, "现在是「待分流」"},
		{fresh, "分流", record.Values{"class": "一般", "triaged_on": "2026-05-11"}, "分流日期 2026-05-11 早于反映日期 2026-05-12"},
		{fresh, "分流", record.Values{"class": "一般", "triaged_on": "2199-05-11"}, "还没有发生"},
		{nowhere, "转办", passedOn.v, "请写明转给哪个单位"},
		{inHand, "登记答复", record.Values{"replied_on": "2026-05-13", "reply": "修"}, "答复日期 2026-05-13 早于转办日期 2026-05-14"},
		{inHand, "反馈", record.Values{"told_on": "2026-05-20"}, "现在是「办理中」"},
	} {
		if sentence := o.takeStep(supervision.Directs, c.id, c.step, c.v); !strings.Contains(sentence, c.want) {
			t.Errorf("%s: got %q, want %q", c.step, sentence, c.want)
		}
	}
	for want, v := range map[string]record.Values{
		"「王五」在 2026-05-12 不是委员":      {"on_date": "2026-05-12", "raiser": "王五", "content": "甲"},
		"缺少直通车事项「反映事项」":              {"on_date": "2026-05-12", "raiser": "张一"},
		"反映日期 2199-05-12 晚于今天":       {"year": "2199", "on_date": "2199-05-12", "raiser": "张一", "content": "甲"},
		"不在年度 2026 年内":               {"on_date": "2025-05-12", "year": "2026", "raiser": "张一", "content": "甲"},
		"写了不予受理的原因":                  {"on_date": "2026-05-12", "raiser": "张一", "content": "甲", "triaged_on": "2026-05-12", "class": "一般", "decline_why": "乙"},
		"要同时写明分流日期和类别":               {"on_date": "2026-05-12", "raiser": "张一", "content": "甲", "triaged_on": "2026-05-12"},
		"办理期限 2026-05-01 早于转办日期":     {"on_date": "2026-05-12", "raiser": "张一", "unit": "县教育局", "content": "甲", "class": "一般", "triaged_on": "2026-05-13", "passed_on": "2026-05-14", "due_on": "2026-05-01"},
		"答复日期 2026-05-20，请写明答复内容":    {"on_date": "2026-05-12", "raiser": "张一", "unit": "县教育局", "content": "甲", "class": "一般", "triaged_on": "2026-05-13", "passed_on": "2026-05-14", "replied_on": "2026-05-20"},
		"有转办日期 2026-05-14，却没有分流日期":   {"on_date": "2026-05-12", "raiser": "张一", "unit": "县教育局", "content": "甲", "passed_on": "2026-05-14"},
		"退回日期 2026-05-13 早于转办日期":     {"on_date": "2026-05-12", "raiser": "张一", "unit": "县教育局", "content": "甲", "class": "一般", "triaged_on": "2026-05-13", "passed_on": "2026-05-14", "replied_on": "2026-05-20", "reply": "乙", "returned_on": "2026-05-13"},
		"2026-05-21 退回重办以后还没有答复，不能有": {"on_date": "2026-05-12", "raiser": "张一", "unit": "县教育局", "content": "甲", "class": "一般", "triaged_on": "2026-05-13", "passed_on": "2026-05-14", "replied_on": "2026-05-20", "reply": "乙", "returned_on": "2026-05-21", "told_on": "2026-05-22"},
	} {
		if _, sentence := o.saveAs(supervision.Directs, 0, v); !strings.Contains(sentence, want) {
			t.Errorf("got %q, want %q", sentence, want)
		}
	}
}

// A number somebody gives is nobody else's, also not that of an item in the bin.
func TestDirectItemNumberIsTaken(t *testing.T) {
	o := atWork(t)
	first := o.reported("路灯不亮")
	o.bin("删除", record.BinKey{Kind: supervision.Directs.Name, ID: first})
	_, sentence := o.saveAs(supervision.Directs, 0, record.Values{"on_date": "2026-05-12", "raiser": "张一", "content": "甲", "number": "1"})
	if !strings.Contains(sentence, "第 1 号已是「路灯不亮（在回收站里）」的编号") {
		t.Error(sentence)
	}
	seventh := o.save(supervision.Directs, record.Values{"on_date": "2026-05-12", "raiser": "张一", "content": "甲", "number": "7"})
	o.expect(supervision.Directs, seventh, record.Values{"number": "7"})
}

// Figures are counted again by hand, and none knows what came after its day; 首页 and the list agree on what is late.
func TestDirectFigures(t *testing.T) {
	o := atWork(t)
	o.reported("甲", triagedAs("一般"), passedOn, stepTo{"登记答复", record.Values{"replied_on": "2026-05-21", "reply": "改"}, ""}, stepTo{"反馈", record.Values{"told_on": "2026-05-25"}, ""})
	o.reported("乙", triagedAs("一般"), passedOn, stepTo{"登记答复", record.Values{"replied_on": "2026-05-22", "reply": "改"}, ""})
	o.reported("丙", triagedAs("重大"), passedOn)
	o.reported("丁", stepTo{"不予受理", record.Values{"declined_on": "2026-05-13", "decline_why": "不属监督范围"}, ""})
	o.reported("戊")
	for day, want := range map[string][]string{
		"2026-05-11": {"directs 0/0", "directs_passed 0/0", "directs_in_time_rate 0/0"},
		"2026-05-15": {"directs 5/0", "directs_declined 1/0", "directs_passed 3/0", "directs_major 1/0", "directs_answered 0/0", "directs_late 1/0", "directs_told_rate 0/1"},
		"2026-05-22": {"directs_answered 2/0", "directs_in_time_rate 1/2", "directs_late 1/0", "directs_told_rate 0/3"},
		"2026-06-05": {"directs_in_time_rate 1/3", "directs_late 2/0", "directs_told_rate 1/3"},
	} {
		figures, err := data.Figures(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range want {
			code, number, _ := strings.Cut(w, " ")
			f := measure.Of(figures, code)
			if got := record.WholeNumber(int(f.Num)) + "/" + record.WholeNumber(int(f.Den)); got != number {
				t.Errorf("%s on %s is %s, want %s", code, day, got, number)
			}
		}
		due, err := data.Due(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		late := 0
		for _, item := range due {
			if item.Kind == "直通车" && item.Days < 0 {
				late++
			}
		}
		if want := int(measure.Of(figures, "directs_late").Num); late != want {
			t.Errorf("on %s 首页 has %d late, the figure %d", day, late, want)
		}
	}
}

// What a unit had not answered is its successor's from the day of the merger on, what it had answered stays.
func TestMergeLeavesOpenDirectItemsToTheSuccessor(t *testing.T) {
	o := atWork(t)
	o.reported("甲", triagedAs("一般"), passedOn, stepTo{"登记答复", record.Values{"replied_on": "2026-05-21", "reply": "改"}, ""})
	o.reported("乙", triagedAs("重大"), passedOn)
	m, sentence := o.merge(o.idOf(roster.Units, "县教育局"), o.idOf(roster.Units, "县水务局"), "2026-06-01")
	if sentence != "" || !strings.Contains(parts(m), "直通车事项 moves 2026 年 2 号 乙") {
		t.Fatal(sentence, parts(m))
	}
	for day, want := range map[string]string{"2026-05-31": "县教育局 县教育局", "2026-06-01": "县教育局 县水务局", "": "县教育局 县水务局"} {
		all, err := supervision.Directs.Records(t.Context(), o.DB(), record.Scope{Year: 2026, Day: day})
		if err != nil || len(all) != 2 {
			t.Fatal(all, err)
		}
		if got := all[0].Values["handler"] + " " + all[1].Values["handler"]; got != want {
			t.Errorf("on %q: %s, want %s", day, got, want)
		}
	}
}

func TestDirectItemsTakenIn(t *testing.T) {
	o := atWork(t)
	o.reported("窗口午间无人")
	got, _ := o.taken(supervision.Directs, "反映日期,反映人,涉及单位,反映事项,分流日期,类别,转办日期,承办单位",
		"2026-05-12,张一,县教育局,窗口午间无人,2026-05-13,一般,2026-05-14,", "2026-05-13,张二,,路灯不亮,,,,", "2026-05-14,王五,,路灯不亮,,,,")
	if lines := strings.Split(got, "\n"); len(lines) != 3 || lines[0] != "变更" || lines[1] != "新增" || !strings.HasPrefix(lines[2], "退回 「反映人」一栏为「王五」") {
		t.Errorf("got %s", got)
	}
	o.expect(supervision.Directs, 1, record.Values{"status": "办理中", "due_now": "2026-05-21", "handler": "县教育局"})
}

// The course tells of each step, an undo takes one back, and what lies in the bin keeps its number.
func TestDirectItemCourseUndoAndBin(t *testing.T) {
	o := atWork(t)
	id := o.reported("窗口午间无人", triagedAs("一般"), passedOn)
	if course := o.course(supervision.Directs, id); len(course) != 3 || !strings.Contains(course[2], "转办单位 >县教育局") {
		t.Errorf("course %q", course)
	}
	if !o.undo(0) {
		t.Fatal("the step was not undone")
	}
	o.expect(supervision.Directs, id, record.Values{"status": "待转办", "handler": "", "due_now": "2026-05-14"})
	o.bin("删除", record.BinKey{Kind: supervision.Directs.Name, ID: id})
	again := o.reported("路灯不亮")
	o.expect(supervision.Directs, again, record.Values{"number": "2"})
	if all := o.texts("SELECT content FROM direct_item WHERE deleted_at <> ''"); len(all) != 1 {
		t.Errorf("in the bin: %v", all)
	}
}

// What a clerk wrote into the file past the program is found by the check.
func TestDirectItemsOutOfOrderAreFound(t *testing.T) {
	o := atWork(t)
	o.reported("窗口午间无人", triagedAs("一般"), passedOn)
	if found := o.brokenOf(supervision.Directs); len(found) != 0 {
		t.Errorf("found %v", found)
	}
	o.do("UPDATE direct_item SET passed_on = '2026-05-10', due_on = ''")
	want := "直通车 1 号的转办日期 2026-05-10 早于分流日期 2026-05-13|直通车 1 号转办了，没有办理期限"
	if got := strings.Join(o.brokenOf(supervision.Directs), "|"); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// brokenOf is what the rules of a kind find wrong in 2026.
func (o office) brokenOf(kind *record.Kind) (words []string) {
	o.tb.Helper()
	rulings, err := kind.Rules(o.tb.Context(), o.DB(), record.Bench{Year: 2026, Day: "2026-11-23", Today: "2026-11-23"})
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, r := range rulings {
		for _, b := range r.Broken {
			words = append(words, b.Words)
		}
	}
	return words
}

// Points of one list come from visits, the 直通车, proposals and evaluations; a letter of the office's own has no group and says its unit.
func TestPointsSayWhereTheyComeFrom(t *testing.T) {
	o := atWork(t)
	o.reported("窗口午间无人")
	o.save(evaluation.Panels, record.Values{"number": "1", "name": "评一", "proposals": "12"})
	name := o.texts("SELECT name FROM evaluation")[0]
	o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "form": "派驻"})
	o.save(supervision.Letters, record.Values{"title": "小组的", "group": "3", "visited_on": "2026-05-12", "points": rowsText(rows.Row{"text": "甲"})})
	own := o.save(supervision.Letters, record.Values{"title": "本机关的", "unit": "县水务局", "points": rowsText(
		rows.Row{"text": "乙", "source": "直通车 1 号"}, rows.Row{"text": "丙", "source": "提案 12 号"}, rows.Row{"text": "丁", "source": "民主评议 " + name}, rows.Row{"text": "戊"},
	)})
	all, err := supervision.Points.Records(t.Context(), o.DB(), in2026)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, r := range all {
		got = append(got, r.Values["text"]+" "+r.Values["group"]+" "+r.Values["origin"]+" "+r.Values["source"])
	}
	if want := "甲 3 监督活动 |乙  直通车 直通车 2026-1|丙  提案 提案 2026-12|丁  民主评议 民主评议 " + name + "|戊   "; strings.Join(got, "|") != want {
		t.Errorf("got %s, want %s", strings.Join(got, "|"), want)
	}
	o.expect(supervision.Letters, own, record.Values{"group": "", "unit": "县水务局"})
	for want, v := range map[string]record.Values{
		"不是小组提出的，写明「被监督单位」":       {"title": "又", "points": rowsText(rows.Row{"text": "甲"})},
		"2026 年没有「直通车 9 号」，请检查来源": {"title": "又", "unit": "县水务局", "points": rowsText(rows.Row{"text": "甲", "source": "直通车 9 号"})},
		"的来源「信访」不对":               {"title": "又", "unit": "县水务局", "points": rowsText(rows.Row{"text": "甲", "source": "信访"})},
		"来源活动 2026-05-12 是哪个小组的":  {"title": "又", "unit": "县水务局", "visited_on": "2026-05-12"},
	} {
		if _, sentence := o.saveAs(supervision.Letters, 0, v); !strings.Contains(sentence, want) {
			t.Errorf("got %q, want %q", sentence, want)
		}
	}
}
