package data_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
)

// checksReplies has the office check replies before they count.
func (o office) checksReplies(yes string) {
	o.tb.Helper()
	o.do("UPDATE setting SET value = '" + yes + "' WHERE key = 'proposal.check_replies'")
}

// barred takes a step that must be refused with the words.
func (o office) barred(id int64, step string, v record.Values, words string) {
	o.tb.Helper()
	if why := o.step(id, step, v); !strings.Contains(why, words) {
		o.tb.Errorf("%s with %v: refused with %q, want %q", step, v, why, words)
	}
}

// tells checks that the course of a proposal has the texts.
func (o office) tells(id int64, texts ...string) {
	o.tb.Helper()
	way := o.way(id)
	for _, want := range texts {
		if !strings.Contains(way, want) {
			o.tb.Errorf("no %q in %s", want, way)
		}
	}
}

// draft is what 答复送审 asks.
func draft(on, class string) record.Values {
	return record.Values{"sent_on": on, "result_class": class, "doc_number": "教字〔2026〕3号", "signer": "李局长", "reply": "拟这样答复"}
}

// waiting are the steps of a proposal that wait for something, each with what for.
func (o office) waiting(id int64) (told []string) {
	o.tb.Helper()
	r, err := proposal.Proposals.Record(o.tb.Context(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, p := range proposal.Proposals.Steps(r) {
		if p.Waits {
			told = append(told, p.Step.Name+"："+p.Why)
		}
	}
	return told
}

// A step that only waits for something is told of with that, of one proposal and of several; one that is not its turn, or that this office does not take,
// is not.
func TestStepsThatWaitAreToldOf(t *testing.T) {
	o := openOffice(t)
	id, other := o.handled(record.Values{"number": "31"}), o.handled(record.Values{"number": "32"})
	if told := o.waiting(id); told != nil {
		t.Errorf("of an office that does not check replies: %v", told)
	}
	o.checksReplies("是")
	const why = "答复送审：还没有与「县教育局」面商的记录，请先「登记面商」，再送审。"
	if told := o.waiting(id); !slices.Equal(told, []string{why}) {
		t.Errorf("waits: %v", told)
	}
	together := func() []record.Shared {
		var both []record.Record
		for _, id := range []int64{id, other} {
			r, err := proposal.Proposals.Record(t.Context(), o.DB(), id)
			if err != nil {
				t.Fatal(err)
			}
			both = append(both, r)
		}
		return proposal.Proposals.Together(both)
	}
	if s := together(); s[len(s)-1].Step.Name != "答复送审" || s[len(s)-1].Can != 0 || s[len(s)-1].Why != "如 31 号：还没有与「县教育局」面商的记录，请先「登记面商」，再送审。" {
		t.Errorf("of both: %+v", s[len(s)-1])
	}
	o.walked(id, stepTo{"登记面商", record.Values{"on_date": "2026-04-20", "mode": "面谈"}, "办理中"})
	if told := o.waiting(id); told != nil {
		t.Errorf("after the talk: %v", told)
	}
	if s := together(); !slices.ContainsFunc(s, func(s record.Shared) bool {
		return s.Step.Name == "答复送审" && s.Can == 1 && strings.HasPrefix(s.Why, "如 32 号：还没有")
	}) {
		t.Errorf("of both after one talk: %+v", s)
	}
}

// A reply is sent to be checked, returned, sent again and passes: the day it passed is that of the reply, and what was returned stays.
func TestRepliesAreChecked(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"number": "31"})
	o.barred(id, "答复送审", draft("2026-05-10", "A"), "不用送审，请直接「登记答复」")
	o.checksReplies("是")
	o.barred(id, "登记答复", record.Values{"replied_on": "2026-05-10", "result_class": "A"}, "答复要先送审，请用「答复送审」")
	o.barred(id, "答复送审", draft("2026-05-10", "A"), "还没有与「县教育局」面商的记录，请先「登记面商」")
	o.walked(id, stepTo{"登记面商", record.Values{"on_date": "2026-04-20", "mode": "面谈", "unit": "县教育局"}, "办理中"})
	for _, missing := range []string{"result_class", "doc_number", "signer", "sent_on"} {
		v := draft("2026-05-10", "A")
		delete(v, missing)
		o.barred(id, "答复送审", v, "缺少「"+proposal.ReplyDrafts.Field(missing).Title+"」")
	}
	o.walked(id, stepTo{"答复送审", draft("2026-05-10", "B"), "答复待审"})
	if can := o.can(id); can[0] != "答复通过" || can[1] != "答复退回" || strings.Contains(strings.Join(can, " "), "答复送审") {
		t.Errorf("offered %v", can)
	}
	o.barred(id, "登记申退", record.Values{"asked_on": "2026-03-11", "asked_why": "不属于本单位"}, "各单位的答复已送审，请先「答复通过」或「答复退回」。要申退的是会办单位的，请选「承办单位」。")
	before := o.dump()
	o.walked(id, stepTo{"答复退回", record.Values{"judged_on": "2026-05-12", "reason": "没有逐条回应"}, "办理中"})
	if !o.undo(0) {
		t.Fatal("nothing to undo")
	}
	if diff := cmp.Diff(before, o.dump()); diff != "" {
		t.Errorf("not as it was after undo: %s", diff)
	}
	o.walked(id,
		stepTo{"答复退回", record.Values{"judged_on": "2026-05-12", "reason": "没有逐条回应"}, "办理中"},
		stepTo{"答复送审", draft("2026-05-20", "A"), "答复待审"},
		stepTo{"答复通过", record.Values{"judged_on": "2026-05-22"}, "已答复"},
	)
	o.expect(proposal.Proposals, id, record.Values{"replied_on": "2026-05-22", "result_class": "A", "doc_number": "教字〔2026〕3号", "signer": "李局长"})
	if unit := o.part(id, "assignments")[0]; unit["reply"] != "拟这样答复" {
		t.Errorf("reply %v", unit)
	}
	if drafts := o.part(id, "drafts"); len(drafts) != 2 || drafts[0]["outcome"] != "退回" || drafts[0]["reason"] != "没有逐条回应" || drafts[1]["outcome"] != "通过" {
		t.Errorf("drafts %v", drafts)
	}
	for day, want := range map[string]string{"2026-05-09": "办理中 ", "2026-05-11": "答复待审 ", "2026-05-12": "办理中 ", "2026-05-21": "答复待审 ", "2026-05-22": "已答复 A"} {
		if got := o.on(id, day); got != want {
			t.Errorf("on %s %q, want %q", day, got, want)
		}
	}
	o.tells(id, "答复送审 县教育局 B 类 教字〔2026〕3号", "答复退回 县教育局 没有逐条回应", "答复 县教育局 A 类 教字〔2026〕3号")
	if got := o.imported(proposal.ReplyDrafts, []string{"案号", "轮次", "送审单位", "送审日期", "办理结果", "答复文号", "签发人", "审核日期", "审核结果"},
		[]string{"31", "1", "县教育局", "2026-05-20", "A", "教字〔2026〕3号", "李局长", "2026-05-22", "通过"}); got != "相同" {
		t.Errorf("taken in again: %q", got)
	}
}

