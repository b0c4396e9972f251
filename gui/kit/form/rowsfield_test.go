package form

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// answering is a form with a table of units that answer between two fields.
func answering(t *testing.T, c Config, change func(*Field)) (*Form, fyne.Window) {
	t.Helper()
	part := Field{Key: "units", Label: "承办单位", Kind: FieldRows, Ordered: true, Columns: []Field{
		{Key: "unit", Label: "单位", Kind: FieldPicker, Required: true, Options: []Option{
			{Value: "edu", Label: "县教育局"}, {Value: "fin", Label: "县财政局"}, {Value: "health", Label: "县卫生健康局"},
		}},
		{Key: "role", Label: "主会办", Kind: FieldChoice, Options: []Option{{Value: "主办"}, {Value: "会办"}}},
		{Key: "replied_on", Label: "答复日期", Kind: FieldDate},
		{Key: "pages", Label: "页数", Kind: FieldInt},
		{Key: "note", Label: "备注"},
	}}
	if change != nil {
		change(&part)
	}
	c.Fields = []Field{{Key: "title", Label: "案由"}, part, {Key: "by", Label: "录入人"}}
	f, w := every(t, c)
	w.Resize(fyne.NewSize(700, 560))
	return f, w
}

// Space ticks the row chosen where a column is for that, as its button does; elsewhere it does nothing.
func TestRowsAreTicked(t *testing.T) {
	tick := func(f *Field) {
		f.Columns = append(f.Columns, Field{Key: "main", Label: "印", Kind: FieldBool})
		f.Ticks = "main"
	}
	for _, tc := range []struct {
		typed, want string
		change      func(*Field)
	}{
		{"Down Space", `[{"unit":"edu"},{"main":"是","unit":"fin"}]`, tick},
		{"Space Space", `[{"main":"否","unit":"edu"},{"unit":"fin"}]`, tick},
		{"Space ^Z", `[{"unit":"edu"},{"unit":"fin"}]`, tick},
		{"Space", `[{"unit":"edu"},{"unit":"fin"}]`, nil},
	} {
		f, w := answering(t, Config{}, tc.change)
		f.SetValues(map[string]string{"units": `[{"unit":"edu"},{"unit":"fin"}]`})
		f.FocusField("units")
		strokes(t, w, tc.typed)
		if got := f.Values()["units"]; got != tc.want {
			t.Errorf("%s: %s, want %s", tc.typed, got, tc.want)
		}
	}
}

const twoUnits = `[{"id":"12","replied_on":"2026-07-01","role":"主办","unit":"edu"},{"id":"13","role":"会办","unit":"fin"}]`

// strokes gives the focused object keys as people press them: a name of a key, a modifier with ^ or ~ (Alt), or text.
func strokes(t *testing.T, w fyne.Window, line string) {
	t.Helper()
	keys := map[string]fyne.KeyName{
		"Insert": fyne.KeyInsert, "Enter": fyne.KeyReturn, "F2": fyne.KeyF2, "Esc": fyne.KeyEscape, "Delete": fyne.KeyDelete,
		"Space": fyne.KeySpace, "Up": fyne.KeyUp, "Down": fyne.KeyDown, "Tab": fyne.KeyTab, "Home": fyne.KeyHome, "End": fyne.KeyEnd,
	}
	for _, word := range strings.Fields(line) {
		focused := w.Canvas().Focused()
		if focused == nil {
			t.Fatalf("%s: nothing has the keyboard", word)
		}
		switch name := strings.TrimLeft(word, "^~"); {
		case word == "^Z":
			focused.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutUndo{})
		case word == "^Y":
			focused.(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutRedo{})
		case word == "^S":
			kittest.Press(w, fyne.KeyS, fyne.KeyModifierControl)
		case word == "^Enter":
			kittest.Press(w, fyne.KeyReturn, fyne.KeyModifierControl)
		case word[0] == '~':
			kittest.Press(w, keys[name], fyne.KeyModifierAlt)
		case keys[word] != "":
			kittest.Press(w, keys[word], 0)
		default:
			for _, r := range word {
				focused = w.Canvas().Focused() // a picker opens its list at the first character
				focused.TypedRune(r)
			}
		}
	}
}

