package grid

import (
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/look"
)

type citizen struct {
	id    int64
	name  string
	born  string
	terms string
	posts []string
}

var citizens = []citizen{
	{1, "单立人", "1975-03", "3", []string{"常委", "专委会主任"}},
	{2, "白云", "1979-12-31", "1", nil},
	{3, "曾国强", "1980-01-01", "2", []string{"常委"}},
	{4, "欧阳建国", "", "", []string{"委员"}},
	{5, "张小明", "2026-11-02", "10", nil},
}

func citizenGrid(tb testing.TB, prefs kit.Prefs) (*Grid[citizen], fyne.Window) {
	tb.Helper()
	app := test.NewTempApp(tb)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	g := newCitizenGrid(prefs)
	w := test.NewTempWindow(tb, g.WithFilterBar())
	w.SetPadded(false)
	w.Resize(fyne.NewSize(480, 300))
	g.SetRows(citizens)
	return g, w
}

func newCitizenGrid(prefs kit.Prefs) *Grid[citizen] {
	return New(Config[citizen]{
		Key: "citizens", Prefs: prefs, Unit: "人", ID: func(c citizen) int64 { return c.id },
		Search: func(c citizen) string { return fold.Name(c.name) },
		Columns: []Column[citizen]{
			{Key: "name", Title: "姓名", Width: 100, Text: func(c citizen) string { return c.name }, Fold: func(c citizen) string { return fold.Name(c.name) }},
			{Key: "born", Title: "出生日期", Width: 100, Text: func(c citizen) string { return c.born }},
			{Key: "terms", Title: "届数", Width: 60, Align: fyne.TextAlignTrailing, Text: func(c citizen) string { return c.terms }, Total: TotalBoth},
			{
				Key: "posts", Title: "职务", Width: 160, Flex: true, Text: func(c citizen) string {
					if len(c.posts) == 0 {
						return ""
					}
					return c.posts[0]
				},
				Values: func(c citizen) []string { return c.posts },
			},
		},
		Quick:    []Quick[citizen]{{Text: "职务", Column: "posts"}, {Text: "连任", Keep: func(c citizen) bool { return c.terms > "1" }}},
		Calendar: form.Calendar{Today: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }},
	})
}

// A list whose rows are still being read is sorted and filtered like one without rows.
func TestListWithoutItsRowsYet(t *testing.T) {
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	g := newCitizenGrid(nil)
	g.Sort(Sorting{Key: "name"})
	g.SetCondition(Condition{Column: "name", Contains: "建"})
	g.SetRows(citizens)
	if got := citizenNames(g.Rows()); got != "欧阳建国 " {
		t.Errorf("shows %s", got)
	}
}

func citizenNames(rows []citizen) string {
	out := ""
	for _, c := range rows {
		out += c.name + " "
	}
	return out
}

