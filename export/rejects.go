package export

import (
	"path/filepath"
	"slices"
	"strings"

	"cppccdesk/data/take"
	"cppccdesk/export/sheet"
)

// WriteRejects writes the refused ones among the rows with the reason beside each, as they came, to be mended and taken in
// again. What stood above them comes with them: values of merged cells, and the group in a column of its own. Rows of files with different columns keep each its own.
func WriteRejects(path string, rows []take.Row) error {
	book := sheet.Rejects{Name: "退回的行", Title: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))}
	for _, row := range rows {
		if row.Outcome != take.RowRejected {
			continue
		}
		cells := make([]string, len(book.Header))
		put := func(column int, text string) {
			for len(cells) <= column {
				cells = append(cells, "")
			}
			cells[column] = text
		}
		for i, cell := range row.Raw {
			put(rejectColumn(&book, headerAt(row, i), row, i), cell)
		}
		if row.Group != "" && !slices.Contains(row.Headers, take.GroupHeading) {
			put(rejectColumn(&book, take.GroupHeading, row, 0), row.Group)
		}
		book.Rows = append(book.Rows, sheet.Reject{Row: row.Line, Cells: cells, Reason: row.Reason})
	}
	return sheet.WriteRejects(path, book)
}

func headerAt(row take.Row, i int) string {
	if i < len(row.Headers) {
		return row.Headers[i]
	}
	return ""
}

// rejectColumn finds the column for the cell: the occurrence of its heading in the book that is its occurrence in the row.
func rejectColumn(book *sheet.Rejects, header string, row take.Row, cell int) int {
	before := 0
	for i := range cell {
		if headerAt(row, i) == header {
			before++
		}
	}
	for i, known := range book.Header {
		if known != header {
			continue
		}
		if before == 0 {
			return i
		}
		before--
	}
	book.Header = append(slices.Clone(book.Header), header)
	return len(book.Header) - 1
}
