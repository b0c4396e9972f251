package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// walked takes steps of a proposal, each offered, and checks the state after each.
func (o office) walked(id int64, steps ...stepTo) {
	o.tb.Helper()
	for _, s := range steps {
		if can := o.can(id); !slices.Contains(can, s.name) {
			o.tb.Fatalf("%s is not among %v", s.name, can)
		}
		if sentence := o.step(id, s.name, s.v); sentence != "" {
			o.tb.Fatalf("%s: %s", s.name, sentence)
		}
		o.expect(proposal.Proposals, id, record.Values{"status": s.state})
	}
}

type stepTo struct {
	name  string
	v     record.Values
	state string
}

// A proposal that was in the archive is there on the days until it was taken out, and its way says when and why.
func TestAnArchivedProposalWasThere(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil)
	o.walk(id, "登记答复", record.Values{"replied_on": "2026-05-01", "result_class": "A"})
	o.walk(id, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意"})
	o.walk(id, "归档", record.Values{"archived_on": "2026-06-01", "archive_number": "31"})
	for day, words := range map[string]string{"2026-05-31": "早于归档日期 2026-06-01", "2026-12-01": "晚于今天"} {
		if got := o.step(id, "重新打开", record.Values{"opened_on": day, "note": "漏登"}); !strings.Contains(got, words) {
			t.Errorf("opened on %s: %q", day, got)
		}
	}
	o.walk(id, "重新打开", record.Values{"opened_on": "2026-08-01", "note": "漏登一次面商"})
	o.walk(id, "归档", record.Values{"archived_on": "2026-08-01", "archive_number": "32"})
	o.walk(id, "重新打开", record.Values{"note": "再改"}) // today, 2026-11-23
	for day, want := range map[string]string{"2026-05-31": "已办结", "2026-06-01": "已归档", "2026-07-31": "已归档", "2026-08-01": "已归档", "2026-11-22": "已归档", "2026-11-23": "已办结"} {
		if got := strings.Fields(o.on(id, day))[0]; got != want {
			t.Errorf("on %s: %s, want %s", day, got, want)
		}
	}
	if got, want := o.way(id), "2026-06-01 归档 31\n2026-08-01 重新打开 漏登一次面商\n2026-08-01 归档 32\n2026-11-23 重新打开 再改"; !strings.Contains(got, want) {
		t.Errorf("the way\n%s\nwant\n%s", got, want)
	}
}

// What is handed over, let go and handed on in one day is told in its order, and units that nobody touched are not said to be handed on.
func TestOneDayOfAUnitLetGo(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于渣土车的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-03-01"})
	const on = "2026-03-10"
	o.walk(id, "交办", record.Values{"lead_units": "县教育局", "co_units": "县水务局、县公安局", "assigned_on": on})
	o.walk(id, "签收", record.Values{"unit": "县教育局", "accepted_on": on})
	o.walk(id, "登记申退", record.Values{"unit": "县教育局", "asked_on": on, "asked_why": "不属职责"})
	o.walk(id, "同意申退", record.Values{"returned_on": on})
	if got, want := o.way(id), on+" 交办 主办 县教育局、会办 县水务局、会办 县公安局\n"+on+" 签收 县教育局\n"+on+" 申退 县教育局 不属职责\n"+on+" 同意申退 县教育局"; !strings.Contains(got, want) || strings.Contains(got, "改派") {
		t.Errorf("the way\n%s\nwant\n%s", got, want)
	}
	o.walk(id, "交办", record.Values{"lead_units": "县卫生健康局", "assigned_on": on})
	o.walk(id, "签收", record.Values{"unit": "县卫生健康局", "accepted_on": on})
	if got, want := o.way(id), on+" 同意申退 县教育局\n"+on+" 改派 主办 县卫生健康局\n"+on+" 签收 县卫生健康局"; !strings.Contains(got, want) {
		t.Errorf("the way\n%s\nwant\n%s", got, want)
	}
}

// on is the state of a proposal as of a day, and its class with what became of it.
func (o office) on(id int64, day string) string {
	o.tb.Helper()
	lines, err := proposal.Find(o.tb.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, day)
	if err != nil || len(lines) != 1 {
		o.tb.Fatal(lines, err)
	}
	return lines[0].Status + " " + lines[0].ClassText()
}

