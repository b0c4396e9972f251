package data_test

import (
	"slices"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/measure"
	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
)

// shown are what a list of 2026 shows under a key, in its order.
func (o office) shown(k *record.Kind, key string) (all []string) {
	o.tb.Helper()
	_, records, err := k.List(o.tb.Context(), o.DB(), in2026)
	if err != nil {
		o.tb.Fatal(err)
	}
	for _, r := range records {
		all = append(all, r.Values["year"]+" "+r.Values[key])
	}
	return all
}

// carried is a figure of 2026 as of a day, with the records it counts.
func (o office) figureOn(code, day string) measure.Figure {
	o.tb.Helper()
	figures, err := data.Figures(o.tb.Context(), o.DB(), 2026, day)
	if err != nil {
		o.tb.Fatal(err)
	}
	return measure.Of(figures, code)
}

// What of the years before was open when the year began is seen in its lists and counted apart from its own; what was done by then is not.
func TestOpenOfTheYearBeforeIsSeenThisYear(t *testing.T) {
	o := atWork(t)
	last := o.save(supervision.Letters, record.Values{
		"year": "2025", "title": "旧", "unit": "县教育局", "points": rowsText(
			map[string]string{"text": "没有改"}, map[string]string{"text": "早已销号", "replied_on": "2025-05-02", "reply": "改", "measure": "改", "measure_on": "2025-05-01", "accepted_on": "2025-05-03", "accepted_by": "王", "looked_on": "2025-06-01", "closed_on": "2025-06-02"},
			map[string]string{"text": "今年销号", "replied_on": "2025-05-02", "reply": "改", "measure": "改", "measure_on": "2025-05-01", "accepted_on": "2025-05-03", "accepted_by": "王", "looked_on": "2026-01-05", "closed_on": "2026-01-06"}),
		"submitted_on": "2025-03-01", "leader": "王", "leader_on": "2025-03-02", "approved_on": "2025-03-03", "delivered_on": "2025-03-10", "received_on": "2025-03-10",
	})
	o.letter("新", "2026-03-10", "今年的")
	o.save(supervision.Letters, record.Values{"year": "2025", "title": "没有送达", "unit": "县教育局", "points": rowsText(map[string]string{"text": "还是草稿"})})
	if got, want := o.shown(supervision.Points, "text"), []string{"2026 今年的", "2025 没有改", "2025 今年销号"}; !slices.Equal(got, want) {
		t.Errorf("list: %v, want %v", got, want)
	}
	points := o.points(last)
	if f := o.figureOn("points_carried_rate", "2026-11-01"); f.Num != 1 || f.Den != 2 || !slices.Equal(f.Base.IDs, []int64{points[0], points[2]}) || !slices.Equal(f.Counted.IDs, []int64{points[2]}) {
		t.Errorf("figure: %+v", f)
	}
	if f := o.figureOn("points_carried_rate", "2026-01-05"); f.Num != 0 || f.Den != 2 {
		t.Errorf("figure by 5 January: %+v", f)
	}
	if f := o.figureOn("points", "2026-11-01"); f.Num != 1 {
		t.Errorf("points of the year: %+v", f)
	}
	own, err := supervision.Points.Records(t.Context(), o.DB(), in2026)
	if err != nil || len(own) != 1 {
		t.Errorf("the year's own: %v, %v", own, err)
	}
}

func TestItemOfTheYearBeforeIsSeenThisYear(t *testing.T) {
	o := atWork(t)
	item := func(content string, more record.Values) int64 {
		v := record.Values{"year": "2025", "on_date": "2025-12-01", "raiser": "张一", "unit": "县教育局", "content": content, "triaged_on": "2025-12-02", "class": supervision.General, "passed_on": "2025-12-03"}
		for key, value := range more {
			v[key] = value
		}
		return o.save(supervision.Directs, v)
	}
	open := item("没有办", nil)
	item("已办结", record.Values{"replied_on": "2025-12-05", "reply": "办了", "told_on": "2025-12-06"})
	done := item("今年办结", record.Values{"replied_on": "2025-12-05", "reply": "办了", "told_on": "2026-01-06"})
	o.save(supervision.Directs, record.Values{"on_date": "2026-03-01", "raiser": "张一", "content": "今年的"})
	if got, want := o.shown(supervision.Directs, "content"), []string{"2026 今年的", "2025 没有办", "2025 今年办结"}; !slices.Equal(got, want) {
		t.Errorf("list: %v, want %v", got, want)
	}
	if f := o.figureOn("directs_carried_rate", "2026-11-01"); !slices.Equal(f.Base.IDs, []int64{open, done}) || !slices.Equal(f.Counted.IDs, []int64{done}) {
		t.Errorf("figure: %+v", f)
	}
}
