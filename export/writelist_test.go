package export_test

import (
	"path/filepath"
	"testing"

	"cppccdesk/data/take"
	"cppccdesk/export/sampleyear"
	"cppccdesk/export/sheet"
)

// list is any list as it is on the screen: text by column and row, with the keys of the rows' records in a hidden column unless nil.
type list struct {
	title   string
	headers []string
	rows    [][]string
	keys    []string
}

// write writes the list as the window does and returns where it lies.
func (l list) write(t *testing.T) string {
	t.Helper()
	out := sheet.List{Name: l.title, Title: l.title, Date: sampleyear.AsOf(year), Count: len(l.rows)}
	for _, header := range l.headers {
		out.Columns = append(out.Columns, sheet.Column{Path: []string{header}})
	}
	if l.keys != nil {
		out.Hidden = []int{len(out.Columns)}
		out.Columns = append(out.Columns, sheet.Column{Path: []string{take.RecordKeyHeading}, Kind: sheet.Code})
	}
	out.Rows = func(yield func([]any, error) bool) {
		for i, row := range l.rows {
			cells := make([]any, len(out.Columns))
			for j, text := range row {
				cells[j] = text
			}
			if l.keys != nil {
				cells[len(l.headers)] = l.keys[i]
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
	path := filepath.Join(t.TempDir(), "list.xlsx")
	if _, err := sheet.WriteList(path, out); err != nil {
		t.Fatal(err)
	}
	return path
}