func TestRowsByKeyboard(t *testing.T) {
	const edu, fin = `{"id":"12","replied_on":"2026-07-01","role":"主办","unit":"edu"}`, `{"id":"13","role":"会办","unit":"fin"}`
	for _, tc := range []struct{ name, start, typed, want string }{
		{"InsertInEmpty", "", "Insert cz Enter Tab Tab 2026.7.8 Enter", `[{"replied_on":"2026-07-08","unit":"fin"}]`},
		{"InsertBehindTheOthers", twoUnits, "Insert wsj Enter Tab Down Enter Tab Tab 12 Enter", `[` + edu + `,` + fin + `,{"pages":"12","role":"主办","unit":"health"}]`},
		{"CtrlSInTheBox", "", "Insert cz Enter ^S", `[{"unit":"fin"}]`},
		{"CtrlEnterGoesOnToTheNext", "", "Insert cz Enter ^Enter jyj Enter ^S", `[{"unit":"fin"},{"unit":"edu"}]`},
		{"EscKeeps", twoUnits, "Insert Esc", twoUnits},
		{"EditByEnter", twoUnits, "Down Enter Tab Tab 20260801 Enter", `[` + edu + `,{"id":"13","replied_on":"2026-08-01","role":"会办","unit":"fin"}]`},
		{"EditByF2", twoUnits, "F2 Tab Tab Tab Tab 已办结 Enter", `[{"id":"12","note":"已办结","replied_on":"2026-07-01","role":"主办","unit":"edu"},` + fin + `]`},
		{"Delete", twoUnits, "Delete", `[` + fin + `]`},
		{"DeleteTheLast", twoUnits, "End Delete", `[` + edu + `]`},
		{"DeleteAll", twoUnits, "Delete Delete Delete", ""},
		{"Undo", twoUnits, "Down Delete Delete ^Z ^Z ^Z", twoUnits},
		{"UndoBringsBackOne", twoUnits, "Delete Delete ^Z", `[` + fin + `]`},
		{"Redo", twoUnits, "Delete ^Z ^Y", `[` + fin + `]`},
		{"MoveDown", twoUnits, "~Down", `[` + fin + `,` + edu + `]`},
		{"MovedRowStaysChosen", twoUnits, "~Down ~Down Delete", `[` + fin + `]`},
		{"MoveUp", twoUnits, "Down ~Up", `[` + fin + `,` + edu + `]`},
		{"NotAboveTheFirst", twoUnits, "~Up", twoUnits},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, w := answering(t, Config{}, nil)
			f.SetValues(map[string]string{"units": tc.start})
			f.FocusField("units")
			strokes(t, w, tc.typed)
			if got := f.Values()["units"]; got != tc.want {
				t.Errorf("value %s\nwant  %s", got, tc.want)
			}
			if f.Dirty() != (tc.want != tc.start) {
				t.Errorf("changed is %v", f.Dirty())
			}
			if w.Canvas().Overlays().Top() != nil || w.Canvas().Focused() != f.Input("units") {
				t.Errorf("the keyboard is at %T", w.Canvas().Focused())
			}
		})
	}
}

func TestRowsAreOneStopOfTab(t *testing.T) {
	f, w := answering(t, Config{}, nil)
	for _, start := range []string{"", twoUnits} {
		f.SetValues(map[string]string{"units": start})
		f.FocusField("title")
		kittest.Press(w, fyne.KeyTab, 0)
		if w.Canvas().Focused() != f.Input("units") {
			t.Errorf("Tab goes to %T, not to the table", w.Canvas().Focused())
		}
		kittest.Press(w, fyne.KeyTab, 0)
		if w.Canvas().Focused() != f.Input("by") {
			t.Errorf("Tab goes from the table to %T", w.Canvas().Focused())
		}
	}
}

