package activity

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/activity"
	"cppccdesk/data/record"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/data/supervision"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/records"
	pages "cppccdesk/gui/supervision"
)

// What has come of an activity stands in its details, and a press lists the points counted.
func TestActivityOpensWhatCameOfIt(t *testing.T) {
	d := desktest.New(t, sampletest.MustOpen(t))
	p := New(d)
	d.Add(p)
	d.Add(pages.New(d))
	all, err := activity.Activities.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	held := all[2] // of which the sample year has none
	points := rows.Text([]rows.Row{{"text": "延长窗口开放时间", "source": supervision.OfActivity + " " + held.Values["title"]}, {"text": "别处来的"}})
	if err := d.Store().Write(t.Context(), "王芳", "新建意见书", func(ctx context.Context, tx *store.Tx) error {
		_, err := supervision.Letters.Save(ctx, tx, d.Scope(), 0, record.Values{"title": "会上的", "unit": "县水务局", "points": points})
		return err
	}); err != nil {
		t.Fatal(err)
	}
	d.Open(p.Key(), records.OneOf{Kind: activity.Activities, ID: held.ID})
	pressed := false
	kittest.Walk(p.Body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		if b, ok := o.(*kit.Button); ok && b.Text == "转为整改的意见 1" && !pressed {
			pressed = true
			b.Tapped(nil)
		}
	})
	text := desktest.Text(d.Current().Content())
	if !pressed || !strings.Contains(text, held.Values["title"]+" · 转为整改的意见 1 条") || !strings.Contains(text, "显示 1 条") {
		t.Errorf("pressed %v, shown:\n%s", pressed, text)
	}
}
