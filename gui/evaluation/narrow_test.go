package evaluation

import (
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/gui/kit"
	"cppccdesk/gui/kit/kittest"
	"cppccdesk/gui/kit/look"
)

// At 125 % on 1366x768 nothing is cut that tells what is scored: who scores and the heads of the indicators where sheets are typed in, and what another
// way of scoring would give.
func TestScoresFitASmallWindow(t *testing.T) {
	d, p := openPage(t)
	d.Native().Resize(fyne.NewSize(1093, 614))
	p.results.suppose(p.results.grid.Rows()[0])
	pane, table := p.results.pane, p.results.whatIf.table
	if right, edge := look.PositionOf(table).X+table.MinSize().Width, look.PositionOf(pane).X+pane.Size().Width; right > edge {
		t.Errorf("another way of scoring ends at %v, the pane at %v", right, edge)
	}
	p.Show(p.Find(entryKey))
	heads := 0
	kittest.Walk(p.entry.body, fyne.CanvasObject.Visible, func(o fyne.CanvasObject) {
		switch text := o.(type) {
		case *kit.Label:
			if w := look.TextWidth(text.Text, text.TextSize); w > text.Size().Width {
				t.Errorf("%q is %v wide in %v", text.Text, w, text.Size().Width)
			}
		case *kit.Paragraph:
			heads++
		}
	})
	if heads != len(p.entry.typed.Rubric.Indicators) {
		t.Errorf("%d heads that wrap for %d indicators", heads, len(p.entry.typed.Rubric.Indicators))
	}
}
