package form

import (
	"errors"
	"strconv"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

func fixedCalendar() Calendar {
	return Calendar{Today: func() time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC) }}
}

func TestParseDate(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"ISO", "2026-11-23", "2026-11-23"},
		{"slashes", "2026/1/3", "2026-01-03"},
		{"dots", "2026.11.23", "2026-11-23"},
		{"eight digits", "20261123", "2026-11-23"},
		{"Chinese", "2026年11月23日", "2026-11-23"},
		{"without the year", "11-23", "2026-11-23"},
		{"Chinese without the year", "3月5日", "2026-03-05"},
		{"full-width", "\uff12\uff10\uff12\uff16\uff0d11\uff0d23", "2026-11-23"},
		{"spaces around", " 2026-11-23 ", "2026-11-23"},
		{"today", "今天", "2026-11-23"},
		{"so many days on", "+30", "2026-12-23"},
		{"today itself", "＋0", "2026-11-23"},
		{"not days", "+1.5", "error"},
		{"leap day", "2024-02-29", "2024-02-29"},
		{"blank", "  ", ""},
		{"no leap day", "2026-02-29", "error"},
		{"month 13", "2026-13-01", "error"},
		{"two-digit year", "26-11-23", "error"},
		{"words", "明年春天", "error"},
		{"too many parts", "2026-11-23-1", "error"},
		{"before 1900", "0001-01-01", "error"},
		{"month only", "2026-11", "error"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got, err := kit.ParseDate(c.text, fixedCalendar().Now())
			if err != nil {
				if !errors.Is(err, kit.ErrDate) {
					t.Fatal(err)
				}
				got = "error"
			}
			if got != c.want {
				t.Errorf("ParseDate(%q) = %q, want %q", c.text, got, c.want)
			}
		})
	}
}

// A day that lies after another is, without its year, the next such day.
func TestParseDateAfter(t *testing.T) {
	for _, c := range []struct{ text, after, want string }{
		{"1-15", "2026-12-15", "2027-01-15"},
		{"12-20", "2026-12-15", "2026-12-20"},
		{"12-15", "2026-12-15", "2027-12-15"},
		{"3月5日", "2024-03-01", "2024-03-05"},
		{"2-29", "2026-12-15", "2028-02-29"},
		{"2-30", "2026-12-15", "error"},
		{"1-15", "", "2026-01-15"},
		{"2026-01-15", "2026-12-15", "2026-01-15"},
		{"+30", "2026-12-15", "2026-12-23"},
		{"２-29", "2096-03-01", "2104-02-29"},
		{"", "2026-12-15", ""},
		{"明春", "2026-12-15", "error"},
	} {
		got, err := kit.ParseDateAfter(c.text, fixedCalendar().Now(), c.after)
		if err != nil {
			got = "error"
		}
		if got != c.want {
			t.Errorf("%q after %q: %q, want %q", c.text, c.after, got, c.want)
		}
	}
}

func TestMonthBeginsOnMonday(t *testing.T) {
	days := kit.MonthDays(2026, time.November)
	if got := days[0].Format(kit.IsoDate); got != "2026-10-26" {
		t.Errorf("first day %s", got)
	}
	if days[0].Weekday() != time.Monday || days[41].Format(kit.IsoDate) != "2026-12-06" {
		t.Errorf("page ends %s", days[41].Format(kit.IsoDate))
	}
}

func newTestForm(t *testing.T, c Config) (*Form, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	c.Calendar = fixedCalendar()
	c.Fields = []Field{
		{Key: "h", Label: "基本情况", Kind: FieldHeading},
		{Key: "name", Label: "姓名", Required: true},
		{Key: "born", Label: "出生日期", Kind: FieldDate},
		{Key: "sex", Label: "性别", Kind: FieldChoice, Options: []Option{{Value: "男"}, {Value: "女"}}},
		{Key: "standing", Label: "常务委员", Kind: FieldBool},
		{Key: "seats", Label: "人数", Kind: FieldInt, Validate: func(v string) error {
			if len(v) > 3 {
				return errors.New("人数太多")
			}
			return nil
		}},
		{Key: "note", Label: "备注", Kind: FieldMultiLine, Lines: 2},
		{Key: "by", Label: "录入人", ReadOnly: true, Required: true},
	}
	f := New(c)
	w := test.NewTempWindow(t, f)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(420, 380))
	return f, w
}

