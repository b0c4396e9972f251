package form

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/box"
	"cppccdesk/gui/kit/look"
)

// pickList is what a picker opens: a search box, the options that match, and how many there are.
type pickList struct {
	widget.BaseWidget

	offer *offer
	ask   pickAsk
	field fyne.Focusable // that opened it
	entry *kit.Entry
	list  *widget.List
	foot  *kit.Label
	keys  *kit.Label

	popUp   *box.PopUp // grows and shrinks with what is found
	place   pickPlace
	rows    []pickRow
	at      int  // the row Enter takes; -1 for none: after something was taken, or where nothing offered is called as typed
	moved   bool // the keys moved to that row
	resting bool
	stale   bool // something was typed since the last search
}

// pickPlace is where a list opens: it hangs from edge, or with up stands on it.
type pickPlace struct {
	x, edge float32
	up      bool
	room    float32 // how high it may become
}

// pickAsk is what a field wants of the list it opens.
type pickAsk struct {
	none   bool // the first row takes the choice back
	free   bool
	word   string                  // what a word that is taken although it is not offered is called; "": 填写
	like   func(text string) []int // the options that such a word may be meant for; nil: none
	create bool
	stays  bool // the list stays open when something is taken
	chosen func(value string) bool
	take   func(row pickRow, text string)
	back   func() // Backspace in the empty search box; nil: nothing
	leave  func()
	refuse func(sentence string) // the list was left and what was typed is not taken; "": something is taken after all
}

// pickRow is one row of a list: an option, or one of the rows that are no option. It holds the option itself: what the field offers may change
// while the list is open or fades.
type pickRow struct {
	kind   pickRowKind
	option Option
	text   string
}

type pickRowKind int

const (
	rowOption pickRowKind = iota
	rowLike               // an option that what is typed may be meant for
	rowHeading
	rowNone   // takes the choice back
	rowFree   // takes what is typed
	rowCreate // asks for a new option called what is typed
)

const pickRows = 9

// searchRest is how long the list rests after a search: an input method delivers a phrase one character at a time, and a search each would
// be felt with ten thousand options.
const searchRest = 60 * time.Millisecond

func newPickList(o *offer, ask pickAsk) *pickList {
	l := &pickList{offer: o, ask: ask, entry: kit.NewEntry(), foot: kit.NewLabel("", look.CaptionText, look.ToneMuted), keys: kit.NewLabel("", look.CaptionText, look.ToneMuted)}
	l.entry.PlaceHolder = "名称、拼音或首字母"
	l.entry.OnChanged = l.typed
	l.entry.OnKey = l.key
	l.entry.OnBlur = l.blurred
	l.entry.OnShortcut = func(s fyne.Shortcut) bool {
		_, custom := s.(*desktop.CustomShortcut)
		if custom && saves(s) && l.answer() {
			l.hand(s)
		}
		return custom // the form must not be saved from under an open list
	}
	l.keys.Text, l.keys.Align = "回车选定  Esc 关闭", fyne.TextAlignTrailing
	l.list = widget.NewList(
		func() int { return len(l.rows) },
		func() fyne.CanvasObject { return newPickLine(l) },
		func(i int, o fyne.CanvasObject) { o.(*pickLine).show(i) },
	)
	l.list.HideSeparators = true
	l.ExtendBaseWidget(l)
	return l
}

// show opens the list at a field, below its top edge by down, with query typed already; nil when the field is not on screen. Where there is
// no room below, it opens above the field, which stays in sight.
func (l *pickList) show(field fyne.CanvasObject, down float32, query string) *box.PopUp {
	c := look.CanvasOf(field)
	if c == nil {
		return nil
	}
	l.field, _ = field.(fyne.Focusable)
	popUp := box.NewPopUp(l, c)
	if l.ask.stays {
		popUp.OnBeside = func(at fyne.Position) { pressBeside(field, c, at) }
	}
	pad := l.Theme().Size(theme.SizeNameInnerPadding) // of the pop-up, half of it at each side
	at := look.PositionOf(field).SubtractXY(pad/2, pad/2)
	size := popUp.MinSize()
	size.Height = l.height(len(l.offer.options)+1) + pad
	size.Width = min(max(size.Width, field.Size().Width+pad), c.Size().Width-8)
	at.X = max(min(at.X, c.Size().Width-size.Width-4), 0)
	l.popUp, l.place = popUp, pickPlaceAt(at, down, size.Height, l.height(3)+pad, c.Size().Height)
	size.Height = l.want() + pad
	popUp.Resize(size)
	popUp.ShowAtPosition(l.place.top(size.Height))
	c.Focus(l.entry)
	l.query(query)
	return popUp
}

