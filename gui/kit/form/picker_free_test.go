package form

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
)

// members are people of whom two share a name.
func members() []Option {
	return []Option{
		{Value: "孙荣宇", Note: "县一中"},
		{Value: "贾婉岚（县医院）", Note: "县医院", Key: fold.Name("贾婉岚（县医院）")},
		{Value: "贾婉岚（县二中）", Note: "县二中"},
		{Value: "张小明", Note: "县财政局"},
	}
}

// proposing is a form with the one who proposes, those who join, and a field behind them. Nobody is offered where there are no options.
func proposing(t *testing.T, options []Option) (*Form, fyne.Window) {
	t.Helper()
	return every(t, Config{Fields: []Field{
		{Key: "proposer", Label: "提案人", Kind: FieldPicker, Options: options, Free: true, FreeWord: "名册外"},
		{Key: "joint", Label: "联名人", Kind: FieldSeveral, Options: options, Free: true, FreeWord: "名册外", Ordered: true},
		{Key: "unit", Label: "单位", Kind: FieldPicker, Options: manyUnits(12), Create: func(text string, done func(Option, error)) {
			done(Option{Value: text}, nil)
		}},
		{Key: "tags", Label: "关键词", Kind: FieldSeveral, Free: true},
		{Key: "note", Label: "备注"},
	}})
}

func TestWhatNobodyIsCalledIsNotMadeByEnter(t *testing.T) {
	for _, tc := range []struct{ name, field, typed, want string }{
		{"MatchByInitials", "proposer", "zxm Enter", "张小明"},
		{"MatchByPinyin", "proposer", "sunrong Enter", "孙荣宇"},
		{"MatchByName", "joint", "张小明 Enter Esc", "张小明"},
		{"SlipOfInitials", "proposer", "sryx Enter Enter Esc", ""},
		{"SlipOfInitialsAmongSeveral", "joint", "sryx Enter Enter Esc", ""},
		{"ChosenByArrow", "proposer", "民盟县委会 Down Enter", "民盟县委会"},
		{"ChosenByArrowAmongSeveral", "joint", "民盟县委会 Down Enter Esc", "民盟县委会"},
		{"ChosenByArrowThenTab", "proposer", "民盟县委会 Down Tab", "民盟县委会"},
		{"FirstNamesake", "proposer", "贾婉岚 Enter", "贾婉岚（县医院）"},
		{"SecondNamesake", "proposer", "贾婉岚 Down Enter", "贾婉岚（县二中）"},
		{"NamesakesOfferNoStranger", "proposer", "贾婉岚 Down Down Down Enter", "贾婉岚（县二中）"},
		{"TabTakesAMatch", "proposer", "zxm Tab", "张小明"},
		{"TabTakesNobodyElse", "proposer", "sryx Tab", ""},
		{"TabTakesNobodyElseAmongSeveral", "joint", "sryx Tab", ""},
		{"NewUnitNotByEnter", "unit", "气象台 Enter Esc", ""},
		{"NewUnitByArrow", "unit", "气象台 Down Enter", "气象台"},
		{"WordsWhereNoneAreOffered", "tags", "交通 Enter 教育 Enter Esc", "交通、教育"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, w := proposing(t, members())
			f.SetValues(nil)
			f.FocusField(tc.field)
			strokes(t, w, tc.typed)
			if got := f.Values()[tc.field]; got != tc.want {
				t.Errorf("value %q, want %q", got, tc.want)
			}
		})
	}
}

// Those who may be meant are offered before what is typed, and neither by Enter; who is taken all the same is called so.
func TestWhomATypedNameMayMean(t *testing.T) {
	for _, tc := range []struct{ name, typed, want string }{
		{"NotByEnter", "孙荣雨 Enter Enter Esc", ""},
		{"NotByTab", "孙荣雨 Tab", ""},
		{"OneWhoIsLike", "孙荣雨 Down Enter", "孙荣宇"},
		{"NobodyOfThem", "孙荣雨 Down Down Enter", "孙荣雨（名册外）"},
		{"NobodyIsLike", "民盟县委会 Down Enter", "民盟县委会（名册外）"},
		{"Known", "孙荣宇 Enter", "孙荣宇"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, w := every(t, Config{Fields: []Field{{
				Key: "proposer", Label: "提案人", Kind: FieldPicker, Options: members(), Free: true, FreeWord: "名册外", FreeAs: func(text string) string { return text + "（名册外）" },
				Like: func(text string) []int {
					if text == "孙荣雨" {
						return []int{0}
					}
					return nil
				},
			}, {Key: "note", Label: "备注"}}})
			f.FocusField("proposer")
			strokes(t, w, tc.typed)
			if got := f.Values()["proposer"]; got != tc.want {
				t.Errorf("value %q, want %q", got, tc.want)
			}
		})
	}
}

