package grid

import (
	"fmt"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

type person struct {
	id   int64
	name string
	unit string
	days int
}

func personColumns() []Column[person] {
	return []Column[person]{
		{Key: "name", Title: "姓名", Width: 120, Text: func(p person) string { return p.name }},
		{Key: "unit", Title: "单位", Width: 160, Flex: true, Text: func(p person) string { return p.unit }},
		{
			Key: "days", Title: "余(工作日)", Width: 90, Align: fyne.TextAlignTrailing,
			Text: func(p person) string { return fmt.Sprint(p.days) },
			Less: func(a, b person) bool { return a.days < b.days },
			Tone: func(p person) look.Tone {
				if p.days < 0 {
					return look.ToneLate
				}
				return look.ToneNormal
			},
		},
	}
}

var people = []person{
	{1, "张小明", "第 12 组", 5},
	{2, "单立人", "第 9 组", -3},
	{3, "曾国强", "第 12 组", 27},
	{4, "欧阳建国", "第 1 组", 0},
	{5, "白云", "第 9 组", -13},
}

func newTestGrid(tb testing.TB, c Config[person]) (*Grid[person], fyne.Window) {
	tb.Helper()
	app := test.NewTempApp(tb)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	c.Columns = personColumns()
	c.Unit = "人"
	c.ID = func(p person) int64 { return p.id }
	c.Search = func(p person) string { return fold.Name(p.name) + " " + fold.Key(p.unit) }
	g := New(c)
	w := test.NewTempWindow(tb, g)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(480, 300))
	g.SetRows(people)
	return g, w
}

func names(rows []person) string {
	out := ""
	for i, p := range rows {
		if i > 0 {
			out += " "
		}
		out += p.name
	}
	return out
}

func TestGridSorting(t *testing.T) {
	cases := []struct {
		name   string
		levels []Sorting
		want   string
	}{
		{"as given", nil, "张小明 单立人 曾国强 欧阳建国 白云"},
		{"by pinyin, surnames read as surnames", []Sorting{{Key: "name"}}, "白云 欧阳建国 单立人 曾国强 张小明"},
		{"by strokes", []Sorting{{Key: "name", Strokes: true}}, "白云 张小明 欧阳建国 单立人 曾国强"},
		{"by strokes, reverse", []Sorting{{Key: "name", Strokes: true, Desc: true}}, "曾国强 单立人 欧阳建国 张小明 白云"},
		{"what is no word has no strokes", []Sorting{{Key: "days", Desc: true, Strokes: true}}, "曾国强 张小明 欧阳建国 单立人 白云"},
		{"reverse", []Sorting{{Key: "name", Desc: true}}, "张小明 曾国强 单立人 欧阳建国 白云"},
		{"numbers in text by value, ties as given", []Sorting{{Key: "unit"}}, "欧阳建国 单立人 白云 张小明 曾国强"},
		{"two levels", []Sorting{{Key: "unit"}, {Key: "days"}}, "欧阳建国 白云 单立人 张小明 曾国强"},
		{"by Less", []Sorting{{Key: "days", Desc: true}}, "曾国强 张小明 欧阳建国 单立人 白云"},
		{"unknown column", []Sorting{{Key: "gone"}}, "张小明 单立人 曾国强 欧阳建国 白云"},
	}
	g, _ := newTestGrid(t, Config[person]{})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g.Sort(c.levels...)
			if got := names(g.Rows()); got != c.want {
				t.Errorf("rows %s, want %s", got, c.want)
			}
		})
	}
}

func TestGridSearchAndFilters(t *testing.T) {
	cases := []struct {
		name, query string
		late        bool
		want, foot  string
	}{
		{"nothing", "", false, "张小明 单立人 曾国强 欧阳建国 白云", "共 5 人"},
		{"characters", "建国", false, "欧阳建国", "显示 1 人，共 5 人"},
		{"initials with a surname's reading", "slr", false, "单立人", "显示 1 人，共 5 人"},
		{"pinyin", "zengguo", false, "曾国强", "显示 1 人，共 5 人"},
		{"filter", "", true, "单立人 白云", "显示 2 人，共 5 人"},
		{"both", "白", true, "白云", "显示 1 人，共 5 人"},
		{"no hit", "没有这个人", false, "", "显示 0 人，共 5 人"},
	}
	g, _ := newTestGrid(t, Config[person]{})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g.SetFilter("late", nil)
			if c.late {
				g.SetFilter("late", func(p person) bool { return p.days < 0 })
			}
			g.SetQuery(c.query)
			if got := names(g.Rows()); got != c.want {
				t.Errorf("rows %q, want %q", got, c.want)
			}
			if got := g.FootText(); got != c.foot {
				t.Errorf("foot %q, want %q", got, c.foot)
			}
		})
	}
	if got := g.noticeText(); got != "没有符合条件的记录" {
		t.Errorf("notice %q", got)
	}
}

