package proposal

import (
	"cmp"
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/gui/kit/look"
	"cppccdesk/gui/records"
)

// causeLine stands under a promise or an opinion that is to be put right: a thing to press that makes it a point of a letter (转为整改事项), the point it
// has become, or why it cannot become one. It is nil for what is as it should be.
func (p *Page) causeLine(c supervision.Cause) fyne.CanvasObject {
	at := slices.IndexFunc(p.course.causes, func(r supervision.Raised) bool { return r.Cause == c })
	if at < 0 {
		return nil
	}
	switch r := p.course.causes[at]; {
	case r.Why != "":
		return records.NewTonedFact("", "转为整改事项："+r.Why, look.ToneMuted)
	case r.Point != 0:
		return records.NewFactLink("整改 "+cmp.Or(r.Called, "起草中")+" · "+r.Status, func() { p.openPoint(r.Point) })
	default:
		return records.NewFactLink("转为整改事项", func() { p.raise(r) })
	}
}

// openPoint shows a point of a letter.
func (p *Page) openPoint(id int64) {
	p.desk.Open(p.desk.PageOf(supervision.Points.Name), records.OneOf{Kind: supervision.Points, ID: id})
}

// raise makes a promise or an opinion a point of a letter to its unit.
func (p *Page) raise(r supervision.Raised) {
	if p.desk.Refuses() {
		return
	}
	id, scope := p.shown.ID, p.desk.Scope()
	var made supervision.Raised
	p.desk.Write(supervision.RaiseWording(r), func(ctx context.Context, tx *store.Tx) (err error) {
		made, err = supervision.Raise(ctx, tx, scope, id, r.Cause)
		return err
	}, func(err error) {
		if err != nil {
			p.desk.Fail(err)
		} else {
			p.desk.ToastUndo("已写入意见书「" + made.Title + "」，办好送审、送达就开始整改")
		}
		if p.shown.ID == id {
			p.show(p.shown)
		}
	})
}

// causeWidth is the room of a cause in a menu.
const causeWidth float32 = 420

// chosenCauses are the lines of the menu of a proposal that make what it leaves to be put right points of letters.
func (p *Page) chosenCauses(r row) *fyne.MenuItem {
	var items []*fyne.MenuItem
	if p.shown.ID == r.ID {
		for _, c := range p.course.causes {
			if c.Point == 0 && c.Why == "" {
				items = append(items, fyne.NewMenuItem(look.Ellipsize(c.Text, causeWidth, look.TextSize, false), func() { p.raise(c) }))
			}
		}
	}
	if items == nil {
		return nil
	}
	item := fyne.NewMenuItem("转为整改事项", nil)
	item.ChildMenu = fyne.NewMenu("", items...)
	return item
}