func TestConditions(t *testing.T) {
	cases := []struct {
		name       string
		conditions []Condition
		want, says string
	}{
		{"text", []Condition{{Column: "name", Contains: "建"}}, "欧阳建国 ", "含「建」"},
		{"pinyin of a surname", []Condition{{Column: "name", Contains: "shanli"}}, "单立人 ", "含「shanli」"},
		{"initials", []Condition{{Column: "name", Contains: "zgq"}}, "曾国强 ", "含「zgq」"},
		{"one value of several", []Condition{{Column: "posts", Values: []string{"专委会主任"}}}, "单立人 ", "专委会主任"},
		{"any of the values", []Condition{{Column: "posts", Values: []string{"常委", "委员"}}}, "单立人 曾国强 欧阳建国 ", "常委、委员"},
		{"values and blank", []Condition{{Column: "posts", Values: []string{"委员"}, Blank: true}}, "白云 欧阳建国 张小明 ", "委员、空白"},
		{"many values are counted", []Condition{{Column: "posts", Values: []string{"委员", "常委", "主席"}}}, "单立人 曾国强 欧阳建国 ", "委员 等 3 项"},
		{"dates, a month as its first day", []Condition{{Column: "born", From: "1970-01-01", To: "1979-12-31"}}, "单立人 白云 ", "1970-01-01 至 1979-12-31"},
		{"dates from", []Condition{{Column: "born", From: "1980-01-01"}}, "曾国强 张小明 ", "1980-01-01 起"},
		{"dates until", []Condition{{Column: "born", To: "1979-12-30"}}, "单立人 ", "至 1979-12-30"},
		{"this month", []Condition{{Column: "born", Period: ThisMonth}}, "张小明 ", "本月"},
		{"this year", []Condition{{Column: "born", Period: ThisYear}}, "张小明 ", "本年"},
		{"last year", []Condition{{Column: "born", Period: LastYear}}, "", "去年"},
		{"blank date", []Condition{{Column: "born", Blank: true}}, "欧阳建国 ", "空白"},
		{"numbers by value", []Condition{{Column: "terms", Numbers: true, From: "2", To: "10"}}, "单立人 曾国强 张小明 ", "2 至 10"},
		{"numbers from", []Condition{{Column: "terms", Numbers: true, From: "3"}}, "单立人 张小明 ", "3 以上"},
		{"numbers up to", []Condition{{Column: "terms", Numbers: true, To: "2"}}, "白云 曾国强 ", "2 以下"},
		{"they combine", []Condition{{Column: "posts", Values: []string{"常委"}}, {Column: "born", From: "1976-01-01"}}, "曾国强 ", "常委"},
		{"of a column that is gone", []Condition{{Column: "gone", Contains: "x"}}, "单立人 白云 曾国强 欧阳建国 张小明 ", "含「x」"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g, _ := citizenGrid(t, nil)
			for _, d := range c.conditions {
				g.SetCondition(d)
			}
			if got := citizenNames(g.Rows()); got != c.want {
				t.Errorf("rows %q, want %q", got, c.want)
			}
			if got := c.conditions[0].Text(); got != c.says {
				t.Errorf("chip says %q, want %q", got, c.says)
			}
			g.ClearFilters()
			if g.Shown() != len(citizens) || len(g.Conditions()) != 0 {
				t.Errorf("cleared: %d rows, %v", g.Shown(), g.Conditions())
			}
		})
	}
}

func TestContentIsFoundOut(t *testing.T) {
	g, _ := citizenGrid(t, nil)
	for key, want := range map[string]Content{"name": ContentText, "born": ContentDate, "terms": ContentNumber, "posts": ContentText} {
		if got := contentOf(g.set.column(key), citizens); got != want {
			t.Errorf("%s holds %d, want %d", key, got, want)
		}
	}
}

func TestValuesAreCounted(t *testing.T) {
	g, _ := citizenGrid(t, nil)
	values, blank := countValues(g.set.column("posts"), citizens)
	if blank != 2 || len(values) != 3 || values[0] != (kit.Choice{Value: "常委", Label: "常委", Count: 2}) {
		t.Errorf("%v, %d blank", values, blank)
	}
}

func chipTexts(g *Grid[citizen]) (texts []string) {
	for _, o := range g.filters.box.Objects {
		texts = append(texts, o.(*kit.Chip).Label())
	}
	return texts
}

func TestChipsSayWhatIsFiltered(t *testing.T) {
	g, _ := citizenGrid(t, nil)
	if got, want := chipTexts(g), []string{"视图 ∨", "职务 ∨", "连任", "＋筛选"}; !slices.Equal(got, want) {
		t.Errorf("chips %q, want %q", got, want)
	}
	g.SetQuick(1, true)
	g.SetCondition(Condition{Column: "posts", Values: []string{"常委"}})
	g.SetCondition(Condition{Column: "born", From: "1970-01-01", To: "1979-12-31"})
	want := []string{"视图 ∨", "职务 常委  ×", "连任", "出生日期 1970-01-01 至 1979-12-31  ×", "＋筛选", "清除筛选"}
	if got := chipTexts(g); !slices.Equal(got, want) {
		t.Errorf("chips %q, want %q", got, want)
	}
	if got := citizenNames(g.Rows()); got != "单立人 " {
		t.Errorf("rows %q", got)
	}
	chip := g.filters.box.Objects[3].(*kit.Chip)
	chip.Tapped(&fyne.PointEvent{Position: fyne.NewPos(chip.Size().Width-8, 10)})
	if got := citizenNames(g.Rows()); got != "单立人 曾国强 " {
		t.Errorf("after ×: rows %q", got)
	}
	g.filters.all.Tapped(nil)
	if g.Shown() != 5 || len(chipTexts(g)) != 4 {
		t.Errorf("after 清除筛选: %d rows, chips %q", g.Shown(), chipTexts(g))
	}
}