// A unit signs, asks to be let go, is told to keep the work, asks again and is let go; the work goes to another.
func TestUnitAsksToBeLetGo(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil) // assigned to 县教育局 on 2026-03-10
	o.walked(id,
		stepTo{"签收", record.Values{"unit": "县教育局", "accepted_on": "2026-03-11"}, "办理中"},
		stepTo{"登记申退", record.Values{"asked_on": "2026-03-12", "asked_why": "不属于本单位职责"}, "申退中"},
	)
	if can := o.can(id); can[0] != "同意申退" || can[1] != "驳回申退" || slices.Contains(can, "登记答复") {
		t.Errorf("offered %v", can)
	}
	if why := o.step(id, "登记答复", record.Values{"replied_on": "2026-05-10", "result_class": "A"}); !strings.Contains(why, "各单位都在申退，请先「同意申退」或「驳回申退」。") {
		t.Errorf("refused with %q", why)
	}
	o.walked(id,
		stepTo{"驳回申退", record.Values{"kept_on": "2026-03-14"}, "办理中"},
		stepTo{"登记申退", record.Values{"asked_on": "2026-03-16", "asked_why": "职责已划给县水务局"}, "申退中"},
		stepTo{"同意申退", record.Values{"returned_on": "2026-03-17"}, "已立案"},
		stepTo{"交办", record.Values{"lead_units": "县水务局", "assigned_on": "2026-03-20"}, "办理中"},
	)
	for day, want := range map[string]string{"2026-03-11": "办理中 ", "2026-03-16": "申退中 ", "2026-03-18": "已立案 ", "2026-11-23": "办理中 "} {
		if got := o.on(id, day); got != want {
			t.Errorf("on %s %q, want %q", day, got, want)
		}
	}
	way := o.way(id)
	for _, want := range []string{"签收 县教育局", "申退 县教育局 不属于本单位职责；职责已划给县水务局", "驳回申退 县教育局", "同意申退 县教育局"} {
		if !strings.Contains(way, want) {
			t.Errorf("no %q in %s", want, way)
		}
	}
}

// The office's rule bounds the days in which a unit can ask to be let go; one accepted late says why.
func TestAskedToBeLetGoTooLate(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"number": "31"})
	v := record.Values{"asked_on": "2026-04-01", "asked_why": "不属于本单位职责"}
	want := "「县教育局」最迟应在 2026-03-17 申退（交办 2026-03-10 起 5 个工作日），2026-04-01 才提出，已经过期；确实要受理，请在「申退理由」里写明「逾期受理」和原因。"
	if got := o.step(id, "登记申退", v); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	v["asked_why"] = "机构改革，逾期受理"
	o.walked(id, stepTo{"登记申退", v, "申退中"})
	if got := o.imported(proposal.Assignments, []string{"案号", "轮次", "承办单位", "分工", "申退日期"}, []string{"31", "1", "县公安局", "会办", "2026-06-01"}); got != "变更" {
		t.Errorf("taken in: %q", got)
	}
}

