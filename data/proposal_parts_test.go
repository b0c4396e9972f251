package data_test

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
)

// rowsOf reads a part of a proposal.
func (o office) part(id int64, key string) []rows.Row {
	o.tb.Helper()
	record, err := proposal.Proposals.Record(o.tb.Context(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	all, err := rows.Parse(record.Values[key])
	if err != nil {
		o.tb.Fatal(err)
	}
	return all
}

// must changes a proposal.
func (o office) must(id int64, v record.Values) {
	o.tb.Helper()
	if _, sentence := o.saveAs(proposal.Proposals, id, v); sentence != "" {
		o.tb.Fatalf("change %v: %s", v, sentence)
	}
}

// refused expects a sentence with the words, and nothing changed.
func (o office) refused(id int64, v record.Values, words string) {
	o.tb.Helper()
	before, err := proposal.Proposals.Record(o.tb.Context(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	if _, sentence := o.saveAs(proposal.Proposals, id, v); !strings.Contains(sentence, words) {
		o.tb.Errorf("change %v: got %q, want it to say %q", v, sentence, words)
	}
	o.expect(proposal.Proposals, id, before.Values)
}

// column joins a column of the rows.
func column(all []rows.Row, key string) string {
	var cells []string
	for _, row := range all {
		cells = append(cells, row[key])
	}
	return strings.Join(cells, " ")
}

// split is a filed proposal that two units answer, each for itself.
func (o office) split() int64 {
	o.tb.Helper()
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "handling": "分办",
		"lead_units": "县教育局、县水务局", "assigned_on": "2026-03-10",
	})
	return id
}

func TestEachUnitAnswersForItself(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	units := o.part(id, "assignments")
	if column(units, "unit") != "县教育局 县水务局" || column(units, "due_on") != "2026-06-10 2026-06-10" {
		t.Fatalf("units %v", units)
	}
	o.refused(id, record.Values{"replied_on": "2026-05-10"}, "说不清是哪一家的")
	units[1]["replied_on"], units[1]["result_class"] = "2026-05-10", "B"
	o.must(id, record.Values{"assignments": rows.Text(units)})
	units = o.part(id, "assignments")
	if column(units, "replied_on") != " 2026-05-10" || column(units, "result_class") != " B" {
		t.Errorf("replies %v", units)
	}
	line, err := proposal.Find(t.Context(), o.DB(), proposal.Filter{IDs: []int64{id}}, "2026-12-31")
	if err != nil || len(line) != 1 || line[0].Answered != 1 || line[0].Owing != 1 || line[0].Status != "办理中" {
		t.Errorf("line %+v, %v", line, err)
	}
	o.must(id, record.Values{"note": "备注"})
	if again := o.part(id, "assignments"); rows.Text(again) != rows.Text(units) {
		t.Errorf("a change of something else changed the units: %v", again)
	}
}

func TestLeadIsNotDroppedAfterItsReply(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于乙的建议", "proposer": "民建县委", "conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-10", "replied_on": "2026-05-10",
	})
	o.refused(id, record.Values{"lead_units": "县水务局"}, "「县教育局」已于 2026-05-10 答复")
	units := o.part(id, "assignments")
	units[0]["role"] = "会办"
	o.must(id, record.Values{"assignments": rows.Text(append(units, rows.Row{"round": "1", "unit": "县水务局", "role": "主办", "assigned_on": "2026-05-20"}))})
	units = o.part(id, "assignments")
	if column(units, "unit") != "县水务局 县教育局" || column(units, "replied_on") != " 2026-05-10" {
		t.Errorf("units %v", units)
	}
}

func TestRoundsTalksAndOpinionsWithoutBound(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于丙的建议", "proposer": "民建县委", "joint": "民盟县委", "conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-10",
		"consulted_on": "2026-04-01", "consulted_by": "面谈", "replied_on": "2026-05-10", "feedback_on": "2026-05-20", "attitude": "满意", "satisfaction": "不满意",
		"again_on": "2026-05-21", "again_replied_on": "2026-06-10", "again_feedback_on": "2026-06-20", "again_satisfaction": "不满意",
	})
	o.must(id, record.Values{"consulted_on": "2026-06-01"})
	if talks := o.part(id, "consultations"); column(talks, "on_date") != "2026-04-01 2026-06-01" {
		t.Errorf("talks %v", talks)
	}
	o.must(id, record.Values{"consulted_on": "2026-04-01", "consulted_by": "面谈"}) // the ledger taken in again
	if talks := o.part(id, "consultations"); len(talks) != 2 {
		t.Errorf("talks %v", talks)
	}
	units := append(o.part(id, "assignments"), rows.Row{"round": "3", "unit": "县教育局", "role": "主办", "assigned_on": "2026-06-25"})
	opinions := append(o.part(id, "feedback"), rows.Row{"round": "1", "proposer": "民盟县委", "result": "满意", "returned_on": "2026-05-22"})
	o.must(id, record.Values{"assignments": rows.Text(units), "feedback": rows.Text(opinions)})
	units, opinions = o.part(id, "assignments"), o.part(id, "feedback")
	if column(units, "round") != "1 2 3" || units[2]["due_on"] != "2026-07-27" {
		t.Errorf("units %v", units)
	}
	if column(opinions, "proposer") != "民建县委 民盟县委 民建县委" || column(opinions, "result") != "不满意 满意 不满意" {
		t.Errorf("opinions %v", opinions)
	}
	o.expect(proposal.Proposals, id, record.Values{"status": "重新办理", "attitude": "满意"})
}

