package desk

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/dialog"

	"cppccdesk/data/store"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/kit/menu"
	"cppccdesk/gui/win"
)

// Options is what the window needs from the program.
type Options struct {
	Product  string // 民主监督工作台
	Prefs    kit.Prefs
	Executor Executor
	Sentence func(error) string // one Chinese sentence for any error
	Log      func(error)        // the full chain of an error that was shown; nil: not kept
}

// Window is the one window of the program: rail, top bar, page, status bar, and what pages ask of it. Use it on Fyne's thread only.
type Window struct {
	options Options
	native  fyne.Window
	tasks   *Tasks
	rail    *rail
	status  *StatusBar
	notice  *noticeBar
	toaster *box.Toaster
	menus   *menu.Bar

	pages   []*shownPage
	current *shownPage
	bar     *fyne.Container // of the current page
	body    *fyne.Container
	scroll  *container.Scroll // around body, for a page with more than fits
	shell   *fyne.Container   // all but the messages
	closing bool
	turning bool // the page in front is asked whether another may be shown

	commands []*Command

	onDropped func(paths []string)
	onClosed  func()
	onFind    func()
	onLook    []func()
}

// shownPage is a page with what it was asked for once.
type shownPage struct {
	Page
	entry   *railEntry
	bar     fyne.CanvasObject
	content fyne.CanvasObject
	hidden  bool // not on the rail

	aside   bool           // left with a form open, see Window.PutAside
	unsaved bool           // something typed into it waits to be saved
	focus   fyne.Focusable // that had the keyboard
	offset  fyne.Position  // how far it was scrolled
}

// toastBottom is how far above the window's edge messages begin. One line of them lies where the status bar has room between what stands at its
// left and at its right, and over the margin of the page, not over rows, the foot of a list or the buttons of a form; for more of them the page
// gives way. Where the bar has less room than toastRoom they lie above it.
const (
	toastBottom float32 = 2
	toastRoom   float32 = 320
)

// placeToasts puts the messages where the status bar, with something so far from its sides, is free.
func (w *Window) placeToasts(left, right float32) {
	w.toaster.Bottom = toastBottom
	if w.status.Size().Width-left-right < toastRoom {
		w.toaster.Bottom = statusBarH + toastBottom
		left, right = look.PageMarginX, look.PageMarginX
	}
	w.toaster.SetRoom(w.rail.Size().Width+left, right)
}

const (
	prefPage      = "window.page"
	prefSize      = "window.size"
	prefPlacement = "window.placement"
	prefFolder    = "window.folder"
)

// NewWindow makes the window; Add the pages, then call Start and the app's Run.
func NewWindow(app fyne.App, o Options) *Window {
	if o.Prefs == nil {
		o.Prefs = kit.MemoryPrefs{}
	}
	if o.Log == nil {
		o.Log = func(error) {}
	}
	w := &Window{options: o, native: app.NewWindow(o.Product), status: newStatusBar(), notice: newNoticeBar(), rail: newRail(o.Product)}
	w.tasks = NewTasks(o.Executor, w.status.show)
	w.toaster = box.NewToaster(w.tasks.After)
	kit.TooMuch = func(words string) { w.Toast(words, "", nil) }
	w.toaster.Left, w.toaster.Bottom = railWhole+look.PageMarginX, toastBottom
	w.status.onRoom = w.placeToasts
	w.bar, w.body = container.NewStack(), container.NewStack()
	w.scroll = container.NewScroll(w.body)
	w.native.SetPadded(false)
	w.native.Resize(parseSize(o.Prefs.Get(prefSize)))
	w.native.SetOnDropped(w.droppedAt)
	w.native.SetCloseIntercept(w.Close)
	w.native.Canvas().SetOnTypedKey(w.typedKey)
	return w
}

// Add puts a page at the end of the rail.
func (w *Window) Add(p Page) { w.rail.top = append(w.rail.top, w.add(p)) }

// AddBottom puts a page at the foot of the rail: 设置.
func (w *Window) AddBottom(p Page) { w.rail.bottom = append(w.rail.bottom, w.add(p)) }

// AddHidden adds a page that is reached by Go and Open only, such as the preview of an import.
func (w *Window) AddHidden(p Page) {
	w.add(p)
	w.pages[len(w.pages)-1].hidden = true
}

// Back shows the page of the rail that was shown before a hidden one.
func (w *Window) Back() {
	if p := w.remembered(); p != nil {
		w.Go(p.Key())
	}
}

// remembered is the page of the rail shown last, also by an earlier start, else the first one.
func (w *Window) remembered() *shownPage {
	if p := w.find(w.options.Prefs.Get(prefPage)); p != nil {
		return p
	}
	for _, p := range w.pages {
		if !p.hidden {
			return p
		}
	}
	return nil
}

func (w *Window) add(p Page) *railEntry {
	shown := &shownPage{Page: p}
	shown.entry = newRailEntry(p.Title(), func() { w.Go(p.Key()) })
	shown.entry.move = func(by int) { w.rail.step(shown.entry, by) }
	w.pages = append(w.pages, shown)
	return shown.entry
}

