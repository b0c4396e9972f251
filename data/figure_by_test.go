package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/measure"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
)

// What is counted by a dimension adds up to the whole, where each proposal has one word of it; what is counted twice at most.
func TestFiguresByDimension(t *testing.T) {
	o, id := extendable(t)
	o.must(id, record.Values{"number": "21"})
	o.walk(id, "登记面商", record.Values{"on_date": "2026-05-10", "mode": "座谈会"})
	o.walk(id, "登记答复", record.Values{"replied_on": "2026-06-20", "result_class": "A"})
	o.walk(id, "登记反馈", record.Values{"returned_on": "2026-07-10", "result": "基本满意", "adoption": "采纳"})
	const day = "2026-08-31"
	whole := o.figuresOn(day)
	for i := range proposal.Dimensions {
		d := &proposal.Dimensions[i]
		parted, err := proposal.FiguresBy(t.Context(), o.DB(), 2026, day, d)
		if err != nil {
			t.Fatal(err)
		}
		sums := map[string][2]int64{}
		for _, p := range parted {
			for _, f := range p.Figures {
				code := strings.TrimSuffix(f.Code, "."+d.Code+"."+p.Word)
				if !strings.HasSuffix(f.Name, "·"+p.Title) || f.Num != f.Counted.Len() || f.Den != f.Base.Len() {
					t.Errorf("%s: %+v", d.Title, f)
				}
				sums[code] = [2]int64{sums[code][0] + f.Num, sums[code][1] + f.Den}
			}
		}
		for _, code := range []string{"received", "filing_rate", "due", "reply_rate", "on_time_rate", "late", "face_rate", "solved_rate", "returned", "result_satisfaction_rate", "adopted_rate"} {
			want := measure.Of(whole, code)
			if got := sums[code]; got[0] != want.Num || got[1] != want.Den {
				t.Errorf("%s by %s is %v, want %d and %d", code, d.Title, got, want.Num, want.Den)
			}
		}
	}
	expectParty(t, o, day)
}

// expectParty looks at the figures of the one proposal of 民建.
func expectParty(t *testing.T, o office, day string) {
	t.Helper()
	byParty, err := proposal.FiguresBy(t.Context(), o.DB(), 2026, day, proposal.DimensionCalled("党派"))
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range byParty {
		if p.Word != "民建" {
			continue
		}
		for code, want := range map[string]string{"due": "1", "reply_rate": "100.00%", "on_time_rate": "0.00%", "result_satisfaction_rate": "100.00%", "adopted": "1"} {
			if f := p.Figure(code, proposal.DimensionCalled("party")); f.Text() != want || f.Code != code+".party.民建" {
				t.Errorf("%s is %s, want %s", f.Name, f.Text(), want)
			}
		}
		return
	}
	t.Errorf("nothing of 民建 among %+v", byParty)
}
