package data_test

import (
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
)

// An evaluation that nobody can score yet says what comes first, before anything is asked about locking it.
func TestLockingWaitsForPanelsAndSheets(t *testing.T) {
	o := openOffice(t)
	id := o.save(evaluation.Evaluations, record.Values{"name": "部门评议", "rubric": "五项均值四等次（万众评公务）"})
	waits := func() string {
		t.Helper()
		r, err := evaluation.Evaluations.Record(t.Context(), o.DB(), id)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range evaluation.Evaluations.Steps(r) {
			if p.Step.Name == evaluation.StepLock && p.Waits {
				return p.Why
			}
		}
		return ""
	}
	if why := waits(); !strings.Contains(why, "还没有评议对象，先在「评委」里编评议小组") {
		t.Errorf("with nothing: %q", why)
	}
	o.save(evaluation.Panels, record.Values{"evaluation": "部门评议", "number": "1", "name": "评一", "units": "县水务局"})
	if why := waits(); !strings.Contains(why, "还没有收到评分表，先在「评分录入」里录入") {
		t.Errorf("with a panel: %q", why)
	}
	o.save(evaluation.Scores, record.Values{"evaluation": "部门评议", "number": "1", "name": "评一", "points:机关作风": "90"})
	if why := waits(); why != "" {
		t.Errorf("with a sheet: %q", why)
	}
}
