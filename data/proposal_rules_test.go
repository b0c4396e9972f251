package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/intake"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/take"
)

// handled is a proposal of two proposers, filed and assigned to a lead and a co-unit, which v changes.
func (o office) handled(v record.Values) int64 {
	o.tb.Helper()
	all := record.Values{
		"title": "关于子的建议", "proposer": "民建县委", "joint": "民盟县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01",
		"lead_units": "县教育局", "co_units": "县公安局", "assigned_on": "2026-03-10",
	}
	for key, value := range v {
		all[key] = value
	}
	return o.save(proposal.Proposals, all)
}

var answeredBy10May = record.Values{"replied_on": "2026-05-10", "result_class": "A"}

// changed are the rows of a part after change.
func (o office) changed(id int64, key string, change func(all []rows.Row) []rows.Row) record.Values {
	o.tb.Helper()
	return record.Values{key: rows.Text(change(o.part(id, key)))}
}

// unit changes cells of the row of a unit.
func (o office) unit(id int64, at int, cells rows.Row) record.Values {
	o.tb.Helper()
	return o.changed(id, "assignments", func(all []rows.Row) []rows.Row {
		for column, text := range cells {
			all[at][column] = text
		}
		return all
	})
}

func (o office) more(id int64, key string, more ...rows.Row) record.Values {
	o.tb.Helper()
	return o.changed(id, key, func(all []rows.Row) []rows.Row { return append(all, more...) })
}

// imported takes a table in and returns the outcomes with their reasons.
func (o office) imported(k *record.Kind, table ...[]string) string {
	o.tb.Helper()
	im, err := take.PlanWorkbook(o.tb.Context(), o.Store, k, in2026, intake.FromText("粘贴", table))
	if err != nil {
		o.tb.Fatal(err)
	}
	if err := take.Apply(o.tb.Context(), o.Store, "测试", im); err != nil {
		o.tb.Fatal(err)
	}
	var outcomes []string
	for _, row := range im.Rows {
		outcomes = append(outcomes, strings.TrimSpace(row.Outcome.String()+" "+row.Reason))
	}
	return strings.Join(outcomes, "\n")
}

func (o office) line(id int64) (status, result string) {
	o.tb.Helper()
	lines, err := proposal.Find(o.tb.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, "2026-12-31")
	if err != nil || len(lines) != 1 {
		o.tb.Fatal(lines, err)
	}
	return lines[0].Status, lines[0].Satisfaction
}

// Each proposer has one opinion of a round and a unit; a ledger taken in again finds it.
func TestOneOpinionOfEachProposer(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	o.must(id, o.more(id, "feedback", rows.Row{"round": "1", "returned_on": "2026-05-20", "result": "满意"}))
	o.refused(id, o.more(id, "feedback", rows.Row{"round": "1", "proposer": "民建县委", "returned_on": "2026-05-21", "result": "不满意"}),
		"「民建县委」对第一次办理的征询意见写了两份")
	o.must(id, o.more(id, "feedback", rows.Row{"round": "1", "proposer": "民盟县委", "result": "满意"}, rows.Row{"round": "1", "unit": "县教育局", "result": "满意"}))
	if got := o.step(id, "登记反馈", record.Values{"returned_on": "2026-05-22", "result": "满意"}); !strings.Contains(got, "都已收回") {
		t.Errorf("got %q", got)
	}
	ledger := [][]string{{"案号", "轮次", "提案人", "承办单位", "收回日期", "结果评价"}, {"21", "1", "", "", "2026-05-23", "满意"}, {"21", "1", "民盟县委", "教育局", "2026-05-23", "满意"}}
	for _, want := range []string{"变更\n变更", "相同\n相同"} {
		if got := o.imported(proposal.Feedback, ledger...); got != want {
			t.Errorf("taken in: %s, want %s", got, want)
		}
	}
	if all := o.part(id, "feedback"); len(all) != 3 || column(all, "returned_on") != "2026-05-23  2026-05-23" {
		t.Errorf("opinions %v", all)
	}
}

// The first proposer's opinion is the proposal's, whatever the others said and in whatever order.
func TestFirstProposerSpeaks(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	o.must(id, o.more(id, "feedback", rows.Row{"round": "1", "proposer": "民盟县委", "returned_on": "2026-05-20", "result": "不满意"}))
	if status, result := o.line(id); status != "已答复" || result != "" {
		t.Errorf("%s %s by the opinion of one who joined", status, result)
	}
	o.expect(proposal.Proposals, id, record.Values{"satisfaction": "", "feedback_on": ""})
	o.must(id, record.Values{"feedback_on": "2026-05-22", "satisfaction": "满意"})
	if all := o.part(id, "feedback"); column(all, "proposer") != "民建县委 民盟县委" || column(all, "result") != "满意 不满意" {
		t.Errorf("opinions %v", all)
	}
	if status, result := o.line(id); status != "已办结" || result != "满意" {
		t.Errorf("%s %s", status, result)
	}
}

