package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// atWork is an office with the groups 3 (one unit) and 4 (two units).
func atWork(t *testing.T) office {
	t.Helper()
	o := openOffice(t)
	o.supervisors("张一", "张二", "张三", "张四", "张五", "张六", "张七", "张八")
	o.save(roster.Groups, record.Values{"number": "3", "units": "县教育局", "leader": "张二", "members": "张一、张二、张三、张四", "from_on": "2026-03-01", "to_on": "2026-11-30"})
	o.save(roster.Groups, record.Values{"number": "4", "units": "县水务局、县公安局", "leader": "张五", "members": "张五、张六、张七、张八"})
	return o
}

func rowsText(all ...rows.Row) string { return rows.Text(all) }

func TestVisitHasThePeopleAndTheUnitOfItsGroup(t *testing.T) {
	o := atWork(t)
	id := o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "第三组", "form": "派驻", "findings": rowsText(
		rows.Row{"kind": "问题", "text": "窗口午间无人"}, rows.Row{"kind": "建议", "text": "设无障碍通道", "outcome": "已采纳", "settled_on": "2026-05-20"},
	)})
	o.expect(supervision.Visits, id, record.Values{"year": "2026", "group": "3", "unit": "县教育局", "people": "张二、张一、张三、张四", "people_count": "4", "findings_count": "2", "adopted_count": "1"})
	named := o.save(supervision.Visits, record.Values{"on_date": "2026-05-13", "group": "4", "unit": "水务局", "form": "视察", "people": "张五、张一"})
	o.expect(supervision.Visits, named, record.Values{"unit": "县水务局", "people": "张五、张一"})
	for want, v := range map[string]record.Values{
		"第 4 组派驻了 2 个单位":                    {"on_date": "2026-05-12", "group": "4", "form": "派驻"},
		"2026 年没有第 9 监督小组":                  {"on_date": "2026-05-12", "group": "9", "form": "派驻"},
		"不在年度 2026 年内":                      {"on_date": "2025-05-12", "group": "3", "form": "派驻", "year": "2026", "people": "张一"},
		"采纳日期 2026-05-20 早于活动日期 2026-06-12": {"on_date": "2026-06-12", "group": "3", "form": "派驻", "findings": rowsText(rows.Row{"kind": "建议", "text": "甲", "outcome": "已采纳", "settled_on": "2026-05-20"})},
		"要同时写明采纳情况和采纳日期":                    {"on_date": "2026-06-12", "group": "3", "form": "派驻", "findings": rowsText(rows.Row{"kind": "建议", "text": "甲", "outcome": "已采纳"})},
	} {
		if _, sentence := o.try(supervision.Visits, v); !strings.Contains(sentence, want) {
			t.Errorf("got %q, want %q", sentence, want)
		}
	}
}

// take takes a step of a record of any kind and tells the refusal.
func (o office) takeStep(k *record.Kind, id int64, step string, v record.Values) string {
	o.tb.Helper()
	return store.Sentence(record.TakeStep(o.tb.Context(), o.Store, "测试", k, in2026, step, v, id))
}

// letter is a letter of group 3 with points, delivered and signed for when delivered says a day.
func (o office) letter(title, delivered string, texts ...string) int64 {
	o.tb.Helper()
	var all []rows.Row
	for _, text := range texts {
		all = append(all, rows.Row{"text": text})
	}
	id := o.save(supervision.Letters, record.Values{"title": title, "group": "3", "points": rows.Text(all)})
	if delivered == "" {
		return id
	}
	for _, s := range []stepTo{
		{"送审", record.Values{"submitted_on": "2026-03-02"}, ""},
		{"领导审签", record.Values{"leader_on": "2026-03-03", "leader": "李主席"}, ""},
		{"主席会议审定", record.Values{"approved_on": "2026-03-05"}, ""},
		{"送达", record.Values{"delivered_on": delivered}, ""},
		{"签收", record.Values{"received_on": delivered, "receiver": "刘洋"}, ""},
	} {
		o.goes(supervision.Letters, id, s)
	}
	return id
}