// A unit that owes a reply is reminded; what is noted shows in the course, is taken in by its ledger, and cannot precede the work or be of a stranger.
func TestUnitsAreReminded(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil)
	o.walked(id,
		stepTo{"登记催办", record.Values{"on_date": "2026-05-10", "mode": "电话", "person": "王芳"}, "办理中"},
		stepTo{"登记催办", record.Values{"on_date": "2026-05-20", "mode": "上门", "note": "答应六月初答复"}, "办理中"},
	)
	for _, c := range []struct{ name, on, mode, want string }{
		{"before the work", "2026-03-01", "电话", "催办日期 2026-03-01 早于「县教育局」的交办日期 2026-03-10"},
		{"in the future", "2027-03-01", "电话", "催办日期 2027-03-01 晚于今天"},
		{"twice", "2026-05-10", "电话", "2026-05-10对「县教育局」的电话催办写了两次"},
		{"a word nobody knows", "2026-05-11", "飞鸽", "飞鸽"},
	} {
		if why := o.step(id, "登记催办", record.Values{"on_date": c.on, "mode": c.mode}); !strings.Contains(why, c.want) {
			t.Errorf("%s: %q", c.name, why)
		}
	}
	o.refused(id, o.more(id, "reminders", rows.Row{"unit": "县水利局", "on_date": "2026-05-11", "mode": "电话"}), "县水利局")
	stored, err := proposal.Proposals.Record(t.Context(), o.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	number := stored.Values["number"]
	if got := o.imported(proposal.Reminders, []string{"案号", "被催办单位", "催办日期", "催办方式"}, []string{number, "县教育局", "2026-05-10", "电话"}, []string{number, "县教育局", "2026-06-01", "约谈"}); !strings.Contains(got, "新增") || !strings.Contains(got, "相同") {
		t.Errorf("taken in: %s", got)
	}
	course, err := proposal.CourseOf(t.Context(), o.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	var said []string
	for _, m := range course {
		if strings.HasPrefix(m.Text, "催办") {
			said = append(said, m.On+" "+m.Text)
		}
	}
	if want := []string{"2026-05-10 催办 县教育局 电话 王芳", "2026-05-20 催办 县教育局 上门", "2026-06-01 催办 县教育局 约谈"}; !slices.Equal(said, want) {
		t.Errorf("course %q, want %q", said, want)
	}
	all, err := proposal.HandledIn(t.Context(), o.DB(), 2026, "2026-10-10")
	if err != nil {
		t.Fatal(err)
	}
	if open, _ := proposal.Overdues(o.calendar(), all, "2026-10-10"); len(open) != 1 || open[0].Reminded != 3 {
		t.Errorf("overdue %+v", open)
	}
	o.walked(id, stepTo{"登记答复", record.Values{"replied_on": "2026-10-11", "result_class": "A"}, "已答复"})
	if can := o.can(id); slices.Contains(can, "登记催办") {
		t.Errorf("who replied is reminded: %v", can)
	}
}

// Of several proposals each unit whose reply is still to come is reminded at once; those that owe none are named with why, and one alone is refused.
func TestSeveralProposalsAreReminded(t *testing.T) {
	o := openOffice(t)
	both, one, replied, filed := o.split(), o.handled(record.Values{"number": "41"}), o.handled(record.Values{"number": "42"}), o.handled(record.Values{"number": "43"})
	o.walked(replied, stepTo{"登记答复", answeredBy10May, "已答复"})
	o.walked(filed, stepTo{"登记答复", answeredBy10May, "已答复"})
	read := func(ids ...int64) (all []record.Record) {
		for _, id := range ids {
			r, err := proposal.Proposals.Record(t.Context(), o.DB(), id)
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, r)
		}
		return all
	}
	all := read(both, replied, one, filed)
	for _, s := range proposal.Proposals.Together(all) {
		if open := s.Open(); open != (s.Step.Name == "登记催办" || s.Why == "") || s.Step.Name == "登记催办" && s.Can != 2 {
			t.Errorf("%s can be taken of them: %t, of %d", s.Step.Name, open, s.Can)
		}
	}
	taken, left, err := proposal.Proposals.Sift(all, "登记催办")
	if err != nil || len(taken) != 2 || taken[0].ID != both || taken[1].ID != one || len(left) != 1 {
		t.Fatalf("taken %v, left %v, %v", taken, left, err)
	}
	if words := proposal.Proposals.LeftWords(left[0]); !strings.HasPrefix(words, "42 号、43 号：现在是「已答复」") {
		t.Errorf("left out: %s", words)
	}
	o.remind(t, all, both, one, read(replied, filed))
}

// remind records reminders of the two that can be reminded, and of one unit of the first; of the others there is none.
func (o office) remind(t *testing.T, all []record.Record, both, one int64, others []record.Record) {
	t.Helper()
	v := record.Values{"on_date": "2026-05-20", "mode": "电话", "person": "王芳"}
	if err := record.TakeStep(t.Context(), o.Store, "测试", proposal.Proposals, in2026, "登记催办", v, both, one); err != nil {
		t.Fatal(err)
	}
	if got := column(o.part(both, "reminders"), "unit") + " " + column(o.part(one, "reminders"), "unit"); got != "县教育局 县水务局 县教育局" {
		t.Errorf("reminded %s", got)
	}
	if _, _, err := proposal.Proposals.Sift(others, "登记催办"); !strings.Contains(store.Sentence(err), "42 号：现在是「已答复」") {
		t.Errorf("of none: %v", err)
	}
	if taken, left, err := proposal.Proposals.Sift(all, "登记延期"); err != nil || len(taken) != 4 || left != nil {
		t.Errorf("a step of all or none: %v, %v, %v", taken, left, err)
	}
	o.walked(both, stepTo{"登记催办", record.Values{"on_date": "2026-05-25", "mode": "上门", "unit": "县水务局"}, "办理中"})
	if got := column(o.part(both, "reminders"), "unit"); got != "县教育局 县水务局 县水务局" {
		t.Errorf("one of two named: %s", got)
	}
	o.barred(both, "登记催办", record.Values{"on_date": "2026-05-26", "mode": "上门", "unit": "县公安局"}, "「县公安局」不在其中")
}