// With an empty roster everybody is a stranger, and is still to be called one.
func TestStrangerOfAnEmptyRoster(t *testing.T) {
	f, w := proposing(t, nil)
	f.FocusField("joint")
	strokes(t, w, "sry Enter Esc")
	if got := f.Values()["joint"]; got != "" {
		t.Errorf("Enter took %q", got)
	}
}

func TestFieldSaysWhatItDidNotTake(t *testing.T) {
	const stranger = "没有与「sryx」相符的，没有填入；要用它，请在列表里选定「名册外：『sryx』」"
	for _, tc := range []struct{ name, field, typed, want string }{
		{"Tab", "proposer", "sryx Tab", stranger},
		{"TabAmongSeveral", "joint", "sryx Tab", stranger},
		{"NewUnit", "unit", "气象台 Tab", "没有与「气象台」相符的，没有填入；要用它，请在列表里选定「新建『气象台』」"},
		{"TakenAfterAll", "proposer", "sryx Tab", ""},
		{"EscIsAnAnswer", "proposer", "sryx Esc", ""},
		{"NothingTyped", "proposer", "Down Tab", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, w := proposing(t, members())
			f.SetValues(nil)
			f.FocusField(tc.field)
			strokes(t, w, tc.typed)
			if tc.name == "TakenAfterAll" {
				f.FocusField(tc.field)
				strokes(t, w, "zxm Enter")
			}
			if got := f.line(tc.field).err.Text; got != tc.want {
				t.Errorf("says %q, want %q", got, tc.want)
			}
		})
	}
}

// What was typed and not taken is not left out of what is saved without a word: the field keeps its sentence and gets the keyboard, until something is
// chosen in it, the user shows that nothing is to be, or saves again.
func TestNothingIsSavedOverWhatWasNotTaken(t *testing.T) {
	for _, tc := range []struct {
		name, field, then string
		saved             bool
	}{
		{"Saved", "proposer", "", false},
		{"SavedAmongSeveral", "joint", "", false},
		{"Chosen", "proposer", "zxm Enter", true},
		{"Deleted", "proposer", "Delete", true},
		{"DeletedAmongSeveral", "joint", "Delete", true},
		{"LeftByEsc", "joint", "Down Esc", true},
		{"LookedAt", "proposer", "Down Tab", true},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, w := proposing(t, members())
			f.SetValues(nil)
			saved := false
			f.config.OnSave = func(map[string]string) { saved = true }
			f.FocusField(tc.field)
			strokes(t, w, "sryx Tab")
			if tc.then != "" {
				f.FocusField(tc.field)
				strokes(t, w, tc.then)
			}
			said := f.line(tc.field).err.Text
			kittest.Press(w, fyne.KeyS, fyne.KeyModifierControl)
			if saved != tc.saved || (said == "") != tc.saved {
				t.Errorf("saved is %v, the field says %q", saved, said)
			}
			if tc.saved {
				return
			}
			if w.Canvas().Focused() != f.Input(tc.field) || f.line(tc.field).err.Text != said+saveAgain {
				t.Errorf("the keyboard is at %T, the field says %q", w.Canvas().Focused(), f.line(tc.field).err.Text)
			}
			kittest.Press(w, fyne.KeyS, fyne.KeyModifierControl)
			if !saved || f.line(tc.field).err.Text != "" {
				t.Errorf("saved again: %v, the field says %q", saved, f.line(tc.field).err.Text)
			}
		})
	}
}

