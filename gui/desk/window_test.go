package desk

import (
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/storage"
	"fyne.io/fyne/v2/test"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/grid"
	"cppccdesk/gui/kit/look"
)

type testPage struct {
	key     string
	made    int
	shown   int
	saved   int
	opened  any
	unsaved bool
	then    func()
}

var (
	_ Page   = (*testPage)(nil)
	_ Saver  = (*testPage)(nil)
	_ Leaver = (*testPage)(nil)
	_ Opener = (*testPage)(nil)
)

func (p *testPage) Key() string   { return p.key }
func (p *testPage) Title() string { return "页" + p.key }

func (p *testPage) Content() fyne.CanvasObject {
	p.made++
	return kit.NewLabel(p.key, look.TextSize, look.ToneNormal)
}

func (p *testPage) TopBar() (middle, right []fyne.CanvasObject) {
	return []fyne.CanvasObject{grid.NewSearchEntry("", func(string) {})}, []fyne.CanvasObject{kit.NewPrimaryButton("新建", func() {})}
}
func (p *testPage) Shown()        { p.shown++ }
func (p *testPage) Save()         { p.saved++ }
func (p *testPage) Open(what any) { p.opened = what }
func (p *testPage) Leave(then func()) {
	if p.unsaved {
		p.then = then
		return
	}
	then()
}

func newTestWindow(t *testing.T, prefs kit.Prefs) (w *Window, a, b *testPage) {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.NewTheme(look.ModeLight))
	w = NewWindow(app, Options{
		Product: "民主监督工作台", Prefs: prefs, Executor: synchronous,
		Sentence: func(error) string { return "磁盘满了。" },
	})
	a, b = &testPage{key: "a"}, &testPage{key: "b"}
	w.Add(a)
	w.AddBottom(b)
	w.AddFrameCommands()
	w.SetOffice("云岭县政协 · 2018", "2018")
	w.Start()
	w.Native().Resize(fyne.NewSize(1000, 600))
	return w, a, b
}

func TestPagesAreMadeOnceAndShownEachTime(t *testing.T) {
	prefs := kit.MemoryPrefs{}
	w, a, b := newTestWindow(t, prefs)
	w.Go("b")
	w.Go("a")
	w.Go("b")
	w.Go("no such page")
	if a.made != 1 || b.made != 1 || a.shown != 2 || b.shown != 2 || w.Current() != b {
		t.Errorf("a %+v, b %+v", a, b)
	}
	_, a2, b2 := newTestWindow(t, prefs)
	if a2.shown != 0 || b2.shown != 1 {
		t.Error("the window did not open at the page it was left at")
	}
}

// A page begins at its own top, however far the page before was scrolled, and is found again where it was left.
func TestAPageIsNotShownWhereTheOneBeforeWasScrolledTo(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	tall, alsoTall := &tallPage{testPage{key: "tall"}}, &tallPage{testPage{key: "alsoTall"}}
	w.Add(tall)
	w.Add(alsoTall)
	top := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(w.current.content).Y
	}
	start := top()
	w.Go("tall")
	w.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -700)})
	down := top()
	if down >= start {
		t.Fatalf("the tall page did not move: %v, was %v", down, start)
	}
	for _, key := range []string{"a", "alsoTall"} {
		if w.Go(key); top() != start {
			t.Errorf("page %s begins at %v, want %v", key, top(), start)
		}
	}
	if w.Go("tall"); top() != down {
		t.Errorf("the tall page is found at %v, left at %v", top(), down)
	}
}

// tallPage has more than fits the window.
type tallPage struct{ testPage }

func (p *tallPage) Content() fyne.CanvasObject { return kit.NewFixed(300, 2000, p.testPage.Content()) }

func TestUnsavedWorkHoldsThePage(t *testing.T) {
	w, a, b := newTestWindow(t, nil)
	a.unsaved = true
	w.Open("b", 42)
	if w.Current() != a || b.shown != 0 {
		t.Fatal("left a page with unsaved work")
	}
	a.then() // the user agrees
	if w.Current() != b || b.opened != 42 {
		t.Errorf("current %v, opened %v", w.Current(), b.opened)
	}
	w.Open("b", 43)
	if b.opened != 43 || b.shown != 1 {
		t.Error("Open on the page shown must only hand over what")
	}
}

