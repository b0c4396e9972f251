package form

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/editor"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// every is a form with one field of each kind.
func every(t *testing.T, c Config) (*Form, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	c.Calendar = fixedCalendar()
	if c.Fields == nil {
		c.Fields = []Field{
			{Key: "head", Label: "基本情况", Kind: FieldHeading},
			{Key: "name", Label: "姓名", Required: true},
			{Key: "born", Label: "出生日期", Kind: FieldDate},
			{Key: "sex", Label: "性别", Kind: FieldChoice, Options: []Option{{Value: "男"}, {Value: "女"}}},
			{Key: "unit", Label: "工作单位", Kind: FieldPicker, Options: manyUnits(12)},
			{Key: "posts", Label: "政协职务", Kind: FieldSeveral, Options: manyUnits(12)},
			{Key: "standing", Label: "常务委员", Kind: FieldBool},
			{Key: "seats", Label: "人数", Kind: FieldInt},
			{Key: "by", Label: "录入人", ReadOnly: true},
			{Key: "note", Label: "备注", Kind: FieldMultiLine, Lines: 2},
		}
	}
	f := New(c)
	w := test.NewTempWindow(t, f)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(420, 480))
	f.SetValues(map[string]string{
		"name": "张小明", "born": "1980-05-06", "sex": "女", "unit": "县第3中学", "posts": "县第1中学、县第2中学", "seats": "3", "by": "王芳", "note": "热心",
	})
	return f, w
}

func manyUnits(n int) []Option {
	options := make([]Option, n)
	for i := range options {
		options[i].Value = fmt.Sprintf("县第%d中学", i)
	}
	return options
}

func TestFormKeysActInEveryField(t *testing.T) {
	var told []string
	tell := func(word string) { told = append(told, word) }
	f, w := every(t, Config{
		OnSave:     func(map[string]string) { tell("save") },
		OnSaveNext: func(map[string]string) { tell("next") },
		OnLeave:    func() { tell("leave") },
		OnStep:     func(by int) { tell(fmt.Sprint("step ", by)) },
	})
	keys := []struct {
		name     string
		key      fyne.KeyName
		modifier fyne.KeyModifier
		want     string
	}{
		{"Ctrl+S", fyne.KeyS, fyne.KeyModifierControl, "save"},
		{"Ctrl+Enter", fyne.KeyReturn, fyne.KeyModifierControl, "next"},
		{"Ctrl+Enter of the number pad", fyne.KeyEnter, fyne.KeyModifierControl, "next"},
		{"Esc", fyne.KeyEscape, 0, "leave"},
		{"PgUp", fyne.KeyPageUp, 0, "step -1"},
		{"PgDn", fyne.KeyPageDown, 0, "step 1"},
	}
	for _, key := range []string{"name", "born", "sex", "unit", "posts", "standing", "seats", "by", "note"} {
		for _, k := range keys {
			t.Run(key+" "+k.name, func(t *testing.T) {
				told = nil
				w.Canvas().Focus(f.line(key).input.(fyne.Focusable))
				kittest.Press(w, k.key, k.modifier)
				want := k.want
				if key == "note" && strings.HasPrefix(want, "step") {
					want = "" // there they scroll
				}
				if got := strings.Join(told, " "); got != want {
					t.Errorf("told %q, want %q", got, want)
				}
			})
		}
	}
	t.Run("nothing focused", func(t *testing.T) {
		told = nil
		w.Canvas().Unfocus()
		f.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyReturn, Modifier: fyne.KeyModifierControl})
		f.Key(&fyne.KeyEvent{Name: fyne.KeyPageDown})
		if f.Shortcut(&desktop.CustomShortcut{KeyName: fyne.KeyK, Modifier: fyne.KeyModifierControl}) || f.Key(&fyne.KeyEvent{Name: fyne.KeyF1}) {
			t.Error("the form took a key that is not its own")
		}
		if got := strings.Join(told, " "); got != "next step 1" {
			t.Errorf("told %q", got)
		}
	})
}

func TestFormKeysStayInAnOpenList(t *testing.T) {
	told := 0
	f, w := every(t, Config{OnLeave: func() { told++ }, OnStep: func(int) { told++ }, OnSave: func(map[string]string) { told++ }})
	for _, key := range []string{"unit", "posts", "born"} {
		w.Canvas().Focus(f.line(key).input.(fyne.Focusable))
		kittest.Press(w, fyne.KeyDown, 0)
		kittest.Press(w, fyne.KeyPageDown, 0)
		kittest.Press(w, fyne.KeyEscape, 0)
		if told != 0 || w.Canvas().Focused() != f.Input(key) {
			t.Errorf("%s: the form was told %d times; focus at %T", key, told, w.Canvas().Focused())
		}
	}
}