func TestGridSelectionByKeyboard(t *testing.T) {
	key := func(n fyne.KeyName) func(*rowList) { return func(l *rowList) { l.TypedKey(&fyne.KeyEvent{Name: n}) } }
	shift := func(n fyne.KeyName) func(*rowList) {
		return func(l *rowList) {
			l.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
			l.TypedKey(&fyne.KeyEvent{Name: n})
			l.KeyUp(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
		}
	}
	cases := []struct {
		name string
		do   []func(*rowList)
		want string
	}{
		{"down from nothing", []func(*rowList){key(fyne.KeyDown)}, "张小明"},
		{"down twice, up once", []func(*rowList){key(fyne.KeyDown), key(fyne.KeyDown), key(fyne.KeyUp)}, "张小明"},
		{"end", []func(*rowList){key(fyne.KeyEnd)}, "白云"},
		{"beyond the end", []func(*rowList){key(fyne.KeyEnd), key(fyne.KeyDown), key(fyne.KeyPageDown)}, "白云"},
		{"shift extends", []func(*rowList){key(fyne.KeyHome), shift(fyne.KeyDown), shift(fyne.KeyDown)}, "张小明 单立人 曾国强"},
		{"shift shrinks again", []func(*rowList){key(fyne.KeyHome), shift(fyne.KeyEnd), shift(fyne.KeyUp)}, "张小明 单立人 曾国强 欧阳建国"},
		{"shift turns round", []func(*rowList){key(fyne.KeyEnd), shift(fyne.KeyUp)}, "欧阳建国 白云"},
		{"all", []func(*rowList){func(l *rowList) { l.TypedShortcut(&fyne.ShortcutSelectAll{}) }}, "张小明 单立人 曾国强 欧阳建国 白云"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var told []person
			g, _ := newTestGrid(t, Config[person]{OnSelect: func(p []person) { told = p }})
			g.Focus()
			for _, do := range c.do {
				do(g.list)
			}
			if got := names(g.Selected()); got != c.want || names(told) != got {
				t.Errorf("selected %q, told %q, want %q", got, names(told), c.want)
			}
		})
	}
}

func click(g *Grid[person], pos int, button desktop.MouseButton, mod fyne.KeyModifier) {
	g.clicked(pos, &desktop.MouseEvent{Button: button, Modifier: mod})
}

func TestGridSelectionByMouse(t *testing.T) {
	const left, right = desktop.MouseButtonPrimary, desktop.MouseButtonSecondary
	var opened, deleted string
	var menu []person
	g, _ := newTestGrid(t, Config[person]{
		OnOpen:   func(p person) { opened += p.name },
		OnDelete: func(p []person) { deleted = names(p) },
		Menu:     func(p []person) []*fyne.MenuItem { menu = p; return nil },
	})
	click(g, 1, left, 0)
	click(g, 3, left, fyne.KeyModifierControl)
	if got := names(g.Selected()); got != "单立人 欧阳建国" {
		t.Errorf("Ctrl: %s", got)
	}
	g.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if deleted != "单立人 欧阳建国" {
		t.Errorf("Delete acted on %q", deleted)
	}
	click(g, 1, right, 0)
	if got := names(menu); got != "单立人 欧阳建国" {
		t.Errorf("right button on a selected row: menu for %q, want the selection to stand", got)
	}
	click(g, 4, right, 0)
	if got := names(menu); got != "白云" {
		t.Errorf("right button elsewhere: menu for %q", got)
	}
	click(g, 3, left, fyne.KeyModifierControl)
	click(g, 3, left, fyne.KeyModifierControl)
	if got := names(g.Selected()); got != "白云" {
		t.Errorf("Ctrl twice: %s", got)
	}
	click(g, 0, left, 0)
	click(g, 2, left, fyne.KeyModifierShift)
	if got := names(g.Selected()); got != "张小明 单立人 曾国强" {
		t.Errorf("Shift: %s", got)
	}
	click(g, 2, left, 0)
	click(g, 3, left, 0)
	if opened != "" {
		t.Errorf("two clicks on different rows opened %s", opened)
	}
	click(g, 3, left, 0)
	g.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if opened != "欧阳建国欧阳建国" {
		t.Errorf("opened %q, want once by double-click and once by Enter", opened)
	}
}

func TestGridKeepsSelectionByID(t *testing.T) {
	g, _ := newTestGrid(t, Config[person]{})
	g.Select(3)
	g.SetRows(append([]person{{9, "新来的", "", 1}}, people...))
	if got := names(g.Selected()); got != "曾国强" {
		t.Errorf("after reload: %q", got)
	}
	g.SetQuery("白云")
	if len(g.Selected()) != 0 {
		t.Error("a row hidden by the search is acted on")
	}
	g.SetQuery("")
	if got := names(g.Selected()); got != "曾国强" {
		t.Errorf("after the search: %q", got)
	}
	g.SetRows(people[:2])
	if len(g.Selected()) != 0 || g.Select(3) {
		t.Error("a row that is gone is still selected")
	}
	if _, ok := g.Current(); ok {
		t.Error("a row that is gone is still current")
	}
}

