package data_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/evaluation"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
)

const (
	scoredMeeting = "2026年部门工作评议"
	scoredOn      = "2026-11-23" // the day on which the office's sheets are typed in
)

// low gives proposal 12, answered by 县水务局 on 2026-05-10, 50 points in an evaluation whose scheme sends back what is under 60.
func (o office) low() (scheme int64) {
	o.tb.Helper()
	o.must(1, record.Values{"received_on": "2026-01-20", "reviewed_on": "2026-02-01", "assigned_on": "2026-03-10"})
	o.walked(1, stepTo{"登记答复", answeredBy10May, "已答复"})
	scheme, target := o.scored()
	o.change(evaluation.Schemes, scheme, record.Values{"rework": "60"})
	o.mustType(target, "5", "5", "10")
	return scheme
}

// scoreLow scores what 县水务局 did about proposal 12 low, from the beginning of the year on.
func (o office) scoreLow() {
	o.tb.Helper()
	scheme, target := o.scored()
	o.change(evaluation.Schemes, scheme, record.Values{"rework": "60"})
	o.mustType(target, "5", "5", "10")
	o.do("UPDATE score_sheet SET submitted_on = '2026-01-05'")
}

// mustType gives the target the same points on every sheet.
func (o office) mustType(target int64, points ...string) {
	o.tb.Helper()
	if said := o.typeIn(target, func(e *evaluation.Entry) {
		for i := range e.Rows {
			e.Rows[i].Points = points
		}
	}); said != "" {
		o.tb.Fatal(said)
	}
}

func (o office) mustStep(id int64, step string, v record.Values) {
	o.tb.Helper()
	if said := o.step(id, step, v); said != "" {
		o.tb.Fatalf("%s: %s", step, said)
	}
}

func lowTold(more ...string) record.Values {
	v := record.Values{"evaluation": scoredMeeting, "assigned_on": scoredOn}
	for i := 0; i < len(more); i += 2 {
		v[more[i]] = more[i+1]
	}
	return v
}