// Ctrl+S over an open list or month saves what it shows: what was searched for or gone to, else what the field holds. What is typed and fits nothing is
// said at the field and not saved without.
func TestSavingOverAnOpenList(t *testing.T) {
	for _, c := range []struct {
		name, key string
		typed     string
		keys      []fyne.KeyName
		want      string // saved; "" for nothing
	}{
		{"untouched list", "unit", "", []fyne.KeyName{fyne.KeyDown}, "县第3中学"},
		{"gone to another row", "unit", "", []fyne.KeyName{fyne.KeyDown, fyne.KeyDown}, "县第4中学"},
		{"searched for", "unit", "7", nil, "县第7中学"},
		{"found nothing", "unit", "医院", nil, ""},
		{"one more of several", "posts", "7", nil, "县第1中学、县第2中学、县第7中学"},
		{"untouched month", "born", "", []fyne.KeyName{fyne.KeyDown}, "1980-05-06"},
		{"gone to another day", "born", "", []fyne.KeyName{fyne.KeyDown, fyne.KeyRight}, "1980-05-07"},
	} {
		for _, save := range []fyne.KeyName{fyne.KeyS, fyne.KeyReturn} {
			saved := ""
			keep := func(v map[string]string) { saved = v[c.key] }
			f, w := every(t, Config{OnSave: keep, OnSaveNext: keep})
			w.Canvas().Focus(f.line(c.key).input.(fyne.Focusable))
			kittest.PressAll(w, c.keys...)
			for _, r := range c.typed {
				w.Canvas().Focused().TypedRune(r)
			}
			kittest.Press(w, save, fyne.KeyModifierControl)
			if saved != c.want {
				t.Errorf("%s, Ctrl+%s: saved %q, want %q", c.name, save, saved, c.want)
			}
			if said := f.line(c.key).err.Text + f.line(c.key).note.text.Text; (said == "") != (c.want != "") {
				t.Errorf("%s, Ctrl+%s: the field says %q", c.name, save, said)
			}
			if w.Canvas().Focused() != f.Input(c.key) {
				t.Errorf("%s, Ctrl+%s: focus at %T", c.name, save, w.Canvas().Focused())
			}
		}
	}
}

// A form opened at a date it begins with has it selected: what is typed takes its place.
func TestFormBeginsWithItsDateSelected(t *testing.T) {
	f, w := every(t, Config{})
	f.Begin(w.Canvas(), "born")
	if born := f.line("born").input.(*DateField); w.Canvas().Focused() != born || born.SelectedText() != "1980-05-06" {
		t.Errorf("focus at %T", w.Canvas().Focused())
	}
	f.Begin(w.Canvas(), "")
	if name := f.line("name").input.(*kit.Entry); w.Canvas().Focused() != name || name.SelectedText() != "" {
		t.Errorf("focus at %T with a text selected", w.Canvas().Focused())
	}
}

func TestTabGoesThroughTheForm(t *testing.T) {
	f, w := every(t, Config{})
	f.SetNote("sex", "另一窗口已改为「男」", look.ToneDue, box.Answer{Text: "采用对方"}, box.Answer{Text: "保留我的"})
	want := "name born sex 采用对方 保留我的 unit posts standing seats note"
	walk := func(back bool) string {
		var order []string
		for range strings.Fields(want) {
			switch at := w.Canvas().Focused().(type) {
			case *link:
				order = append(order, at.text)
			default:
				for _, l := range f.lines {
					if l.input == at.(fyne.CanvasObject) {
						order = append(order, l.field.Key)
					}
				}
			}
			if back {
				look.MoveFocus(w.Canvas().Focused(), true)
			} else {
				kittest.Press(w, fyne.KeyTab, 0)
			}
		}
		return strings.Join(order, " ")
	}
	f.FocusField("")
	if got := walk(false); got != want {
		t.Errorf("Tab goes %s\nwant %s", got, want)
	}
	f.FocusField("")
	look.MoveFocus(w.Canvas().Focused(), true)
	if got := walk(true); got != "note seats standing posts unit 保留我的 采用对方 sex born name" {
		t.Errorf("Shift+Tab goes %s", got)
	}
}

