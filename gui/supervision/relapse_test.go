package supervision

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/supervision"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/records"
)

// press presses the button on the page whose text begins so.
func press(t *testing.T, p *Page, text string) {
	t.Helper()
	var found *kit.Button
	kittest.Walk(p.Body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && strings.HasPrefix(b.Text, text) {
			found = b
		}
	})
	if found == nil {
		t.Fatalf("no button %q on:\n%s", text, desktest.Text(p.Body))
	}
	found.Tapped(nil)
}

// The step 复发 of a letter and of a point shows the draft it has made, from which the earlier letter is one click away.
func TestRelapseOpensItsDraft(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	desktest.Show(d, p)
	used := map[string]bool{"1": true} // the sample's own relapse
	for _, kind := range []string{supervision.Letters.Name, supervision.Points.Name} {
		k := supervision.Letters
		if kind == supervision.Points.Name {
			k = supervision.Points
		}
		all, err := k.Records(t.Context(), d.Store().DB(), d.Scope())
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range all {
			if r.Values["status"] != supervision.Closed || used[r.Values["number"]] {
				continue
			}
			used[r.Values["number"]] = true
			p.Open(records.OneOf{Kind: k, ID: r.ID})
			press(t, p, supervision.Relapse)
			if got := desktest.Text(p.Body); p.Front.Key != supervision.Letters.Name || !strings.Contains(got, "（复发）") || !strings.Contains(got, "送审…") {
				t.Fatalf("the draft is not shown:\n%s", got)
			}
			press(t, p, "原意见书 2026-"+r.Values["number"])
			if got := desktest.Text(p.Body); !strings.Contains(got, "复发 起草中") {
				t.Errorf("the earlier letter is not shown:\n%s", got)
			}
			break
		}
	}
}
