package evaluation

import (
	"context"
	"strings"
	"testing"

	"cppccdesk/data/evaluation"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// What was written on sheets is listed by unit and made points of letters by one press over a selection, once, and undone as one.
func TestOpinionsBecomePointsFromTheWindow(t *testing.T) {
	var p *Page
	d := desktest.Open(t, func(d *desk.Desk) {
		p = New(d)
		d.Add(p)
	})
	writeOpinion(t, d, 1, "面商只打过电话")
	d.Open(Key, opinionsKey)
	tab := p.Find(opinionsKey).Tab.(*opinionsTab)
	if !tab.raise.Disabled() || !tab.open.Disabled() {
		t.Error("buttons without a choice")
	}
	rows := tab.grid.Rows()
	if len(rows) != 2 || tab.grid.FootText() == "" {
		t.Fatalf("%d opinions, foot %q", len(rows), tab.grid.FootText())
	}
	tab.grid.Select(rows[0].SheetID)
	if text := desktest.Text(tab.pane); !strings.Contains(text, rows[0].Text) || !strings.Contains(text, "没有转整改") {
		t.Errorf("the details say\n%s", text)
	}
	if tab.raise.Disabled() || !tab.open.Disabled() || len(tab.menu()) != 1 {
		t.Error("what can be raised cannot be, or what is not raised can be opened")
	}
	tab.raise.Tapped(nil)
	expectRaised(t, d, tab, rows[0])
	d.Undo()
	tab.Shown()
	if left := pointsOf(t, d, rows[0].Text); len(left) != 0 || tab.grid.Rows()[0].point != "" {
		t.Errorf("after undo %v, %q", left, tab.grid.Rows()[0].point)
	}
}

// expectRaised holds an opinion to be a point of its unit, and to become no second one.
func expectRaised(t *testing.T, d *desk.Desk, tab *opinionsTab, was opinion) {
	t.Helper()
	points := pointsOf(t, d, was.Text)
	if len(points) != 1 || points[0].Values["unit"] != was.Unit {
		t.Fatalf("points %v", points)
	}
	now := tab.grid.Rows()[0]
	if now.point != "起草中" || now.Point.Point != points[0].ID || !strings.Contains(tab.grid.FootText(), "已转整改 1 / 2 条") {
		t.Errorf("after it: %q, foot %q", now.point, tab.grid.FootText())
	}
	tab.grid.Select(now.SheetID)
	if !tab.raise.Disabled() || tab.open.Disabled() {
		t.Error("it can be raised twice, or not be opened")
	}
	tab.raiseChosen()
	if got := len(pointsOf(t, d, was.Text)); got != 1 {
		t.Errorf("%d points of one opinion", got)
	}
}

// writeOpinion puts a remark on the first sheet of a panel.
func writeOpinion(t *testing.T, d *desk.Desk, panel int, text string) {
	t.Helper()
	results, err := evaluation.Results(t.Context(), d.Store().DB(), d.Year(), d.Today())
	if err != nil {
		t.Fatal(err)
	}
	sheet := results[0].Targets[panel].Sheets[0].ID
	r, err := evaluation.Scores.Record(t.Context(), d.Store().DB(), sheet)
	if err != nil {
		t.Fatal(err)
	}
	err = d.Store().Write(t.Context(), "王芳", "记意见", func(ctx context.Context, tx *store.Tx) error {
		v := record.Values{"note": text}
		for _, key := range []string{"number", "proposal", "name", "evaluation"} {
			v[key] = r.Values[key]
		}
		_, err := evaluation.Scores.Save(ctx, tx, record.Scope{Year: d.Year()}, sheet, v)
		return err
	})
	if err != nil {
		t.Fatal(store.Sentence(err))
	}
}

// pointsOf are the points of letters that an opinion of an evaluation became.
func pointsOf(t *testing.T, d *desk.Desk, opinion string) (found []record.Record) {
	t.Helper()
	all, err := supervision.Points.Records(t.Context(), d.Store().DB(), record.Scope{Year: d.Year()})
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range all {
		if strings.HasSuffix(r.Values["text"], opinion) && r.Values["origin"] == "民主评议" {
			found = append(found, r)
		}
	}
	return found
}