// A complaint is its own proposer's, though lists of the year know the first alone.
func TestComplaintsNameTheirProposer(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"replied_on": "2026-05-10", "result_class": "A"})
	o.must(id, o.more(id, "feedback", rows.Row{"round": "1", "proposer": "民盟县委", "returned_on": "2026-05-20", "result": "不满意"}))
	all, err := proposal.HandledIn(t.Context(), o.DB(), 2026, "2026-11-01")
	if err != nil {
		t.Fatal(err)
	}
	if got := proposal.Complaints(all); len(got) != 1 || got[0].Who != "民盟县委" {
		t.Errorf("complaints %+v", got)
	}
}

// What a reply promises is followed until it is kept or not; a B whose promises are all kept counts as an A, and both stay known.
func TestPromisesAreFollowed(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"replied_on": "2026-05-10", "result_class": "B"})
	o.walked(id,
		stepTo{"登记承诺", record.Values{"text": "增设停车位 60 个", "due_on": "2026-06-30"}, "已答复"},
		stepTo{"登记承诺", record.Values{"text": "修订管理办法", "due_on": "2026-12-31"}, "已答复"},
		stepTo{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意"}, "跟踪中"},
	)
	if can := o.can(id); can[0] != "登记落实" {
		t.Errorf("offered first %v", can)
	}
	if why := o.step(id, "登记落实", record.Values{"settled_on": "2026-06-20", "outcome": "已落实"}); !strings.Contains(why, "承诺事项") {
		t.Errorf("which promise is not asked: %q", why)
	}
	o.walked(id, stepTo{"登记落实", record.Values{"text": "增设停车位 60 个", "settled_on": "2026-06-20", "outcome": "已落实"}, "跟踪中"})
	due := func(day string) (texts []string) {
		t.Helper()
		items, err := data.Due(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range items {
			if item.Kind == "承诺" {
				texts = append(texts, item.On+" "+item.Title+" "+item.Who)
			}
		}
		return texts
	}
	if got := due("2026-12-20"); len(got) != 1 || !strings.Contains(got[0], "修订管理办法 县教育局") {
		t.Errorf("due %q", got)
	}
	rates := func(day string) string {
		t.Helper()
		figures, err := data.Figures(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		var texts []string
		for _, code := range []string{"b_to_a_rate", "carried_out_rate", "promises", "promises.kept_rate", "promises.late"} {
			texts = append(texts, measure.Of(figures, code).Text())
		}
		return strings.Join(texts, " ")
	}
	before := rates("2026-11-22")
	o.walked(id, stepTo{"登记落实", record.Values{"settled_on": "2026-11-23", "outcome": "已落实"}, "已办结"})
	for day, want := range map[string]string{"2026-05-15": "已答复 B", "2026-06-30": "跟踪中 B", "2026-11-23": "已办结 B→A"} {
		if got := o.on(id, day); got != want {
			t.Errorf("on %s %q, want %q", day, got, want)
		}
	}
	if got, want := before+" | "+rates("2026-11-23"), "0.00% 0.00% 2 50.00% 0 | 100.00% 100.00% 2 100.00% 0"; got != want {
		t.Errorf("figures %q, want %q", got, want)
	}
	if got := rates("2026-11-22"); got != before {
		t.Errorf("the day before is now %q, was %q", got, before)
	}
}

func TestPromisesRefused(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"replied_on": "2026-05-10", "result_class": "B"})
	for _, c := range []struct {
		name  string
		rows  []rows.Row
		words string
	}{
		{"of a unit that did not reply", []rows.Row{{"unit": "县公安局", "text": "甲"}}, "「县公安局」还没有答复，不能有承诺事项"},
		{"of a unit it has nothing to do with", []rows.Row{{"unit": "县水务局", "text": "甲"}}, "「县水务局」不是这件提案的承办单位"},
		{"before the reply", []rows.Row{{"unit": "县教育局", "text": "甲", "made_on": "2026-05-01"}}, "的承诺日期 2026-05-01 早于「县教育局」的答复日期 2026-05-10"},
		{"settled before it was made", []rows.Row{{"unit": "县教育局", "text": "甲", "settled_on": "2026-05-01", "outcome": "已落实"}}, "的落实日期 2026-05-01 早于"},
		{"settled without a word", []rows.Row{{"unit": "县教育局", "text": "甲", "settled_on": "2026-06-01"}}, "要同时写明落实日期和落实情况"},
		{"another word", []rows.Row{{"unit": "县教育局", "text": "甲", "settled_on": "2026-06-01", "outcome": "办好了"}}, "办好了"},
		{"in the future", []rows.Row{{"unit": "县教育局", "text": "甲", "settled_on": "2026-12-01", "outcome": "已落实"}}, "晚于今天"},
		{"twice", []rows.Row{{"unit": "县教育局", "text": "甲"}, {"unit": "县教育局", "text": "甲"}}, "的承诺事项「甲」写了两次"},
	} {
		t.Run(c.name, func(t *testing.T) {
			office{o.Store, t}.refused(id, o.more(id, "promises", c.rows...), c.words)
		})
	}
	o.must(id, o.more(id, "promises", rows.Row{"unit": "县教育局", "text": "甲"}))
	o.refused(id, record.Values{"replied_on": ""}, "不能有承诺事项")
}

