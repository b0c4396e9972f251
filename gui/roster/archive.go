package roster

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// ofTerm are the keys of the tabs whose records belong to a term.
var ofTerm = []string{roster.Members.Name, roster.Sectors.Name, roster.Committees.Name, roster.ActivityGroups.Name}

// archiveText says which term is looked at and what can be done with it.
func archiveText(t *roster.Term) string {
	var span string
	if t.StartsOn != "" || t.EndsOn != "" || t.ClosedOn != "" {
		end := t.ClosedOn
		if end == "" {
			end = t.EndsOn
		}
		span = "（" + strings.TrimSpace(t.StartsOn+" 至 "+end) + "）"
	}
	if t.Closed {
		return fmt.Sprintf("正在查看%s%s的存档：委员、界别、专委会和活动组只能查看，不能修改。", t.Name, span)
	}
	return fmt.Sprintf("正在查看%s%s，它不是当前的一届；在这里的修改都记在这一届。", t.Name, span)
}

// showArchive puts the strip over the tab in front while another term is looked at, and takes it away after.
func (p *Page) showArchive() {
	viewed := p.Desk.ViewedTerm()
	p.strip.Hidden = viewed == nil
	if viewed != nil {
		strip := kit.NewStrip(look.ToneDue, kit.NewButton("回到本届", func() { p.Leave(func() { p.Desk.ViewTerm(nil) }) }))
		strip.SetText(archiveText(viewed))
		p.strip.Objects = []fyne.CanvasObject{kit.NewInset(0, 5, strip)}
	}
	p.strip.Refresh()
	p.frame.Refresh()
	p.lock()
	p.AllowCreating()
}

// lock keeps the lists of a closed term from being changed; the store would refuse it as well.
func (p *Page) lock() {
	sentence := ""
	if viewed := p.Desk.ViewedTerm(); viewed != nil && viewed.Closed {
		sentence = viewed.Name + "是存档，只能查看；确需更正，请在「届次」中重新打开这一届"
	}
	for _, at := range p.Places {
		if l, ok := at.Tab.(*records.ListTab); ok && slices.Contains(ofTerm, at.Key) {
			l.Lock(sentence)
		}
	}
}

// mayCreate tells whether the tab in front is not of a closed term.
func (p *Page) mayCreate() bool {
	viewed := p.Desk.ViewedTerm()
	return viewed == nil || !viewed.Closed || !slices.Contains(ofTerm, p.Front.Key)
}

// View shows the people of a term; the current one is shown as always.
func (p *Page) View(id int64) {
	store := p.Desk.Store()
	desk.Load(p.Desk.Tasks(), "roster.view", func(ctx context.Context) (*roster.Term, error) {
		return roster.FindTerm(ctx, store.DB(), id)
	}, func(t *roster.Term, err error) {
		if err != nil {
			p.Desk.Fail(err)
			return
		}
		p.Leave(func() {
			p.Desk.ViewTerm(t)
			p.Put(p.Find(roster.Members.Name))
			p.Shown()
		})
	})
}

// refreshViewed reads the term looked at anew: it may have been closed, reopened or undone.
func (p *Page) refreshViewed() {
	viewed := p.Desk.ViewedTerm()
	if viewed == nil {
		return
	}
	st := p.Desk.Store()
	desk.Load(p.Desk.Tasks(), "roster.viewed", func(ctx context.Context) (*roster.Term, error) {
		t, err := roster.FindTerm(ctx, st.DB(), viewed.ID)
		if err != nil && store.CodeOf(err) == store.CodeNotFound {
			return nil, nil
		}
		return t, err
	}, func(t *roster.Term, err error) {
		switch {
		case err != nil:
			p.Desk.Fail(err)
		case t == nil || *t != *viewed:
			p.Desk.ViewTerm(t)
		}
	})
}
