package export

import (
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"cppccdesk/data"
	"cppccdesk/export/sheet"
)

// List is any list as it stands on the screen.
type List struct {
	Title   string
	Creator string
	Date    time.Time
	Headers []string
	Rows    [][]string
	Keys    []string // of the rows' records, for a hidden column by which they find them again; nil: none
}

// WriteList writes the rows of the list, in that order and with those columns, as a plain workbook that can be edited and
// taken back in.
func WriteList(path string, list List) error {
	columns := make([]sheet.Column, len(list.Headers))
	for i, header := range list.Headers {
		columns[i] = sheet.Column{Path: []string{header}, Kind: columnKind(list.Rows, i)}
	}
	var hidden []int
	if list.Keys != nil {
		hidden = []int{len(columns)}
		columns = append(columns, sheet.Column{Path: []string{data.RecordKeyHeading}, Kind: sheet.Code})
	}
	_, err := sheet.WriteList(path, sheet.List{
		Name: list.Title, Title: list.Title, Creator: list.Creator, Date: list.Date, Columns: columns, Hidden: hidden, Count: len(list.Rows),
		Rows: func(yield func([]any, error) bool) {
			cells := make([]any, len(columns))
			for at, row := range list.Rows {
				for i := range cells {
					cells[i] = listCell(columns[i].Kind, row, i)
				}
				if at < len(list.Keys) {
					cells[len(columns)-1] = list.Keys[at]
				}
				if !yield(cells, nil) {
					return
				}
			}
		},
	})
	return err
}

var plainCount = regexp.MustCompile(`^-?(0|[1-9][0-9]{0,8})$`)

// columnKind is a number column where every cell is a count; phone and ID numbers, which are longer, and numbers with
// leading zeros stay text.
func columnKind(rows [][]string, column int) sheet.Kind {
	kind := sheet.Code
	for _, row := range rows {
		if column >= len(row) || row[column] == "" {
			continue
		}
		if !plainCount.MatchString(row[column]) {
			return sheet.Code
		}
		kind = sheet.Int
	}
	return kind
}

func listCell(kind sheet.Kind, row []string, column int) any {
	if column >= len(row) || row[column] == "" {
		return nil
	}
	if kind == sheet.Int {
		if n, err := strconv.Atoi(row[column]); err == nil {
			return n
		}
	}
	return row[column]
}

// WriteRejects writes the refused ones among the rows with the reason beside each, as they came, to be mended and taken in
// again. Rows of files with different columns keep each its own.
func WriteRejects(path string, rows []data.ImportRow) error {
	book := sheet.Rejects{Name: "退回的行", Title: strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))}
	for _, row := range rows {
		if row.Outcome != data.RowRejected {
			continue
		}
		cells := make([]string, len(book.Header))
		for i, cell := range row.Raw {
			column := rejectColumn(&book, headerAt(row, i), row, i)
			for len(cells) <= column {
				cells = append(cells, "")
			}
			cells[column] = cell
		}
		book.Rows = append(book.Rows, sheet.Reject{Row: row.Line, Cells: cells, Reason: row.Reason})
	}
	return sheet.WriteRejects(path, book)
}

func headerAt(row data.ImportRow, i int) string {
	if i < len(row.Headers) {
		return row.Headers[i]
	}
	return ""
}

// rejectColumn finds the column for the cell: the occurrence of its heading in the book that is its occurrence in the row.
func rejectColumn(book *sheet.Rejects, header string, row data.ImportRow, cell int) int {
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