// A round that begins again is checked anew, and what a file says has passed becomes the reply.
func TestCheckedRepliesOfReworkAndFiles(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"number": "31", "replied_on": "2026-05-10", "result_class": "B", "consulted_on": "2026-04-20", "consulted_by": "面谈"})
	o.checksReplies("是")
	o.walked(id,
		stepTo{"登记反馈", record.Values{"returned_on": "2026-05-20", "result": "不满意"}, "重新办理"},
		stepTo{"重新交办", record.Values{"assigned_on": "2026-05-25"}, "重新办理"},
		stepTo{"答复送审", draft("2026-06-20", "A"), "答复待审"},
		stepTo{"答复通过", record.Values{"judged_on": "2026-06-22"}, "已答复"},
	)
	o.expect(proposal.Proposals, id, record.Values{"replied_on": "2026-05-10", "again_replied_on": "2026-06-22", "again_class": "A"})
	other := o.handled(record.Values{"number": "32", "consulted_on": "2026-04-20", "consulted_by": "面谈"})
	head := []string{"案号", "轮次", "送审单位", "送审日期", "办理结果", "答复文号", "签发人", "审核日期", "审核结果", "退回理由"}
	if got := o.imported(proposal.ReplyDrafts, head, []string{"32", "1", "教育局", "2026-05-01", "B", "1号", "李", "2026-05-03", "退回", "文号不对"},
		[]string{"32", "1", "教育局", "2026-05-05", "B", "2号", "李", "2026-05-06", "通过", ""}); got != "新增\n新增" {
		t.Errorf("taken in: %q", got)
	}
	o.expect(proposal.Proposals, other, record.Values{"status": "已答复", "replied_on": "2026-05-06", "doc_number": "2号"})
}

