package roster

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data"
	"cppccdesk/data/measure"
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
	at := -1 // among the criteria
	for _, f := range work {
		if f.Under != "" {
			at++
		}
		if f.Counted.Len() == 0 {
			continue
		}
		text := fmt.Sprintf("%s %d", f.Name, f.Num)
		d.Open(p.Key(), records.OneOf{Kind: roster.Groups, ID: group.ID})
		pressed := press(p.Body, &f, text, at)
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

// press presses the button of a number, or the row of a criterion, and tells whether there is one.
func press(on fyne.CanvasObject, f *measure.Figure, text string, at int) (pressed bool) {
	kittest.Walk(on, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		switch o := o.(type) {
		case *kit.Button:
			if o.Text == text && f.Under == "" && !pressed {
				pressed = true
				o.Tapped(nil)
			}
		case *kit.SmallTable:
			if f.Under != "" && !pressed {
				pressed = true
				o.Rows[at].Tapped(nil)
			}
		}
	})
	return pressed
}
