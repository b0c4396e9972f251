// Package find is Ctrl+K: one box over the window that finds records, pages and commands by 汉字, pinyin, initials, number or the end of a
// telephone number, as one types. What is found and how near it is to what was typed is data's; opening it is the caller's.
package find

import (
	"context"
	"slices"
	"strings"

	"cppccdesk/data"
	"cppccdesk/data/fold"
	"cppccdesk/gui/desk"
)

// Finder is the box with what it knows. Use it on the window's thread.
type Finder struct {
	desk *desk.Desk
	open func(data.Findable)

	steps  []*desk.Command // of what was chosen when the box was opened
	known  *data.Finder    // what could be found when last read
	stale  bool
	panel  *panel // nil before it was shown
	recent recents
	keys   map[string]string // folded titles of commands
	looks  map[glance]bool   // since the box was opened, at whom a masked telephone number led to: true once that is noted
}

// glance is a record found by the end of a masked telephone number.
type glance struct {
	kind string
	id   int64
}

// New makes the box of a desk and answers Ctrl+K with it; open shows a record chosen in it.
func New(d *desk.Desk, open func(data.Findable)) *Finder {
	f := &Finder{desk: d, open: open, stale: true, recent: readRecents(d.Prefs()), keys: map[string]string{}}
	d.OnFind(f.Show)
	d.OnState(f.Changed)
	return f
}

// Changed says that what was read may be old. It is read anew when it is next asked for.
func (f *Finder) Changed() {
	f.stale = true
	if f.shown() {
		f.Prepare()
	}
}

// Prepare reads beside the window what can be found, if it may have changed.
func (f *Finder) Prepare() {
	if !f.stale {
		return
	}
	f.stale = false
	store, scope, former := f.desk.Store(), f.desk.Scope(), f.known
	desk.Load(f.desk.Tasks(), "find.read", func(ctx context.Context) (*data.Finder, error) {
		return data.ReadFinder(ctx, store, scope, former)
	}, func(read *data.Finder, err error) {
		if err != nil {
			f.stale = true
			f.desk.Fail(err)
			return
		}
		f.known = read
		if f.shown() {
			f.panel.find()
		}
	})
}

// Show opens the box, or closes it when it is open.
func (f *Finder) Show() {
	if f.shown() {
		f.panel.close()
		return
	}
	f.panel, f.looks, f.steps = newPanel(f), map[glance]bool{}, f.desk.StepCommands()
	f.panel.find()
	f.Prepare()
}

// shown tells whether the box is open; a click beside it closes it without telling.
func (f *Finder) shown() bool { return f.panel != nil && f.panel.popUp.Visible() }

// item is one line of the box: a record, or a command.
type item struct {
	title, note, tag string
	command          *desk.Command
	record           data.Findable
}

const (
	mostHits     = 40 // records listed at most; a nearer query finds the others
	mostCommands = 6
)

// items are what the box lists for a query: for none, what was opened lately and then every command. Whom a masked number led to is listed
// once that is noted in the journal; until then he is among unseen.
func (f *Finder) items(query string) (found []item, unseen []data.Findable) {
	if fold.Plain(query) == "" {
		all, _ := f.commands("")
		return append(f.lately(), all...), nil
	}
	named, within := f.commands(query)
	found = named[:min(len(named), mostCommands)]
	if f.known != nil {
		for _, t := range f.known.Find(query, mostHits) {
			if t.ByPhone && !f.looks[glance{t.Kind.Name, t.ID}] {
				unseen = append(unseen, t)
				continue
			}
			found = append(found, recordItem(t))
		}
	}
	return append(found, within[:min(len(within), mostCommands)]...), unseen
}

// note writes into the journal whom a masked number led to, and calls then once that is done. What could not be noted is not tried again
// before the box is opened again.
func (f *Finder) note(unseen []data.Findable, then func()) {
	looks := f.looks
	unseen = slices.DeleteFunc(unseen, func(t data.Findable) bool { _, asked := looks[glance{t.Kind.Name, t.ID}]; return asked })
	if len(unseen) == 0 {
		return
	}
	for _, t := range unseen {
		looks[glance{t.Kind.Name, t.ID}] = false
	}
	store, actor := f.desk.Store(), f.desk.Actor()
	var err error
	f.desk.Tasks().Background(func() { err = data.DiscloseFound(context.Background(), store, actor, unseen) }, func() {
		if err != nil {
			f.desk.Fail(err)
			return
		}
		for _, t := range unseen {
			looks[glance{t.Kind.Name, t.ID}] = true
		}
		if f.shown() {
			then()
		}
	}, nil)
}

func recordItem(t data.Findable) item {
	return item{title: t.Title, note: t.Note, tag: t.Kind.Title, record: t}
}

// commands are those that can be done now: named as the query begins, and those that hold it further on, which come after the records.
func (f *Finder) commands(query string) (named, within []item) {
	plain := fold.Plain(query)
	for _, c := range slices.Concat(f.steps, f.desk.Commands()) {
		text := c.Text()
		if f.keys[text] == "" {
			f.keys[text] = " " + fold.Key(append([]string{text, c.Sub}, c.Words...)...)
		}
		one := item{title: text, note: c.Keys, tag: "命令", command: c}
		switch {
		case !c.On():
		case strings.Contains(f.keys[text], " "+plain):
			named = append(named, one)
		case fold.Match(f.keys[text], query):
			within = append(within, one)
		}
	}
	return named, within
}

// lately are the records opened lately that are still there.
func (f *Finder) lately() []item {
	if f.known == nil {
		return nil
	}
	var found []item
	for _, r := range f.recent.list {
		if t, ok := f.known.Record(r.Kind, r.ID); ok {
			i := recordItem(t)
			i.tag = "最近 · " + i.tag
			found = append(found, i)
		}
	}
	return found
}

// take does what a line stands for.
func (f *Finder) take(i item) {
	if i.command != nil {
		if i.command.On() {
			i.command.Do()
		}
		return
	}
	f.recent.add(i.record)
	f.open(i.record)
}