// Start lays the window out and shows the page it was left at, or the first.
func (w *Window) Start() {
	w.menus = w.menuBar()
	main := container.New(frame{}, newBand(), w.bar, w.scroll)
	w.shell = container.New(shell{w.notice, w.toaster}, w.menus, w.rail, main, w.status, w.notice)
	w.toaster.OnPlaced = func() { w.shell.Layout.Layout(w.shell.Objects, w.shell.Size()) }
	w.native.SetContent(container.NewStack(w.shell, w.toaster.Layer()))
	if first := w.remembered(); first != nil {
		w.show(first, nil)
	}
	w.native.Show()
}

// Pages are all pages, those of the rail first added first.
func (w *Window) Pages() []Page {
	pages := make([]Page, len(w.pages))
	for i, p := range w.pages {
		pages[i] = p.Page
	}
	return pages
}

// Has tells whether there is a page with that key.
func (w *Window) Has(key string) bool { return w.find(key) != nil }

func (w *Window) find(key string) *shownPage {
	for _, p := range w.pages {
		if p.Key() == key {
			return p
		}
	}
	return nil
}

// Go shows a page, after asking the current one whether it may be left.
func (w *Window) Go(key string) { w.Open(key, nil) }

func (w *Window) show(p *shownPage, what any) {
	if p.content == nil {
		p.content = p.Content()
		middle, right := p.TopBar()
		p.bar = newTopBar(p.Title(), middle, right)
	}
	if w.current != nil {
		w.entryOf(w.current).setCurrent(false)
		w.current.offset = w.scroll.Offset
	}
	w.current = p
	focus := w.takeUp(p)
	w.toaster.Settle() // what failed was of the page before
	w.entryOf(p).setCurrent(true)
	w.native.Canvas().Unfocus()
	w.bar.Objects, w.body.Objects = []fyne.CanvasObject{p.bar}, []fyne.CanvasObject{p.content}
	w.bar.Refresh()
	w.body.Refresh()
	look.Relay(w.bar)
	look.Relay(w.body)
	w.scroll.Offset = p.offset
	look.Resized(w.scroll)
	if !p.hidden {
		w.options.Prefs.Set(prefPage, p.Key())
	}
	p.Shown()
	if focus != nil {
		w.native.Canvas().Focus(focus)
	}
	if rows := kit.FirstRows(p.content); rows != nil && w.native.Canvas().Focused() == nil {
		w.native.Canvas().Focus(rows)
	}
	w.openIn(p, what)
}

// entryOf is the entry of the rail that is marked while the page is shown.
func (w *Window) entryOf(p *shownPage) *railEntry {
	if u, ok := p.Page.(Under); ok {
		if over := w.find(u.Under()); over != nil {
			return over.entry
		}
	}
	return p.entry
}

func (w *Window) openIn(p *shownPage, what any) {
	if o, ok := p.Page.(Opener); ok && what != nil {
		o.Open(what)
	}
}

// Current is the page shown, nil before Start.
func (w *Window) Current() Page {
	if w.current == nil {
		return nil
	}
	return w.current.Page
}

// front is the key of the page shown, "" before Start.
func (w *Window) front() string {
	if w.current == nil {
		return ""
	}
	return w.current.Key()
}

// SetBadge shows how many things wait on a page; 0 shows nothing.
func (w *Window) SetBadge(key string, n int) {
	if p := w.find(key); p != nil {
		p.entry.badge.SetCount(n)
		p.entry.Refresh()
	}
}

// Renew shows the page in front with new widgets, or the first page when home is set: after what was shown broke off. What was typed into a form
// is offered again as its draft.
func (w *Window) Renew(home bool) {
	if w.current == nil {
		return
	}
	overlays := w.native.Canvas().Overlays()
	for top := overlays.Top(); top != nil; top = overlays.Top() {
		overlays.Remove(top)
	}
	p := w.current
	if home {
		p = w.pages[0]
	}
	p.content = nil
	w.show(p, nil)
}

// Reload has the page shown load anew, after the year worked on or everything in it changed.
func (w *Window) Reload() {
	if w.current != nil {
		w.current.Shown()
	}
}

// Changed tells the page shown of a committed write.
func (w *Window) Changed(c store.Change) {
	capability(w, func(p Changer) { p.Changed(c) })
}

// SetOffice changes the line under the product's name, such as 云岭县政协 · 2018, and what is shown of it where that has no room, such as 2018.
func (w *Window) SetOffice(office, short string) { w.rail.setOffice(office, short) }

// SetNotice says over every page what holds for the whole window. It is called before Start.
func (w *Window) SetNotice(text string) {
	w.notice.text.SetText(text)
	w.notice.Show()
}

// Status is the bar at the foot.
func (w *Window) Status() *StatusBar { return w.status }