func TestShortcutsReachThePage(t *testing.T) {
	w, a, b := newTestWindow(t, nil)
	press := func(key fyne.KeyName) {
		s := &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierControl}
		w.Native().Canvas().(interface{ TypedShortcut(fyne.Shortcut) }).TypedShortcut(s)
	}
	found := false
	w.OnFind(func() { found = true })
	press(fyne.KeyS)
	press(fyne.KeyK)
	press(fyne.Key2)
	if a.saved != 1 || !found || w.Current() != b {
		t.Errorf("saved %d, found %v, current %v", a.saved, found, w.Current())
	}
}

func TestDroppedFiles(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	var got []string
	w.OnDropped(func(paths []string) { got = paths })
	elsewhere, err := storage.ParseURI("https://example.org/a")
	if err != nil {
		t.Fatal(err)
	}
	w.dropped([]fyne.URI{storage.NewFileURI("/名册 2018.xlsx"), elsewhere})
	if len(got) != 1 || got[0] != "/名册 2018.xlsx" {
		t.Errorf("dropped %v", got)
	}
}

func TestFailTellsOneSentence(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	var logged error
	w.options.Log = func(err error) { logged = err }
	w.Fail(nil)
	if w.Native().Canvas().Overlays().Top() != nil {
		t.Fatal("no error, yet a message")
	}
	w.Fail(errors.New("write /x: no space left on device"))
	if logged == nil || w.toaster.Text() != "磁盘满了。" {
		t.Error("the error was not logged or not shown")
	}
	box.ShowMessage(w.Native().Canvas(), "问题", "还没有回答")
	w.Fail(errors.New("again"))
	if n := len(w.Native().Canvas().Overlays().List()); n != 2 {
		t.Errorf("%d boxes: over an open box an error has to be one, too", n)
	}
}

func TestToast(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	undone := false
	w.Toast("已删除 2 人", "撤销", func() { undone = true })
	if got := w.toaster.Text(); got != "已删除 2 人" {
		t.Fatalf("toast %q", got)
	}
	test.TapCanvas(w.Native().Canvas(), fyne.NewPos(w.toaster.Left+20, 600-toastBottom-18))
	if !undone || w.toaster.Text() != "" {
		t.Errorf("undone %v, toast %q", undone, w.toaster.Text())
	}
}

// Where messages reach higher than the status bar and the page's margin, the page ends above them.
func TestMessagesNeverCoverThePage(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	content := w.current.content
	foot := func() float32 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(content).Y + content.Size().Height
	}
	before := foot()
	tops := func() float32 { return 600 - w.toaster.Rise(1000) }
	w.Toast("已保存", "", nil)
	if foot() != before || tops() < before {
		t.Errorf("one line begins at %v, the page ends at %v, before at %v", tops(), foot(), before)
	}
	w.options.Sentence = func(err error) string { return err.Error() }
	for _, text := range []string{"第一处不对：", "第二处不对：", "第三处不对："} {
		w.Fail(errors.New(text + strings.Repeat("收到日期不能晚于答复日期，", 8)))
		if foot() > tops() {
			t.Errorf("messages begin at %v, the page ends at %v", tops(), foot())
		}
	}
	if foot() == before {
		t.Error("three long messages take no room")
	}
	w.toaster.Settle()
	if foot() != before {
		t.Errorf("without messages the page ends at %v, before at %v", foot(), before)
	}
}

func TestParseSize(t *testing.T) {
	cases := []struct {
		name, text string
		want       fyne.Size
	}{
		{"first start", "", fyne.NewSize(1280, 720)},
		{"remembered", "1500x900", fyne.NewSize(1500, 900)},
		{"too small", "10x10", fyne.NewSize(1280, 720)},
		{"nonsense", "axb", fyne.NewSize(1280, 720)},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := parseSize(c.text); got != c.want {
				t.Errorf("parseSize(%q) = %v, want %v", c.text, got, c.want)
			}
		})
	}
}

func TestWindowMarkup(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	w.SetBadge("a", 4)
	w.Status().SetSaved("已保存", look.ToneSoft)
	w.Status().SetActor("王芳(经办)")
	w.Status().show(Progress{Name: "生成上报包", Done: 3, Total: 10})
	w.Native().Resize(fyne.NewSize(1280, 600))
	test.AssertRendersToMarkup(t, "window.xml", w.Native().Canvas())
}

