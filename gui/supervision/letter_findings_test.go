package supervision

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/record"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/form"
	"cppccdesk/gui/kit/kittest"
)

// A letter that names the visit it comes from is offered what was found there as its points, once.
func TestLetterTakesWhatItsVisitFound(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	desktest.Show(d, p)
	visit := visitFinding(t, d, 2)
	p.Open(supervision.Letters)
	p.Create()
	var f *form.Form
	kittest.Walk(p.Body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if found, ok := o.(*form.Form); ok {
			f = found
		}
	})
	f.Set("title", "关于窗口服务的监督意见")
	f.Set("group", visit["group"])
	if text := desktest.Text(p.Body); strings.Contains(text, "问题建议") {
		t.Fatalf("without a visit:\n%s", text)
	}
	f.Set("visited_on", visit["on_date"])
	if text := desktest.Text(p.Body); !strings.Contains(text, "这次活动登记了 2 条问题建议") {
		t.Fatalf("nothing is offered:\n%s", text)
	}
	kittest.Walk(p.Body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if link, ok := o.(fyne.Tappable); ok && desktest.Text(o) == "写进意见" {
			link.Tapped(&fyne.PointEvent{})
		}
	})
	if text := desktest.Text(p.Body); strings.Contains(text, "这次活动登记了") {
		t.Errorf("what was taken is offered again:\n%s", text)
	}
	p.Save()
	letters, err := supervision.Letters.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	whole, err := supervision.Letters.Record(t.Context(), d.Store().DB(), letters[len(letters)-1].ID)
	if err != nil {
		t.Fatal(err)
	}
	letter := whole.Values
	found, err := supervision.FoundAt(t.Context(), d.Store().DB(), letter)
	if err != nil || len(found) != 2 {
		t.Fatalf("found %q, %v; the letter %v", found, err, letter)
	}
	for _, text := range found {
		if !strings.Contains(letter["points"], text) {
			t.Errorf("%q is not among the points %s", text, letter["points"])
		}
	}
}

// visitFinding is the last visit of the sample with so many findings.
func visitFinding(t *testing.T, d *desk.Desk, n int) (visit record.Values) {
	t.Helper()
	visits, err := supervision.Visits.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range visits {
		if record.CountOf(v.Values["findings_count"]) == n {
			visit = v.Values
		}
	}
	return visit
}