func TestDraftsOfRepliesRefused(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"consulted_on": "2026-04-20", "consulted_by": "面谈"})
	row := func(more rows.Row) rows.Row {
		all := rows.Row{"round": "1", "unit": "县教育局", "sent_on": "2026-05-10", "result_class": "A", "doc_number": "3号", "signer": "李"}
		for key, value := range more {
			all[key] = value
		}
		return all
	}
	for _, c := range []struct {
		name  string
		rows  []rows.Row
		words string
	}{
		{"of a unit it has nothing to do with", []rows.Row{row(rows.Row{"unit": "县水务局"})}, "「县水务局」不是这件提案的承办单位"},
		{"of a co-unit", []rows.Row{row(rows.Row{"unit": "县公安局"})}, "「县公安局」是会办单位"},
		{"of a round there is none of", []rows.Row{row(rows.Row{"round": "2"})}, "「县教育局」不是第 2 轮办理的承办单位"},
		{"before the work", []rows.Row{row(rows.Row{"sent_on": "2026-03-01"})}, "这以前没有面商记录"},
		{"before the talk", []rows.Row{row(rows.Row{"sent_on": "2026-04-10"})}, "这以前没有面商记录"},
		{"judged before", []rows.Row{row(rows.Row{"judged_on": "2026-05-01", "outcome": "退回", "reason": "改"})}, "的审核日期 2026-05-01 早于"},
		{"judged without a word", []rows.Row{row(rows.Row{"judged_on": "2026-05-11"})}, "要同时写明审核日期和审核结果"},
		{"returned without a reason", []rows.Row{row(rows.Row{"judged_on": "2026-05-11", "outcome": "退回"})}, "请写明「退回理由」"},
		{"passed with one", []rows.Row{row(rows.Row{"judged_on": "2026-05-11", "outcome": "通过", "reason": "改"})}, "没有退回，却有退回理由"},
		{"in the future", []rows.Row{row(rows.Row{"sent_on": "2026-12-01"})}, "晚于今天"},
		{"twice at once", []rows.Row{row(nil), row(rows.Row{"sent_on": "2026-05-11"})}, "还没有审核，不能再送"},
		{"after it passed", []rows.Row{row(rows.Row{"judged_on": "2026-05-11", "outcome": "通过"}), row(rows.Row{"sent_on": "2026-05-12"})}, "已于 2026-05-11 审核通过，不能再送审"},
		{"a class nobody knows", []rows.Row{row(rows.Row{"result_class": "Z"})}, "Z"},
		{"twice on a day", []rows.Row{row(nil), row(nil)}, "写了两次"},
	} {
		t.Run(c.name, func(t *testing.T) {
			office{o.Store, t}.refused(id, o.more(id, "drafts", c.rows...), c.words)
		})
	}
	o.must(id, o.more(id, "drafts", row(nil)))
	o.refused(id, record.Values{"replied_on": "2026-05-12", "result_class": "A"}, "却还有 2026-05-10 送审的答复没有审核")
	o.refused(id, record.Values{"consultations": ""}, "这以前没有面商记录")
	o.refused(id, o.unit(id, 0, rows.Row{"asked_on": "2026-03-11", "asked_why": "不属于本单位"}), "正在申退，不能同时有")
	o.checksReplies("是")
	o.refused(o.handled(nil), record.Values{"replied_on": "2026-05-12", "result_class": "A"}, "「县教育局」的答复要先送审")
	o.must(id, o.changed(id, "drafts", func(all []rows.Row) []rows.Row {
		all[0]["judged_on"], all[0]["outcome"] = "2026-05-12", "通过"
		return all
	}))
	o.expect(proposal.Proposals, id, record.Values{"replied_on": "2026-05-12", "status": "已答复"})
	o.refused(id, record.Values{"replied_on": "2026-05-13"}, "已于 2026-05-12 审核通过，这一天就是答复日期，「承办单位」里的答复日期却是 2026-05-13")
}