// A window of 1280 or 1366 pixels at 125 % has little room: the page gets some of the rail's.
func TestNarrowWindowHasANarrowRail(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	for _, c := range []struct {
		width, rail float32
		head, line  string
	}{
		{1024, railNarrow, "2018", ""},
		{1093, railNarrow, "2018", ""},
		{1280, railWhole, "民主监督工作台", "云岭县政协 · 2018"},
		{1024, railNarrow, "2018", ""},
	} {
		w.Native().Resize(fyne.NewSize(c.width, 600))
		page := w.shell.Objects[2]
		if w.rail.Size().Width != c.rail || page.Position().X != c.rail || page.Size().Width != c.width-c.rail {
			t.Errorf("at %v the rail is %v wide, the page begins at %v", c.width, w.rail.Size().Width, page.Position().X)
		}
		if w.rail.head.Text != c.head || w.rail.line.Text != c.line {
			t.Errorf("at %v the rail shows %q and %q", c.width, w.rail.head.Text, w.rail.line.Text)
		}
	}
	w.SetOffice("正在查看第九届", "往届")
	if w.rail.head.Text != "往届" {
		t.Errorf("an earlier term is shown as %q", w.rail.head.Text)
	}
}

// What was last stored is said again once nothing typed waits to be saved, be it saved or dropped.
func TestStatusOfWhatIsTyped(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	s := w.Status()
	s.SetSaved("已保存 10:21", look.ToneSoft)
	for _, step := range []struct {
		name, want string
		do         func()
	}{
		{"typed", "有未保存的修改", func() { s.SetUnsaved(true) }},
		{"refused", "没有保存", func() { s.SetRefused() }},
		{"typed on", "有未保存的修改", func() { s.SetUnsaved(true) }},
		{"dropped", "已保存 10:21", func() { s.SetUnsaved(false) }},
		{"being saved", "正在保存…", func() { s.SetSaved("正在保存…", look.ToneMuted) }},
		{"saved", "已保存 10:22", func() { s.SetSaved("已保存 10:22", look.ToneSoft); s.SetUnsaved(false) }},
	} {
		if step.do(); s.saved.Text != step.want {
			t.Errorf("%s: %s, want %s", step.name, s.saved.Text, step.want)
		}
	}
}

// A message lies beside what the status bar says, however much that is; where there is no room beside it, above.
func TestMessagesLieBesideTheStatus(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	w.Toast("已保存 关于加强农村饮用水水源地保护的提案", "撤销", func() {})
	covers := func() bool {
		bar := w.status.Position()
		m := w.toaster.Layer().(*fyne.Container).Objects[0]
		from, to := m.Position().X, m.Position().X+m.Size().Width
		for _, l := range []*kit.Label{w.status.saved, w.status.counts, w.status.task, w.status.actor, w.status.backup} {
			at := bar.X + l.Position().X
			if l.Visible() && l.Text != "" && at < to && at+l.Size().Width > from && m.Position().Y+m.Size().Height > bar.Y {
				return true
			}
		}
		return false
	}
	w.Status().SetActor("王芳（经办）")
	for _, c := range []string{"", "委员 180 · 提案 153 · 单位 60", strings.Repeat("委员 180 · 提案 153 · ", 4)} {
		w.Status().SetCounts(c)
		w.Status().SetSaved("已保存 20:15", look.ToneSoft)
		if covers() {
			t.Errorf("beside %q the message covers the status", c)
		}
	}
}

// What failed is told on its page.
func TestFailuresStayWithTheirPage(t *testing.T) {
	w, _, _ := newTestWindow(t, nil)
	w.Fail(errors.New("disk full"))
	w.Go("b")
	if text := w.toaster.Text(); text != "" {
		t.Errorf("on another page stands %q", text)
	}
}

// A page left as it is for the manual is asked when the window closes, and is in front then.
func TestPagePutAsideIsAskedOnClosing(t *testing.T) {
	w, a, b := newTestWindow(t, nil)
	a.unsaved = true
	w.Status().SetUnsaved(true)
	w.OpenOver("b", nil)
	if w.Current() != b || a.then != nil || w.status.unsaved {
		t.Fatalf("current %v, asked %v", w.Current(), a.then != nil)
	}
	closed := false
	w.Leave(func() { closed = true })
	if w.Current() != a || a.then == nil || closed || !w.status.unsaved {
		t.Fatalf("current %v, asked %v, closed %v", w.Current(), a.then != nil, closed)
	}
	a.then()
	if !closed {
		t.Error("answered, and not closed")
	}
}