// A row is checked as it is typed: the field that is wrong says so, and the box stays open.
func TestRowBoxRefuses(t *testing.T) {
	for _, tc := range []struct{ name, typed, field, want string }{
		{"Required", "Insert Tab Tab Tab Tab 备忘 Enter", "unit", "请填写单位"},
		{"NoDate", "Insert cz Enter Tab Tab 明年 Enter", "replied_on", kit.ErrDate.Error()},
		{"NoNumber", "Insert cz Enter Tab Tab Tab 两 Enter", "pages", "页数要填整数"},
		{"Rule", "Insert cz Enter Tab Tab Tab Tab 不行 Enter", "note", "备注不能这样写"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, w := answering(t, Config{}, func(part *Field) {
				part.Columns[4].Validate = func(string) error {
					if tc.name == "Rule" {
						return errors.New("备注不能这样写")
					}
					return nil
				}
			})
			f.FocusField("units")
			strokes(t, w, tc.typed)
			box := boxForm(t, w)
			if got := box.line(tc.field).err.Text; got != tc.want {
				t.Errorf("the field says %q, want %q", got, tc.want)
			}
			if f.Dirty() {
				t.Error("a row that was refused is in the table")
			}
		})
	}
}

func TestRowBoxRefusesAnEmptyRow(t *testing.T) {
	f, w := answering(t, Config{}, func(part *Field) {
		part.Columns[0].Required = false
		part.Columns = append(part.Columns, Field{Key: "done", Label: "已办", Kind: FieldBool})
	})
	f.FocusField("units")
	strokes(t, w, "Insert ^S")
	if got := boxForm(t, w).line("unit").err.Text; !strings.Contains(got, "这一行还是空的") || f.Dirty() {
		t.Errorf("an empty row: %q, changed %v", got, f.Dirty())
	}
}

// boxForm is the form of the row being typed.
func boxForm(t *testing.T, w fyne.Window) *Form {
	t.Helper()
	var find func(o fyne.CanvasObject) *Form
	find = func(o fyne.CanvasObject) *Form {
		if f, ok := o.(*Form); ok {
			return f
		}
		for _, child := range kit.HeldBy(o) {
			if f := find(child); f != nil {
				return f
			}
		}
		return nil
	}
	if edge := box.FrontBox(w.Canvas()); edge != nil {
		if f := find(box.PopUpContent(w.Canvas().Overlays().Top())); f != nil {
			return f
		}
	}
	t.Fatal("no box with a form is open")
	return nil
}

// Esc with something typed asks, and a click beside the box does nothing.
func TestRowBoxLosesNothing(t *testing.T) {
	f, w := answering(t, Config{}, nil)
	f.SetValues(map[string]string{"units": twoUnits})
	f.FocusField("units")
	strokes(t, w, "F2 Tab Tab Tab Tab 已办结")
	box := boxForm(t, w)
	test.TapCanvas(w.Canvas(), fyne.NewPos(3, 3))
	if boxForm(t, w) != box {
		t.Fatal("a click beside the box closed it")
	}
	w.Canvas().Focus(box.Input("note"))
	strokes(t, w, "Esc")
	if w.Canvas().Focused().(*kit.Button).Text != "确定" {
		t.Fatalf("Esc asks nothing; the keyboard is at %T", w.Canvas().Focused())
	}
	strokes(t, w, "Enter")
	if got := f.Values()["units"]; !strings.Contains(got, "已办结") {
		t.Errorf("value %s", got)
	}
}

func TestRowsByMouse(t *testing.T) {
	f, w := answering(t, Config{}, nil)
	f.SetValues(map[string]string{"units": twoUnits})
	s := f.line("units").input.(*rowsField)
	usable := func() string {
		var out []string
		for _, b := range s.buttons.shown(s) {
			if !b.Off() {
				out = append(out, b.Text)
			}
		}
		return strings.Join(out, " ")
	}
	if got := usable(); got != "添加" {
		t.Errorf("with no row chosen %s can be pressed", got)
	}
	test.Tap(s.table.Rows[1])
	if got := usable(); s.at != 1 || got != "添加 修改 删除 上移" || w.Canvas().Focused() != s {
		t.Errorf("row %d chosen, %s can be pressed", s.at, got)
	}
	test.Tap(s.buttons.up)
	test.Tap(s.buttons.remove)
	if got := f.Values()["units"]; got != `[{"id":"12","replied_on":"2026-07-01","role":"主办","unit":"edu"}]` {
		t.Errorf("value %s", got)
	}
	if !strings.Contains(s.caption.Text, "已删除「县财政局」") {
		t.Errorf("says %q", s.caption.Text)
	}
	test.Tap(s.table.Rows[0])
	test.Tap(s.table.Rows[0])
	if boxForm(t, w).Values()["unit"] != "edu" {
		t.Error("a double click opens another row")
	}
}

