package form

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/fold"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// TestSearchWaitsForTheInputMethod: a phrase arrives one character at a time and is searched for once more, not once each.
func TestSearchWaitsForTheInputMethod(t *testing.T) {
	test.NewTempApp(t)
	searches := 0
	o := &offer{}
	o.set(manyUnits(20))
	keys := o.keys
	o.keys = func() []string { searches++; return keys() }
	l := newPickList(o, pickAsk{chosen: func(string) bool { return false }})
	taken := ""
	l.ask.take = func(row pickRow, _ string) { taken = row.option.Value }
	l.query("")
	l.resting = true // a search has just been made
	for _, r := range "县第12中" {
		l.entry.TypedRune(r)
	}
	if searches != 0 {
		t.Errorf("searched %d times while the characters came", searches)
	}
	l.entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if searches != 1 || taken != "县第12中学" {
		t.Errorf("searched %d times, Enter took %q", searches, taken)
	}
}

func TestOfferSearchOrder(t *testing.T) {
	options := []Option{{Value: "1", Label: "东河县教育局"}, {Value: "2", Label: "教育局办公室"}, {Value: "3", Label: "教育局"}, {Value: "4", Label: "县财政局"}}
	cases := []struct{ name, query, recent, want string }{
		{"characters: whole, beginning, inside", "教育局", "", "321"},
		{"pinyin", "jiaoyuju", "", "321"},
		{"initials", "jyj", "", "321"},
		{"lately chosen first among alike", "教育", "3", "321"},
		{"a whole name before what was chosen lately", "教育局", "1 2", "321"},
		{"several words", "东河 教育", "", "1"},
		{"spaces in pinyin", "jiao yu ju", "", "321"},
		{"nothing", "气象", "", ""},
		{"only spaces", "  ", "", "1234"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			o := offer{recent: strings.Fields(c.recent)}
			o.set(options)
			got := ""
			for _, i := range o.search(c.query) {
				got += options[i].Value
			}
			if got != c.want {
				t.Errorf("found %s, want %s", got, c.want)
			}
		})
	}
}

func TestPickListByKeyboard(t *testing.T) {
	cases := []struct {
		name, keys string
		options    int
		want       string
	}{
		{"the second", "↓ Enter", 12, "县第1中学"},
		{"the heading of the recent is stepped over", "↓ ↓ Enter", 12, "县第0中学"},
		{"not above the first", "↑ ↑ Enter", 12, "县第5中学"},
		{"a page down", "PgDn PgDn Enter", 12, "县第11中学"},
		{"few options have no recent", "Enter", 5, "县第0中学"},
		{"no options", "↓ Enter", 0, ""},
	}
	keys := map[string]fyne.KeyName{"↑": fyne.KeyUp, "PgDn": fyne.KeyPageDown}
	for name, key := range keysOf {
		keys[name] = key
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t)
			p := NewPicker(manyUnits(c.options))
			if c.options == 12 && c.keys != "↓ Enter" {
				p.SetRecent([]string{"县第5中学", "县第7中学"})
			}
			w := test.NewTempWindow(t, p)
			w.Resize(fyne.NewSize(400, 400))
			w.Canvas().Focus(p)
			p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			for _, key := range strings.Fields(c.keys) {
				w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: keys[key]})
			}
			if p.Value() != c.want {
				t.Errorf("chose %q, want %q", p.Value(), c.want)
			}
		})
	}
}

// A list is as high as its rows on either side of its field, and where it opens above, the field stays in sight.
func TestPickListFitsAtItsField(t *testing.T) {
	for _, c := range []struct {
		name   string
		y      float32 // of the field
		window float32
		above  bool
	}{
		{"Below", 20, 700, false},
		{"AtTheFoot", 650, 700, true},
		{"MoreRoomAbove", 220, 320, true},
		{"MoreRoomBelow", 60, 280, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			test.NewTempApp(t).Settings().SetTheme(look.NewTheme(look.ModeLight))
			p := NewPicker(manyUnits(40))
			w := test.NewTempWindow(t, container.NewWithoutLayout(p))
			w.SetPadded(false)
			w.Resize(fyne.NewSize(400, c.window))
			p.Resize(fyne.NewSize(300, look.FieldHeight))
			p.Move(fyne.NewPos(20, c.y))
			w.Canvas().Focus(p)
			p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			l := p.popUp.Content.(*pickList)
			check := func(query string) {
				t.Helper()
				top, bottom := l.Position().Y, l.Position().Y+l.Size().Height
				if top < 0 || bottom > c.window || c.above && bottom > c.y || !c.above && top < c.y-4 { // the search box takes the place of the field
					t.Errorf("%q: from %v to %v beside a field at %v", query, top, bottom, c.y)
				}
				if gap := c.y - bottom; c.above && gap > 12 {
					t.Errorf("%q: ends %v above its field", query, gap)
				}
				if want := l.height(len(l.rows)); l.Size().Height != want && c.window > 500 {
					t.Errorf("%q: %v high, want %v", query, l.Size().Height, want)
				}
			}
			check("")
			for _, query := range []string{"县第12", "没有这个", "县"} {
				l.query(query)
				check(query)
			}
		})
	}
}