func TestFormChecks(t *testing.T) {
	cases := []struct{ name, key, value, want string }{
		{"required", "name", "  ", "请填写姓名"},
		{"filled", "name", "张小明", ""},
		{"no date", "born", "昨天晚上", kit.ErrDate.Error()},
		{"date in another way", "born", "1980年5月6日", ""},
		{"no number", "seats", "两个", "人数要填整数"},
		{"refused by the field's rule", "seats", "1000", "人数太多"},
		{"blank needs no rule", "seats", "", ""},
	}
	f, _ := newTestForm(t, Config{})
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f.SetValues(map[string]string{"name": "李", "born": "1980-05-06"})
			f.Set(c.key, c.value)
			ok := f.Check()
			if got := f.line(c.key).err.Text; got != c.want || ok != (c.want == "") {
				t.Errorf("error %q (ok %v), want %q", got, ok, c.want)
			}
		})
	}
}

func TestFormTracksChanges(t *testing.T) {
	var told []bool
	f, _ := newTestForm(t, Config{OnDirty: func(d bool) { told = append(told, d) }})
	f.SetValues(map[string]string{"name": "张小明", "sex": "男", "standing": "是"})
	if f.Dirty() || len(told) != 0 {
		t.Fatal("dirty before anything was typed")
	}
	test.Type(f.line("name").input.(*kit.Entry), "老")
	f.line("sex").input.(*Picker).value = "女"
	if got := f.Changed(); !f.Dirty() || got["name"] != "老张小明" || got["sex"] != "女" || len(got) != 2 {
		t.Errorf("changed %v", got)
	}
	f.Set("sex", "男")
	f.Set("name", "张小明")
	if f.Dirty() || len(told) != 2 || !told[0] || told[1] {
		t.Errorf("told %v, want true then false", told)
	}
}

func TestFormIsCleanAfterSaving(t *testing.T) {
	f, _ := newTestForm(t, Config{})
	f.Set("note", "热心公益")
	f.MarkSaved()
	if f.Dirty() || f.Values()["note"] != "热心公益" {
		t.Errorf("after saving: dirty %v, values %v", f.Dirty(), f.Values())
	}
	f.SetValues(nil)
	if v := f.Values(); v["name"] != "" || v["standing"] != no || f.Dirty() {
		t.Errorf("emptied form holds %v", v)
	}
}

func TestFormSavesByShortcut(t *testing.T) {
	var saved map[string]string
	left := false
	f, _ := newTestForm(t, Config{OnSave: func(v map[string]string) { saved = v }, OnLeave: func() { left = true }})
	save := &desktop.CustomShortcut{KeyName: fyne.KeyS, Modifier: fyne.KeyModifierControl}
	name := f.line("name").input.(*kit.Entry)
	name.TypedShortcut(save)
	if saved != nil || f.line("name").err.Text == "" {
		t.Fatal("saved although a required field is blank")
	}
	test.Type(name, "白云")
	if f.line("name").err.Text != "" {
		t.Error("the error stands although the field was filled")
	}
	f.Set("born", "19800506")
	name.TypedShortcut(save)
	if saved["name"] != "白云" || saved["born"] != "1980-05-06" {
		t.Errorf("saved %v", saved)
	}
	name.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if !left {
		t.Error("Esc did not leave")
	}
}

func TestFormMarkup(t *testing.T) {
	f, w := newTestForm(t, Config{})
	f.SetValues(map[string]string{"name": "", "born": "1980-05-06", "sex": "女", "standing": "是", "by": "王芳"})
	f.SetError("name", "请填写姓名")
	test.AssertRendersToMarkup(t, "form.xml", w.Canvas())
}

func TestPickerFinds(t *testing.T) {
	options := []Option{{Value: "1", Label: "张小明"}, {Value: "2", Label: "单立人"}, {Value: "3", Label: "欧阳建国"}, {Value: "4", Label: "张三"}}
	cases := []struct {
		name, query string
		recent      []string
		want        string
	}{
		{"all", "", nil, "1234"},
		{"nothing typed keeps the order", "", []string{"3", "2"}, "1234"},
		{"whole before the beginning before the inside", "z", nil, "14"},
		{"characters", "张", nil, "14"},
		{"initials", "oyjg", nil, "3"},
		{"a surname's reading", "shan", nil, "2"},
		{"recent among the found", "张", []string{"4"}, "41"},
		{"none", "王", nil, ""},
	}
	test.NewTempApp(t)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			p := NewPicker(options)
			p.SetRecent(c.recent)
			got := ""
			for _, i := range p.offer.search(c.query) {
				got += options[i].Value
			}
			if got != c.want {
				t.Errorf("found %s, want %s", got, c.want)
			}
		})
	}
}