// points are the ids of the points of a letter in their order.
func (o office) points(letter int64) []int64 {
	o.tb.Helper()
	ids, err := store.IDs(o.tb.Context(), o.DB(), "SELECT id FROM opinion_point WHERE letter_id = ? ORDER BY ordinal", letter)
	if err != nil {
		o.tb.Fatal(err)
	}
	return ids
}

func TestLetterToASignedOffPoint(t *testing.T) {
	o := atWork(t)
	id := o.letter("关于窗口服务的监督意见", "2026-03-10", "午间无人", "指南不符")
	o.expect(supervision.Letters, id, record.Values{"number": "1", "status": "整改中", "measures_due": "2026-04-10", "due_on": "2026-06-10", "due_now": "2026-04-10", "points_count": "2"})
	first := o.points(id)[0]
	for _, s := range []struct {
		step  string
		v     record.Values
		state string
		due   string
	}{
		{"登记措施", record.Values{"measure_on": "2026-04-01", "measure": "轮班"}, "整改中", "2026-06-10"},
		{"记录进展", record.Values{"progress_on": "2026-05-01", "progress": "已排班"}, "整改中", "2026-06-10"},
		{"批准延期", record.Values{"extended_to": "2026-07-10", "extended_on": "2026-06-01", "extended_by": "李主席", "extended_why": "工程未完"}, "整改中", "2026-07-10"},
		{"登记答复", record.Values{"replied_on": "2026-06-20", "reply": "已改"}, "已答复", ""},
		{"退回整改", record.Values{"returned_on": "2026-06-25", "return_why": "仍然无人"}, "整改中", "2026-07-10"},
		{"登记答复", record.Values{"replied_on": "2026-07-01", "reply": "又改"}, "已答复", ""},
		{"验收", record.Values{"accepted_on": "2026-07-05", "accepted_by": "王主任"}, "待回头看", ""},
		{"回头看", record.Values{"looked_on": "2026-08-05", "looked": "巩固"}, "待销号", ""},
		{"销号", record.Values{"closed_on": "2026-08-06"}, "已销号", ""},
	} {
		if sentence := o.takeStep(supervision.Points, first, s.step, s.v); sentence != "" {
			t.Fatalf("%s: %s", s.step, sentence)
		}
		o.expect(supervision.Points, first, record.Values{"status": s.state, "due_now": s.due})
	}
	o.expect(supervision.Points, first, record.Values{"serial": "1-1", "unit": "县教育局", "reply": "2026-06-20 已改\n2026-07-01 又改"})
	o.expect(supervision.Letters, id, record.Values{"status": "整改中", "closed_count": "1"}) // the other point is still open
	for day, want := range map[string]string{
		"2026-03-09": "未送达 ", "2026-03-10": "整改中 2026-04-10", "2026-04-01": "整改中 2026-06-10", "2026-06-01": "整改中 2026-07-10",
		"2026-06-22": "已答复 ", "2026-06-26": "整改中 2026-07-10", "2026-07-01": "已答复 ", "2026-07-06": "待回头看 ", "2026-08-05": "待销号 ", "2026-08-06": "已销号 ",
	} {
		r, err := supervision.Points.RecordOn(t.Context(), o.DB(), first, day)
		if got := r.Values["status"] + " " + r.Values["due_now"]; err != nil || got != want {
			t.Errorf("on %s: %q, want %q, %v", day, got, want, err)
		}
	}
	r, err := supervision.Letters.RecordOn(t.Context(), o.DB(), id, "2026-03-04")
	if err != nil || r.Values["status"] != "待审定" || r.Values["closed_count"] != "" {
		t.Errorf("the letter on 2026-03-04: %v, %v", r.Values, err)
	}
}

