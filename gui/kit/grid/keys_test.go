package grid

import (
	"reflect"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit/look"
)

func TestTypingJumps(t *testing.T) {
	cases := []struct {
		name, start, typed string
		sort               string
		want               string
	}{
		{"characters", "", "欧阳", "", "欧阳建国"},
		{"full pinyin, the surname's reading", "", "shan", "", "单立人"},
		{"initials", "", "zgq", "", "曾国强"},
		{"the first letter, from the row after the present one", "张小明", "z", "", "曾国强"},
		{"the same letter goes on", "张小明", "zz", "", "张小明"},
		{"round the end", "曾国强", "z", "", "张小明"},
		{"in the column sorted by", "", "第9", "unit", "单立人"},
		{"nothing begins so", "白云", "qq", "", "白云"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			g, _ := newTestGrid(t, Config[person]{})
			g.set.columns[0].Fold = func(p person) string { return fold.Name(p.name) }
			if c.sort != "" {
				g.Sort(Sorting{Key: c.sort})
			}
			for _, p := range people {
				if p.name == c.start {
					g.Select(p.id)
				}
			}
			g.Focus()
			test.Type(g.list, c.typed)
			if got := names(g.Selected()); got != c.want {
				t.Errorf("at %q, want %q", got, c.want)
			}
		})
	}
}

func TestTypingBeginsAnewAfterAPause(t *testing.T) {
	var j jumpBuffer
	start := time.Now()
	j.add('z', start)
	if fresh := j.add('g', start.Add(900*time.Millisecond)); fresh || j.text != "zg" {
		t.Errorf("within the pause: %q", j.text)
	}
	if fresh := j.add('b', start.Add(2*time.Second)); !fresh || j.text != "b" {
		t.Errorf("after the pause: %q", j.text)
	}
}

func TestGridKeysWithControl(t *testing.T) {
	const control, shift = fyne.KeyModifierControl, fyne.KeyModifierShift
	press := func(g *Grid[person], key fyne.KeyName, m fyne.KeyModifier) {
		g.list.TypedShortcut(&desktop.CustomShortcut{KeyName: key, Modifier: m})
	}
	g, _ := newTestGrid(t, Config[person]{})
	g.Focus()
	press(g, fyne.KeyEnd, control)
	if got := names(g.Selected()); got != "白云" {
		t.Errorf("Ctrl+End: %s", got)
	}
	press(g, fyne.KeyHome, control|shift)
	if got := len(g.Selected()); got != 5 {
		t.Errorf("Ctrl+Shift+Home: %d rows", got)
	}
	press(g, fyne.KeySpace, control)
	if got := names(g.Selected()); got != "单立人 曾国强 欧阳建国 白云" {
		t.Errorf("Ctrl+Space: %s", got)
	}
	press(g, fyne.KeyC, control|shift)
	if got, want := fyne.CurrentApp().Clipboard().Content(), g.TSV(true); got != want {
		t.Errorf("Ctrl+Shift+C copied %q", got)
	}
}

func TestGridPages(t *testing.T) {
	g, _ := newTestGrid(t, Config[person]{})
	g.SetRows(manyPeople(100))
	g.Focus()
	key := func(n fyne.KeyName) { g.list.TypedKey(&fyne.KeyEvent{Name: n}) }
	key(fyne.KeyHome)
	key(fyne.KeyPageDown)
	if got, want := g.Selected()[0].id, int64(g.page()); got != want {
		t.Errorf("PgDn: row %d, want %d", got, want)
	}
	key(fyne.KeyEnd)
	key(fyne.KeyPageUp)
	if got, want := g.Selected()[0].id, int64(99-g.page()); got != want {
		t.Errorf("PgUp: row %d, want %d", got, want)
	}
	if top, bottom := g.list.GetScrollOffset(), g.list.GetScrollOffset()+g.list.Size().Height; float32(99-g.page())*look.RowHeight < top || float32(100-g.page())*look.RowHeight > bottom {
		t.Errorf("the row is not on the screen, which shows %v to %v", top, bottom)
	}
}

func TestFocusIsSeen(t *testing.T) {
	g, w := newTestGrid(t, Config[person]{})
	g.Focus()
	g.Select(2)
	if g.frame.StrokeColor != look.Paint(look.ColorAccentLine) {
		t.Error("the list with the keyboard has the edge of one without")
	}
	test.AssertRendersToMarkup(t, "grid_focus.xml", w.Canvas())
	w.Canvas().Unfocus()
	if g.frame.StrokeColor != look.Paint(look.ColorLine) {
		t.Error("the edge stays when the keyboard has gone")
	}
}

func TestReadTSV(t *testing.T) {
	cases := []struct {
		name, text string
		want       [][]string
	}{
		{"nothing", "", nil},
		{"one cell", "张三", [][]string{{"张三"}}},
		{"as Excel ends lines", "a\tb\r\nc\td\r\n", [][]string{{"a", "b"}, {"c", "d"}}},
		{"as Linux ends lines", "a\tb\nc\td", [][]string{{"a", "b"}, {"c", "d"}}},
		{"empty cells stay", "a\t\tb\r\n\t\tc\r\n", [][]string{{"a", "", "b"}, {"", "", "c"}}},
		{"an empty cell ends the line", "a\t\r\nb\t\r\n", [][]string{{"a", ""}, {"b", ""}}},
		{"an empty cell ends the text", "a\t", [][]string{{"a", ""}}},
		{"empty lines go", "a\r\n\r\n \t \r\nb\r\n", [][]string{{"a"}, {"b"}}},
		{"tab and line break in quotes", "\"甲\t乙\r\n丙\"\t丁\r\n", [][]string{{"甲\t乙\n丙", "丁"}}},
		{"quotes in quotes", "\"说\"\"好\"\"\"\tx", [][]string{{"说\"好\"", "x"}}},
		{"a quote within a cell", "5\" 管\tx", [][]string{{"5\" 管", "x"}}},
		{"begins with a quote but is not quoted", "\"甲\"乙\tx", [][]string{{"\"甲\"乙", "x"}}},
		{"the guard of a formula goes", "'=1+1\t-3\t''x\t'甲\t\"'\t=1\"", [][]string{{"=1+1", "-3", "''x", "'甲", "\t=1"}}},
		{"a quote that never ends", "\"甲\tx\r\ny", [][]string{{"\"甲", "x"}, {"y"}}},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := ReadTSV(c.text); !reflect.DeepEqual(got, c.want) {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

func FuzzReadTSV(f *testing.F) {
	f.Add("a\t\"b\"\"\r\n\"\tc\r\n")
	f.Fuzz(func(_ *testing.T, text string) { ReadTSV(text) })
}

func TestCopiedCellsPasteAsTheyWere(t *testing.T) {
	var pasted [][]string
	g, _ := newTestGrid(t, Config[person]{OnPaste: func(cells [][]string) { pasted = cells }})
	g.SetRows([]person{{1, "张小明", "教育局\n\"本部\"\t甲", 5}, {2, "白云", "", -3}})
	g.typedShortcut(&fyne.ShortcutSelectAll{})
	clipboard := fyne.CurrentApp().Clipboard()
	g.list.TypedShortcut(&fyne.ShortcutCopy{Clipboard: clipboard})
	g.list.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
	want := [][]string{{"张小明", "教育局\n\"本部\"\t甲", "5"}, {"白云", "", "-3"}}
	if !reflect.DeepEqual(pasted, want) {
		t.Errorf("pasted %q, want %q", pasted, want)
	}
}
