package export_test

import (
	"path/filepath"
	"testing"

	"cppccdesk/data"
	"cppccdesk/data/record"
	"cppccdesk/data/roster"
	"cppccdesk/data/store"
	"cppccdesk/data/take"
	"cppccdesk/export"
	"cppccdesk/export/sampleyear"
	"cppccdesk/export/sampleyear/sampletest"
	"cppccdesk/export/sheet"
)

// wholeList writes all records of the kind with all columns of their list, as the window does; keyed adds the hidden column of their keys.
func wholeList(t *testing.T, s *store.Store, kind *record.Kind, path string, keyed bool) (records int) {
	t.Helper()
	termID, err := roster.CurrentTerm(t.Context(), s.DB())
	if err != nil {
		t.Fatal(err)
	}
	fields, of, err := kind.List(t.Context(), s.DB(), record.Scope{Year: year, TermID: termID})
	if err != nil {
		t.Fatal(err)
	}
	key, err := take.RecordKey(t.Context(), kind, s.DB())
	if err != nil {
		t.Fatal(err)
	}
	out := sheet.List{Name: kind.Title, Title: kind.Title, Date: sampleyear.AsOf(year), Count: len(of)}
	for _, f := range fields {
		out.Columns = append(out.Columns, sheet.Column{Path: []string{f.Title}})
	}
	if keyed {
		out.Hidden = []int{len(fields)}
		out.Columns = append(out.Columns, sheet.Column{Path: []string{take.RecordKeyHeading}, Kind: sheet.Code})
	}
	out.Rows = func(yield func([]any, error) bool) {
		for _, r := range of {
			cells := make([]any, len(out.Columns))
			for i := range fields {
				cells[i] = fields[i].Shown(r.Values)
			}
			if keyed {
				cells[len(fields)] = key(r.ID)
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
	if _, err := sheet.WriteList(path, out); err != nil {
		t.Fatal(err)
	}
	return len(of)
}

// Every list of the program is the same when it is taken back, with the keys of its rows and without, as a workbook and as text.
func TestEveryListIsTheSameWhenTakenBack(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, kind := range data.Kinds() {
		for _, how := range []struct {
			name, ending string
			keyed        bool
		}{{"with keys", ".xlsx", true}, {"without", ".xlsx", false}, {"text", ".csv", false}} {
			t.Run(kind.Name+" "+how.name, func(t *testing.T) {
				path := filepath.Join(t.TempDir(), kind.Title+how.ending)
				records := wholeList(t, s, kind, path, how.keyed)
				if records == 0 {
					t.Skip("the sample year has none")
				}
				im := planBack(t, s, kind, path)
				if im.Count(take.RowSame) != records || len(im.Rows) != records {
					t.Errorf("%s of %d: %q", im.Summary(), records, im.Strange)
					reportFirst(t, im)
				}
			})
		}
	}
}

// A template that nobody filled in holds no rows, and nothing in it is a question.
func TestEveryTemplateIsTakenBack(t *testing.T) {
	s := sampletest.MustOpen(t)
	for _, kind := range data.Kinds() {
		t.Run(kind.Name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), kind.Layout+"模板.xlsx")
			if err := export.WriteTemplate(t.Context(), s.DB(), kind, record.Scope{Year: year}, path); err != nil {
				t.Fatal(err)
			}
			im := planBack(t, s, kind, path)
			if len(im.Rows) != 0 || len(im.Unknown) > 0 || len(im.Words) > 0 || len(im.Tables) != 1 || len(im.Tables[0].Missing) > 0 {
				t.Errorf("%s, unknown %q, notes %q", im.Summary(), im.Unknown, im.Notes)
				reportFirst(t, im)
			}
			if guessed, err := take.GuessKind(t.Context(), s, record.Scope{Year: year}, im.Workbook); err != nil || guessed != kind {
				t.Errorf("taken for %v, %v", guessed, err)
			}
		})
	}
}