func TestPickerTabTakesWhatWasSearchedFor(t *testing.T) {
	f, w := every(t, Config{})
	w.Canvas().Focus(f.Input("unit"))
	w.Canvas().Focused().TypedRune('1')
	w.Canvas().Focused().TypedRune('1')
	kittest.Press(w, fyne.KeyTab, 0)
	if f.Values()["unit"] != "县第11中学" || w.Canvas().Focused() != f.Input("posts") {
		t.Errorf("Tab took %q and went to %T", f.Values()["unit"], w.Canvas().Focused())
	}
}

// BenchmarkPickerOpen compares opening a picker with opening a bare list of as many rows in the same place; growth with the number of options
// is what it is for.
func BenchmarkPickerOpen(b *testing.B) {
	app := test.NewTempApp(b)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	for _, n := range []int{1_000, 10_000} {
		p := NewPicker(manyUnits(n))
		p.offer.keys()
		w := test.NewTempWindow(b, p)
		w.Resize(fyne.NewSize(400, 400))
		b.Run(fmt.Sprintf("picker/%d", n), func(b *testing.B) {
			for b.Loop() {
				p.open("")
				p.close()
			}
		})
		b.Run(fmt.Sprintf("bare list/%d", n), func(b *testing.B) {
			for b.Loop() {
				list := widget.NewList(func() int { return n }, func() fyne.CanvasObject { return widget.NewLabel("") },
					func(i int, o fyne.CanvasObject) { o.(*widget.Label).SetText(p.offer.options[i].Value) })
				pop := widget.NewPopUp(list, w.Canvas())
				pop.Resize(fyne.NewSize(300, 300))
				pop.Show()
				pop.Hide()
			}
		})
	}
}

// BenchmarkPickerKey measures what one character typed in an open list costs: search, rows and list.
func BenchmarkPickerKey(b *testing.B) {
	app := test.NewTempApp(b)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	for _, n := range []int{1_000, 10_000} {
		p := NewPicker(manyUnits(n))
		w := test.NewTempWindow(b, p)
		w.Resize(fyne.NewSize(400, 400))
		p.open("")
		l := p.popUp.Content.(*pickList)
		for _, query := range []string{"x", "xd", "中学", "xd9", "没有"} {
			b.Run(fmt.Sprintf("%d/%s", n, query), func(b *testing.B) {
				for b.Loop() {
					l.find(query)
				}
			})
		}
		b.Run(fmt.Sprintf("%d/bare list refresh", n), func(b *testing.B) {
			for b.Loop() {
				l.list.Refresh()
			}
		})
		p.close()
	}
	b.Run("keys of 10000 names", func(b *testing.B) {
		for b.Loop() {
			o := offer{}
			o.set(manyUnits(10_000))
			o.keys()
		}
	})
}

// TestPickListOutlivesItsOptions moves the mouse over a list whose field was given other options when one was taken, as 报表's years are.
func TestPickListOutlivesItsOptions(t *testing.T) {
	test.NewTempApp(t)
	o := &offer{}
	o.set([]Option{{Value: "2025"}, {Value: "2026"}, {Value: "2027"}})
	l := newPickList(o, pickAsk{chosen: func(string) bool { return false }, take: func(pickRow, string) { o.set([]Option{{Value: "2027"}}) }, leave: func() {}})
	test.NewTempWindow(t, l)
	l.find("")
	line := newPickLine(l)
	line.Resize(fyne.NewSize(200, look.RowHeight))
	line.show(2)
	test.Tap(line)
	line.MouseIn(nil)
	line.MouseOut()
	if line.text.Text != "2027" {
		t.Errorf("shows %q", line.text.Text)
	}
}

// What an option is called now comes before what others were called.
func TestNamesOfNowComeFirst(t *testing.T) {
	o := offer{}
	o.set([]Option{
		{Value: "县应急管理局", Key: fold.Key("县应急管理局", "县市场监管大队")},
		{Value: "县市场监督管理局", Key: fold.Key("县市场监督管理局", "县工商局")},
	})
	for query, want := range map[string][]int{"xsc": {1, 0}, "市场": {1, 0}, "县工商局": {1}, "县市场监管大队": {0}, "应急": {0}} {
		if got := o.search(query); !slices.Equal(got, want) {
			t.Errorf("%s finds %v, want %v", query, got, want)
		}
	}
}
