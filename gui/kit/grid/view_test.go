package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
)

func TestViewsAreKept(t *testing.T) {
	prefs := kit.MemoryPrefs{}
	g, _ := citizenGrid(t, prefs)
	g.SetCondition(Condition{Column: "posts", Values: []string{"常委"}})
	g.SetCondition(Condition{Column: "born", Period: ThisYear})
	g.SetCondition(Condition{Column: "born"})
	g.SetQuick(1, true)
	g.Sort(Sorting{Key: "name", Desc: true})
	g.hide(2, true)
	g.SaveView("常委")
	g.ClearFilters()
	g.resetColumns()

	again, _ := citizenGrid(t, prefs)
	if !again.ShowView("常委") || again.ShowView("没有") {
		t.Fatalf("views %v", again.Views())
	}
	if got := citizenNames(again.Rows()); got != "曾国强 单立人 " {
		t.Errorf("rows %q", got)
	}
	if len(again.VisibleColumns()) != 3 || again.filters.views.Text != "视图：常委 ∨" {
		t.Errorf("%d columns, chip %q", len(again.VisibleColumns()), again.filters.views.Text)
	}
	again.SetCondition(Condition{Column: "name", Contains: "单"})
	if got := again.filters.views.Text; got != "视图：常委（已改） ∨" {
		t.Errorf("with another filter the chip says %q", got)
	}
	again.ShowView("常委")
	if got := again.filters.views.Text; got != "视图：常委 ∨" {
		t.Errorf("shown again: %q", got)
	}
	again.RenameView("常委", "连任常委")
	if again.view != "连任常委" || again.ShowView("常委") {
		t.Errorf("renamed: %v", again.Views())
	}
	again.DeleteView("连任常委")
	if len(again.Views()) != 0 || again.Shown() != 2 {
		t.Errorf("deleted: %v, %d rows", again.Views(), again.Shown())
	}
}

func TestBrokenViewsAreNone(t *testing.T) {
	g, _ := citizenGrid(t, kit.MemoryPrefs{"views.citizens": "{"})
	if g.Views() != nil {
		t.Errorf("views %v", g.Views())
	}
	g.SaveView("甲")
	g.config.Columns = g.config.Columns[:1] // the program lost the other columns since
	g.set.columns, g.columns = g.config.Columns, defaultLayout(g.config.Columns)
	if len(g.Views()) != 1 || !g.ShowView("甲") {
		t.Errorf("views %v", g.Views())
	}
}

func TestViewIsNamedByKeyboard(t *testing.T) {
	g, w := citizenGrid(t, kit.MemoryPrefs{})
	g.SetQuick(1, true)
	g.askName(g.filters.views, "存为视图", "", g.SaveView)
	entry := w.Canvas().Focused().(*kit.Entry)
	entry.OnSubmitted("")
	if len(g.Views()) != 0 {
		t.Fatal("a view without a name")
	}
	test.Type(entry, " 连任 ")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if views := g.Views(); len(views) != 1 || views[0].Name != "连任" || views[0].Quick[0] != "连任" {
		t.Errorf("views %+v", views)
	}
}