// Who has not been heard yet is asked in every state that follows a reply.
func TestFeedbackAfterOthersWereHeard(t *testing.T) {
	o := openOffice(t)
	id := o.handled(answeredBy10May)
	for _, s := range []struct {
		v     record.Values
		want  string
		state string
	}{
		{record.Values{"returned_on": "2026-05-20", "result": "满意"}, "", "已办结"},
		{record.Values{"returned_on": "2026-05-21", "result": "满意"}, "第一提案人的征询意见已收回，请写明「提案人」是哪一位：民盟县委。", "已办结"},
		{record.Values{"returned_on": "2026-05-21", "result": "不满意", "proposer": "民盟县委"}, "", "已办结"},
		{record.Values{"returned_on": "2026-05-22", "result": "满意"}, "各提案人的征询意见都已收回，要改请打开这件提案，在「征询意见」中改。现在可以做的有：归档、登记承诺、补记签收、登记回头看、登记会办意见。", "已办结"},
	} {
		if got := o.step(id, "登记反馈", s.v); got != s.want {
			t.Errorf("%v: got %q, want %q", s.v, got, s.want)
		}
		o.expect(proposal.Proposals, id, record.Values{"status": s.state})
	}
	split := o.split()
	o.must(split, o.unit(split, 0, rows.Row{"replied_on": "2026-05-01"}))
	o.must(split, o.unit(split, 1, rows.Row{"replied_on": "2026-05-02"}))
	o.must(split, o.more(split, "feedback", rows.Row{"round": "1", "returned_on": "2026-05-10", "result": "不满意"}))
	if got := o.step(split, "重新交办", record.Values{"assigned_on": "2026-05-20"}); got != "" {
		t.Fatal(got)
	}
	if got := o.step(split, "登记答复", record.Values{"unit": "县水务局", "replied_on": "2026-06-01", "result_class": "A"}); got != "" {
		t.Fatal(got)
	}
	if can := o.can(split); !slices.Contains(can, "登记反馈") {
		t.Errorf("one of two units answered the rework, and only %v can be done", can)
	}
}

// The opinion of the newest reply is not what was thought of an earlier one.
func TestThirdRoundWithoutOpinion(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{
		"replied_on": "2026-05-10", "feedback_on": "2026-05-20", "attitude": "满意", "satisfaction": "不满意", "again_on": "2026-05-21", "again_replied_on": "2026-06-10",
		"again_feedback_on": "2026-06-20", "again_satisfaction": "不满意",
	})
	for _, s := range []struct {
		step string
		v    record.Values
	}{
		{"重新交办", record.Values{"assigned_on": "2026-06-25"}},
		{"登记答复", record.Values{"replied_on": "2026-07-10", "result_class": "B"}},
		{"登记反馈", record.Values{"returned_on": "2026-07-20", "result": "未表态"}},
	} {
		if got := o.step(id, s.step, s.v); got != "" {
			t.Fatal(got)
		}
	}
	if status, result := o.line(id); status != "已办结" || result != "未表态" {
		t.Errorf("%s %s", status, result)
	}
	figures, err := data.Figures(t.Context(), o.DB(), 2026, "2026-12-31")
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]string{"returned.result.未表态": "1", "returned.result.不满意": "0", "returned.attitude.满意": "1"} {
		if got := printed(t, figures, code, want); got != want {
			t.Errorf("%s is %s, want %s", code, got, want)
		}
	}
}

func TestNumbersCountFromOne(t *testing.T) {
	o := openOffice(t)
	for _, number := range []string{"0", "-5"} {
		if _, got := o.try(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "number": number}); got != "案号「"+number+"」不对，应为 1 以上的整数，如 12。" {
			t.Errorf("number %s: got %q", number, got)
		}
		if got := o.imported(proposal.Proposals, []string{"案号", "案由", "提案人"}, []string{number, "关于乙的建议", "民建县委"}); !strings.Contains(got, "案号「"+number+"」不对，") {
			t.Errorf("number %s taken in: got %q", number, got)
		}
		if got := o.imported(proposal.Assignments, []string{"案号", "轮次", "承办单位", "分工"}, []string{number, "1", "县教育局", "主办"}); !strings.Contains(got, "案号「"+number+"」不对，") {
			t.Errorf("number %s of an assignment taken in: got %q", number, got)
		}
		id := o.save(proposal.Proposals, record.Values{"title": "关于丙" + number + "的建议", "proposer": "民建县委"})
		if got := o.step(id, "立案", record.Values{"reviewed_on": "2026-02-01", "number": number}); got != "「案号」一栏为「"+number+"」，应为 1 以上的整数，如 12。" {
			t.Errorf("filed under %s: got %q", number, got)
		}
		o.refused(1, o.unit(1, 0, rows.Row{"round": number}), "承办单位第 1 行「轮次」一栏为「"+number+"」，应为 1 以上的整数")
	}
	o.do("UPDATE proposal SET number = 5 WHERE id = 3")
	if got := o.imported(proposal.Assignments, []string{"案号", "轮次", "承办单位", "分工"}, []string{"-5", "1", "县教育局", "主办"}); !strings.Contains(got, "案号「-5」不对") {
		t.Errorf("-5 is taken for 5: %q", got)
	}
}