func TestClearingTakesBack(t *testing.T) {
	o := openOffice(t)
	id := o.save(proposal.Proposals, record.Values{
		"title": "关于丁的建议", "proposer": "民建县委", "conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-10",
		"consulted_on": "2026-04-01", "replied_on": "2026-05-10", "feedback_on": "2026-05-20", "satisfaction": "不满意", "again_on": "2026-05-21",
	})
	for _, c := range []struct {
		clear record.Values
		key   string
	}{
		{record.Values{"again_on": ""}, "again_on"},
		{record.Values{"consulted_on": "", "consulted_by": ""}, "consulted_on"},
		{record.Values{"satisfaction": "", "feedback_on": ""}, "feedback_on"},
		{record.Values{"replied_on": ""}, "replied_on"},
	} {
		o.must(id, c.clear)
		o.expect(proposal.Proposals, id, record.Values{c.key: ""})
	}
	for part, want := range map[string]int{"assignments": 1, "consultations": 0, "feedback": 0} {
		if got := o.part(id, part); len(got) != want {
			t.Errorf("%s: %v", part, got)
		}
	}
}

func TestNamesakesAreAsked(t *testing.T) {
	o := openOffice(t)
	o.do(
		"INSERT INTO person (id, name, workplace) VALUES (91, '贾婉岚', '县一中'), (92, '贾婉岚', '县医院'), (93, '李四', '')",
		"INSERT INTO member (id, person_id, term_id) VALUES (81, 91, 1), (82, 92, 1), (83, 93, 1)",
	)
	v := record.Values{"title": "关于戊的建议", "proposer": "贾婉岚"}
	if _, sentence := o.try(proposal.Proposals, v); sentence != "本届有 2 位委员名叫「贾婉岚」，请写明是哪一位，如「贾婉岚（县一中）」或「贾婉岚（县医院）」。" {
		t.Errorf("got %q", sentence)
	}
	id := o.save(proposal.Proposals, record.Values{"title": "关于戊的建议", "proposer": "贾婉岚（县医院）", "joint": "李四"})
	if got := o.rows("SELECT group_concat(member_id) FROM proposal_proposer WHERE proposal_id > 3"); got != "82,83" {
		t.Errorf("members %s", got)
	}
	if names := column(o.part(id, "proposers"), "name"); names != "贾婉岚（县医院） 李四" {
		t.Errorf("names %s", names)
	}
	o.do("UPDATE person SET birth_on = '1970-03-01', workplace = '县医院' WHERE id = 91", "UPDATE person SET birth_on = '1981-03-01' WHERE id = 92")
	for text, want := range map[string]string{"贾婉岚（1970年生）": "81", "贾婉岚（县医院 1981年生）": "82"} {
		o.must(id, record.Values{"proposer": text})
		if got := o.rows("SELECT member_id FROM proposal_proposer WHERE proposal_id > 3 AND ordinal = 1"); got != want {
			t.Errorf("%s is member %s, want %s", text, got, want)
		}
	}
	if names := column(o.part(id, "proposers"), "name"); names != "贾婉岚（县医院 1981年生） 李四" && names != "贾婉岚（县医院 1970年生） 李四" {
		t.Errorf("names %s", names)
	}
	o.refused(id, record.Values{"joint": "sry"}, "「sry」不在本届委员名册中")
}

func TestTheWholeProposalIsChecked(t *testing.T) {
	o := openOffice(t)
	answered := func(title string) int64 {
		return o.save(proposal.Proposals, record.Values{
			"title": title, "proposer": "民建县委", "received_on": "2026-01-20", "conclusion": "立案", "lead_units": "县教育局", "assigned_on": "2026-03-10",
			"replied_on": "2026-05-10", "feedback_on": "2026-05-20", "satisfaction": "满意",
		})
	}
	id := answered("关于己的建议")
	root := o.save(proposal.Proposals, record.Values{"title": "关于庚的建议", "proposer": "民盟县委", "conclusion": "立案", "number": "77"})
	o.save(proposal.Proposals, record.Values{"title": "关于辛的建议", "proposer": "民盟县委", "conclusion": "并案", "merged_number": "77"})
	for _, c := range []struct {
		name  string
		id    int64
		v     record.Values
		words string
	}{
		{"reply before receipt", id, record.Values{"replied_on": "2026-01-02"}, "早于"},
		{"receipt after the reply", id, record.Values{"received_on": "2026-05-11"}, "早于收到日期 2026-05-11"},
		{"feedback before the reply", id, record.Values{"feedback_on": "2026-05-01"}, "反馈日期 2026-05-01 早于答复日期 2026-05-10"},
		{"answered, then merged", id, record.Values{"conclusion": "并案", "merged_number": "77"}, "已于 2026-05-10 答复"},
		{"answered, then withdrawn", id, record.Values{"conclusion": "撤案"}, "已于 2026-05-10 答复"},
		{"a root merged into another", root, record.Values{"conclusion": "并案", "merged_number": "12"}, "并入"},
		{"a root refused", root, record.Values{"conclusion": "不予立案", "reasons": "一案多事"}, "有 1 件提案并入了这一件"},
		{"refused without a reason", root, record.Values{"conclusion": "不予立案"}, "不立案原因"},
		{"a class of no dictionary", id, record.Values{"result_class": "E"}, "办理结果「E」不对"},
		{"an opinion of no dictionary", id, record.Values{"satisfaction": "非常满意"}, "结果评价「非常满意」不对"},
	} {
		t.Run(c.name, func(t *testing.T) {
			office{o.Store, t}.refused(c.id, c.v, c.words)
		})
	}
}