// complaints are why work was to be done once more, with the units, as of a day.
func (o office) complaints(day string) (all []string) {
	o.tb.Helper()
	handled, err := proposal.HandledIn(o.tb.Context(), o.DB(), 2026, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, c := range proposal.Complaints(handled) {
		text := c.Why + c.Low.Evaluation + c.Low.Score
		for _, a := range c.Rework {
			text += " " + a.Unit
		}
		all = append(all, text)
	}
	return all
}

// A reply scored under the line goes back to its unit by a step: a round with a deadline by the rules, reason and source recorded, once for each result, undone as one.
func TestLowScoreSendsTheReplyBackOnce(t *testing.T) {
	o := openOffice(t)
	o.low()
	before := o.part(1, "assignments")
	o.mustStep(1, proposal.StepLow, lowTold())
	o.expect(proposal.Proposals, 1, record.Values{"status": "重新办理"})
	again := o.part(1, "assignments")[1]
	if got := strings.Join([]string{again["round"], again["unit"], again["role"], again["due_on"], again["evaluation"]}, " "); got != "2 县水务局 主办 2026-12-23 "+scoredMeeting {
		t.Errorf("the round is %v", again)
	}
	if way := o.way(1); !strings.Contains(way, scoredOn+" 评议低分 县水务局 「"+scoredMeeting+"」50.00 分（重办线 60 分），送去重新办理\n"+scoredOn+" 重新办理（第 2 轮） 主办 县水务局") {
		t.Errorf("the way is\n%s", way)
	}
	if got := o.results()[0].Targets[0].Rework; got.On != scoredOn || got.Open() {
		t.Errorf("the result says %+v", got)
	}
	if said := o.step(1, proposal.StepLow, lowTold()); !strings.Contains(said, "正在重新办理，还没有答复") {
		t.Errorf("while it is worked on: %q", said)
	}
	o.walked(1, stepTo{"登记答复", record.Values{"replied_on": scoredOn, "result_class": "A"}, "已答复"})
	if said := o.step(1, proposal.StepLow, lowTold()); !strings.Contains(said, "已因评议「"+scoredMeeting+"」的得分于 "+scoredOn+" 送去重新办理") {
		t.Errorf("twice: %q", said)
	}
	o.usedByRework()
	for range 2 {
		if !o.undo(0) {
			t.Fatal("nothing to undo")
		}
	}
	if after := o.part(1, "assignments"); len(after) != 1 || !maps.Equal(after[0], before[0]) || o.results()[0].Targets[0].Rework.On != "" {
		t.Errorf("after undo %v, before %v", after, before)
	}
	o.expect(proposal.Proposals, 1, record.Values{"status": "已答复"})
}

// usedByRework looks that the evaluation that sent a reply back cannot be deleted, and by how many.
func (o office) usedByRework() {
	o.tb.Helper()
	if used, err := evaluation.Evaluations.Used(o.tb.Context(), o.DB(), o.results()[0].ID); err != nil || used != "1 件因评议低分重新办理的提案" {
		o.tb.Errorf("the evaluation is used by %q, %v", used, err)
	}
}

// What is not a result under the line, by what was known on the day, sends nothing back.
func TestWhatIsNotScoredLowIsNotSentBack(t *testing.T) {
	o := openOffice(t)
	scheme := o.low()
	o.must(2, record.Values{"received_on": "2026-01-20", "reviewed_on": "2026-02-01", "assigned_on": "2026-03-10"})
	for name, tt := range map[string]struct {
		change record.Values
		told   record.Values
		want   string
	}{
		"before the sheets came": {nil, lowTold("assigned_on", "2026-06-01"), "到 2026-06-01 还没有这件提案的得分"},
		"another evaluation":     {nil, lowTold("evaluation", "别的评议"), "「别的评议」没有评过"},
		"exactly on the line":    {record.Values{"rework": "50"}, lowTold(), "50.00 分，不低于重办线 50 分"},
		"a scheme without one":   {record.Values{"rework": ""}, lowTold(), "没有「重办线」"},
		"no evaluation told":     {nil, record.Values{"assigned_on": scoredOn}, "低分评议"},
		"no answer yet":          {nil, nil, "还没有单位答复"},
	} {
		t.Run(name, func(t *testing.T) {
			o := office{o.Store, t}
			o.change(evaluation.Schemes, scheme, record.Values{"rework": "60"})
			if tt.change != nil {
				o.change(evaluation.Schemes, scheme, tt.change)
			}
			id := int64(1)
			if tt.told == nil {
				id, tt.told = 2, lowTold()
			}
			if said := o.step(id, proposal.StepLow, tt.told); !strings.Contains(said, tt.want) {
				t.Errorf("%q, want %q", said, tt.want)
			}
		})
	}
	if _, said := o.saveAs(evaluation.Schemes, 0, record.Values{"name": "票", "method": "票决", "rework": "60", "options": rows.Text([]rows.Row{{"option": "满意", "points": "100"}})}); !strings.Contains(said, "重办线只用于评分表") {
		t.Errorf("a scheme by ballots with the line of sheets: %q", said)
	}
	if said := o.step(1, "登记延期", record.Values{}); said == "" {
		t.Error("an answered proposal is extended")
	}
	first := o.part(1, "assignments")
	first[0]["evaluation"] = scoredMeeting
	if _, said := o.saveAs(proposal.Proposals, 1, record.Values{"assignments": rows.Text(first)}); !strings.Contains(said, "第 2 轮起") {
		t.Errorf("the first round: %q", said)
	}
}

// Of several units only the one scored low gets the work again, and what was said of the other is not answered by that; reports and figures say why.
func TestLowScoreOfOneOfSeveralUnits(t *testing.T) {
	o := openOffice(t)
	o.do("UPDATE setting SET value = '1' WHERE key = 'proposal.rounds'") // what he is not satisfied with waits to be handed over
	o.low()
	o.walked(1, stepTo{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意"}, "已办结"})
	split := o.save(proposal.Proposals, record.Values{
		"title": "关于丑的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "reviewed_on": "2026-02-01", "number": "31",
		"lead_units": "县教育局、县公安局", "handling": "分办", "assigned_on": "2026-03-10",
	})
	for _, unit := range []string{"县教育局", "县公安局"} {
		o.mustStep(split, "登记答复", record.Values{"unit": unit, "replied_on": "2026-05-10", "result_class": "A"})
	}
	o.mustStep(split, "登记反馈", record.Values{"unit": "县公安局", "returned_on": "2026-05-20", "result": "不满意"})
	o.save(evaluation.Panels, record.Values{"evaluation": scoredMeeting, "number": "2", "name": "乙一", "category": "常委", "proposals": "31", "units": "县教育局"})
	places, err := evaluation.Places(t.Context(), o.DB(), 2026)
	if err != nil || len(places) != 2 {
		t.Fatal(places, err)
	}
	o.mustType(places[1].TargetID, "2", "2", "4")
	if said := o.step(split, proposal.StepLow, lowTold()); !strings.Contains(said, "承办单位") {
		t.Errorf("without the unit: %q", said)
	}
	if said := o.step(split, proposal.StepLow, lowTold("unit", "县公安局")); !strings.Contains(said, "没有一次民主评议评过这家单位") {
		t.Errorf("the other unit: %q", said)
	}
	o.mustStep(split, proposal.StepLow, lowTold("unit", "县教育局"))
	o.mustStep(1, proposal.StepLow, lowTold())
	want := []string{"不满意", "评议低分" + scoredMeeting + "20.00 分（重办线 60 分） 县教育局", "评议低分" + scoredMeeting + "50.00 分（重办线 60 分） 县水务局"}
	got := o.complaints(scoredOn)
	slices.Sort(got)
	if slices.Sort(want); !slices.Equal(got, want) {
		t.Errorf("complaints %q, want %q", got, want)
	}
	if got := o.complaints("2026-11-22"); len(got) != 1 || got[0] != "不满意" {
		t.Errorf("the day before %q", got)
	}
	for day, want := range map[string]int64{"2026-11-22": 0, scoredOn: 2} {
		figures, err := data.Figures(t.Context(), o.DB(), 2026, day)
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range figures {
			if (f.Code == "reworked" || f.Code == "reworked.low") && f.Num != want {
				t.Errorf("%s: %s is %d, want %d", day, f.Code, f.Num, want)
			}
		}
	}
}

// A vote on the handling of a proposal sends it back under the line of satisfaction.
func TestVoteUnderTheLineSendsTheReplyBack(t *testing.T) {
	o := openOffice(t)
	o.must(1, record.Values{"received_on": "2026-01-20", "reviewed_on": "2026-02-01", "assigned_on": "2026-03-10"})
	o.walked(1, stepTo{"登记答复", answeredBy10May, "已答复"})
	o.save(evaluation.Schemes, record.Values{"name": "满意度", "method": "票决", "line": "60", "options": rows.Text([]rows.Row{
		{"option": "满意", "points": "100", "counted": "是", "satisfied": "是"}, {"option": "不满意", "points": "0", "counted": "是", "satisfied": "否"},
	})})
	o.save(evaluation.Evaluations, record.Values{"name": meeting, "rubric": "满意度", "ballot_targets": rows.Text([]rows.Row{{"unit": "县水务局", "proposal": "12"}, {"unit": "县教育局"}})})
	round := o.save(evaluation.Rounds, record.Values{"held_on": "2026-10-20", "due": "4", "present": "3", "issued": "3", "returned": "3"})
	o.castTwice(round, "11", "22", "22")
	told := record.Values{"evaluation": meeting, "assigned_on": scoredOn}
	if said := o.step(1, proposal.StepLow, told); !strings.Contains(said, "还没有这件提案的得分") {
		t.Errorf("before the count is locked: %q", said)
	}
	o.lock(round, scoredOn)
	o.mustStep(1, proposal.StepLow, told)
	if way := o.way(1); !strings.Contains(way, "「"+meeting+"」满意率 33.33%（满意度线 60%），送去重新办理") {
		t.Errorf("the way is\n%s", way)
	}
	votes, err := evaluation.BallotResults(t.Context(), o.DB(), 2026, scoredOn)
	if err != nil || len(votes) != 1 || votes[0].Targets[0].Rework.On != scoredOn || votes[0].Targets[1].Rework.Score != "" {
		t.Errorf("the vote says %+v, %v", votes, err)
	}
}

// A unit that was refused asks to be let go again on a later day; on the day of the refusal it is told so.
func TestAskedOffAgainOnTheDayOfTheRefusal(t *testing.T) {
	o := openOffice(t)
	id := o.handled(nil)
	asked := func(on string) record.Values {
		return record.Values{"asked_on": on, "asked_why": "不属本单位职责"}
	}
	o.walked(id, stepTo{"登记申退", asked("2026-03-12"), "申退中"}, stepTo{"驳回申退", record.Values{"kept_on": "2026-03-13"}, "办理中"})
	if said := o.step(id, "登记申退", asked("2026-03-13")); !strings.Contains(said, "已于 2026-03-13 驳回，再次申退的日期应晚于这一天") {
		t.Errorf("said %q", said)
	}
	o.walked(id, stepTo{"登记申退", asked("2026-03-14"), "申退中"})
}
