package intake

import (
	"testing"

	"fyne.io/fyne/v2/test"

	"cppccdesk/data/roster"
	"cppccdesk/gui/desk/desktest"
)

// TestPlanningBesideTheWindow plans a file, gives that up for another one while it may be at work, and writes the other.
func TestPlanningBesideTheWindow(t *testing.T) {
	loop := desktest.NewLoop()
	p, d := wizardOn(t, loop.Executor())
	loop.Settle()
	p.Preview([]string{csv(t, "弃.csv", "单位名称,单位简称,所属系统\n县财政局,,政府系统\n")})
	loop.Until(func() bool { return p.cancel != nil })
	p.Preview([]string{csv(t, "单位.csv", "单位名称,单位简称,所属系统\n县教育局,,政府系统\n")})
	loop.Settle()
	wantStep(t, p, stepRows)
	test.Tap(p.take)
	loop.Settle()
	wantCount(t, d, roster.Units, 1)
	d.Close()
}