// Tasks runs what must not hold the window up.
func (w *Window) Tasks() *Tasks { return w.tasks }

// Prefs remembers how the user left the window.
func (w *Window) Prefs() kit.Prefs { return w.options.Prefs }

// Native is Fyne's window, for dialogs.
func (w *Window) Native() fyne.Window { return w.native }

// Toast shows a passing message; with an action when act is not nil.
func (w *Window) Toast(text, action string, act func()) { w.toaster.Show(text, action, act) }

// Fail tells the user of an error in one sentence, until something else is done, and logs the whole of it. It ignores nil.
func (w *Window) Fail(err error) {
	if err == nil {
		return
	}
	w.options.Log(err)
	if text := w.sentence(err); !w.tellOver(text) {
		w.toaster.Fail(text)
	}
}

// Warn shows a message that stays until the user has closed it, with an action when act is not nil.
func (w *Window) Warn(text, action string, act func()) {
	if !w.tellOver(text) {
		w.toaster.Warn(text, action, act)
	}
}

// tellOver opens a box with the text when a question is open, which would hide a message in the corner of the window.
func (w *Window) tellOver(text string) bool {
	open := w.native.Canvas().Overlays().Top() != nil
	if open {
		w.Tell("没有完成", text)
	}
	return open
}

func (w *Window) sentence(err error) string {
	if w.options.Sentence != nil {
		return w.options.Sentence(err)
	}
	return err.Error()
}

// Tell shows text in a box until the user closes it.
func (w *Window) Tell(title, text string) {
	box.ShowMessage(w.native.Canvas(), title, text)
}

// Confirm asks; then is called only when the user agrees. agree names what will happen: 删除, 放弃修改.
func (w *Window) Confirm(title, text, agree string, then func()) {
	box.ShowQuestion(w.native.Canvas(), title, text, agree, then)
}

// Warning is Confirm of what cannot be taken back at once: the answer that Enter gives is 取消.
func (w *Window) Warning(title, text, agree string, then func()) {
	box.ShowWarning(w.native.Canvas(), title, text, agree, then)
}

// Dialog shows content in a box with its own buttons; the returned dialog closes it.
func (w *Window) Dialog(title string, content fyne.CanvasObject, size fyne.Size) dialog.Dialog {
	d := dialog.NewCustomWithoutButtons(title, content, w.native)
	d.Resize(size)
	d.Show()
	return d
}

// OnDropped is called with the paths of files dropped on the window.
func (w *Window) OnDropped(f func(paths []string)) { w.onDropped = f }

// OnFind is called on Ctrl+K.
func (w *Window) OnFind(f func()) { w.onFind = f }

// OnClosed is called when the window is gone and its tasks have ended.
func (w *Window) OnClosed(f func()) { w.onClosed = f }

func (w *Window) dropped(uris []fyne.URI) {
	if paths := localPaths(uris); len(paths) > 0 && w.onDropped != nil {
		w.onDropped(paths)
	}
}

// Raise brings the window to the front, for a second start of the program.
func (w *Window) Raise() {
	w.native.Show()
	w.native.RequestFocus()
}

// Close asks the page, remembers the window's size, ends the tasks and closes.
func (w *Window) Close() {
	if w.closing {
		return
	}
	w.Leave(func() {
		w.closing = true
		w.Remember()
		w.tasks.Close(3 * time.Second)
		w.native.Close()
		if w.onClosed != nil {
			w.onClosed()
		}
	})
}

// Remember notes how large the window is and, where the system tells, where it stands, for the next start.
func (w *Window) Remember() {
	size := w.native.Canvas().Size()
	text := strconv.Itoa(int(size.Width)) + "x" + strconv.Itoa(int(size.Height))
	if _, ok := readSize(text); ok { // not that of a window on its way in or out
		w.options.Prefs.Set(prefSize, text)
	}
	if placed := win.Placement(w.native); placed != "" {
		w.options.Prefs.Set(prefPlacement, placed)
	}
}

// Place puts the window where Remember found it, onto the screen when that has become smaller. Call it when the window is on the screen.
func (w *Window) Place() { win.SetPlacement(w.native, w.options.Prefs.Get(prefPlacement)) }

// parseSize reads a remembered size; a first start opens at a size that fits 1366x768.
func parseSize(text string) fyne.Size {
	if size, ok := readSize(text); ok {
		return size
	}
	return fyne.NewSize(1280, 720)
}

func readSize(text string) (fyne.Size, bool) {
	a, b, _ := strings.Cut(text, "x")
	width, errW := strconv.Atoi(a)
	height, errH := strconv.Atoi(b)
	ok := errW == nil && errH == nil && width >= 800 && height >= 500 && width < 8000 && height < 8000
	return fyne.NewSize(float32(width), float32(height)), ok
}

// capability calls do when the current page has the interface.
func capability[C any](w *Window, do func(C)) {
	if w.current == nil {
		return
	}
	if c, ok := w.current.Page.(C); ok {
		do(c)
	}
}