func TestLetterStepsRefused(t *testing.T) {
	o := atWork(t)
	empty := o.letter("空的", "")
	drafted := o.letter("起草的", "", "甲")
	sent := o.letter("送达的", "2026-03-10", "甲")
	point := o.points(sent)[0]
	measured := o.points(o.letter("有措施的", "2026-03-10", "乙"))[0]
	if why := o.takeStep(supervision.Points, measured, "登记措施", record.Values{"measure_on": "2026-03-20", "measure": "整改"}); why != "" {
		t.Fatal(why)
	}
	for _, c := range []struct {
		kind *record.Kind
		id   int64
		step string
		v    record.Values
		want string
	}{
		{supervision.Letters, empty, "送审", record.Values{"submitted_on": "2026-03-01"}, "还没有写意见"},
		{supervision.Letters, drafted, "送达", record.Values{"delivered_on": "2026-03-01"}, "现在是「起草」"},
		{supervision.Points, o.points(drafted)[0], "登记答复", record.Values{"replied_on": "2026-03-01", "reply": "改"}, "现在是「未送达」"},
		{supervision.Points, point, "登记答复", record.Values{"replied_on": "2026-03-01", "reply": "改"}, "早于送达日期 2026-03-10"},
		{supervision.Points, point, "批准延期", record.Values{"extended_to": "2026-04-01", "extended_on": "2026-03-20", "extended_by": "李主席", "extended_why": "工程未完"}, "不晚于现在的期限 2026-04-10"},
		{supervision.Points, point, "销号", record.Values{"closed_on": "2026-05-01"}, "现在是「整改中」"},
		{supervision.Points, point, "登记答复", record.Values{"replied_on": "2199-03-01", "reply": "改"}, "还没有发生"},
		{supervision.Points, measured, "登记答复", record.Values{"replied_on": "2026-03-15", "reply": "改"}, "答复日期 2026-03-15 早于措施日期 2026-03-20"},
	} {
		if sentence := o.takeStep(c.kind, c.id, c.step, c.v); !strings.Contains(sentence, c.want) {
			t.Errorf("%s: got %q, want %q", c.step, sentence, c.want)
		}
	}
}

// A number is never given twice, also not that of a letter in the bin.
func TestLetterNumberIsNotReused(t *testing.T) {
	o := atWork(t)
	o.letter("甲", "2026-03-10", "一")
	second := o.letter("乙", "2026-03-10", "一")
	o.bin("删除", record.BinKey{Kind: supervision.Letters.Name, ID: second})
	third := o.letter("丙", "2026-03-10", "一")
	o.expect(supervision.Letters, third, record.Values{"number": "3"})
	if _, sentence := o.saveAs(supervision.Letters, third, record.Values{"number": "2"}); !strings.Contains(sentence, "已是「乙（在回收站里）」的文号") {
		t.Error(sentence)
	}
}

func TestLetterComesOfAVisitAndOfAnEarlierLetter(t *testing.T) {
	o := atWork(t)
	first := o.letter("甲", "2026-03-10", "一")
	o.signOff(o.points(first)[0])
	o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "form": "派驻"})
	again := o.save(supervision.Letters, record.Values{"title": "又", "group": "3", "visited_on": "2026-05-12", "earlier": "1"})
	o.expect(supervision.Letters, again, record.Values{"visited_on": "2026-05-12", "earlier": "2026-1", "unit": "县教育局"})
	if _, sentence := o.saveAs(supervision.Letters, again, record.Values{"visited_on": "2026-05-13"}); !strings.Contains(sentence, "第 3 组在 2026-05-13 没有登记监督活动") {
		t.Error(sentence)
	}
	if _, sentence := o.saveAs(supervision.Letters, again, record.Values{"submitted_on": "2026-05-01"}); !strings.Contains(sentence, "送审日期 2026-05-01 早于来源活动 2026-05-12") {
		t.Error(sentence)
	}
	if _, sentence := o.saveAs(supervision.Letters, first, record.Values{"due_on": "2026-09-01"}); sentence != "" {
		t.Fatal(sentence)
	}
	o.expect(supervision.Letters, first, record.Values{"due_on": "2026-09-01", "due_rule": "期限由送达时写明", "measures_due": "2026-04-10"})
}