func TestGridCopies(t *testing.T) {
	g, _ := newTestGrid(t, Config[person]{})
	g.SetRows([]person{{1, "张小明", "教育局\n\"本部\"", 5}, {2, "白云", "=1+1", -3}})
	g.Select(1)
	g.list.TypedShortcut(&fyne.ShortcutCopy{Clipboard: fyne.CurrentApp().Clipboard()})
	if got, want := fyne.CurrentApp().Clipboard().Content(), "张小明\t\"教育局\n\"\"本部\"\"\"\t5\r\n"; got != want {
		t.Errorf("one row %q, want %q", got, want)
	}
	g.typedShortcut(&fyne.ShortcutSelectAll{})
	if got, want := g.TSV(true), "姓名\t单位\t余(工作日)\r\n张小明\t\"教育局\n\"\"本部\"\"\"\t5\r\n白云\t'=1+1\t-3\r\n"; got != want {
		t.Errorf("two rows %q, want %q", got, want)
	}
}

func item(tb testing.TB, items []*fyne.MenuItem, label string) *fyne.MenuItem {
	tb.Helper()
	for _, i := range items {
		if i.Label == label {
			return i
		}
	}
	tb.Fatalf("no menu item %q", label)
	return nil
}

func TestGridRemembersColumns(t *testing.T) {
	prefs := kit.MemoryPrefs{}
	g, _ := newTestGrid(t, Config[person]{Key: "people", Prefs: prefs})
	h := g.header
	mouse := func(x float32, mod fyne.KeyModifier) *desktop.MouseEvent {
		ev := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary, Modifier: mod}
		ev.Position = fyne.NewPos(x, 10)
		return ev
	}
	h.MouseDown(mouse(60, 0)) // sort by name
	h.MouseUp(mouse(60, 0))
	h.MouseDown(mouse(200, fyne.KeyModifierShift)) // then by unit
	h.MouseUp(mouse(200, 0))
	h.MouseDown(mouse(120, 0)) // edge of the first column
	drag := &fyne.DragEvent{}
	drag.Position = fyne.NewPos(170, 10)
	h.Dragged(drag)
	h.DragEnd()
	item(t, h.menu(0), "右移").Action()
	if strokes := item(t, h.menu(2), "按姓氏笔画"); !strokes.Disabled {
		t.Error("days can be ordered by strokes")
	}
	item(t, h.menu(2), "隐藏「余(工作日)」").Action()

	again, _ := newTestGrid(t, Config[person]{Key: "people", Prefs: prefs})
	cols := again.VisibleColumns()
	if len(cols) != 2 || cols[0].Key != "unit" || cols[1].Key != "name" {
		t.Fatalf("columns %v", cols)
	}
	if w := again.columns.states[1].Width; w != 170 {
		t.Errorf("width %v, want 170", w)
	}
	if got := again.set.sorting; len(got) != 2 || got[0].Key != "name" || got[1].Key != "unit" {
		t.Errorf("sorting %v", got)
	}
	if got := again.TSV(false); got != "" {
		t.Errorf("TSV without selection: %q", got)
	}
	menu := again.header.menu(0)
	menu[len(menu)-1].Action()
	if len(again.VisibleColumns()) != 3 || len(again.set.sorting) != 0 {
		t.Error("恢复默认列 did not")
	}
}

func TestRestoreLayout(t *testing.T) {
	cases := []struct{ name, saved, want string }{
		{"nothing saved", "", "name unit days"},
		{"broken", "{", "name unit days"},
		{"a column is new", `{"columns":[{"key":"days","width":50},{"key":"name","width":50}]}`, "days name unit"},
		{"a column is gone", `{"columns":[{"key":"old","width":50},{"key":"unit","width":50},{"key":"name","width":50},{"key":"days","width":1}]}`, "unit name days"},
		{"all hidden", `{"columns":[{"key":"name","hidden":true},{"key":"unit","hidden":true},{"key":"days","hidden":true}]}`, "name unit days"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l, _ := restoreLayout(personColumns(), c.saved)
			got := ""
			for _, s := range l.states {
				if !s.Hidden {
					got += " " + s.Key
				}
			}
			if got != " "+c.want {
				t.Errorf("columns%s, want %s", got, c.want)
			}
		})
	}
}

func TestColumnLayoutFits(t *testing.T) {
	const least = 84 + 108 + 90 // what the three columns need
	for _, width := range []float32{200, 300, 370, 480, 1600} {
		l := defaultLayout(personColumns())
		l.fit(width)
		last := l.spans[len(l.spans)-1]
		if got, want := last.x+last.w, max(width, least); got < want-0.5 || got > want+0.5 {
			t.Errorf("columns end at %v in a width of %v, want %v", got, width, want)
		}
	}
}

func TestGridMarkup(t *testing.T) {
	g, w := newTestGrid(t, Config[person]{Sort: []Sorting{{Key: "days"}}})
	g.Select(2)
	test.AssertRendersToMarkup(t, "grid.xml", w.Canvas())
	g.SetRows(nil)
	test.AssertRendersToMarkup(t, "grid_empty.xml", w.Canvas())
	g.SetLoading("正在读取…")
	if g.noticeText() != "正在读取…" {
		t.Errorf("loading shows %q", g.noticeText())
	}
}
