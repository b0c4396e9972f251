package data_test

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
)

// A voided sheet was due all the same: 08 does not expect fewer, and 00 names the target it is missing from.
func TestAVoidedSheetIsStillExpected(t *testing.T) {
	o := openOffice(t)
	_, target := o.scored()
	void := func(n int) {
		t.Helper()
		if said := o.typeIn(target, func(e *evaluation.Entry) {
			for i := range e.Rows {
				e.Rows[i].Points = []string{"9", "9", "18"}
				if e.Rows[i].Void = i < n; e.Rows[i].Void {
					e.Rows[i].Note = "涂改"
				}
			}
		}); said != "" {
			t.Fatal(said)
		}
	}
	const rule = "评分表收齐，没有作废的"
	void(1)
	if got := o.results()[0].Targets[0]; got.Expected != 5 || got.Collected != 4 || got.Voided != 1 {
		t.Errorf("one: %d of %d, %d void", got.Collected, got.Expected, got.Voided)
	}
	if _, open := o.ruled(rule); !strings.Contains(open, "作废 1 张评分表\n") {
		t.Errorf("one: %q", open)
	}
	void(5)
	got := o.results()[0].Targets[0]
	if got.Expected != 5 || got.Collected != 0 || got.Voided != 5 || !slices.Contains(got.Notices, "5 张评分表作废，未计入") {
		t.Errorf("all: %d of %d, %d void, %q", got.Collected, got.Expected, got.Voided, got.Notices)
	}
	if _, open := o.ruled(rule); !strings.Contains(open, "作废 5 张评分表，没有一张计入\n") {
		t.Errorf("all: %q", open)
	}
}
