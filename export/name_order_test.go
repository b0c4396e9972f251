package export

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"cppccdesk/data/activity"
	"cppccdesk/data/fold"
	"cppccdesk/data/record"
	"cppccdesk/data/store"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/export/sheet"
)

// people are the names on the sheets of a year whose rows are of people, by report and sheet; groups of a sheet one by one.
func people(t *testing.T, st *store.Store) (names map[string][][]string, notes map[string]string) {
	t.Helper()
	laid, err := Lay(t.Context(), st, 2026, time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	names, notes = map[string][][]string{}, map[string]string{}
	for _, r := range laid.laid {
		for _, table := range r.book.Tables {
			at := slices.IndexFunc(table.Columns, func(c sheet.Column) bool { return c.Key == table.People })
			if table.People == "" {
				continue
			}
			var groups [][]string
			for i, row := range table.Rows {
				if i == 0 || row.Group != "" {
					groups = append(groups, nil)
				}
				if row.Group == "" {
					groups[len(groups)-1] = append(groups[len(groups)-1], row.Cells[at].(string))
				}
			}
			names[r.report.Code+table.Name], notes[r.report.Code+table.Name] = groups, strings.Join(table.Notes, "")
		}
	}
	return names, notes
}

func inOrder(o fold.NameOrder, groups [][]string) bool {
	for _, names := range groups {
		if !slices.IsSortedFunc(names, func(a, b string) int { return cmp.Compare(o.Key(a), o.Key(b)) }) {
			return false
		}
	}
	return true
}

// The people of every report come in the order of the setting, group by group, and their papers say so; a sheet can have another order.
func TestReportsListPeopleInTheOrderChosen(t *testing.T) {
	st := sampletest.MustOpen(t)
	before, _ := people(t, st)
	if len(before) != 5 || inOrder(fold.ByStrokes, before["01民主监督员名册"]) {
		t.Fatalf("sheets of people: %d", len(before))
	}
	write := func(what string, work func(ctx context.Context, tx *store.Tx) error) {
		t.Helper()
		if err := st.Write(t.Context(), "王芳", what, work); err != nil {
			t.Fatal(err)
		}
	}
	write("设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{record.NameOrderSetting: string(fold.ByStrokes)})
	})
	after, notes := people(t, st)
	for name, groups := range after {
		if !inOrder(fold.ByStrokes, groups) || !strings.Contains(notes[name], "人员以姓氏笔画为序。") {
			t.Errorf("%s: %q, notes %s", name, groups, notes[name])
		}
		was, is := slices.Concat(before[name]...), slices.Concat(groups...)
		if slices.Sort(was); !slices.Equal(was, slices.Sorted(slices.Values(is))) {
			t.Errorf("%s has other people", name)
		}
	}
	laid, err := Lay(t.Context(), st, 2026, time.Date(2026, 12, 31, 0, 0, 0, 0, time.UTC))
	if err != nil {
		t.Fatal(err)
	}
	if _, failed := laid.Checked(indexCode); len(failed) > 0 {
		t.Errorf("in this order %v", failed)
	}
	form, err := laid.Form("01", 1)
	if err != nil {
		t.Fatal(err)
	}
	write(form.Wording(form.Columns, fold.AsListed), func(ctx context.Context, tx *store.Tx) error { return form.Save(ctx, tx, form.Columns, fold.AsListed) })
	if own, notes := people(t, st); !slices.EqualFunc(own["01民主监督员名册"], before["01民主监督员名册"], slices.Equal[[]string]) || strings.Contains(notes["01民主监督员名册"], "笔画") {
		t.Errorf("01 by itself: %q", own["01民主监督员名册"])
	}
}

// Who is told to come to an activity is listed in the order of the setting, or in the one asked for.
func TestGuestsComeInTheOrderChosen(t *testing.T) {
	st := sampletest.MustOpen(t)
	id, err := store.LookUp(t.Context(), st.DB(), "SELECT id FROM activity WHERE kind = '座谈会'")
	if err != nil {
		t.Fatal(err)
	}
	guests := func(order fold.NameOrder) (names []string) {
		t.Helper()
		v, err := activity.InvitedTo(t.Context(), st.DB(), id, st.Today(), order)
		if err != nil {
			t.Fatal(err)
		}
		for _, g := range v.Guests {
			names = append(names, g.Name)
		}
		return names
	}
	listed := guests("")
	if !slices.Equal(listed, guests(fold.AsListed)) || inOrder(fold.ByStrokes, [][]string{listed}) || !inOrder(fold.ByStrokes, [][]string{guests(fold.ByStrokes)}) {
		t.Errorf("as listed %q, by strokes %q", listed, guests(fold.ByStrokes))
	}
	err = st.Write(t.Context(), "王芳", "设置", func(ctx context.Context, tx *store.Tx) error {
		return record.SaveSettings(ctx, tx, map[string]string{record.NameOrderSetting: string(fold.BySound)})
	})
	if got := guests(""); err != nil || !inOrder(fold.BySound, [][]string{got}) {
		t.Errorf("by the setting %q, %v", got, err)
	}
}
