package records

import (
	"context"
	"slices"
	"strings"
	"testing"

	"cppccdesk/data/datatest"
	"cppccdesk/data/proposal"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/rows"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/gui/kit/form"
)

func TestFormFieldChoosesTheInput(t *testing.T) {
	many := make([]form.Option, pickable+1)
	cases := []struct {
		name, key string
		options   []form.Option
		open      bool
		kind      form.FieldKind
		free      bool
		readOnly  bool
	}{
		{"text", "name", nil, true, form.FieldText, false, false},
		{"a date that may be a month", "birth_on", nil, true, form.FieldDate, false, false},
		{"yes or no", "birth_lunar", nil, true, form.FieldBool, false, false},
		{"a number", "terms_served", nil, true, form.FieldInt, false, false},
		{"a few words of a dictionary", "political", many[:3], true, form.FieldChoice, false, false},
		{"many options", "workplace", many, true, form.FieldPicker, false, false},
		{"several words of a dictionary, others too", "posts", many, true, form.FieldSeveral, true, false},
		{"several of a list", "committees", many, true, form.FieldSeveral, false, false},
		{"several where there is no list", "sector_post", nil, true, form.FieldSeveral, true, false},
		{"prose", "note", nil, true, form.FieldMultiLine, false, false},
		{"masked", "mobile", nil, false, form.FieldText, false, true},
		{"a phone number shown", "mobile", nil, true, form.FieldText, false, false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			got := formField(*roster.Members.Field(c.key), c.options, c.open)
			if got.Kind != c.kind || got.Free != c.free || got.ReadOnly != c.readOnly {
				t.Errorf("kind %d, free %v, read only %v", got.Kind, got.Free, got.ReadOnly)
			}
		})
	}
}

func TestFormFieldChecksAsTheStoreDoes(t *testing.T) {
	cases := []struct {
		name, key, value string
		refused          bool
	}{
		{"phone", "mobile", "13812345678", false},
		{"phone cut short", "mobile", "138123456", true},
		{"ID number with a wrong check digit", "id_number", "110101199003070001", true},
		{"masked number typed back", "mobile", "138****5678", true},
		{"name", "name", "张小明", false},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			field := formField(*roster.Members.Field(c.key), nil, true)
			if err := field.Validate(c.value); (err != nil) != c.refused {
				t.Errorf("%s: %v", c.value, err)
			}
		})
	}
	if got, err := formField(*roster.Members.Field("birth_on"), nil, true).Read("1975.3"); got != "1975-03" || err != nil {
		t.Errorf("a month of birth is read as %q: %v", got, err)
	}
}

