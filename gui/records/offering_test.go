package records

import (
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/proposal"
	"cppccdesk/data/roster"
	"cppccdesk/gui/desk"
	"cppccdesk/gui/desk/desktest"
	"cppccdesk/gui/kit/form"
)

// Who may report an item is found among members, too, and nobody twice; a proposal is found by its number.
func TestMembersAndProposalsAreOffered(t *testing.T) {
	d := desktest.Open(t, func(*desk.Desk) {})
	read := func(source Source) []form.Option {
		t.Helper()
		options, err := offerings[source].read(t.Context(), d.Store(), d.Scope())
		if err != nil {
			t.Fatal(err)
		}
		return options
	}
	people := read(FromPeople)
	seen := map[form.Option]bool{}
	for _, o := range people {
		if seen[o] {
			t.Errorf("%v is offered twice", o)
		}
		seen[o] = true
	}
	members, err := roster.Members.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range members {
		if !slices.ContainsFunc(people, func(o form.Option) bool {
			return (m.Values["name"] == o.Value || strings.HasPrefix(o.Value, m.Values["name"]+"（")) && (m.Values["workplace"] == "" || m.Values["workplace"] == o.Note)
		}) {
			t.Errorf("%s of %s is not offered", m.Values["name"], m.Values["workplace"])
		}
	}
	proposals, err := proposal.Proposals.Records(t.Context(), d.Store().DB(), d.Scope())
	if err != nil {
		t.Fatal(err)
	}
	numbers := read(FromProposals)
	for _, p := range proposals {
		want := form.Option{Value: p.Values["number"], Note: p.Values["title"]}
		if want.Value != "" && !slices.ContainsFunc(numbers, func(o form.Option) bool { return o.Value == want.Value && o.Note == want.Note }) {
			t.Errorf("%v is not offered", want)
		}
	}
}
