package grid

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

func wideColumns() []Column[person] {
	text := func(p person) string { return p.name }
	return []Column[person]{
		{Key: "name", Title: "姓名", Width: 80, Text: text},
		{Key: "a", Title: "甲", Width: 100, Min: 100, Text: text},
		{Key: "b", Title: "乙", Width: 100, Min: 100, Text: text},
		{Key: "c", Title: "丙", Width: 100, Min: 100, Text: text},
	}
}

func TestColumnsScrollOnlyBelowTheirLeastWidth(t *testing.T) {
	cases := []struct {
		name           string
		width          float32
		content, first float32
	}{
		{"room to spare goes to text", 500, 500, 80},
		{"the first gives what it can", 360, 360, 60},
		{"at the least width nothing is hidden", 356, 356, 56},
		{"below it the list scrolls", 300, 356, 56},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			l := defaultLayout(wideColumns())
			l.fit(c.width)
			if l.content < c.content-0.5 || l.content > c.content+0.5 || l.spans[0].w < c.first-0.5 || l.spans[0].w > c.first+0.5 {
				t.Errorf("columns take %v, the first %v; want %v and %v", l.content, l.spans[0].w, c.content, c.first)
			}
		})
	}
}

func TestFirstColumnStaysWhileOthersScroll(t *testing.T) {
	l := defaultLayout(wideColumns())
	l.fit(256)
	if !l.scrollTo(1000) || l.offset != 100 {
		t.Fatalf("scrolled to %v, want the end at 100", l.offset)
	}
	if l.left(0) != 0 || l.left(1) != -44 || l.left(3) != 156 {
		t.Errorf("columns at %v %v %v", l.left(0), l.left(1), l.left(3))
	}
	for x, want := range map[float32]int{30: 0, 55: 0, 57: 2, 156: 3, 255: 3} {
		if got := l.at(x); got != want {
			t.Errorf("at %v: column %d, want %d", x, got, want)
		}
	}
	if l.inSight(1) || !l.inSight(2) {
		t.Errorf("in sight: %t %t", l.inSight(1), l.inSight(2))
	}
	l.fit(600)
	if l.offset != 0 {
		t.Errorf("still scrolled by %v with room for all", l.offset)
	}
}

func TestDraggingAnEdgeLeavesNoBlankRoom(t *testing.T) {
	for _, column := range []int{0, 1, 2} {
		for _, width := range []float32{40, 100, 150, 300} {
			l := defaultLayout(personColumns())
			l.fit(480)
			l.resize(column, width)
			last := l.spans[len(l.spans)-1]
			if end := last.x + last.w; end < 479.5 {
				t.Errorf("column %d to %v: blank from %v on", column, width, end)
			}
			if column < 2 && l.spans[column].w != width {
				t.Errorf("column %d is %v wide, dragged to %v", column, l.spans[column].w, width)
			}
			if column == 1 && width < 300 && l.spans[0].w != 120 {
				t.Errorf("column %d to %v: the first became %v", column, width, l.spans[0].w)
			}
		}
	}
}

func wideGrid(t *testing.T, width float32) (*Grid[person], fyne.Window) {
	t.Helper()
	g, w := newTestGrid(t, Config[person]{})
	g.config.Columns, g.set.columns, g.columns = wideColumns(), wideColumns(), defaultLayout(wideColumns())
	w.Resize(fyne.NewSize(width, 300))
	g.Refresh()
	return g, w
}

func TestGridScrollsSideways(t *testing.T) {
	g, _ := wideGrid(t, 258)
	if !g.slider.Visible() {
		t.Fatal("no bar although columns are hidden")
	}
	key := func(n fyne.KeyName) { g.list.TypedKey(&fyne.KeyEvent{Name: n}) }
	key(fyne.KeyRight)
	if g.columns.offset != 60 {
		t.Errorf("right key: %v", g.columns.offset)
	}
	row := newGridRow(g)
	row.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(-30, 0)}) // what the driver makes of the wheel with Shift
	if g.columns.offset != 90 {
		t.Errorf("wheel: %v", g.columns.offset)
	}
	key(fyne.KeyRight)
	if g.columns.offset != 100 {
		t.Errorf("beyond the end: %v", g.columns.offset)
	}
	key(fyne.KeyLeft)
	key(fyne.KeyLeft)
	if g.columns.offset != 0 {
		t.Errorf("back: %v", g.columns.offset)
	}
	g.slider.MouseDown(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: fyne.NewPos(250, 5)}})
	if g.columns.offset != 100 {
		t.Errorf("press beside the thumb: %v", g.columns.offset)
	}
}