// Where several units answer for themselves each is checked by itself, and one that was merged keeps what it sent.
func TestDraftsOfSeveralUnits(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	o.checksReplies("是")
	units := o.part(id, "assignments")
	first, second := units[0]["unit"], units[1]["unit"]
	o.must(id, o.more(id, "consultations", rows.Row{"on_date": "2026-05-01", "mode": "面谈", "unit": first}))
	o.walked(id, stepTo{"答复送审", draft("2026-05-10", "A"), "答复待审"})
	if why := o.step(id, "答复送审", draft("2026-05-11", "A")); !strings.Contains(why, second) {
		t.Errorf("sent without a talk with %s: %q", second, why)
	}
	o.must(id, o.more(id, "consultations", rows.Row{"on_date": "2026-05-02", "mode": "电话", "unit": second}))
	o.walked(id,
		stepTo{"答复送审", draft("2026-05-11", "B"), "答复待审"},
	)
	if why := o.step(id, "答复通过", record.Values{"judged_on": "2026-05-20"}); !strings.Contains(why, "请写明「承办单位」是哪一家") {
		t.Errorf("passed without a unit: %q", why)
	}
	o.walked(id,
		stepTo{"答复通过", record.Values{"judged_on": "2026-05-20", "unit": first}, "答复待审"},
		stepTo{"答复通过", record.Values{"judged_on": "2026-05-21"}, "已答复"},
	)
}

// A reply sent by a unit that is merged before it was judged goes on with the work; until the merger it waited with the old unit.
func TestDraftsGoOnWithTheWork(t *testing.T) {
	o := openOffice(t)
	id := o.handled(record.Values{"consulted_on": "2026-04-20", "consulted_by": "面谈"})
	o.checksReplies("是")
	o.walked(id,
		stepTo{"答复送审", draft("2026-05-01", "A"), "答复待审"},
		stepTo{"答复退回", record.Values{"judged_on": "2026-05-05", "reason": "改"}, "办理中"},
		stepTo{"答复送审", draft("2026-05-10", "A"), "答复待审"},
	)
	if _, sentence := o.merge(1, 3, "2026-05-20"); sentence != "" {
		t.Fatal(sentence)
	}
	for day, want := range map[string]string{"2026-05-03": "答复待审 ", "2026-05-07": "办理中 ", "2026-05-15": "答复待审 ", "2026-05-25": "答复待审 "} {
		if got := o.on(id, day); got != want {
			t.Errorf("on %s %q, want %q", day, got, want)
		}
	}
	o.walked(id, stepTo{"答复通过", record.Values{"judged_on": "2026-05-28"}, "已答复"})
	if drafts := o.part(id, "drafts"); drafts[0]["unit"] != "县教育局" || drafts[1]["unit"] != "县卫生健康局" {
		t.Errorf("drafts %v", drafts)
	}
}

