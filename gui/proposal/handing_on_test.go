package proposal

import (
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/gui/kit/form"
)

// The unit that work is handed on to is chosen from the roster, as the units of 交办 are.
func TestWorkIsHandedOnToAUnitOfTheRoster(t *testing.T) {
	p, d := open(t)
	r := in(p, "重新办理", 1)[0]
	for _, step := range []struct {
		name string
		told record.Values
	}{
		{"登记申退", record.Values{"asked_on": d.Today(), "asked_why": "逾期受理，不属于本单位职责"}},
		{"同意申退", record.Values{"returned_on": d.Today()}},
	} {
		if err := record.TakeStep(t.Context(), d.Store(), "测试", proposal.Proposals, d.Scope(), step.name, step.told, r.ID); err != nil {
			t.Fatal(err)
		}
	}
	f := p.asked(t, "改派", r)
	picker, ok := f.Input("unit").(*form.Picker)
	if !ok {
		t.Fatalf("the unit is asked for by a %T", f.Input("unit"))
	}
	picker.SetValue("县教育局")
	if picker.Label() != "县教育局" || picker.Create == nil {
		t.Errorf("shows %q, can make a unit %v", picker.Label(), picker.Create != nil)
	}
}