func TestGridScrolledMarkup(t *testing.T) {
	g, w := wideGrid(t, 258)
	g.SetRows(people[:2])
	g.scrollSideways(70)
	test.AssertRendersToMarkup(t, "grid_scrolled.xml", w.Canvas())
}

func TestDraggingATitleMovesItsColumn(t *testing.T) {
	prefs := kit.MemoryPrefs{}
	g, _ := newTestGrid(t, Config[person]{Key: "people", Prefs: prefs})
	down := &desktop.MouseEvent{Button: desktop.MouseButtonPrimary}
	down.Position = fyne.NewPos(60, 10)
	g.header.MouseDown(down)
	for _, x := range []float32{62, 150, 440} {
		drag := &fyne.DragEvent{}
		drag.Position = fyne.NewPos(x, 10)
		g.header.Dragged(drag)
	}
	g.header.MouseUp(down)
	g.header.DragEnd()
	if len(g.set.sorting) != 0 {
		t.Error("a title dragged sorted as well")
	}
	again, _ := newTestGrid(t, Config[person]{Key: "people", Prefs: prefs})
	got := ""
	for _, c := range again.VisibleColumns() {
		got += c.Title + " "
	}
	if got != "单位 余(工作日) 姓名 " {
		t.Errorf("columns %s", got)
	}
}

func TestLastRowIsNotCut(t *testing.T) {
	g, _ := newTestGrid(t, Config[person]{})
	g.SetRows(manyPeople(50))
	g.list.ScrollToOffset(1e6)
	if got, want := g.list.GetScrollOffset()+g.list.Size().Height, float32(50)*look.RowHeight; got != want {
		t.Errorf("scrolled to the end at %v, the last row ends at %v", got, want)
	}
}

// What is not needed to know a row waits for a wider window, the last first; what the user asked for is shown all the same.
func TestSpareColumnsWaitForAWiderWindow(t *testing.T) {
	text := func(p person) string { return p.name }
	columns := []Column[person]{
		{Key: "number", Title: "案号", Width: 60, Text: text},
		{Key: "title", Title: "案由", Width: 240, Flex: true, Text: text},
		{Key: "unit", Title: "单位", Width: 100, Text: text},
		{Key: "due", Title: "期限", Width: 90, Content: ContentDate, Text: text},
		{Key: "note", Title: "备注", Width: 100, Text: text},
	}
	shown := func(l columnLayout) (keys string) {
		for _, s := range l.spans {
			keys += l.states[s.state].Key + " "
		}
		return keys
	}
	for width, want := range map[float32]string{
		600: "number title unit due note ",
		360: "number title unit due ",
		280: "number title due ",
	} {
		l := defaultLayout(columns)
		l.fit(width)
		if got := shown(l); got != want || l.content > width {
			t.Errorf("%v: %s take %v, want %s", width, got, l.content, want)
		}
		if last := l.spans[len(l.spans)-1]; last.x+last.w < width-0.5 {
			t.Errorf("%v: blank from %v on", width, last.x+last.w)
		}
		for _, s := range l.spans {
			if l.states[s.state].Key == "due" && s.w < wholeMin("2026-12-28") {
				t.Errorf("%v: %v for a date", width, s.w)
			}
		}
		l.fit(600)
		if got := shown(l); got != "number title unit due note " {
			t.Errorf("in a wider window again: %s", got)
		}
	}
	l := defaultLayout(columns)
	l.states[4].Wanted = true
	if l.fit(280); shown(l) != "number title due note " || l.hiddenWidth() == 0 {
		t.Errorf("asked for: %s", shown(l))
	}
}