// Which of two proposers of one name an opinion is of is asked, as it is asked of the proposers themselves.
func TestNamesakesAreAskedForTheirOpinion(t *testing.T) {
	o := openOffice(t)
	o.do(
		"INSERT INTO person (id, name, workplace) VALUES (91, '贾婉岚', '县 一中'), (92, '贾婉岚', '县医院（东院）')",
		"INSERT INTO member (id, person_id, term_id) VALUES (81, 91, 1), (82, 92, 1)",
	)
	id := o.handled(record.Values{"proposer": "贾婉岚（县 一中）", "joint": "贾婉岚（县医院（东院））", "replied_on": "2026-05-10"})
	if got := column(o.part(id, "proposers"), "name"); got != "贾婉岚（县 一中） 贾婉岚（县医院（东院））" {
		t.Fatalf("proposers %s", got)
	}
	o.refused(id, o.more(id, "feedback", rows.Row{"round": "1", "proposer": "贾婉岚", "result": "满意"}),
		"这件提案有 2 位提案人名叫「贾婉岚」，征询意见请写明是哪一位，如「贾婉岚（县 一中）」或「贾婉岚（县医院（东院））」。")
	o.refused(id, record.Values{"proposer": "贾婉岚", "joint": ""}, "本届有 2 位委员名叫「贾婉岚」")
	for _, said := range []string{"贾婉岚（县一中）", "贾婉岚（县医院（东院））"} { // as suggested, however blanks and brackets are written
		o.must(id, o.more(id, "feedback", rows.Row{"round": "1", "proposer": said, "result": "满意"}))
	}
	if got := column(o.part(id, "feedback"), "proposer"); got != "贾婉岚（县 一中） 贾婉岚（县医院（东院））" {
		t.Errorf("opinions of %s", got)
	}
	table := [][]string{{"案由", "提案人"}, {"关于乙的建议", "贾婉岚（县 一中）"}}
	if got := o.imported(proposal.Proposals, table...); got != "新增" {
		t.Errorf("the suggested spelling taken in: %q", got)
	}
}

// Who made the proposal made it once, however he is called.
func TestNobodyProposesTwice(t *testing.T) {
	o := openOffice(t)
	o.do("INSERT INTO person (id, name, workplace) VALUES (91, '李四', '县一中')", "INSERT INTO member (id, person_id, term_id) VALUES (81, 91, 1)")
	id := o.handled(record.Values{"proposer": "李四", "joint": "民建县委"})
	for _, name := range []string{"民建县委", "李四（县一中）"} {
		o.refused(id, o.more(id, "proposers", rows.Row{"name": name, "role": "附议"}), "写了两次，请删去一行。")
	}
}

func TestUnitNamesWithBlanks(t *testing.T) {
	o := openOffice(t)
	o.do("INSERT INTO unit (id, name) VALUES (7, '县 财政局')")
	for _, name := range []string{"县 财政局", "县财政局", "县　财政局"} {
		id := o.handled(record.Values{"title": "关于" + name + "的建议", "lead_units": name})
		if got := o.step(id, "登记答复", record.Values{"unit": name, "replied_on": "2026-05-10", "result_class": "A"}); got != "" {
			t.Errorf("reply of %q: %s", name, got)
		}
		o.expect(proposal.Proposals, id, record.Values{"lead_units": "县 财政局"})
	}
}