func TestSearchCanBeClearedByItsChip(t *testing.T) {
	g, _ := citizenGrid(t, nil)
	g.SearchField().SetText("zgq")
	g.SearchField().now()
	if got := chipTexts(g); !slices.Contains(got, "清除筛选") {
		t.Errorf("chips %q while a search hides rows", got)
	}
	g.filters.all.Tapped(nil)
	if g.SearchField().Text != "" || g.Shown() != len(citizens) || slices.Contains(chipTexts(g), "清除筛选") {
		t.Errorf("search %q, %d rows, chips %q", g.SearchField().Text, g.Shown(), chipTexts(g))
	}
}

func TestPanelAsksForValues(t *testing.T) {
	g, w := citizenGrid(t, nil)
	g.filters.quick[0].Tapped(&fyne.PointEvent{})
	entry, ok := w.Canvas().Focused().(*valueEntry)
	if !ok {
		t.Fatalf("the keyboard is with %T", w.Canvas().Focused())
	}
	list := entry.list
	if got := len(list.found); got != 4 {
		t.Fatalf("%d values, want three and blank", got)
	}
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	entry.TypedRune(' ')
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := citizenNames(g.Rows()); got != "欧阳建国 " {
		t.Errorf("rows %q, want those with the second value", got)
	}
	if w.Canvas().Focused() != fyne.Focusable(g.list) {
		t.Errorf("the keyboard is with %T afterwards", w.Canvas().Focused())
	}
	g.filters.quick[0].Tapped(&fyne.PointEvent{})
	entry = w.Canvas().Focused().(*valueEntry)
	delete(entry.list.ticked, "委员")
	test.Type(entry, "zhur")
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if d, _ := g.condition("posts"); d.Contains != "zhur" {
		t.Errorf("typed words became %+v", d)
	}
}

func TestPanelAsksForRanges(t *testing.T) {
	g, w := citizenGrid(t, nil)
	panel := newConditionPanel(g, g.set.column("born"), Condition{}, g.SetCondition)
	panel.open(g.list, 0)
	from, to := panel.from.(*form.DateField), panel.to.(*form.DateField)
	if w.Canvas().Focused() != fyne.Focusable(from) {
		t.Errorf("the keyboard is with %T", w.Canvas().Focused())
	}
	from.SetText("1980.1.1")
	to.SetText("1979-12-31")
	panel.accept()
	if panel.fault.Text != "「从」要在「到」之前" || !panel.popUp.Visible() {
		t.Errorf("the wrong way round: %q", panel.fault.Text)
	}
	from.SetText("不是日期")
	panel.accept()
	if panel.fault.Text == "" || !panel.popUp.Visible() {
		t.Error("what is no date was taken")
	}
	from.SetText("1970.1.1")
	panel.accept()
	if got := citizenNames(g.Rows()); got != "单立人 白云 " || panel.popUp.Visible() {
		t.Errorf("rows %q", got)
	}
	number := newConditionPanel(g, g.set.column("terms"), Condition{}, g.SetCondition)
	number.open(g.list, 0)
	number.from.(*kit.Entry).SetText("两届")
	number.accept()
	if number.fault.Text != "要填数字" {
		t.Errorf("no number: %q", number.fault.Text)
	}
	number.from.(*kit.Entry).SetText("３")
	number.accept()
	if got := citizenNames(g.Rows()); got != "单立人 " {
		t.Errorf("rows %q", got)
	}
}

