package activity

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/activity"
	"cppccdesk/data/fold"
	"cppccdesk/data/zh"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
)

// doorLines is how many people the door offers at once.
const doorLines = 5

// lineMin is what a line of the pane asks of its width; a longer one is cut rather than the pane made wider than its card.
const lineMin float32 = 60

// door is the box 登记到会: what is typed narrows down who comes in, the space key registers him, Enter goes on to the next one it may be.
type door struct {
	tab   *attendanceTab
	entry *kit.Entry
	lines [doorLines]*kit.Label
	said  *kit.Paragraph
	box   fyne.CanvasObject

	found []int // places of the people offered
	at    int   // the one meant among them
	last  string
}

func newDoor(t *attendanceTab) *door {
	d := &door{tab: t, entry: kit.NewEntry(), said: kit.NewParagraph("", look.SmallText, look.ToneMuted)}
	d.entry.PlaceHolder = "输首字母，空格＝到，回车下一位"
	d.entry.OnChanged = d.changed
	d.entry.OnKey = d.key
	d.entry.OnShortcut = d.pasted
	objects := []fyne.CanvasObject{d.entry, d.said}
	for i := range d.lines {
		d.lines[i] = kit.NewLabel("", look.SmallText, look.ToneMuted)
		d.lines[i].Min = lineMin
		objects = append(objects, d.lines[i])
	}
	d.box = kit.NewColumn(3, objects...)
	return d
}

// changed offers whom the text may mean; a space at its end registers the one meant.
func (d *door) changed(text string) {
	if text != strings.TrimRight(text, " \u3000") {
		d.entry.SetText(strings.TrimSpace(text)) // calls changed
		d.register()
		return
	}
	d.at = 0
	d.narrow()
	d.tell()
}

// key goes through those offered.
func (d *door) key(ev *fyne.KeyEvent) bool {
	by := 1
	switch ev.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
	case fyne.KeyUp:
		by = -1
	case fyne.KeyEscape:
		if d.entry.Text == "" {
			return false
		}
		d.reset()
		d.tell()
		return true
	default:
		return false
	}
	if n := len(d.found); n > 0 {
		d.at = (d.at + by + n) % n
		d.tell()
	}
	return true
}

// pasted takes a list of names that is pasted as one for the activity; a single name is searched for.
func (d *door) pasted(s fyne.Shortcut) bool {
	paste, ok := s.(*fyne.ShortcutPaste)
	if !ok || paste.Clipboard == nil || len(zh.SplitNames(paste.Clipboard.Content())) < 2 {
		return false
	}
	d.tab.paste()
	return true
}

// narrow finds those the text may mean: of the people expected of whom nothing is known yet, then of the others expected who have not come, then of
// those not told to come; in each the ones whose name or initials begin with it first.
func (d *door) narrow() {
	d.found = d.found[:0]
	query, s, at := fold.Plain(d.entry.Text), d.tab.sheet, d.tab.pane.at
	if query == "" || s == nil || at < 0 {
		return
	}
	type candidate struct{ place, rank int }
	var all []candidate
	for i := range s.year.People {
		m := s.year.People[i].Marks[at]
		rank := doorRank(m)
		if rank < 0 || !strings.Contains(s.names[i], query) {
			continue
		}
		rank *= 2
		if !slices.ContainsFunc(strings.Fields(s.names[i]), func(form string) bool { return strings.HasPrefix(form, query) }) {
			rank++
		}
		all = append(all, candidate{i, rank})
	}
	slices.SortStableFunc(all, func(a, b candidate) int { return a.rank - b.rank })
	for _, c := range all {
		d.found = append(d.found, c.place)
	}
}

// doorRank is how likely somebody is to come in, less is more; -1 for who is there already.
func doorRank(m activity.Mark) int {
	switch m.State {
	case activity.Present:
		return -1
	case activity.Expected:
		return 0
	case "":
		return 2
	default:
		return 1
	}
}

// register says that the one meant is there.
func (d *door) register() {
	s, at := d.tab.sheet, d.tab.pane.at
	if d.at >= len(d.found) || s == nil || at < 0 {
		return
	}
	p, a := &s.year.People[d.found[d.at]], &s.year.Activities[at]
	if a.Later {
		d.say("还没有到活动的日子，不能登记到会；请假可以在左边按 2。", look.ToneLate)
		return
	}
	d.last = p.Title
	d.reset()
	d.tab.register([]activity.Change{{Activity: a.ID, Person: p.ID, State: activity.Present}})
}

// reset empties the box.
func (d *door) reset() {
	d.found, d.at = d.found[:0], 0
	d.entry.SetText("")
}

// tell shows who is meant and how many are registered.
func (d *door) tell() {
	s, at := d.tab.sheet, d.tab.pane.at
	if s == nil || at < 0 {
		return
	}
	for i := range d.lines {
		if i >= len(d.found) {
			d.lines[i].SetText("")
			continue
		}
		first := min(max(0, d.at-doorLines+1), len(d.found)-1) // the one meant stays in sight
		place := first + i
		if place >= len(d.found) {
			d.lines[i].SetText("")
			continue
		}
		d.lines[i].Set(d.line(d.found[place], place == d.at))
	}
	n, due := s.year.States(at)
	switch text := fmt.Sprintf("已登记 %d / %d", due-n[activity.Expected]-n[activity.Asking], due); {
	case d.entry.Text != "" && len(d.found) == 0:
		d.say("没有找到「"+d.entry.Text+"」，或者已经登记到会", look.ToneLate)
	case d.last != "":
		d.say(text+"。刚登记："+d.last+"，登记错了按 Ctrl+Z", look.ToneMuted)
	default:
		d.say(text+"。也可以复制名单（每行一个姓名），在这里或左边的表里按 Ctrl+V；签到表直接拖进来", look.ToneMuted)
	}
}

// say shows a sentence, in as many lines as it takes.
func (d *door) say(text string, tone look.Tone) {
	d.said.Tone = tone
	d.said.SetText(text)
}

// line is what is said of somebody offered.
func (d *door) line(place int, meant bool) (string, look.Tone) {
	p := &d.tab.sheet.year.People[place]
	text, tone := "　"+p.Title, look.ToneMuted
	if meant {
		text, tone = "› "+p.Title, look.ToneNormal
	}
	if p.Workplace != "" && !strings.Contains(p.Title, p.Workplace) {
		text += "　" + p.Workplace
	}
	switch state := p.Marks[d.tab.pane.at].State; state {
	case activity.Expected:
	case "":
		text += "（没有通知）"
	default:
		text += "（" + state + "）"
	}
	return text, tone
}