// TestNamesakesAreOfferedApart stores people of one name and looks at what a picker of members and of supervisors offers.
func TestNamesakesAreOfferedApart(t *testing.T) {
	people := []record.Values{
		{"name": "贾婉岚", "workplace": "县医院", "birth_on": "1970-03-08"},
		{"name": "贾婉岚", "workplace": "县第二中学", "birth_on": "1981-05"},
		{"name": "孙荣宇", "birth_on": "1969-01-02"},
		{"name": "张伟", "birth_on": "1972-01-02"},
		{"name": "张伟", "workplace": "县财政局", "birth_on": "1974-01-02"},
		{"name": "李静", "workplace": "县一中", "birth_on": "1975-06-01"},
		{"name": "李静", "workplace": "县一中", "birth_on": "1983-06-01"},
	}
	want := []string{
		"孙荣宇 1969年生", "张伟（1972年生） 1972年生", "张伟（县财政局） 县财政局", "李静（县一中 1975年生） 县一中", "李静（县一中 1983年生） 县一中",
		"贾婉岚（县医院） 县医院", "贾婉岚（县第二中学） 县第二中学",
	}
	for source, kind := range map[Source]*record.Kind{FromMembers: roster.Members, FromSupervisors: roster.Supervisors} {
		t.Run(kind.Title, func(t *testing.T) {
			st := datatest.MustOpen(t)
			scope := record.Scope{Year: 2026}
			err := st.Write(t.Context(), "王芳", "登记", func(ctx context.Context, tx *store.Tx) error {
				for _, person := range people {
					v := record.Values{"sector": "教育界"}
					if kind == roster.Supervisors {
						v = record.Values{}
					}
					for key, value := range person {
						v[key] = value
					}
					if _, err := kind.Save(ctx, tx, scope, 0, v); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if scope.TermID, err = roster.CurrentTerm(t.Context(), st.DB()); err != nil {
				t.Fatal(err)
			}
			options, err := offerings[source].read(t.Context(), st, scope)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, o := range options {
				got = append(got, o.Value+" "+o.Note)
			}
			slices.Sort(got)
			slices.Sort(want)
			if !slices.Equal(got, want) {
				t.Errorf("offered\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
			}
		})
	}
}

// TestEverySourceTellsItsOptionsApart reads all sources of the sample year.
func TestEverySourceTellsItsOptionsApart(t *testing.T) {
	store := sampletest.MustOpen(t)
	scope := record.Scope{Year: 2026, TermID: 1}
	for source, o := range offerings {
		options, err := o.read(t.Context(), store, scope)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		for _, option := range options {
			if seen[option.Value] {
				t.Errorf("source %d offers %q twice", source, option.Value)
			}
			seen[option.Value] = true
		}
	}
}

// TestNamesakesWithoutAWorkplaceAreChosen offers them by their numbers, and takes each for who it is.
func TestNamesakesWithoutAWorkplaceAreChosen(t *testing.T) {
	st := datatest.MustOpen(t)
	scope := record.Scope{Year: 2026}
	err := st.Write(t.Context(), "王芳", "登记", func(ctx context.Context, tx *store.Tx) error {
		for _, v := range []record.Values{
			{"name": "王强", "number": "YL2"}, {"name": "王强", "workplace": "县一中", "number": "YL3"}, {"name": "王强", "number": "YL4"},
		} {
			v["sector"] = "教育界"
			if _, err := roster.Members.Save(ctx, tx, scope, 0, v); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if scope.TermID, err = roster.CurrentTerm(t.Context(), st.DB()); err != nil {
		t.Fatal(err)
	}
	options, err := offerings[FromMembers].read(t.Context(), st, scope)
	if err != nil {
		t.Fatal(err)
	}
	var offered, stored []string
	for _, o := range options {
		offered = append(offered, o.Value)
		err := st.Write(t.Context(), "王芳", "登记提案", func(ctx context.Context, tx *store.Tx) error {
			id, err := proposal.Proposals.Save(ctx, tx, scope, 0, record.Values{"title": "关于甲的建议", "proposer": o.Value, "received_on": "2026-01-20"})
			if err != nil {
				return err
			}
			r, err := proposal.Proposals.Record(ctx, tx, id)
			if err != nil {
				return err
			}
			people, err := rows.Parse(r.Values["proposers"])
			stored = append(stored, people[0]["name"])
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if want := []string{"王强（YL2）", "王强（县一中）", "王强（YL4）"}; !slices.Equal(offered, want) || !slices.Equal(stored, want) {
		t.Errorf("offered %v, stored %v", offered, stored)
	}
}

// A class of replies is offered with what it means in the year.
func TestClassesAreOfferedWithTheirMeaning(t *testing.T) {
	st := datatest.MustOpen(t)
	o := offers{}
	steps := proposal.Proposals.Flow.Steps
	step := steps[slices.IndexFunc(steps, func(s record.Step) bool { return s.Name == "登记答复" })]
	at := slices.IndexFunc(step.Asks, func(f record.Field) bool { return f.Key == "result_class" })
	if err := o.readWords(t.Context(), st, record.Scope{Year: 2026}, 0, "class", step.Asks[at]); err != nil {
		t.Fatal(err)
	}
	if got, want := o["class"][0], (form.Option{Value: "A", Note: "已经解决或基本解决（2026 年口径）"}); got != want {
		t.Errorf("offered %+v, want %+v", got, want)
	}
}