func TestFootRoundsHalfUp(t *testing.T) {
	columns := []Column[string]{{Title: "得分", Text: func(s string) string { return s }, Total: TotalBoth}}
	for _, tc := range []struct {
		rows []string
		want string
	}{
		{[]string{"84.99", "85"}, "得分 合计 169.99 平均 85"}, // 84.995, whose nearest float is below it
		{[]string{"1", "1.01"}, "得分 合计 2.01 平均 1.01"},
		{[]string{"0.1", "0.2", "—"}, "得分 合计 0.3 平均 0.15"},
		{[]string{"1,000.5", "\u22120.5"}, "得分 合计 1000 平均 500"},
		{[]string{"60", "80", "100"}, "得分 合计 240 平均 80"},
	} {
		if got := totals(columns, tc.rows); got != tc.want {
			t.Errorf("%q: %q, want %q", tc.rows, got, tc.want)
		}
	}
}

func TestFootSumsTheSelection(t *testing.T) {
	g, _ := citizenGrid(t, nil)
	g.typedShortcut(&fyne.ShortcutSelectAll{})
	if got, want := g.FootText(), "共 5 人 · 选中 5 人 · 届数 合计 16 平均 4"; got != want {
		t.Errorf("foot %q, want %q", got, want)
	}
	g.hide(2, true)
	if got, want := g.FootText(), "共 5 人 · 选中 5 人"; got != want {
		t.Errorf("with the column hidden: %q, want %q", got, want)
	}
}

func TestChipsMarkup(t *testing.T) {
	g, w := citizenGrid(t, nil)
	g.SetRows(citizens[:1])
	g.SetCondition(Condition{Column: "born", From: "1970-01-01", To: "1979-12-31"})
	test.AssertRendersToMarkup(t, "grid_chips.xml", w.Canvas())
	g.filters.quick[0].Tapped(&fyne.PointEvent{})
	test.AssertRendersToMarkup(t, "grid_panel.xml", w.Canvas())
}

func TestChipsWithinTheList(t *testing.T) {
	g, _ := newTestGrid(t, Config[person]{})
	if g.filters.box.Visible() {
		t.Error("an empty bar is shown")
	}
	top := g.list.Position().Y
	g.SetCondition(Condition{Column: "unit", Contains: "9"})
	if !g.filters.box.Visible() || g.list.Position().Y <= top || names(g.Rows()) != "单立人 白云" {
		t.Errorf("bar shown: %t, rows at %v, %s", g.filters.box.Visible(), g.list.Position().Y, names(g.Rows()))
	}
	g.ClearFilters()
	if g.filters.box.Visible() || g.list.Position().Y != top {
		t.Error("the bar stays")
	}
}

func TestTabLeavesADateField(t *testing.T) {
	d := form.NewDateField(form.Calendar{})
	if d.Whole() != fyne.Widget(d) {
		t.Errorf("the window is asked about %T, which it does not know", d.Whole())
	}
	if s := NewSearchEntry("", func(string) {}); s.Whole() != fyne.Widget(s) {
		t.Errorf("the window is asked about %T", s.Whole())
	}
}

func TestDatesSortByTimeWhateverTheirPrecision(t *testing.T) {
	g, _ := citizenGrid(t, kit.MemoryPrefs{})
	var rows []citizen
	for i, born := range []string{"1993-11-28", "1994-01", "1975-03", "1993-11", "2001-01-02", ""} {
		rows = append(rows, citizen{id: int64(i + 1), name: "张三", born: born})
	}
	g.SetRows(rows)
	g.Sort(Sorting{Key: "born"})
	var got []string
	for _, r := range g.Rows() {
		got = append(got, r.born)
	}
	want := []string{"", "1975-03", "1993-11", "1993-11-28", "1994-01", "2001-01-02"}
	if !slices.Equal(got, want) {
		t.Errorf("sorted %q, want %q", got, want)
	}
}

// A search among the values that finds none says so.
func TestValuesNotFoundAreSaid(t *testing.T) {
	list := newValueList("查找", []kit.Choice{{Value: "县教育局", Label: "县教育局"}}, map[string]bool{})
	for query, none := range map[string]bool{"": false, "xjyj": false, "zjj": true} {
		if list.entry.SetText(query); list.none.Visible() != none {
			t.Errorf("%q: says that nothing is found: %v", query, list.none.Visible())
		}
	}
}
