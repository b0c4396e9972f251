package roster

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"cppccdesk/data/measure"
	"cppccdesk/data/roster"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
)

// A unit's dossier is opened from the list, its numbers list their rows, another year shows other ones, and Esc leads back to the unit.
func TestDossierNumbersListTheirRows(t *testing.T) {
	p, d := openRoster(t)
	p.Show(p.Find(roster.Units.Name))
	units := p.Front.Tab.(*unitTab)
	id := unitID(t, d, "县教育局")
	units.Select(id)
	units.openChosen()
	o := units.dossier
	if o.unit != id || o.read == nil {
		t.Fatal("no dossier is shown")
	}
	if shown := desktest.Text(p.Body); !strings.Contains(shown, "县教育局") || !strings.Contains(shown, "按期办复率") || !strings.Contains(shown, "民主评议") {
		t.Errorf("it shows %s", shown)
	}
	numbersList(t, o, d.Year())
	o.turn(1990)
	if n := len(o.grid.Rows()); n != 0 {
		t.Errorf("a year without records lists %d rows", n)
	}
	o.turn(0)
	if n := len(o.grid.Rows()); n != len(o.read.Rows) || n == 0 {
		t.Errorf("all years list %d of %d rows", n, len(o.read.Rows))
	}
	p.Escape()
	if o.unit != 0 || len(units.Chosen()) != 1 || units.Chosen()[0].ID != id {
		t.Error("Esc does not lead back to the unit")
	}
	desktest.Press(d, fyne.KeyEscape)
}

// numbersList presses the number on each card.
func numbersList(t *testing.T, o *dossier, year int) {
	t.Helper()
	figures := o.read.Figures(year)
	for i, code := range carded {
		f := measure.Of(figures, code)
		if got := o.cards[i].Number.Text; got != f.Text() {
			t.Errorf("%s is shown as %s, not %s", f.Name, got, f.Text())
		}
		if f.Num == 0 {
			continue
		}
		o.cards[i].Menu[0].Action()
		if got := int64(len(o.grid.Rows())); got != f.Num {
			t.Errorf("%s is %d and lists %d rows", f.Name, f.Num, got)
		}
	}
}

func TestDossierIsOpenedFromElsewhere(t *testing.T) {
	p, d := openRoster(t)
	id := unitID(t, d, "县教育局")
	p.Open(desk.Dossier{Kind: roster.Units.Name, ID: id})
	units, ok := p.Front.Tab.(*unitTab)
	if !ok || units.dossier.unit != id {
		t.Fatal("the dossier is not shown")
	}
	p.Open(Record{Kind: roster.Units, ID: id})
	if units.dossier.unit != 0 {
		t.Error("a unit asked for is hidden by the dossier")
	}
}
