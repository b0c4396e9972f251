package form

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data/fold"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

func units() []Option {
	return []Option{
		{Value: "县教育和体育局", Note: "政府", Key: fold.Key("县教育和体育局", "教体局", "县教育局")},
		{Value: "县卫生健康局", Note: "政府", Key: fold.Key("县卫生健康局", "卫健局")},
		{Value: "县财政局", Note: "政府", Key: fold.Key("县财政局")},
		{Value: "县公安局", Note: "政府", Key: fold.Key("县公安局")},
	}
}

func newTestSeveral(t *testing.T, value string) (*Several, fyne.Window) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	s := NewSeveral(units())
	s.SetValue(value)
	w := test.NewTempWindow(t, s)
	w.SetPadded(false)
	w.Resize(fyne.NewSize(300, 420))
	w.Canvas().Focus(s)
	return s, w
}

// keysOf are keys by a short name, as a test writes them.
var keysOf = map[string]fyne.KeyName{
	"←": fyne.KeyLeft, "→": fyne.KeyRight, "↓": fyne.KeyDown, "Enter": fyne.KeyReturn, "Esc": fyne.KeyEscape, "Back": fyne.KeyBackspace, "Del": fyne.KeyDelete,
	"Tab": fyne.KeyTab,
}

// A button pressed beside the open list is pressed, and the list closed; the field itself only closes it, and what cannot be pressed is not.
func TestPressedOutsideTheOpenList(t *testing.T) {
	s, w := newTestSeveral(t, "")
	pressed := 0
	button := kit.NewButton("保存", func() { pressed++ })
	w.SetContent(container.NewBorder(nil, button, nil, nil, container.NewVBox(s)))
	open := func() {
		t.Helper()
		if s.open(""); w.Canvas().Overlays().Top() == nil {
			t.Fatal("no list")
		}
	}
	press := func(o fyne.CanvasObject) {
		t.Helper()
		at := look.PositionOf(o).AddXY(5, 5)
		list := w.Canvas().Overlays().Top()
		list.(fyne.Tappable).Tapped(&fyne.PointEvent{AbsolutePosition: at, Position: at.Subtract(list.Position())})
		if w.Canvas().Overlays().Top() != nil {
			t.Error("the list is still open")
		}
	}
	open()
	press(button)
	if pressed != 1 {
		t.Errorf("pressed %d times", pressed)
	}
	open()
	press(s)
	open()
	button.SetEnabled(false)
	press(button)
	if pressed != 1 {
		t.Errorf("pressed %d times", pressed)
	}
}

func TestSeveralByKeyboard(t *testing.T) {
	cases := []struct {
		name, value, typed string
		free               bool
		want               string
	}{
		{"initials add", "", "cz Enter", false, "县财政局"},
		{"one after another", "", "cz Enter gaj Enter Enter", false, "县财政局、县公安局"},
		{"Chinese", "县财政局", "卫 Enter", false, "县财政局、县卫生健康局"},
		{"a former name", "", "县教育局 Enter", false, "县教育和体育局"},
		{"a short name", "", "wjj Enter", false, "县卫生健康局"},
		{"the list takes away what is there", "县财政局、县公安局", "cz Enter", false, "县公安局"},
		{"Backspace removes the last", "县财政局、县公安局", "Back", false, "县财政局"},
		{"Backspace in the empty search box too", "县财政局、县公安局", "↓ Back Esc", false, "县财政局"},
		{"a tag in the middle", "县财政局、县公安局、县卫生健康局", "← ← Del", false, "县财政局、县卫生健康局"},
		{"behind the last tag Delete does nothing", "县财政局", "← → Del", false, "县财政局"},
		{"Esc adds nothing", "县财政局", "gaj Esc", false, "县财政局"},
		{"words not offered are not taken", "", "气象台 Enter", false, ""},
		{"free words are, chosen for what they are", "县财政局", "气象台 ↓ Enter", true, "县财政局、气象台"},
		{"Enter alone does not take them", "县财政局", "气象台 Enter Enter", true, "县财政局"},
		{"free words with marks between are several", "", "气象台、地震台 ↓ Enter", true, "气象台、地震台"},
		{"what was gone to and taken stays when the list is left", "", "↓ ↓ Enter Tab", false, "县卫生健康局"},
		{"what was gone to is taken when the list is left", "", "↓ ↓ Tab", false, "县卫生健康局"},
		{"one taken, another gone to", "", "↓ ↓ Enter ↓ Tab", false, "县卫生健康局、县财政局"},
		{"the same word once", "气象台", "气象台 ↓ Enter", true, "气象台"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, w := newTestSeveral(t, c.value)
			s.Free = c.free
			for _, word := range strings.Fields(c.typed) {
				if key, ok := keysOf[word]; ok {
					w.Canvas().Focused().TypedKey(&fyne.KeyEvent{Name: key})
					continue
				}
				for _, r := range word {
					w.Canvas().Focused().TypedRune(r)
				}
			}
			if got := s.Value(); got != c.want {
				t.Errorf("value %q, want %q", got, c.want)
			}
		})
	}
}

func TestSeveralOrder(t *testing.T) {
	s, _ := newTestSeveral(t, "主任、副主任、委员")
	told := 0
	s.OnValues = func([]string) { told++ }
	ahead := &desktop.CustomShortcut{KeyName: fyne.KeyLeft, Modifier: fyne.KeyModifierControl}
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyLeft})
	s.TypedShortcut(ahead)
	if s.Value() != "主任、副主任、委员" || told != 0 {
		t.Errorf("moved to %s although the order does not count", s.Value())
	}
	s.Ordered = true
	s.TypedShortcut(ahead)
	s.TypedShortcut(ahead)
	s.TypedShortcut(ahead)
	if s.Value() != "委员、主任、副主任" || told != 2 {
		t.Errorf("moved to %s, told %d times", s.Value(), told)
	}
}

