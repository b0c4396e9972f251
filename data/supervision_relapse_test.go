package data_test

import (
	"maps"
	"strings"
	"testing"

	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
)

// signOff takes a point that is at work to its end on 2026-08-06.
func (o office) signOff(point int64) {
	o.tb.Helper()
	for _, s := range []stepTo{
		{"登记措施", record.Values{"measure_on": "2026-06-01", "measure": "轮班"}, ""},
		{"登记答复", record.Values{"replied_on": "2026-06-20", "reply": "已改"}, ""},
		{"验收", record.Values{"accepted_on": "2026-07-05", "accepted_by": "王主任"}, ""},
		{"回头看", record.Values{"looked_on": "2026-08-05", "looked": "巩固"}, ""},
		{"销号", record.Values{"closed_on": "2026-08-06"}, ""},
	} {
		o.goes(supervision.Points, point, s)
	}
}

// What was signed off and came back is a draft of another letter linked to the old one, of which nothing is rewritten.
func TestRelapseOpensALinkedLetter(t *testing.T) {
	o := atWork(t)
	old := o.letter("关于窗口服务的监督意见", "2026-03-10", "午间无人", "指南不符", "无人应答")
	points := o.points(old)
	if why := o.takeStep(supervision.Points, points[0], "复发", nil); !strings.HasPrefix(why, "现在是「整改中」，要「已销号」时才能复发") {
		t.Error(why)
	}
	o.signOff(points[0])
	o.signOff(points[1])
	if why := o.takeStep(supervision.Letters, old, "复发", nil); !strings.HasPrefix(why, "现在是「整改中」") {
		t.Errorf("a letter with an open point: %q", why)
	}
	before := o.stored(old)
	if why := o.takeStep(supervision.Points, points[0], "复发", nil); why != "" {
		t.Fatal(why)
	}
	drafts, _, err := supervision.RelapsesOf(t.Context(), o.DB(), old)
	if err != nil || len(drafts) != 1 {
		t.Fatal(drafts, err)
	}
	draft := drafts[0]
	o.expect(supervision.Letters, draft, record.Values{
		"status": "起草", "title": "关于窗口服务的监督意见（复发）", "group": "3", "unit": "县教育局", "earlier": "2026-1", "number": "", "points_count": "1",
	})
	if got := o.pointsOf(draft)[0]["text"]; got != "午间无人（1-1 于 2026-08-06 销号后复发）" {
		t.Error(got)
	}
	if why := o.takeStep(supervision.Points, points[0], "复发", nil); !strings.Contains(why, "已写入意见书「关于窗口服务的监督意见（复发）」，一条只写一次") {
		t.Error(why)
	}
	if why := o.takeStep(supervision.Points, points[1], "复发", nil); why != "" { // into the draft there is
		t.Fatal(why)
	}
	o.expect(supervision.Letters, draft, record.Values{"points_count": "2"})
	after := o.stored(old)
	if after["later"] != "起草中" {
		t.Errorf("relapses %q", after["later"])
	}
	if delete(after, "later"); !maps.Equal(before, after) {
		t.Errorf("the old letter was rewritten:\n%v\n%v", before, after)
	}
	if _, earlier, err := supervision.RelapsesOf(t.Context(), o.DB(), draft); err != nil || earlier != old {
		t.Error(earlier, err)
	}
}

// stored is all of a letter.
func (o office) stored(id int64) record.Values {
	o.tb.Helper()
	r, err := supervision.Letters.Record(o.tb.Context(), o.DB(), id)
	if err != nil {
		o.tb.Fatal(err)
	}
	return r.Values
}

// A letter that is signed off relapses as a whole, also in a later year, and is undone as one.
func TestLetterRelapsesAsAWhole(t *testing.T) {
	o := atWork(t)
	old := o.letter("甲", "2026-03-10", "一", "二")
	for _, p := range o.points(old) {
		o.signOff(p)
	}
	next := record.Scope{Year: 2027}
	if err := record.TakeStep(t.Context(), o.Store, "测试", supervision.Letters, next, "复发", nil, old); err != nil {
		t.Fatal(store.Sentence(err))
	}
	drafts, _, err := supervision.RelapsesOf(t.Context(), o.DB(), old)
	if err != nil || len(drafts) != 1 {
		t.Fatal(drafts, err)
	}
	o.expect(supervision.Letters, drafts[0], record.Values{"year": "2027", "group": "", "unit": "县教育局", "earlier": "2026-1", "points_count": "2"})
	state, err := o.UndoState(t.Context(), "测试")
	if err != nil || state.Undo == nil {
		t.Fatal(state, err)
	}
	if _, err := o.Revert(t.Context(), "测试", state.Undo.WriteID); err != nil {
		t.Fatal(err)
	}
	if drafts, _, err := supervision.RelapsesOf(t.Context(), o.DB(), old); err != nil || len(drafts) != 0 {
		t.Error(drafts, err)
	}
}

// An earlier letter has something that was signed off by then, however it is written.
func TestEarlierLetterWasSignedOff(t *testing.T) {
	o := atWork(t)
	old := o.letter("甲", "2026-03-10", "一", "二")
	const none = "原意见书是 2026-1，没有一条意见是销号的；销号以后复发的才另写一份"
	if _, why := o.try(supervision.Letters, record.Values{"title": "又", "group": "3", "earlier": "1"}); !strings.Contains(why, none) {
		t.Error(why)
	}
	if got, _ := o.taken(supervision.Letters, "标题,监督小组,原意见书", "又,3,2026-1"); !strings.Contains(got, none) {
		t.Error(got)
	}
	first := o.points(old)[0]
	o.signOff(first)
	again := o.save(supervision.Letters, record.Values{"title": "又", "group": "3", "earlier": "1", "points": rowsText(rows.Row{"text": "一"})})
	if why := o.takeStep(supervision.Letters, again, "送审", record.Values{"submitted_on": "2026-08-05"}); !strings.Contains(why, "最早 2026-08-06 才销号，晚于这份的送审日期 2026-08-05") {
		t.Error(why)
	}
	if why := o.takeStep(supervision.Letters, again, "送审", record.Values{"submitted_on": "2026-08-06"}); why != "" {
		t.Error(why)
	}
	if _, why := o.saveAs(supervision.Points, first, record.Values{"closed_on": ""}); !strings.Contains(why, none) {
		t.Errorf("the sign-off taken back from under a relapse: %q", why)
	}
}