// Of two units that become one only one reply can wait: the other is judged first.
func TestMergedUnitsBothChecked(t *testing.T) {
	o := openOffice(t)
	id := o.split()
	o.checksReplies("是")
	units := o.part(id, "assignments")
	o.must(id, o.more(id, "consultations", rows.Row{"on_date": "2026-05-01", "mode": "面谈"}))
	for _, unit := range units[:2] {
		v := draft("2026-05-10", "A")
		v["unit"] = unit["unit"]
		o.walked(id, stepTo{"答复送审", v, "答复待审"})
	}
	before := o.part(id, "drafts")
	m, sentence := o.merge(o.idOf(roster.Units, units[0]["unit"]), o.idOf(roster.Units, units[1]["unit"]), "2026-05-20")
	if sentence != "" || len(m.Attention) != 1 || !strings.Contains(m.Attention[0], "都有待审的答复") {
		t.Errorf("%q %+v", sentence, m)
	}
	if after := o.part(id, "drafts"); len(after) != len(before) {
		t.Errorf("drafts %v", after)
	}
}

// A draft that was sent back is what the next one begins with, even on the same day.
func TestNextDraftBeginsWithTheOneSentBack(t *testing.T) {
	o := openOffice(t)
	takes := func(id int64, step string, v record.Values) {
		t.Helper()
		if why := o.step(id, step, v); why != "" {
			t.Errorf("%s: %s", step, why)
		}
	}
	o.checksReplies("是")
	id := o.handled(record.Values{"number": "31"})
	takes(id, "登记面商", record.Values{"on_date": "2026-05-01", "mode": "面谈"})
	takes(id, "答复送审", draft("2026-05-10", "B"))
	takes(id, "答复退回", record.Values{"judged_on": "2026-05-11", "reason": "没有写时限"})
	r, err := proposal.Proposals.Record(t.Context(), o.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	p, err := proposal.Proposals.Allows(r, "答复送审")
	if err != nil {
		t.Fatal(err)
	}
	want := draft("", "B")
	delete(want, "sent_on")
	if diff := cmp.Diff(want, p.Begins); diff != "" {
		t.Error(diff)
	}
	takes(id, "答复送审", draft("2026-05-12", "A"))
	takes(id, "答复退回", record.Values{"judged_on": "2026-05-12", "reason": "没有写经费"})
	takes(id, "答复送审", draft("2026-05-12", "A")) // on the same day
	o.barred(id, "答复送审", draft("2026-05-12", "A"), "答复已送审")
	takes(id, "答复通过", record.Values{"judged_on": "2026-05-12"})
	o.tells(id, "2026-05-12")
}

// Of several units the one whose draft was sent back is what the next begins with; of two nobody can tell.
func TestNextDraftBeginsWithTheUnitSentBack(t *testing.T) {
	o := openOffice(t)
	o.checksReplies("是")
	id := o.split()
	send := func(unit, reply string) stepTo {
		v := draft("2026-05-10", "B")
		v["unit"], v["reply"] = unit, reply
		return stepTo{"答复送审", v, "答复待审"}
	}
	back := func(unit, state string) stepTo {
		return stepTo{"答复退回", record.Values{"unit": unit, "judged_on": "2026-05-11", "reason": "没有写时限"}, state}
	}
	begins := func() record.Values {
		t.Helper()
		r, err := proposal.Proposals.Record(t.Context(), o.DB(), id)
		if err != nil {
			t.Fatal(err)
		}
		p, err := proposal.Proposals.Allows(r, "答复送审")
		if err != nil {
			t.Fatal(err)
		}
		return p.Begins
	}
	o.walked(id,
		stepTo{"登记面商", record.Values{"on_date": "2026-05-01", "mode": "面谈"}, "办理中"},
		send("县水务局", "水务局的答复"), back("县水务局", "办理中"),
	)
	if b := begins(); b["unit"] != "县水务局" || b["reply"] != "水务局的答复" {
		t.Errorf("begins with %v", b)
	}
	o.walked(id, send("县教育局", "教育局的答复"), back("县教育局", "办理中"))
	if b := begins(); len(b) > 0 {
		t.Errorf("of two begins with %v", b)
	}
}