func TestPickerByKeyboard(t *testing.T) {
	test.NewTempApp(t)
	var chosen []string
	p := NewPicker([]Option{{Value: "1", Label: "张小明"}, {Value: "2", Label: "单立人"}, {Value: "3", Label: "欧阳建国"}})
	p.OnChosen = func(v string) { chosen = append(chosen, v) }
	w := test.NewTempWindow(t, p)
	w.Resize(fyne.NewSize(400, 400))
	w.Canvas().Focus(p)
	p.TypedRune('o')
	entry := w.Canvas().Focused().(*kit.Entry)
	if entry.Text != "o" {
		t.Fatalf("the list's search box holds %q, want what was typed on the field", entry.Text)
	}
	entry.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if p.Value() != "3" || p.Label() != "欧阳建国" || w.Canvas().Focused() != p {
		t.Errorf("chose %q", p.Value())
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if p.Value() != "3" {
		t.Error("Esc changed the choice")
	}
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDelete})
	if p.Value() != "" || len(chosen) != 2 || chosen[1] != "" || p.Recent()[0] != "3" {
		t.Errorf("chosen %v, recent %v", chosen, p.Recent())
	}
}

func TestDateFieldTidies(t *testing.T) {
	test.NewTempApp(t)
	d := NewDateField(fixedCalendar())
	w := test.NewTempWindow(t, d)
	w.Resize(fyne.NewSize(400, 400))
	w.Canvas().Focus(d)
	test.Type(d, "11-3")
	if iso, err := d.Value(); iso != "2026-11-03" || err != nil || d.Text != "11-3" {
		t.Errorf("while typing: %q %v, shown %q", iso, err, d.Text)
	}
	w.Canvas().Unfocus()
	if d.Text != "2026-11-03" {
		t.Errorf("shown %q after leaving", d.Text)
	}
	d.open()
	test.AssertRendersToMarkup(t, "month.xml", w.Canvas())
}

// A field below the fold that is refused comes into sight with its sentence and gets the keyboard, whatever its kind, whether the form or the store
// refuses it, and also when it had the keyboard already and was scrolled away.
func TestRefusedFieldComesIntoSight(t *testing.T) {
	options := []Option{{Value: "甲"}, {Value: "乙"}}
	for name, field := range map[string]Field{
		"text": {}, "lines": {Kind: FieldMultiLine}, "date": {Kind: FieldDate}, "number": {Kind: FieldInt}, "choice": {Kind: FieldChoice, Options: options},
		"picker": {Kind: FieldPicker, Options: options}, "several": {Kind: FieldSeveral, Options: options},
		"rows": {Kind: FieldRows, Columns: []Field{{Key: "who", Label: "姓名"}, {Key: "on", Label: "日期", Kind: FieldDate}}},
	} {
		t.Run(name, func(t *testing.T) {
			var fields []Field
			for i := range 24 {
				fields = append(fields, Field{Key: strconv.Itoa(i), Label: "栏" + strconv.Itoa(i)})
			}
			field.Key, field.Label, field.Required = "last", "最后一栏", true
			inFront := 0
			f := New(Config{Fields: append(fields, field), OnFault: func() { inFront++ }})
			w := test.NewTempWindow(t, f)
			w.Resize(fyne.NewSize(420, 300))
			seen := func(when string) {
				t.Helper()
				l := f.line("last")
				top, bottom := l.Position().Y-f.scroll.Offset.Y, l.Position().Y+l.Size().Height-f.scroll.Offset.Y
				if top < 0 || bottom > f.scroll.Size().Height || l.err.Text == "" {
					t.Errorf("%s it lies from %v to %v of %v and says %q", when, top, bottom, f.scroll.Size().Height, l.err.Text)
				}
				if w.Canvas().Focused() == nil || !kit.Holds(l, w.Canvas().Focused().(fyne.CanvasObject)) {
					t.Errorf("%s the keyboard is in %T", when, w.Canvas().Focused())
				}
			}
			f.FocusField("0")
			if f.Check() || inFront != 1 {
				t.Fatal("an empty required field was taken")
			}
			seen("refused by the form")
			f.scroll.ScrollToTop()
			f.Check()
			seen("refused again")
			f.scroll.ScrollToTop()
			f.SetError("last", "「最后一栏」一栏与别的记录重复，请核对这里的内容和那条记录，改好其中一个再保存。")
			f.FocusField("last")
			seen("refused by the store")
		})
	}
}