// What is in the archive is changed by nobody and in no way, until it is taken out with a reason.
func TestArchivedIsReadOnly(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"number": "31", "replied_on": "2026-05-10", "result_class": "A"})
	if why := o.step(id, "归档", record.Values{"archived_on": "2026-11-01"}); !strings.Contains(why, "现在是「已答复」") {
		t.Errorf("archived what is not over: %q", why)
	}
	o.walked(id, stepTo{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意"}, "已办结"})
	if why := o.step(id, "归档", record.Values{"archived_on": "2026-05-01"}); !strings.Contains(why, "归档日期 2026-05-01 早于最后一次办理的日期 2026-05-20") {
		t.Errorf("archived before it was over: %q", why)
	}
	o.walked(id, stepTo{"归档", record.Values{"archived_on": "2026-11-01", "archive_number": "ZX-2026-永久-031"}, "已归档"})
	const closed = "这件提案已于 2026-11-01 归档，不能再改；确实要改，请先「重新打开」并写明原因。"
	o.refused(id, record.Values{"title": "关于别的建议"}, closed)
	o.refused(id, record.Values{"satisfaction": "不满意"}, closed)
	o.refused(id, o.more(id, "consultations", rows.Row{"on_date": "2026-04-01", "mode": "电话"}), closed)
	if got := o.imported(proposal.Assignments, []string{"案号", "轮次", "承办单位", "分工", "办理结果"}, []string{"31", "1", "县教育局", "主办", "C"}); !strings.Contains(got, closed) {
		t.Errorf("a ledger: %q", got)
	}
	if _, got := o.try(proposal.Tracking, record.Values{"number": "31", "kind": "面商"}); got != closed {
		t.Errorf("a node: %q", got)
	}
	if can := o.can(id); !slices.Equal(can, []string{"重新打开"}) {
		t.Errorf("offered %v", can)
	}
	if why := o.step(id, "重新打开", nil); !strings.Contains(why, "缺少「备注」") {
		t.Errorf("opened without a reason: %q", why)
	}
	o.walked(id, stepTo{"重新打开", record.Values{"note": "漏登一次面商"}, "已办结"})
	o.expect(proposal.Proposals, id, record.Values{"archived_on": "", "archive_number": "", "note": "重新打开：漏登一次面商"})
	o.must(id, record.Values{"title": "关于别的建议"})
}

// What a unit beside the lead owes is its opinion to the lead, with a deadline of its own.
func TestOpinionsToTheLeadHaveTheirDeadline(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案"})
	o.walk(id, "交办", record.Values{"lead_units": "县教育局", "co_units": "县水务局、县公安局", "assigned_on": "2026-03-10", "due_on": "2026-08-31"})
	due := func(unit string) string {
		for _, row := range o.part(id, "assignments") {
			if row["unit"] == unit {
				return row["due_on"]
			}
		}
		return ""
	}
	if due("县教育局") != "2026-08-31" || due("县水务局") != "2026-04-10" || due("县公安局") != "2026-04-10" {
		t.Errorf("lead %s, others %s and %s", due("县教育局"), due("县水务局"), due("县公安局"))
	}
	o.walk(id, "登记会办意见", record.Values{"unit": "县水务局", "replied_on": "2026-04-01", "reply": "同意主办单位的意见。"})
	if got := o.step(id, "登记会办意见", record.Values{"unit": "县教育局", "replied_on": "2026-04-01"}); !strings.Contains(got, "「县教育局」不在其中，可以选的有：县公安局。") {
		t.Errorf("of the lead: %q", got)
	}
	o.expect(proposal.Proposals, id, record.Values{"status": "办理中", "due_on": "2026-08-31"})
	o.walk(id, "登记答复", record.Values{"replied_on": "2026-05-01", "result_class": "A"})
	if can := o.can(id); !slices.Contains(can, "登记会办意见") || can[0] == "登记会办意见" {
		t.Errorf("after the lead's reply: %v", can)
	}
	o.must(id, o.unit(id, 2, rows.Row{"role": "会办", "due_on": "2026-04-20"}))
	if got := due("县公安局"); got != "2026-04-20" {
		t.Errorf("given by hand: %s", got)
	}
}

// A day of an opinion to the lead says so beside that of the reply.
func TestDaysNameOpinionsToTheLead(t *testing.T) {
	o := openOffice(t)
	o.save(proposal.Proposals, record.Values{"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "lead_units": "县教育局", "co_units": "县水务局", "assigned_on": "2026-03-10"})
	due, err := data.Due(t.Context(), o.DB(), 2026, "2026-11-23")
	if err != nil {
		t.Fatal(err)
	}
	var told []string
	for _, item := range due {
		if strings.HasSuffix(item.Title, "关于河道的建议") {
			told = append(told, item.Kind+" "+item.On+" "+item.Title)
		}
	}
	slices.Sort(told)
	if want := []string{"会办 2026-04-10 第 21 号 会办意见 关于河道的建议", "答复 2026-06-10 第 21 号 关于河道的建议"}; !slices.Equal(told, want) {
		t.Errorf("got %q", told)
	}
}

// The day a unit signed for the work may be told after it replied, as one that is not after the reply.
func TestUnitSignsOnRecordAfterItsReply(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	if sentence := o.step(id, "补记签收", record.Values{"unit": "县教育局", "accepted_on": "2026-05-11"}); !strings.Contains(sentence, "签收日期") {
		t.Errorf("signed after the reply: %q", sentence)
	}
	if sentence := o.step(id, "补记签收", record.Values{"unit": "县教育局", "accepted_on": "2026-03-15"}); sentence != "" {
		t.Error(sentence)
	}
	if all := o.part(id, "assignments"); all[0]["accepted_on"] != "2026-03-15" {
		t.Errorf("signed %v", all[0])
	}
}

// Before an opinion is stored that begins a rework by itself it is said which, to whom and until when.
func TestReworkIsForetold(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	step, err := proposal.Proposals.Step("登记反馈")
	if err != nil {
		t.Fatal(err)
	}
	foretold := func(v record.Values) string {
		r, err := proposal.Proposals.Record(t.Context(), o.DB(), id)
		if err != nil {
			t.Fatal(err)
		}
		words, err := step.Foretells(t.Context(), o.DB(), r, v)
		if err != nil {
			t.Fatal(err)
		}
		return words
	}
	told := record.Values{"returned_on": "2026-05-20", "result": "不满意"}
	words := foretold(told)
	if sentence := o.step(id, "登记反馈", told); sentence != "" {
		t.Fatal(sentence)
	}
	all := o.part(id, "assignments")
	last := all[len(all)-1]
	if want := "保存后自动开始第 2 轮重新办理，交「" + last["unit"] + "」，期限 " + last["due_on"] + "；"; last["round"] != "2" || !strings.HasPrefix(words, want) {
		t.Errorf("foretold %q, want %q", words, want)
	}
	for _, v := range []record.Values{{"returned_on": "2026-05-20", "result": "满意"}, {"returned_on": "2026-05-21", "result": "不满意", "proposer": "民盟县委"}} {
		if words := foretold(v); words != "" {
			t.Errorf("%v: %q", v, words)
		}
	}
}