// What a row holds beside its columns, and what is not touched, is kept as it is.
func TestRowsKeepWhatIsNotShown(t *testing.T) {
	f, w := answering(t, Config{}, func(part *Field) {
		part.Columns = append(part.Columns, Field{Key: "done", Label: "已办", Kind: FieldBool})
	})
	f.SetValues(map[string]string{"units": `[{"id":"7","round":"2","unit":"edu"}]`})
	f.FocusField("units")
	strokes(t, w, "Enter Tab Tab 2026-07-01 Enter")
	if got, want := f.Values()["units"], `[{"id":"7","replied_on":"2026-07-01","round":"2","unit":"edu"}]`; got != want {
		t.Errorf("value %s, want %s", got, want)
	}
}

// A draft brings the rows back as they were typed; one that is no table is neither taken for an empty one nor saved.
func TestRowsInDrafts(t *testing.T) {
	f, w := answering(t, Config{}, nil)
	f.SetValues(map[string]string{"units": twoUnits})
	f.FocusField("units")
	strokes(t, w, "Insert wsj Enter ^S")
	draft := f.Draft()
	f.SetValues(map[string]string{"units": twoUnits})
	f.SetDraft(draft)
	if !f.Dirty() || f.Values()["units"] != draft["units"] || !strings.Contains(draft["units"], "health") {
		t.Errorf("the draft %v came back as %s", draft, f.Values()["units"])
	}
	f.SetDraft(map[string]string{"units": `[{"unit":`})
	if f.Check() || f.Values()["units"] != `[{"unit":` || f.line("units").err.Text == "" {
		t.Errorf("a broken table is taken: %q", f.Values()["units"])
	}
	f.FocusField("units")
	strokes(t, w, "Insert Delete Enter")
	if f.Values()["units"] != `[{"unit":` {
		t.Error("a broken table was written over")
	}
	f.Set("units", twoUnits)
	if !f.Check() || f.Dirty() {
		t.Error("the stored table does not come back")
	}
}

// After a save a row that was taken away does not come back under the number it had.
func TestRowsForgetUndoWhenSaved(t *testing.T) {
	saved := 0
	f, w := answering(t, Config{OnSave: func(map[string]string) { saved++ }}, nil)
	f.SetValues(map[string]string{"units": twoUnits})
	f.FocusField("units")
	strokes(t, w, "Delete ^S")
	f.MarkSavedAs(f.Changed())
	strokes(t, w, "^Z")
	if got := f.Values()["units"]; saved != 1 || f.Dirty() || strings.Contains(got, "edu") {
		t.Errorf("saved %d times; Ctrl+Z brings back %s", saved, got)
	}
}

func TestRowsThatCanOnlyBeRead(t *testing.T) {
	f, w := answering(t, Config{}, func(part *Field) { part.ReadOnly = true })
	f.SetValues(map[string]string{"units": twoUnits})
	s := f.line("units").input.(*rowsField)
	if len(s.buttons.shown(s)) != 0 {
		t.Error("it has buttons")
	}
	f.FocusField("title")
	strokes(t, w, "Tab Insert Delete ~Down Enter")
	box := boxForm(t, w)
	if f.Values()["units"] != twoUnits || !box.line("note").field.ReadOnly {
		t.Errorf("value %s", f.Values()["units"])
	}
	strokes(t, w, "Esc")
	if w.Canvas().Overlays().Top() != nil {
		t.Error("Esc leaves the box open")
	}
	f.SetValues(nil)
	f.FocusField("title")
	strokes(t, w, "Tab")
	if w.Canvas().Focused() != f.Input("by") {
		t.Error("Tab stops at an empty table that can only be read")
	}
}

