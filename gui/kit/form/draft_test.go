package form

import (
	"errors"
	"maps"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

func TestDraftKeepsWhatWasTyped(t *testing.T) {
	f, _ := every(t, Config{})
	if got := f.Draft(); len(got) != 0 {
		t.Fatalf("a clean form has the draft %v", got)
	}
	typed := map[string]string{"name": "张大明 ", "born": "1980-5-", "posts": "县第2中学、外地的学校", "standing": "是", "note": "热心\n"}
	for key, value := range typed {
		f.Set(key, value)
	}
	draft := f.Draft()
	if typed["note"] = "热心\n"; !maps.Equal(draft, map[string]string{
		"name": "张大明 ", "born": "1980-5-", "posts": "县第2中学、外地的学校", "standing": "是",
	}) {
		t.Errorf("draft %v", draft)
	}
	other, _ := every(t, Config{})
	draft["by"], draft["gone"] = "冒名", "没有这一栏"
	other.SetDraft(draft)
	if got := other.Values(); got["born"] != "1980-5-" || got["posts"] != "县第2中学、外地的学校" || got["by"] != "王芳" || got["unit"] != "县第3中学" {
		t.Errorf("put back as %v", got)
	}
	if !other.Dirty() || other.Check() {
		t.Error("a draft put back counts as typed, and its unreadable date is refused")
	}
}

func TestNotesStandUnderTheirField(t *testing.T) {
	taken := ""
	f, w := every(t, Config{})
	before := f.line("sex").MinSize().Height
	if !f.SetNote("sex", "另一窗口已改为「男」", look.ToneDue, box.Answer{Text: "采用对方", Do: func() { taken = "theirs" }}) || f.SetNote("gone", "", look.ToneMuted) {
		t.Fatal("SetNote tells whether there is such a field")
	}
	if got := f.line("sex").MinSize().Height; got != before+noteHeight || f.line("sex").Size().Height != got {
		t.Errorf("the line is %v high, laid out as %v, was %v", got, f.line("sex").Size().Height, before)
	}
	w.Canvas().Focus(f.line("sex").note.links[0])
	kittest.Press(w, fyne.KeyReturn, 0)
	if taken != "theirs" {
		t.Error("Enter on the action did nothing")
	}
	f.SetValues(nil)
	if got := f.line("sex").MinSize().Height; got != before {
		t.Errorf("a new record keeps the note: %v", got)
	}
}

func TestLabelOffersHistory(t *testing.T) {
	asked := ""
	f, w := every(t, Config{OnHistory: func(key string) { asked = key }})
	f.Set("name", "张大明")
	f.line("name").label.TappedSecondary(&fyne.PointEvent{})
	test.AssertRendersToMarkup(t, "form_label_menu.xml", w.Canvas())
	f.line("name").form.config.OnHistory("name")
	if asked != "name" {
		t.Errorf("asked for the history of %q", asked)
	}
}

func TestRecentChoicesAreRemembered(t *testing.T) {
	prefs := kit.MemoryPrefs{}
	f, w := every(t, Config{Prefs: prefs, Key: "roster.members"})
	for i := range 10 {
		p := f.line("unit").input.(*Picker)
		w.Canvas().Focus(p)
		p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		list := w.Canvas().Focused().(*kit.Entry)
		list.SetText(manyUnits(12)[i].Value)
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	want := "县第9中学\n县第8中学\n县第7中学\n县第6中学\n县第5中学\n县第4中学\n县第3中学\n县第2中学"
	if got := prefs.Get("roster.members.recent.unit"); got != want {
		t.Errorf("remembered %q", got)
	}
	again, w := every(t, Config{Prefs: prefs, Key: "roster.members"})
	p := again.line("unit").input.(*Picker)
	w.Canvas().Focus(p)
	p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	test.AssertRendersToMarkup(t, "picker_recent.xml", w.Canvas())
}

func TestNewOptionInPlace(t *testing.T) {
	cases := []struct {
		name, text string
		err        error
		value, at  string
	}{
		{"made", "县第99中学", nil, "县第99中学", ""},
		{"refused", "校", errors.New("单位名称至少要两个字"), "县第3中学", "单位名称至少要两个字；仍是原来的"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var answer func(Option, error)
			f, w := every(t, Config{Fields: []Field{{
				Key: "unit", Label: "工作单位", Kind: FieldPicker, Options: manyUnits(12),
				Create: func(_ string, done func(Option, error)) { answer = done },
			}}})
			p := f.line("unit").input.(*Picker)
			w.Canvas().Focus(p)
			p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			list := w.Canvas().Focused().(*kit.Entry)
			list.SetText(c.text)
			if rows := lastList(p); rows[len(rows)-1].text != "\uff0b新建「"+c.text+"」" {
				t.Fatalf("the last row is %+v", rows[len(rows)-1])
			}
			kittest.Press(w, fyne.KeyEnd, 0)
			kittest.Press(w, fyne.KeyPageDown, 0)
			kittest.Press(w, fyne.KeyReturn, 0)
			p.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
			if w.Canvas().Focused() != p {
				t.Error("the list opens although the new option is not there yet")
			}
			answer(Option{Value: c.text}, c.err)
			if got := f.Values()["unit"]; got != c.value || f.line("unit").note.text.Text != c.at || f.line("unit").err.Text != "" {
				t.Errorf("value %q, at the field %q, a fault %q", got, f.line("unit").note.text.Text, f.line("unit").err.Text)
			}
		})
	}
}

func lastList(p *Picker) []pickRow { return p.popUp.Content.(*pickList).rows }

func TestFaultsAreShownWhenTheFieldIsLeft(t *testing.T) {
	cases := []struct{ name, key, typed, at string }{
		{"a date that cannot be read", "born", "昨天", kit.ErrDate.Error()},
		{"no number", "seats", "两个", "人数要填整数"},
		{"left empty, only spoken of on saving", "name", "", ""},
		{"unchanged", "seats", "3", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			f, w := every(t, Config{})
			w.Canvas().Focus(f.Input(c.key))
			f.Set(c.key, c.typed)
			if got := f.line(c.key).err.Text; got != "" {
				t.Errorf("%q is said while typing", got)
			}
			kittest.Press(w, fyne.KeyTab, 0)
			if got := f.line(c.key).err.Text; got != c.at {
				t.Errorf("left with %q, want %q", got, c.at)
			}
		})
	}
}

func TestWhatIsStoredIsNotRefused(t *testing.T) {
	f, _ := every(t, Config{})
	f.SetValues(map[string]string{"name": "张小明", "born": "一九八〇年春", "seats": "若干"})
	f.Set("note", "已核对")
	if !f.Check() {
		t.Error("a record with an old date nobody can read cannot be saved at all")
	}
	f.Set("born", "一九八〇年")
	if f.Check() {
		t.Error("a date that was changed and cannot be read is saved")
	}
}
