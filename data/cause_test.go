package data_test

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// answeredBadly is a proposal of which one unit promised two things, one of which it kept, and whose proposer is not satisfied.
func answeredBadly(t *testing.T) (o office, id int64) {
	t.Helper()
	o = openOffice(t)
	id = o.save(proposal.Proposals, record.Values{"title": "关于甲的建议", "proposer": "民建县委", "received_on": "2026-01-20"})
	for _, s := range []stepTo{
		{"立案", record.Values{"reviewed_on": "2026-02-01"}, ""},
		{"交办", record.Values{"lead_units": "县教育局", "assigned_on": "2026-03-10"}, ""},
		{"登记答复", record.Values{"replied_on": "2026-05-01", "result_class": "B"}, ""},
		{"登记承诺", record.Values{"text": "年内建成", "due_on": "2026-09-30"}, ""},
		{"登记承诺", record.Values{"text": "加派一人", "due_on": "2026-06-30"}, ""},
		{"登记落实", record.Values{"text": "加派一人", "settled_on": "2026-06-01", "outcome": "已落实"}, ""},
		{"登记反馈", record.Values{"returned_on": "2026-05-10", "attitude": "满意", "result": "不满意", "opinion": "只有计划"}, ""},
	} {
		if sentence := o.step(id, s.name, s.v); sentence != "" {
			t.Fatalf("%s: %s", s.name, sentence)
		}
	}
	return o, id
}

func (o office) causes(id int64) []supervision.Raised {
	o.tb.Helper()
	all, err := supervision.CausesOf(o.tb.Context(), o.DB(), id, scoredOn)
	if err != nil {
		o.tb.Fatal(err)
	}
	return all
}

func (o office) raise(id int64, c supervision.Cause) (made supervision.Raised, sentence string) {
	o.tb.Helper()
	err := o.Write(o.tb.Context(), "测试", "转为整改事项", func(ctx context.Context, tx *store.Tx) (err error) {
		made, err = supervision.Raise(ctx, tx, in2026, id, c)
		return err
	})
	return made, store.Sentence(err)
}

func TestPromisesAndOpinionsBecomePointsOnce(t *testing.T) {
	o, id := answeredBadly(t)
	all := o.causes(id)
	var texts []string
	for _, c := range all {
		texts = append(texts, c.Unit+" "+c.Text)
	}
	want := "县教育局 第 21 号提案承诺的事项逾期未落实：年内建成（承诺 2026-09-30 前落实）\n县教育局 第 21 号提案的提案人民建县委对办理结果不满意：只有计划"
	if got := strings.Join(texts, "\n"); got != want {
		t.Fatalf("%s\nwant\n%s", got, want)
	}
	first, sentence := o.raise(id, all[0].Cause)
	if sentence != "" {
		t.Fatal(sentence)
	}
	second, sentence := o.raise(id, all[1].Cause)
	if sentence != "" || second.Letter != first.Letter {
		t.Errorf("%q: a letter of its own, %d beside %d", sentence, second.Letter, first.Letter)
	}
	if _, sentence := o.raise(id, all[0].Cause); !strings.Contains(sentence, "已写入「关于第 21 号提案办理情况的监督意见」，一条只转一次") {
		t.Errorf("twice: %q", sentence)
	}
	var told []string
	points, err := supervision.Points.Records(t.Context(), o.DB(), in2026)
	for _, r := range points {
		told = append(told, strings.Join([]string{r.Values["origin"], r.Values["source"], r.Values["unit"]}, "，"))
	}
	if got, want := strings.Join(told, "；"), "提案，提案 2026-21，县教育局；提案，提案 2026-21，县教育局"; err != nil || got != want {
		t.Fatalf("%s, %v, want %s", got, err, want)
	}
	for _, c := range o.causes(id) {
		if c.Point == 0 || c.Letter != first.Letter || c.Status != "未送达" {
			t.Errorf("%s is not linked: %+v", c.Text, c)
		}
	}
}

// Saving the letter keeps the link of its points, another source ends it.
func TestPointKeepsItsCauseUntilItHasAnotherSource(t *testing.T) {
	o, id := answeredBadly(t)
	first, sentence := o.raise(id, o.causes(id)[0].Cause)
	if sentence != "" {
		t.Fatal(sentence)
	}
	letter, err := supervision.Letters.Record(t.Context(), o.DB(), first.Letter)
	if err != nil {
		t.Fatal(err)
	}
	o.edit(supervision.Letters, first.Letter, letter.Values)
	if o.causes(id)[0].Point != first.Point {
		t.Error("saving the letter ended the link")
	}
	written, err := rows.Parse(letter.Values["points"])
	if err != nil {
		t.Fatal(err)
	}
	written[0]["source"] = ""
	o.edit(supervision.Letters, first.Letter, record.Values{"points": rows.Text(written)})
	if o.causes(id)[0].Point != 0 {
		t.Error("a point of another source is still that of the promise")
	}
}

func TestCausesThatCannotBecomePoints(t *testing.T) {
	o, id := answeredBadly(t)
	all := o.causes(id)
	if _, sentence := o.raise(id, supervision.Cause{Promise: 99}); !strings.Contains(sentence, "没有这一条") {
		t.Errorf("an unknown promise: %q", sentence)
	}
	first, sentence := o.raise(id, all[0].Cause)
	if sentence != "" {
		t.Fatal(sentence)
	}
	o.bin("删除", record.BinKey{Kind: supervision.Letters.Name, ID: first.Letter})
	if _, sentence := o.raise(id, all[0].Cause); !strings.Contains(sentence, "在回收站里，请先恢复") {
		t.Errorf("of a letter in the bin: %q", sentence)
	}
	r, err := proposal.Proposals.Record(t.Context(), o.DB(), id)
	if err != nil {
		t.Fatal(err)
	}
	promises, err := rows.Parse(r.Values["promises"])
	if err != nil {
		t.Fatal(err)
	}
	promises[0]["settled_on"], promises[0]["outcome"] = "2026-06-01", "已落实"
	o.edit(proposal.Proposals, id, record.Values{"promises": rows.Text(promises)})
	if left := o.causes(id); len(left) != 1 || left[0].Feedback == 0 {
		t.Errorf("a promise kept is still to be put right: %v", left)
	}
}

// A promise taken out of the proposal leaves the point that came of it.
func TestPointOutlivesItsPromise(t *testing.T) {
	o, id := answeredBadly(t)
	if _, sentence := o.raise(id, o.causes(id)[0].Cause); sentence != "" {
		t.Fatal(sentence)
	}
	o.edit(proposal.Proposals, id, record.Values{"promises": ""})
	points, err := supervision.Points.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(points) != 1 || points[0].Values["source"] != "提案 2026-21" {
		t.Errorf("%v, %v", points, err)
	}
}