func TestNewProposalShowsItsDefaults(t *testing.T) {
	o := openOffice(t)
	edition, err := proposal.Proposals.Edition(t.Context(), o.Store, 0)
	if err != nil {
		t.Fatal(err)
	}
	id := o.save(proposal.Proposals, record.Values{"title": "关于壬的建议", "proposer": "民建县委"})
	o.expect(proposal.Proposals, id, edition.Values)
	if edition.Values["open"] != "是" {
		t.Errorf("defaults %v", edition.Values)
	}
}

// What comes in after the session is over is 平时提案, unless it is said to be something else.
func TestTimingFollowsTheSession(t *testing.T) {
	o := openOffice(t)
	session, err := store.LookUp(t.Context(), o.DB(), "SELECT id FROM session WHERE year = 2026")
	if err != nil {
		t.Fatal(err)
	}
	for received, want := range map[string]string{"2026-04-30": "大会提案", "2026-05-01": "平时提案"} { // nobody has told when it was
		id := o.save(proposal.Proposals, record.Values{"title": "关于" + want + "的建议", "proposer": "民建县委", "received_on": received})
		o.expect(proposal.Proposals, id, record.Values{"timing": want})
	}
	o.edit(roster.Sessions, session, record.Values{"opens_on": "2026-01-12", "closes_on": "2026-01-16"})
	for _, c := range []struct{ received, told, want string }{
		{"2026-01-14", "", "大会提案"}, {"2026-01-16", "", "大会提案"}, {"2026-01-17", "", "平时提案"}, {"2026-06-01", "大会提案", "大会提案"},
	} {
		v := record.Values{"title": "关于" + c.received + c.told + "的建议", "proposer": "民建县委", "received_on": c.received}
		if c.told != "" {
			v["timing"] = c.told
		}
		o.expect(proposal.Proposals, o.save(proposal.Proposals, v), record.Values{"timing": c.want})
	}
}

// An archived proposal is not deleted; one that was opened again is.
func TestArchivedProposalIsNotDeleted(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"replied_on": "2026-05-10", "result_class": "A"})
	o.walked(id,
		stepTo{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "满意"}, "已办结"},
		stepTo{"归档", record.Values{"archived_on": "2026-06-01"}, "已归档"},
	)
	remove := func() string {
		return store.Sentence(o.Write(t.Context(), "测试", "删除", func(ctx context.Context, tx *store.Tx) error { return proposal.Proposals.Bin(ctx, tx, id) }))
	}
	if got := remove(); got != "这件提案已于 2026-06-01 归档，不能删除；确实要删，请先「重新打开」并写明原因。" {
		t.Errorf("deleted: %q", got)
	}
	o.walked(id, stepTo{"重新打开", record.Values{"note": "重号"}, "已办结"})
	if got := remove(); got != "" {
		t.Errorf("opened again: %q", got)
	}
}

func TestPartsOfTwoPeopleAreMerged(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	was, err := proposal.Proposals.Edition(t.Context(), o.Store, id)
	if err != nil {
		t.Fatal(err)
	}
	edit := func(change func(all []rows.Row)) record.Values {
		all, err := rows.Parse(was.Values["assignments"])
		if err != nil {
			t.Fatal(err)
		}
		change(all)
		return record.Values{"assignments": rows.Text(all)}
	}
	over := func(v record.Values) error {
		return o.Write(t.Context(), "测试", "保存", func(ctx context.Context, tx *store.Tx) error {
			_, _, err := proposal.Proposals.SaveOver(ctx, tx, in2026, was, v)
			return err
		})
	}
	o.must(id, edit(func(all []rows.Row) { all[0]["replied_on"] = "2026-05-01" }))
	if err := over(edit(func(all []rows.Row) { all[1]["replied_on"] = "2026-05-02" })); err != nil {
		t.Fatal(err)
	}
	if got := column(o.part(id, "assignments"), "replied_on"); got != "2026-05-01 2026-05-02" {
		t.Errorf("got %s", got)
	}
	err = over(edit(func(all []rows.Row) { all[0]["replied_on"] = "2026-05-03" }))
	if store.CodeOf(err) != store.CodeConflict {
		t.Errorf("two dates for one reply: %v", err)
	}
}
