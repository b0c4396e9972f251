package sheet

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"path/filepath"
	"slices"
	"strconv"

	"cppccdesk/data/cell"
)

// checkEnding refuses a file name that is no table's.
func checkEnding(path string) error {
	if fault := cell.EndingFault(path); fault != "" {
		return &Error{Sentence: fault}
	}
	return nil
}

// isText reports whether path is to be text of separated cells.
func isText(path string) bool { return cell.Ending(path) != "xlsx" }

// lines are the rows of a table as text, its header first.
type lines = iter.Seq2[[]string, error]

// writeText writes lines to path, in UTF-8 with the mark by which Excel knows it.
func writeText(path string, rows lines) error {
	separator := ","
	if cell.Ending(path) == "tsv" {
		separator = "\t"
	}
	return WriteFile(path, func(w io.Writer) error {
		out := bufio.NewWriter(w)
		_, err := out.WriteString("\uFEFF")
		for row, failed := range rows {
			if failed != nil {
				return failed
			}
			if err == nil {
				_, err = out.WriteString(cell.Separated(row, separator) + "\r\n")
			}
		}
		if err != nil {
			return err
		}
		return out.Flush()
	})
}

// plainText is a value as text without the marks of its column, such as the commas of thousands.
func plainText(kind Kind, v any) string {
	d := datumOf(kind, v)
	if d.form == numberForm && (kind == Int || kind == Serial) {
		return strconv.FormatFloat(d.num, 'f', -1, 64)
	}
	return d.show(kind)
}

func headings(columns []Column) []string {
	header := make([]string, len(columns))
	for i, c := range columns {
		header[i] = c.title()
	}
	return header
}

// plainRow is a row as text; n is its number.
func plainRow(columns []Column, cells []any, n int) []string {
	row := make([]string, len(columns))
	for i, c := range columns {
		switch {
		case c.Kind == Serial:
			row[i] = strconv.Itoa(n)
		case i < len(cells):
			row[i] = plainText(c.Kind, cells[i])
		}
	}
	return row
}

// lines are the list's.
func (list List) lines(count *int) lines {
	return func(yield func([]string, error) bool) {
		if !yield(headings(list.Columns), nil) || list.Rows == nil {
			return
		}
		for cells, err := range list.Rows {
			*count++
			if !yield(plainRow(list.Columns, cells, *count), err) {
				return
			}
		}
	}
}

// lines are the table's without its title and notes; a group is a line of one cell.
func (t Table) lines() lines {
	return func(yield func([]string, error) bool) {
		if !yield(headings(t.Columns), nil) {
			return
		}
		n := 0
		for _, row := range t.Rows {
			line := []string{row.Group}
			if row.Group == "" {
				n++
				line = plainRow(t.Columns, row.Cells, n)
			}
			if !yield(line, nil) {
				return
			}
		}
	}
}

// writeTable writes a book of one table, without columns worked out by formulas, as text.
func writeTable(path string, b Book) error {
	if len(b.Tables) != 1 || slices.ContainsFunc(b.Tables[0].Columns, func(c Column) bool { return c.Calc.kind != 0 }) {
		return &Error{Sentence: fmt.Sprintf("「%s」这样的表只能写成 .xlsx 工作簿。请改文件名的后缀。", filepath.Base(path))}
	}
	return writeText(path, b.Tables[0].lines())
}

// lines are the template's: its header alone.
func (t Template) lines() lines {
	columns := make([]Column, len(t.Fields))
	for i, f := range t.Fields {
		columns[i] = f.Column
	}
	return List{Columns: columns}.lines(new(int))
}