// pressBeside presses what lies at a place of the window beside a list that stayed open and beside its field: who presses a button then is done with the
// list, and presses once.
func pressBeside(field fyne.CanvasObject, c fyne.Canvas, at fyne.Position) {
	from, size := look.PositionOf(field), field.Size()
	if at.X >= from.X && at.Y >= from.Y && at.X < from.X+size.Width && at.Y < from.Y+size.Height {
		return
	}
	below := c.Content()
	if top := c.Overlays().Top(); top != nil {
		below = box.PopUpContent(top)
	}
	kit.PressAt(below, at)
}

// query puts text into the search box and searches for it at once.
func (l *pickList) query(text string) {
	l.entry.OnChanged = nil
	l.entry.SetText(text)
	l.entry.OnChanged = l.typed
	l.entry.CursorColumn = len([]rune(text))
	l.entry.Refresh()
	l.find(text)
}

// typed searches at once when the last search is long ago, otherwise when the list has rested.
func (l *pickList) typed(string) {
	if l.resting {
		l.stale = true
		return
	}
	l.find(l.entry.Text)
	l.rest()
}

// rest uses an animation as its timer because animations run on the window's thread.
func (l *pickList) rest() {
	l.resting = true
	fyne.NewAnimation(searchRest, func(done float32) {
		if done < 1 {
			return
		}
		l.resting = false
		if l.stale {
			l.settle()
			l.rest()
		}
	}).Start()
}

// settle makes the rows those of what is typed.
func (l *pickList) settle() {
	if l.stale {
		l.find(l.entry.Text)
	}
}

func (l *pickList) find(query string) {
	l.stale, l.moved = false, false
	query = strings.TrimSpace(query)
	found := l.offer.search(query)
	l.rows = slices.Grow(l.rows[:0], len(found)+recentMost+4)
	if query == "" {
		l.headRows()
	}
	for _, i := range found {
		l.rows = append(l.rows, pickRow{kind: rowOption, option: l.offer.options[i]})
	}
	l.rows = append(l.rows, l.footRows(query, len(found) > 0)...)
	if len(l.rows) == 0 {
		l.rows = append(l.rows, pickRow{kind: rowHeading, text: nothingFound(query)})
	}
	l.foot.SetText(fmt.Sprintf("%d 项", len(found)))
	l.fit()
	l.start(query)
	l.list.Refresh()
	l.list.ScrollTo(max(l.at, 0))
}

// pickPlaceAt chooses the side of the field that has room for a list of that height, else the one with more of it, and covers the field where
// neither has room for least. at is the field's upper left corner, the list's first place below it by down.
func pickPlaceAt(at fyne.Position, down, height, least, window float32) pickPlace {
	below := pickPlace{x: at.X, edge: at.Y + down, room: window - at.Y - down}
	above := pickPlace{x: at.X, edge: at.Y, up: true, room: at.Y}
	switch {
	case max(below.room, above.room) < min(height, least):
		return pickPlace{x: at.X, edge: max(window-height-4, 0), room: window}
	case below.room >= height || below.room >= above.room:
		return below
	}
	return above
}

// top is where a list of that height begins.
func (p pickPlace) top(height float32) fyne.Position {
	if p.up {
		return fyne.NewPos(p.x, p.edge-height)
	}
	return fyne.NewPos(p.x, p.edge)
}

// fit gives the list the height of what is in it.
func (l *pickList) fit() {
	if l.popUp == nil {
		return
	}
	pad := l.Theme().Size(theme.SizeNameInnerPadding)
	height := l.want() + pad
	if size := l.popUp.Content.Size(); size.Height+pad != height {
		l.popUp.Resize(fyne.NewSize(size.Width+pad, height))
		l.popUp.Move(l.place.top(height))
	}
}

// want is the height of what is in the list, where there is room for it.
func (l *pickList) want() float32 {
	height := l.height(len(l.rows))
	if l.popUp != nil {
		height = min(height, max(l.place.room-l.Theme().Size(theme.SizeNameInnerPadding), l.height(0)))
	}
	return height
}

// height is what a list of rows needs, at most pickRows of them.
func (l *pickList) height(rows int) float32 {
	return look.FieldHeight + float32(min(max(rows, 2), pickRows))*look.RowHeight + 26
}

func nothingFound(query string) string {
	if query == "" {
		return "还没有可选的"
	}
	return "没有找到「" + query + "」"
}

// taken empties the search box for the next word after one was taken from a list that stays.
func (l *pickList) taken() {
	l.moved = false // the row gone to is answered: leaving the list does not press it again
	if l.entry.Text != "" {
		l.query("")
		l.at = -1
	}
	l.list.Refresh()
}

// headRows are the rows before the options while nothing is typed.
func (l *pickList) headRows() {
	if l.ask.none {
		l.rows = append(l.rows, pickRow{kind: rowNone, text: "（不选）"})
	}
	if len(l.offer.options) <= pickRows {
		return
	}
	if recent := l.offer.recentOptions(); len(recent) > 0 {
		l.rows = append(l.rows, pickRow{kind: rowHeading, text: "最近用过"})
		for _, i := range recent {
			l.rows = append(l.rows, pickRow{kind: rowOption, option: l.offer.options[i]})
		}
		l.rows = append(l.rows, pickRow{kind: rowHeading, text: "全部"})
	}
}