// A click beside the list leaves it: what was typed is not in the field, and the field says so.
func TestFieldSaysWhatAClickLeft(t *testing.T) {
	for _, tc := range []struct{ typed, want string }{
		{"sryx", "没有与「sryx」相符的"}, {"zxm", "「zxm」还没有选定"}, {"", ""},
	} {
		f, w := proposing(t, members())
		f.SetValues(nil)
		f.FocusField("joint")
		strokes(t, w, "Down "+tc.typed)
		test.TapCanvas(w.Canvas(), fyne.NewPos(410, 470))
		if got := f.line("joint").err.Text; !strings.HasPrefix(got, tc.want) || tc.want == "" && got != "" || f.Values()["joint"] != "" {
			t.Errorf("%q: says %q, holds %q", tc.typed, got, f.Values()["joint"])
		}
	}
	f, w := proposing(t, members())
	f.SetValues(nil)
	f.FocusField("proposer")
	strokes(t, w, "zxm")
	list := f.line("proposer").input.(*Picker).popUp.Content.(*pickList)
	w.Canvas().Unfocus() // what a press of the mouse on a row does first
	list.take(0)
	if got := f.line("proposer").err.Text; got != "" || f.Values()["proposer"] != "张小明" {
		t.Errorf("a click on the row says %q and takes %q", got, f.Values()["proposer"])
	}
}

// Pasted names stand for the one who bears them; others are neither guessed nor made.
func TestPasteOfNames(t *testing.T) {
	f, w := proposing(t, members())
	f.SetValues(nil)
	f.FocusField("joint")
	board := fyne.CurrentApp().Clipboard()
	board.SetContent("张小明、贾婉岚、sryx、贾婉岚（县二中）")
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
	if got := f.Values()["joint"]; got != "张小明、贾婉岚（县二中）" {
		t.Errorf("pasted %q", got)
	}
	if got := f.line("joint").err.Text; !strings.HasPrefix(got, "「贾婉岚」不止一位、「sryx」不在可选的里面") {
		t.Errorf("says %q", got)
	}
}

// Both who share a name are in the list, with what tells them apart.
func TestNamesakesInTheList(t *testing.T) {
	f, w := proposing(t, members())
	f.FocusField("proposer")
	strokes(t, w, "jwl")
	var got []string
	for _, row := range f.line("proposer").input.(*Picker).popUp.Content.(*pickList).rows {
		got = append(got, row.option.label()+row.option.Note+row.text)
	}
	if want := "贾婉岚（县医院）县医院 贾婉岚（县二中）县二中"; strings.Join(got[:min(len(got), 2)], " ") != want {
		t.Errorf("the list has %q", got)
	}
}

// What is pasted into a closed list is taken when it is certain what it means; else the list opens with it typed.
func TestPasteIntoAClosedList(t *testing.T) {
	for _, tc := range []struct{ name, text, want, typed string }{
		{"Name", " 张小明\n", "张小明", ""},
		{"Initials", "zxm", "张小明", ""},
		{"Namesakes", "贾婉岚", "", "贾婉岚"},
		{"OneOfTheNamesakes", "贾婉岚（县二中）", "贾婉岚（县二中）", ""},
		{"PartOfAName", "张小", "", "张小"},
		{"NobodyCalledSo", "民盟县委会", "", "民盟县委会"},
		{"Blank", " \n", "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			f, w := proposing(t, members())
			f.SetValues(nil)
			f.FocusField("proposer")
			clipboard := test.NewClipboard()
			clipboard.SetContent(tc.text)
			w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
			typed := ""
			if entry, ok := w.Canvas().Focused().(*kit.Entry); ok {
				typed = entry.Text
			}
			if got := f.Values()["proposer"]; got != tc.want || typed != tc.typed {
				t.Errorf("chosen %q, typed %q; want %q and %q", got, typed, tc.want, tc.typed)
			}
		})
	}
}

// A field of one value that has it keeps it when what is typed into its list fits nothing: it says so and is in order.
func TestValueStandsWhereTypedFitsNothing(t *testing.T) {
	f, w := proposing(t, members())
	f.SetValues(map[string]string{"proposer": "张小明"})
	saved := ""
	f.config.OnSave = func(values map[string]string) { saved = values["proposer"] }
	f.FocusField("proposer")
	strokes(t, w, "2026-11-28 Tab")
	line := f.line("proposer")
	if line.err.Text != "" || !strings.HasPrefix(line.note.text.Text, "没有与「2026-11-28」相符的") || line.note.Hidden {
		t.Errorf("the fault is %q, the note %q", line.err.Text, line.note.text.Text)
	}
	kittest.Press(w, fyne.KeyS, fyne.KeyModifierControl)
	if saved != "张小明" {
		t.Errorf("saved %q", saved)
	}
	f.FocusField("proposer")
	strokes(t, w, "jwl Enter")
	if line.err.Text != "" || !line.note.Hidden {
		t.Errorf("after another was chosen the note is %q", line.note.text.Text)
	}
}