func TestTabSelectsTheText(t *testing.T) {
	f, w := every(t, Config{})
	f.FocusField("name")
	name, born := f.line("name").input.(*kit.Entry), f.line("born").input.(*DateField)
	if name.SelectedText() != "" {
		t.Error("a field that is given the keyboard by the program selects its text")
	}
	kittest.Press(w, fyne.KeyTab, 0)
	if born.SelectedText() != "1980-05-06" {
		t.Errorf("reached by Tab, %q is selected", born.SelectedText())
	}
	w.Canvas().Focus(name)
	for range 7 {
		kittest.Press(w, fyne.KeyTab, 0)
	}
	if note := f.line("note").input.(*editor.Area); w.Canvas().Focused() != note || note.SelectedText() != "" {
		t.Error("several lines are selected by Tab, so that one key would lose them")
	}
	kittest.Press(w, fyne.KeyTab, 0)
	if f.Values()["note"] != "热心" {
		t.Error("Tab was written into the field of several lines")
	}
}

func TestFocusedFieldIsScrolledTo(t *testing.T) {
	f, w := every(t, Config{})
	w.Resize(fyne.NewSize(420, 200))
	w.Canvas().Focus(f.line("note").input.(fyne.Focusable))
	if l := f.line("note"); l.Position().Y+l.Size().Height > f.scroll.Offset.Y+200 {
		t.Errorf("the field ends at %v, the view at %v", l.Position().Y+l.Size().Height, f.scroll.Offset.Y+200)
	}
	w.Canvas().Focus(f.line("name").input.(fyne.Focusable))
	if l := f.line("name"); l.Position().Y < f.scroll.Offset.Y {
		t.Errorf("the field begins at %v, the view at %v", l.Position().Y, f.scroll.Offset.Y)
	}
}

// TestTextOfInputsIsLevel compares where the text of each input is painted, at its left and in height, with the first field's.
func TestTextOfInputsIsLevel(t *testing.T) {
	if got := look.NewTheme(look.ModeLight).Size(theme.SizeNameInnerPadding); got != look.FieldPad {
		t.Fatalf("Fyne's text field begins its text at %v, the kit's inputs at %v", got, look.FieldPad)
	}
	f, _ := every(t, Config{})
	for _, l := range f.lines {
		if l.field.Kind == FieldHeading || l.field.Kind == FieldSeveral || l.field.Kind == FieldBool {
			continue
		}
		text := firstText(l.input)
		driver := fyne.CurrentApp().Driver()
		at := driver.AbsolutePositionForObject(text).Subtract(driver.AbsolutePositionForObject(l.input))
		top := at.Y + (text.Size().Height-text.MinSize().Height)/2
		if at.X != look.FieldPad || l.field.Kind != FieldMultiLine && math.Round(float64(top)) != 5 {
			t.Errorf("%s: text at %v, %v", l.field.Key, at.X, top)
		}
		label := firstText(l.label)
		if middle := (label.Size().Height - label.MinSize().Height) / 2; math.Abs(float64(middle-top)) > 0.5 {
			t.Errorf("%s: label at %v, text at %v", l.field.Key, middle, top)
		}
	}
}

func firstText(o fyne.CanvasObject) *canvas.Text {
	switch o := o.(type) {
	case *canvas.Text:
		if o.Text != "" && o.Visible() {
			return o
		}
	case *fyne.Container:
		return firstTextOf(o.Objects)
	case fyne.Widget:
		if o.Visible() {
			return firstTextOf(test.WidgetRenderer(o).Objects())
		}
	}
	return nil
}

func firstTextOf(objects []fyne.CanvasObject) *canvas.Text {
	for _, o := range objects {
		if found := firstText(o); found != nil {
			return found
		}
	}
	return nil
}

func TestFormLinesMarkup(t *testing.T) {
	long := "这一栏的名字长得在一行里写不下"
	f, w := every(t, Config{Fields: []Field{
		{Key: "posts", Label: "政协职务", Kind: FieldSeveral, Options: manyUnits(3), Required: true, Ordered: true},
		{Key: "none", Label: "专委会", Kind: FieldSeveral},
		{Key: "unit", Label: long, Kind: FieldPicker, Options: manyUnits(3)},
		{Key: "shut", Label: "所在小组", Kind: FieldPicker, ReadOnly: true},
		{Key: "tags", Label: "曾任", Kind: FieldSeveral, ReadOnly: true},
		{Key: "born", Label: "出生日期", Kind: FieldDate},
	}})
	f.SetValues(map[string]string{"posts": "县第1中学、外地的学校", "unit": "县第2中学", "shut": "第 3 组", "tags": "委员、常委", "born": "1980-05-06"})
	f.SetError("born", "出生日期在一百二十年以前,请核对;确实如此的,请在备注里写明是从什么材料上抄来的")
	f.SetNote("unit", "另一窗口已改为「县第1中学」", look.ToneDue, box.Answer{Text: "采用对方"}, box.Answer{Text: "保留我的"})
	w.Canvas().Focus(f.Input("posts"))
	kittest.Press(w, fyne.KeyLeft, 0)
	test.AssertRendersToMarkup(t, "form_lines.xml", w.Canvas())
}