// Figures of supervision are counted again by hand, and none knows what came after its day.
func TestSupervisionFigures(t *testing.T) {
	o := atWork(t)
	o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "form": "派驻", "findings": rowsText(
		rows.Row{"kind": "问题", "text": "甲"}, rows.Row{"kind": "建议", "text": "乙", "outcome": "已采纳", "settled_on": "2026-06-20"},
	)})
	o.save(supervision.Visits, record.Values{"on_date": "2026-06-12", "group": "3", "form": "视察"})
	points := o.points(o.letter("甲", "2026-03-10", "一", "二", "三"))
	for i, steps := range [][]stepTo{
		{
			{"登记措施", record.Values{"measure_on": "2026-05-20", "measure": "改"}, ""},
			{"登记答复", record.Values{"replied_on": "2026-05-20", "reply": "改"}, ""},
			{"验收", record.Values{"accepted_on": "2026-05-21", "accepted_by": "王主任"}, ""},
			{"回头看", record.Values{"looked_on": "2026-05-22"}, ""},
			{"销号", record.Values{"closed_on": "2026-05-23"}, ""},
		},
		{{"登记答复", record.Values{"replied_on": "2026-06-15", "reply": "改"}, ""}},
	} {
		for _, s := range steps {
			if sentence := o.takeStep(supervision.Points, points[i], s.name, s.v); sentence != "" {
				t.Fatal(sentence)
			}
		}
	}
	for day, want := range map[string][]string{
		"2026-03-09": {"visits 0/0", "groups_active_rate 0/2", "letters 0/0", "points 0/0", "points_closed_rate 0/0"},
		"2026-05-31": {"visits 1/0", "visits.派驻 1/0", "groups_active_rate 1/2", "findings 2/0", "adoption_rate 0/2", "letters 1/0", "points 3/0", "points_answered 1/0", "points_in_time_rate 1/1", "points_late 2/0", "points_closed_rate 1/3"},
		"2026-06-30": {"visits 2/0", "visits.视察 1/0", "adoption_rate 1/2", "points_answered 2/0", "points_in_time_rate 1/3", "points_late 1/0", "points_closed_rate 1/3"},
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
	}
}

func TestPointsTakenInFromALedger(t *testing.T) {
	o := atWork(t)
	id := o.letter("甲", "2026-03-10", "一", "二")
	got, _ := o.taken(supervision.Points, "文号,意见内容,整改措施,措施日期", "1,一,轮班,2026-04-01", "1,三,,", "9,一,,")
	if lines := strings.Split(got, "\n"); len(lines) != 3 || lines[0] != "变更" || lines[1] != "新增" || !strings.HasPrefix(lines[2], "退回 没有「文号」为「9」") {
		t.Errorf("got %s", got)
	}
	o.expect(supervision.Points, o.points(id)[0], record.Values{"measure": "轮班", "status": "整改中"})
}

