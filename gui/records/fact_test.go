package records

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"cppccdesk/data"
	"cppccdesk/gui/kit/kittest"
)

// The name of a fact is read in full, whichever field it is of.
func TestNamesOfFactsAreWhole(t *testing.T) {
	test.NewTempApp(t)
	for _, kind := range data.Kinds() {
		for _, f := range kind.Fields {
			fact := NewFact(f.Title, "三")
			fact.Resize(fyne.NewSize(320, fact.MinSize().Height))
			kittest.Walk(fact, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
				text, ok := o.(*canvas.Text)
				if ok && strings.Contains(text.Text, "…") {
					t.Errorf("%s: %s", kind.Title, text.Text)
				}
			})
		}
	}
}