func TestRowsColumns(t *testing.T) {
	long := strings.Repeat("很长的备注", 30)
	for _, tc := range []struct {
		name  string
		rows  string
		width float32
		want  string // columns shown; … behind those cut
	}{
		{"EmptyOnesLeftOut", `[{"replied_on":"2026-07-01","unit":"edu"}]`, 700, "单位 答复日期"},
		{"AllWhole", `[{"note":"已办","pages":"3","replied_on":"2026-07-01","role":"主办","unit":"edu"}]`, 700, "单位 主会办 答复日期 页数 备注"},
		{"LongGivesWay", `[{"note":"` + long + `","pages":"3","replied_on":"2026-07-01","role":"主办","unit":"edu"}]`, 500, "单位 主会办 答复日期 页数 备注…"},
		{"NoRoom", `[{"note":"` + long + `","pages":"3","replied_on":"2026-07-01","role":"主办","unit":"edu"}]`, 260, "单位 主会办 答复日期 页数"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, w := answering(t, Config{}, nil)
			w.Resize(fyne.NewSize(tc.width+formMarginX, 500))
			f.SetValues(map[string]string{"units": tc.rows})
			s := f.line("units").input.(*rowsField)
			var shown []string
			var sum float32
			for i, c := range s.arrangeColumns() {
				title := c.field.Label
				if c.width < c.whole {
					title += "…"
				}
				shown = append(shown, title)
				if w := s.table.Columns[i].Width; w != c.width {
					t.Errorf("%s is %v wide, drawn %v", title, c.width, w)
				}
				sum += c.width
			}
			if got := strings.Join(shown, " "); got != tc.want || sum > tc.width+0.5 || s.table.Size().Width != tc.width {
				t.Errorf("shown %s, %v of %v (want %s)", got, sum, s.table.Size().Width, tc.want)
			}
			if hides := tc.name == "NoRoom"; hides != strings.Contains(s.caption.Text, "另有 1 栏") {
				t.Errorf("says %q", s.caption.Text)
			}
		})
	}
}

func TestRowsMarkup(t *testing.T) {
	f, w := answering(t, Config{}, nil)
	w.Resize(fyne.NewSize(420, 300))
	f.SetValues(map[string]string{"title": "关于改善学校周边交通的提案", "units": twoUnits})
	f.FocusField("units")
	strokes(t, w, "Down ~Up")
	f.SetError("units", "承办单位要有一个主办，请核对")
	test.AssertRendersToMarkup(t, "rows.xml", w.Canvas())
}

// However narrow the form, its buttons are in sight.
func TestRowButtonsAreInSight(t *testing.T) {
	f, w := answering(t, Config{}, nil)
	s := f.line("units").input.(*rowsField)
	for _, width := range []float32{460, 300, 266} {
		w.Resize(fyne.NewSize(width, 400))
		for _, b := range s.buttons.shown(s) {
			at := fyne.CurrentApp().Driver().AbsolutePositionForObject(b)
			if end := at.X + b.Size().Width; end > width || at.X < 0 || b.Size().Width < look.TextWidth(b.Text, look.TextSize) {
				t.Errorf("in %v, %s lies from %v to %v", width, b.Text, at.X, end)
			}
			label := f.line("units").label
			if to := fyne.CurrentApp().Driver().AbsolutePositionForObject(label).AddXY(label.Size().Width, label.Size().Height); at.X < to.X && at.Y < to.Y {
				t.Errorf("in %v, %s at %v lies on the label, which goes to %v", width, b.Text, at, to)
			}
		}
	}
}

// A row behind others begins with what those have as a rule: the second proposer joins the first.
func TestRowBehindOthersBeginsOtherwise(t *testing.T) {
	f, w := answering(t, Config{}, func(f *Field) { f.Columns[1].Default, f.Columns[1].Next = "主办", "会办" })
	f.FocusField("units")
	for _, want := range []string{"主办", "会办", "会办"} {
		strokes(t, w, "Insert")
		box := boxForm(t, w)
		if got := box.Values()["role"]; got != want {
			t.Errorf("a new row begins with %q, want %q", got, want)
		}
		box.Set("unit", "fin")
		box.Save()
	}
}