// start marks the row that Enter takes: the chosen option where one choice is made, else the first that is offered. What is not offered has to be
// chosen for what it is.
func (l *pickList) start(query string) {
	if query == "" && !l.ask.stays {
		for i, row := range l.rows {
			if row.kind == rowOption && l.ask.chosen(row.option.Value) {
				l.at = i
				return
			}
		}
	}
	l.at = slices.IndexFunc(l.rows, func(row pickRow) bool {
		return row.kind == rowOption || row.kind == rowNone || row.kind == rowFree && l.anyWords()
	})
}

func (l *pickList) move(by int) {
	l.settle()
	to := min(max(l.at+by, 0), len(l.rows)-1)
	if l.rows[to].kind == rowHeading {
		if by < 0 && to > 0 {
			to--
		} else {
			to++
		}
	}
	if to >= len(l.rows) {
		return // nothing but a heading
	}
	l.at, l.moved = to, true
	l.list.ScrollTo(max(to-1, 0)) // so that the heading above it is seen
	l.list.ScrollTo(to)
	l.list.Refresh()
}

func (l *pickList) take(row int) {
	l.settle()
	if r, ok := kit.RowAt(l.rows, row); ok && r.kind != rowHeading {
		l.refuse("")
		l.entry.OnBlur = nil // what is typed is answered
		l.ask.take(r, strings.TrimSpace(l.entry.Text))
		l.entry.OnBlur = l.blurred
	}
}

// leave closes the list by an answer of its own: what is typed is not asked about.
func (l *pickList) leave() {
	l.entry.OnBlur = nil
	l.ask.leave()
}

func (l *pickList) key(ev *fyne.KeyEvent) bool {
	switch ev.Name {
	case fyne.KeyDown:
		l.move(1)
	case fyne.KeyUp:
		l.move(-1)
	case fyne.KeyPageDown:
		l.move(pickRows)
	case fyne.KeyPageUp:
		l.move(-pickRows)
	case fyne.KeyReturn, fyne.KeyEnter:
		l.settle()
		switch {
		case l.at >= 0:
			l.take(l.at)
		case l.entry.Text == "":
			l.leave()
		}
	case fyne.KeyTab:
		l.tab()
	case fyne.KeyEscape:
		l.refuse("")
		l.leave()
	case fyne.KeyBackspace:
		if l.entry.Text != "" || l.ask.back == nil {
			return false
		}
		l.ask.back()
	default:
		return false
	}
	return true
}

// tab takes what was searched for and goes on to the next field.
func (l *pickList) tab() {
	l.answer()
	if l.field != nil {
		look.MoveFocus(l.field, look.KeyModifiers()&fyne.KeyModifierShift != 0)
	}
}

// saves tells the shortcuts of a form that save it.
func saves(s fyne.Shortcut) bool {
	custom, ok := s.(*desktop.CustomShortcut)
	return ok && custom.Modifier == fyne.KeyModifierControl && slices.Contains([]fyne.KeyName{fyne.KeyS, fyne.KeyReturn, fyne.KeyEnter}, custom.KeyName)
}

// answer takes the row that was searched for or gone to and leaves the list. False when that does not answer what is typed, which the field says, or
// when a new one is being made.
func (l *pickList) answer() bool {
	l.settle()
	typed := strings.TrimSpace(l.entry.Text)
	row, shown := kit.RowAt(l.rows, l.at)
	taken := shown && (typed != "" || l.moved)
	if taken {
		l.take(l.at)
	}
	l.leave()
	if typed != "" && !taken {
		l.refuse(typed)
		return false
	}
	if !taken {
		l.refuse("")
	}
	return !taken || row.kind != rowCreate
}

// hand gives the field a shortcut that the list does not want.
func (l *pickList) hand(s fyne.Shortcut) {
	if field, ok := l.field.(fyne.Shortcutable); ok {
		field.TypedShortcut(s)
	}
}

// CreateRenderer implements fyne.Widget.
func (l *pickList) CreateRenderer() fyne.WidgetRenderer {
	edge := look.NewPopUpEdge()
	return &look.Renderer{
		Widget: l, Parts: []fyne.CanvasObject{edge, l.entry, l.list, l.foot, l.keys},
		Least: func() fyne.Size { return fyne.NewSize(260, l.want()) },
		Arrange: func(size fyne.Size) {
			look.PlacePopUpEdge(edge, size)
			look.Place(l.entry, 0, 0, size.Width, look.FieldHeight)
			look.Place(l.list, 0, look.FieldHeight+4, size.Width, size.Height-look.FieldHeight-24)
			look.Place(l.foot, 10, size.Height-19, 80, 18)
			look.Place(l.keys, 90, size.Height-19, size.Width-100, 18)
		},
	}
}