// A row with a 文号 speaks of the draft that has none yet where title, group and unit say so; where they leave it open somebody is asked.
func TestLetterWithANumberFindsItsDraft(t *testing.T) {
	for _, c := range []struct{ name, heading, row, want string }{
		{"the same title, group and unit", "文号,标题,监督小组,被监督单位", "3,关于窗口服务的监督意见,第三组,教育局", "变更"},
		{"the unit left to the group", "文号,标题,监督小组", "3,关于窗口服务的监督意见,3", "变更"},
		{"blanks within the title", "文号,标题,监督小组", "3,关于窗口服务 的监督意见,3", "变更"},
		{"another title", "文号,标题,监督小组", "3,关于校园食堂的监督意见,3", "新增"},
		{"another group and unit", "文号,标题,监督小组,被监督单位", "3,关于窗口服务的监督意见,4,县水务局", "新增"},
		{"another year", "年度,文号,标题,监督小组,被监督单位", "2025,3,关于窗口服务的监督意见,3,县教育局", "新增"},
		{"another group, the same unit", "文号,标题,监督小组,被监督单位", "3,关于窗口服务的监督意见,4,县教育局", "待确认 标题与没有文号的「关于窗口服务的监督意见」（第 3 组，县教育局）相同，监督小组不同"},
		{"the same group, another unit", "文号,标题,监督小组,被监督单位", "3,关于窗口服务的监督意见,3,县水务局", "待确认 标题与没有文号的「关于窗口服务的监督意见」（第 3 组，县教育局）相同，被监督单位不同"},
		{"a title cut short", "文号,标题,监督小组", "3,窗口服务,3", "待确认 标题与没有文号的「关于窗口服务的监督意见」（第 3 组，县教育局）相近"},
	} {
		t.Run(c.name, func(t *testing.T) {
			o := atWork(t)
			o.save(roster.Groups, record.Values{"year": "2025", "number": "3", "units": "县教育局", "leader": "张二", "members": "张一、张二、张三、张四"})
			draft := o.save(supervision.Letters, record.Values{"title": "关于窗口服务的监督意见", "group": "3", "points": rowsText(rows.Row{"text": "甲"})})
			got, _ := o.taken(supervision.Letters, c.heading, c.row)
			if !strings.HasPrefix(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
			number, letters := "", 1
			switch got {
			case "变更":
				number = "3"
			case "新增":
				letters = 2
			}
			o.expect(supervision.Letters, draft, record.Values{"number": number, "title": "关于窗口服务的监督意见", "points_count": "1"})
			if all := o.texts("SELECT title FROM opinion_letter"); len(all) != letters {
				t.Errorf("letters %v", all)
			}
		})
	}
}

// Of two drafts with the same title and group none is certain, and what has another number is another letter.
func TestLetterOfTwoDraftsIsAskedAbout(t *testing.T) {
	o := atWork(t)
	for range 2 {
		if _, sentence := o.saveAs(supervision.Letters, 0, record.Values{"title": "关于窗口服务的监督意见", "group": "3"}); sentence != "" {
			t.Fatal(sentence)
		}
	}
	got, im := o.taken(supervision.Letters, "文号,标题,监督小组", "3,关于窗口服务的监督意见,3")
	if !strings.HasPrefix(got, "待确认 标题与没有文号的") || len(im.Rows[0].Likely) != 2 {
		t.Errorf("got %q, %v", got, im.Rows[0].Likely)
	}
	o = atWork(t)
	o.letter("关于窗口服务的监督意见", "2026-03-10", "甲")
	if got, _ = o.taken(supervision.Letters, "文号,标题,监督小组", "2,关于窗口服务的监督意见,3", "3,关于窗口服务的监督意见,3"); got != "新增\n新增" {
		t.Errorf("got %q", got)
	}
}

// A row with the number of a letter that was delivered is of that letter only if it says the same group and unit.
func TestDeliveredLetterIsNotOverwritten(t *testing.T) {
	o := atWork(t)
	id := o.letter("关于窗口服务的意见", "2026-03-10", "一")
	if got, _ := o.taken(supervision.Letters, "文号,标题,监督小组,被监督单位", "1,改标题,4,县水务局"); !strings.HasPrefix(got, "退回 1 号意见书是第 3 组给「县教育局」的「关于窗口服务的意见」，已于 2026-03-10 送达") {
		t.Errorf("got %q", got)
	}
	if got, _ := o.taken(supervision.Letters, "文号,标题,监督小组", "1,关于窗口服务的监督意见,3"); got != "变更" {
		t.Errorf("a new title: %q", got)
	}
	o.expect(supervision.Letters, id, record.Values{"title": "关于窗口服务的监督意见", "group": "3", "unit": "县教育局"})
}

// What is late is so in the list 整改, in the figure and on 首页 alike, from the day after the deadline until it is done or put off.
func TestLatePointsAreTheSameEverywhere(t *testing.T) {
	o := atWork(t)
	points := o.points(o.letter("甲", "2026-03-10", "一", "二", "三")) // measures by 2026-04-10, replies by 2026-06-10
	for _, s := range []stepTo{
		{"登记措施", record.Values{"measure_on": "2026-04-10", "measure": "改"}, ""},
		{"批准延期", record.Values{"extended_to": "2026-07-10", "extended_on": "2026-06-20", "extended_by": "李主席", "extended_why": "补批，工程未完"}, ""},
		{"登记答复", record.Values{"replied_on": "2026-06-25", "reply": "改"}, ""},
	} {
		if sentence := o.takeStep(supervision.Points, points[0], s.name, s.v); sentence != "" {
			t.Fatal(sentence)
		}
	}
	for day, want := range map[string]int{"2026-04-10": 0, "2026-04-11": 2, "2026-06-10": 2, "2026-06-11": 3, "2026-06-20": 2, "2026-07-11": 2} {
		list, home := o.late(day)
		figures, err := data.Figures(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		figure := measure.Of(figures, "points_late")
		if got := []int{list, home, int(figure.Num), int(figure.Counted.Len())}; !slices.Equal(got, []int{want, want, want, want}) {
			t.Errorf("late on %s in the list, on the first page, as a figure and among its records: %v, want %d", day, got, want)
		}
	}
}

// late counts the points that are late on the day, in the list and on the first page.
func (o office) late(day string) (list, home int) {
	o.tb.Helper()
	all, err := supervision.Points.Records(o.tb.Context(), o.DB(), record.Scope{Year: 2026, Day: day})
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, p := range all {
		if supervision.Late(p.Values, day) {
			list++
		}
	}
	due, err := data.Due(o.tb.Context(), o.DB(), 2026, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, item := range due {
		if item.Kind == "整改" && item.Days < 0 {
			home++
		}
	}
	return list, home
}

// A form shows the usual form of supervision for a new visit and sends only what was typed: it is what the visit has.
func TestVisitHasTheUsualForm(t *testing.T) {
	o := atWork(t)
	id := o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3"})
	o.expect(supervision.Visits, id, record.Values{"form": "派驻"})
	if _, sentence := o.try(supervision.Visits, record.Values{"on_date": "2026-05-13", "group": "3", "form": ""}); sentence != "缺少监督活动「监督形式」。" {
		t.Errorf("a form that was cleared: %q", sentence)
	}
}

// A letter is called by its number once it has one and a point by that of its letter with its own, never by the number of the group.
func TestHowLettersAndPointsAreCalled(t *testing.T) {
	for _, test := range []struct {
		kind *record.Kind
		v    record.Values
		want string
	}{
		{supervision.Letters, record.Values{"title": "关于窗口服务的监督意见", "group": "2"}, "关于窗口服务的监督意见"},
		{supervision.Letters, record.Values{"title": "关于窗口服务的监督意见", "group": "2", "number": "21"}, "21 号"},
		{supervision.Points, record.Values{"number": "21", "serial": "21-1", "text": "办事指南不全"}, "21-1"},
		{supervision.Points, record.Values{"text": "办事指南不全"}, "办事指南不全"},
	} {
		if got := test.kind.Called(record.Record{Values: test.v}); got != test.want {
			t.Errorf("%s is called %q, want %q", test.kind.Title, got, test.want)
		}
	}
	if got := supervision.Points.StepWording("销号", make([]record.Record, 4)); !strings.HasSuffix(got, "等 4 条") {
		t.Errorf("points are counted as %q", got)
	}
}

// What was signed off is not returned: a relapse is a letter of its own.
func TestSignedOffPointIsNotReturned(t *testing.T) {
	o := atWork(t)
	id := o.letter("关于窗口服务的监督意见", "2026-03-10", "午间无人")
	point := o.points(id)[0]
	closed := record.Values{"replied_on": "2026-06-20", "reply": "已改", "accepted_on": "2026-07-05", "looked_on": "2026-08-05", "closed_on": "2026-08-06"}
	o.edit(supervision.Points, point, closed)
	for _, day := range []string{"2026-08-06", "2026-09-01"} {
		if _, sentence := o.saveAs(supervision.Points, point, record.Values{"returned_on": day, "return_why": "复发"}); !strings.Contains(sentence, "「午间无人」已于 2026-08-06 销号，退回日期 "+day+" 应在这以前") {
			t.Errorf("returned on %s: %q", day, sentence)
		}
	}
	o.expect(supervision.Points, point, record.Values{"status": "已销号", "returned_on": ""})
}

// What a group did in its year is on its list, as of any day: visits by quarter, quarters that are short, the five things a year should have, and who of it
// made enough suggestions. Less than half a quarter of being stationed does not count.
func TestGroupsSayWhatTheyDidInTheirYear(t *testing.T) {
	o := atWork(t)
	var findings []rows.Row
	for _, text := range []string{"甲", "乙", "丙", "丁"} {
		findings = append(findings, rows.Row{"kind": "建议", "text": text, "raiser": "张二"})
	}
	o.save(supervision.Visits, record.Values{"on_date": "2026-05-12", "group": "3", "findings": rows.Text(append(findings, rows.Row{"kind": "问题", "text": "戊"}))})
	o.save(supervision.Visits, record.Values{"on_date": "2026-08-12", "group": "3", "content": "座谈", "findings": rowsText(rows.Row{"kind": "建议", "text": "己", "outcome": "已采纳", "settled_on": "2026-08-20"})})
	o.save(supervision.Directs, record.Values{"on_date": "2026-08-13", "raiser": "张一", "content": "甲"})
	o.letter("甲", "2026-03-10", "一")
	if _, sentence := o.saveAs(roster.Groups, 1, record.Values{"focus": "窗口服务"}); sentence != "" {
		t.Fatal(sentence)
	}
	for day, want := range map[string]string{
		"2026-05-11": "|0 · 0 · 0 · 0||0 / 4|有计划、有报告", "2026-06-30": "1|0 · 1 · 0 · 0||1 / 4|有计划、有活动、有记录、有报告",
		"2026-08-20": "2|0 · 1 · 1 · 0||1 / 4|" + supervision.AllFive, "2026-11-30": "2|0 · 1 · 1 · 0||1 / 4|" + supervision.AllFive, "2026-12-31": "2|0 · 1 · 1 · 0||1 / 4|" + supervision.AllFive, "2027-01-01": "2|0 · 1 · 1 · 0|1|1 / 4|" + supervision.AllFive,
	} {
		r, err := roster.Groups.RecordOn(t.Context(), o.DB(), 1, day)
		if err != nil {
			t.Fatal(err)
		}
		v := r.Values
		if got := strings.Join([]string{v["visits"], v["quarters"], v["quarters_short"], v["suggesting"], v["five"]}, "|"); got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
	if got := o.texts("SELECT p.name FROM visit_finding f JOIN supervisor s ON s.id = f.supervisor_id JOIN person p ON p.id = s.person_id GROUP BY p.name"); len(got) != 1 || got[0] != "张二" {
		t.Errorf("raisers %v", got)
	}
	if _, sentence := o.saveAs(supervision.Visits, 1, record.Values{"findings": rowsText(rows.Row{"kind": "建议", "text": "甲", "raiser": "王五"})}); !strings.Contains(sentence, "王五") {
		t.Errorf("a raiser nobody knows: %q", sentence)
	}
}
