package roster

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data"
	"cppccdesk/data/roster"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/activity"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/records"
	"cppccdesk/gui/supervision"
)

// What a group did stands in its details, a button each that lists exactly the records counted.
func TestGroupOpensItsWork(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	for _, page := range []desk.Page{p, supervision.New(d), activity.New(d)} {
		d.Add(page)
	}
	groups, err := roster.Groups.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	group := groups[0]
	work, err := data.GroupWork(t.Context(), d.Store().DB(), group.ID, d.Today())
	if err != nil {
		t.Fatal(err)
	}
	opened := 0
	for _, f := range work {
		if f.Counted.Len() == 0 {
			continue
		}
		text := fmt.Sprintf("%s %d", f.Name, f.Num)
		if f.Under != "" {
			text += " 分（" + f.Rule + "）"
		}
		d.Open(p.Key(), records.OneOf{Kind: roster.Groups, ID: group.ID})
		pressed := false
		kittest.Walk(p.Body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
			if b, ok := o.(*kit.Button); ok && b.Text == text && !pressed {
				pressed = true
				b.Tapped(nil)
			}
		})
		if !pressed {
			t.Fatalf("no button %s on:\n%s", text, desktest.Text(p.Body))
		}
		if want, got := fmt.Sprintf("%s · %s %d %s", group.Values["name"], f.Name, f.Num, f.Unit), desktest.Text(d.Current().Content()); !strings.Contains(got, want) {
			t.Errorf("%s is not listed:\n%s", want, got)
		}
		opened++
	}
	if opened < 5 {
		t.Errorf("only %d numbers of the first group", opened)
	}
}