func TestSeveralKeepsWhatIsNotOffered(t *testing.T) {
	cases := []struct {
		name, value, unknown string
		free                 bool
	}{
		{"offered", "县财政局", "", false},
		{"by a short name", "教体局", "", false},
		{"by a former name", "县教育局", "", false},
		{"not offered", "县财政局、县气象局", "县气象局", false},
		{"free words", "县气象局", "", true},
		{"namesake with the workplace in brackets", "县财政局(预算股)", "", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s, _ := newTestSeveral(t, c.value)
			s.Free = c.free
			if got := strings.Join(s.Unknown(), "、"); got != c.unknown || s.Value() != c.value {
				t.Errorf("marked %q, value %q", got, s.Value())
			}
		})
	}
}

func TestSeveralClipboard(t *testing.T) {
	s, w := newTestSeveral(t, "县财政局")
	board := fyne.CurrentApp().Clipboard()
	w.Canvas().Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutCopy{Clipboard: board})
	if board.Content() != "县财政局" {
		t.Errorf("copied %q", board.Content())
	}
	board.SetContent("教体局,县气象局\n县公安局")
	s.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
	if got := s.Value(); got != "县财政局、县教育和体育局、县气象局、县公安局" || len(s.Unknown()) != 1 {
		t.Errorf("pasted as %q", got)
	}
}

func TestSeveralMakesNewOptions(t *testing.T) {
	s, w := newTestSeveral(t, "县财政局")
	refused := ""
	s.OnRefused = func(sentence string) { refused = sentence }
	s.Create = func(text string, done func(Option, error)) {
		if text == "局" {
			done(Option{}, errors.New("单位名称至少要两个字"))
			return
		}
		done(Option{Value: text, Key: fold.Key(text)}, nil)
	}
	for _, word := range []string{"局长", "局"} {
		s.TypedRune([]rune(word)[0])
		list := w.Canvas().Focused().(*kit.Entry)
		list.SetText(word)
		for range 9 {
			list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		}
		list.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	}
	if s.Value() != "县财政局、局长" || refused != "单位名称至少要两个字" || w.Canvas().Focused() != s {
		t.Errorf("value %q, refused with %q", s.Value(), refused)
	}
}

func TestSeveralGrowsWithItsTags(t *testing.T) {
	f, w := every(t, Config{})
	w.Resize(fyne.NewSize(320, 480))
	l := f.line("posts")
	one := l.Size().Height
	next := f.line("standing").Position().Y
	f.Set("posts", "县第1中学、县第2中学、县第3中学、县第4中学、县第5中学")
	if l.Size().Height <= one || f.line("standing").Position().Y-next != l.Size().Height-one {
		t.Errorf("line %v high, was %v; the next moved from %v to %v", l.Size().Height, one, next, f.line("standing").Position().Y)
	}
	f.Set("posts", "县第1中学")
	if l.Size().Height != look.FieldHeight {
		t.Errorf("line %v high with one tag", l.Size().Height)
	}
}

func TestSeveralMarkup(t *testing.T) {
	s, w := newTestSeveral(t, "县财政局、县气象局、县卫生健康局、一个名字长得在这么窄的窗口里写不下的单位名称")
	s.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
	test.AssertRendersToMarkup(t, "several.xml", w.Canvas())
}

func TestSeveralByMouse(t *testing.T) {
	s, w := newTestSeveral(t, "县财政局、县公安局、县卫生健康局")
	tag := s.tags[1]
	test.TapAt(tag, fyne.NewPos(10, 10))
	if s.Value() != "县财政局、县公安局、县卫生健康局" || s.at != 1 {
		t.Errorf("a click on the tag leaves %q, the keyboard at tag %d", s.Value(), s.at)
	}
	test.TapAt(tag, fyne.NewPos(tag.Size().Width-8, 10))
	if s.Value() != "县财政局、县卫生健康局" {
		t.Errorf("a click on the × leaves %q", s.Value())
	}
	s.Ordered = true
	test.TapSecondaryAt(s.tags[1], fyne.NewPos(10, 10))
	if w.Canvas().Overlays().Top() == nil {
		t.Error("a right click offers nothing")
	}
	w.Canvas().Overlays().Remove(w.Canvas().Overlays().Top())
	s.Disable()
	test.TapAt(s.tags[0], fyne.NewPos(s.tags[0].Size().Width-4, 10))
	if s.Value() != "县财政局、县卫生健康局" {
		t.Error("a field that can only be read was changed")
	}
}

// Part of the name of something offered, pasted, opens the list with it; where other words are allowed it is taken as it is.
func TestPartOfANamePastedOpensTheList(t *testing.T) {
	for _, free := range []bool{false, true} {
		s, w := newTestSeveral(t, "")
		s.Free = free
		board := fyne.CurrentApp().Clipboard()
		board.SetContent("卫生")
		s.TypedShortcut(&fyne.ShortcutPaste{Clipboard: board})
		if open := w.Canvas().Overlays().Top() != nil; open == free || s.Value() != map[bool]string{true: "卫生"}[free] {
			t.Errorf("free %v: the list is open %v, pasted %q", free, open, s.Value())
		}
	}
}