// Work begins once more, with its deadline, where the first proposer is not satisfied: for the units he means, up to the round the office sets.
func TestDissatisfactionBeginsTheWorkAgain(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于河道的建议", "proposer": "民建县委", "joint": "民盟县委", "received_on": "2026-01-20", "conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-10",
	})
	o.walk(id, "登记答复", record.Values{"replied_on": "2026-05-01", "result_class": "B"})
	o.walk(id, "登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"})
	o.expect(proposal.Proposals, id, record.Values{"status": "重新办理", "again_on": "2026-05-20", "again_due_on": "2026-06-22"}) // 30 days end on the Dragon Boat holiday
	if got := o.step(id, "登记反馈", record.Values{"returned_on": "2026-05-21", "result": "满意"}); !strings.Contains(got, "民盟县委") {
		t.Errorf("the other proposer is not named: %q", got)
	}
	o.walk(id, "登记反馈", record.Values{"proposer": "民盟县委", "returned_on": "2026-05-21", "result": "不满意"})
	if got := len(o.part(id, "assignments")); got != 2 {
		t.Errorf("%d rounds after the second proposer's opinion, want 2", got)
	}
	o.walk(id, "重新交办", record.Values{"assigned_on": "2026-05-25", "assigned_by": "县政府办"})
	o.expect(proposal.Proposals, id, record.Values{"status": "重新办理", "again_on": "2026-05-25", "again_due_on": "2026-06-24"})
	if got := o.step(id, "重新交办", record.Values{"assigned_on": "2026-05-26"}); !strings.Contains(got, "「县教育局」还没有答复") {
		t.Errorf("handed over twice: %q", got)
	}
	o.walk(id, "登记答复", record.Values{"replied_on": "2026-06-10", "result_class": "A"})
	o.walk(id, "登记反馈", record.Values{"returned_on": "2026-06-20", "result": "不满意"})
	if got := len(o.part(id, "assignments")); got != 2 {
		t.Errorf("%d rounds after the last there is by itself, want 2", got)
	}
	o.walk(id, "重新交办", record.Values{"assigned_on": "2026-06-25"})
	if got := len(o.part(id, "assignments")); got != 3 {
		t.Errorf("%d rounds once it was handed over, want 3", got)
	}
}

// Of several units that answer each for itself, the one that he is not satisfied with begins once more; the others are still to be rated.
func TestDissatisfactionWithOneOfSeveral(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "lead_units": "县教育局、县水务局", "handling": "分办", "assigned_on": "2026-03-10",
	})
	for _, unit := range []string{"县教育局", "县水务局"} {
		o.walk(id, "登记答复", record.Values{"unit": unit, "replied_on": "2026-05-01", "result_class": "B"})
	}
	o.walk(id, "登记反馈", record.Values{"unit": "县教育局", "returned_on": "2026-05-20", "result": "不满意"})
	o.walk(id, "登记反馈", record.Values{"unit": "县水务局", "returned_on": "2026-05-21", "result": "满意"})
	var again []string
	for _, row := range o.part(id, "assignments") {
		if row["round"] == "2" {
			again = append(again, row["unit"]+" "+row["due_on"])
		}
	}
	if !slices.Equal(again, []string{"县教育局 2026-06-22"}) {
		t.Errorf("once more %v", again)
	}
	o.expect(proposal.Proposals, id, record.Values{"status": "重新办理"})
}

// A unit that answers for itself does not begin once more in a round that another leads: the office hands it over by itself.
func TestDissatisfactionBesideALeadOfTheNextRound(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于河道的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "lead_units": "县教育局、县水务局", "handling": "分办", "assigned_on": "2026-03-10",
	})
	for _, unit := range []string{"县教育局", "县水务局"} {
		o.walk(id, "登记答复", record.Values{"unit": unit, "replied_on": "2026-05-01", "result_class": "B"})
	}
	o.walk(id, "登记反馈", record.Values{"unit": "县教育局", "returned_on": "2026-05-20", "result": "不满意"})
	units := o.part(id, "assignments")
	for _, row := range units {
		if row["round"] == "2" {
			row["role"] = "主办"
		}
	}
	o.must(id, record.Values{"assignments": rows.Text(units)})
	o.walk(id, "登记反馈", record.Values{"unit": "县水务局", "returned_on": "2026-05-21", "result": "不满意"})
	if now := o.part(id, "assignments"); len(now) != 3 {
		t.Errorf("assigned %v", now)
	}
}

// While promises are still followed, what another proposer says of the reply is taken.
func TestFeedbackOfAnotherProposerWhilePromisesAreFollowed(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"replied_on": "2026-05-10", "result_class": "B"})
	o.walked(id,
		stepTo{"登记承诺", record.Values{"text": "修路", "due_on": "2026-12-01"}, "已答复"},
		stepTo{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意"}, "跟踪中"},
		stepTo{"登记反馈", record.Values{"proposer": "民盟县委", "returned_on": "2026-05-25", "result": "基本满意"}, "跟踪中"},
	)
	if got := column(o.part(id, "feedback"), "result"); got != "满意 基本满意" {
		t.Errorf("said %s", got)
	}
}
