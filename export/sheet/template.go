package sheet

import (
	"fmt"
	"io"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// TemplateField is one column of an empty workbook to be filled in and taken back.
type TemplateField struct {
	Column
	Required bool
	Note     string   // what to enter, shown when the cell is chosen
	Example  string   // shown on the notes sheet only, so that no example row is imported by mistake
	Choices  []string // allowed values, offered as a drop-down
	Open     bool     // values outside Choices are allowed
}

// Template is an empty workbook: the sheet to fill in with its header and drop-downs, and a sheet 填写说明 that explains each column.
type Template struct {
	Name    string
	Title   string
	Creator string
	Date    time.Time
	Fields  []TemplateField
	Notes   []string
	Rows    int // rows prepared for entry; 1000 when 0
}

const (
	notesSheet   = "填写说明"
	choicesSheet = "选项"
	usualRows    = 1000
)

// WriteTemplate writes a template to path in one step. Errors are as of Write.
func WriteTemplate(path string, t Template) error {
	if err := checkEnding(path); err != nil {
		return err
	}
	if isText(path) {
		return writeText(path, t.lines())
	}
	return WriteFile(path, func(w io.Writer) error { return RenderTemplate(w, t) })
}

// RenderTemplate writes the template's bytes to w.
func RenderTemplate(w io.Writer, t Template) error {
	if len(t.Fields) == 0 {
		return fmt.Errorf("template %q has no fields", t.Name)
	}
	taken := sheetNames{notesSheet: true, choicesSheet: true}
	name := taken.legal(t.Name)
	wb, err := newWorkbook(properties{t.Title, t.Creator, "", t.Date}, []string{name, notesSheet, choicesSheet})
	if err != nil {
		return err
	}
	defer wb.close()
	for _, step := range []func() error{
		func() error { return wb.templateChoices(t) },
		func() error { return wb.templateEntry(name, t) },
		func() error { return wb.templateNotes(t) },
	} {
		if err := step(); err != nil {
			return fmt.Errorf("template %s: %w", t.Name, err)
		}
	}
	return wb.writeTo(w)
}

// templateChoices keeps the lists of the drop-downs on a hidden sheet: a list inside a validation may hold 255 characters only and no
// commas.
func (wb *workbook) templateChoices(t Template) error {
	longest := 0
	for _, f := range t.Fields {
		longest = max(longest, len(f.Choices))
	}
	sw, err := wb.file.NewStreamWriter(choicesSheet)
	if err != nil {
		return err
	}
	row := make([]any, len(t.Fields))
	for r := range longest {
		for j, f := range t.Fields {
			row[j] = nil
			if r < len(f.Choices) {
				row[j], _ = clean(f.Choices[r])
			}
		}
		if err := sw.SetRow(cellName(0, r), row); err != nil {
			return err
		}
	}
	if err := sw.Flush(); err != nil {
		return err
	}
	return wb.file.SetSheetVisible(choicesSheet, false)
}

// templateEntry makes the sheet to fill in: header, formats for whole columns, drop-downs and hints.
func (wb *workbook) templateEntry(name string, t Template) error {
	rows := t.Rows
	if rows <= 0 {
		rows = usualRows
	}
	for j, f := range t.Fields {
		if err := wb.addValidation(name, j, rows, f); err != nil {
			return err
		}
	}
	columns := make([]Column, len(t.Fields))
	for j, f := range t.Fields {
		columns[j] = f.Column
	}
	ls, err := wb.beginList(name, List{Columns: columns})
	if err != nil {
		return err
	}
	blank := make([]any, len(columns))
	for range rows {
		if err := ls.row(blank); err != nil {
			return err
		}
	}
	return ls.stream.Flush()
}

// addValidation gives a column its drop-down and its hint. Excel allows 32 characters for the title and 255 for the text of a hint.
func (wb *workbook) addValidation(name string, col, rows int, f TemplateField) error {
	note := f.Note
	if f.Required {
		note = strings.TrimSpace("必填。" + note)
	}
	if len(f.Choices) == 0 && note == "" {
		return nil
	}
	dv := excelize.NewDataValidation(true)
	dv.SetSqref(cellName(col, 1) + ":" + cellName(col, rows))
	if note != "" {
		note, _ = clean(note)
		dv.SetInput(cutUnits(f.heading(), 32), cutUnits(note, 255))
	}
	if len(f.Choices) > 0 {
		from, err := absolute(cellName(col, 0))
		if err != nil {
			return err
		}
		to, err := absolute(cellName(col, len(f.Choices)-1))
		if err != nil {
			return err
		}
		dv.SetSqrefDropList(quoteSheet(choicesSheet) + "!" + from + ":" + to)
		style, say := excelize.DataValidationErrorStyleStop, "请从下拉列表中选择。"
		if f.Open {
			style, say = excelize.DataValidationErrorStyleWarning, "这个值不在列表中，确定要用它吗？"
		}
		dv.SetError(style, cutUnits(f.heading(), 32), say)
	}
	return wb.file.AddDataValidation(name, dv)
}

// templateNotes explains every column on its own sheet.
func (wb *workbook) templateNotes(t Template) error {
	table := Table{
		Title:    strings.TrimSpace(t.Title + notesSheet),
		Portrait: true,
		Columns: []Column{
			{Path: []string{"栏目"}, Width: 18},
			{Path: []string{"必填"}, Kind: Center, Width: 8},
			{Path: []string{"填写要求"}, Width: 32},
			{Path: []string{"示例"}, Width: 18},
		},
		Notes: t.Notes,
	}
	for _, f := range t.Fields {
		note := f.Note
		if len(f.Choices) > 0 {
			note = strings.TrimSpace(note + " 可选：" + strings.Join(f.Choices[:min(12, len(f.Choices))], "、"))
			if len(f.Choices) > 12 {
				note += "等，见下拉列表"
			}
		}
		must := ""
		if f.Required {
			must = "是"
		}
		table.Rows = append(table.Rows, Row{Cells: []any{f.title(), must, note, f.Example}})
	}
	l, err := layOut(table, notesSheet, time.Time{})
	if err != nil {
		return err
	}
	return wb.emit(l)
}

// Reject is one refused row as it came, with the reason in words.
type Reject struct {
	Row    int // row number in the workbook it came from
	Cells  []string
	Reason string
}

// Rejects is the workbook of refused rows: the original columns and texts untouched, then 原因, to be mended and taken in again.
type Rejects struct {
	Name    string
	Title   string
	Creator string
	Date    time.Time
	Header  []string
	Rows    []Reject
}

// The columns a workbook of refused rows adds; intake may pass over them.
const (
	ReasonHeading = "原因"
	SourceHeading = "原行号"
)

// WriteRejects writes refused rows to path in one step. Errors are as of Write.
func WriteRejects(path string, r Rejects) error {
	width := len(r.Header)
	for _, row := range r.Rows {
		width = max(width, len(row.Cells))
	}
	columns := make([]Column, 0, width+2)
	for j := range width {
		heading := ""
		if j < len(r.Header) {
			heading = r.Header[j]
		}
		columns = append(columns, Column{Path: []string{heading}, Kind: Code, Width: rejectWidth(heading, r.Rows, j)})
	}
	columns = append(columns, Column{Path: []string{ReasonHeading}, Width: 48}, Column{Path: []string{SourceHeading}, Kind: Int})
	_, err := WriteList(path, List{
		Name: r.Name, Title: r.Title, Creator: r.Creator, Date: r.Date,
		Columns: columns, Rows: rejectRows(r.Rows, width), Count: len(r.Rows),
	})
	return err
}

func rejectRows(rows []Reject, width int) iter.Seq2[[]any, error] {
	return func(yield func([]any, error) bool) {
		for _, row := range rows {
			cells := make([]any, width+2)
			for j, c := range row.Cells {
				cells[j] = c
			}
			cells[width] = row.Reason
			if row.Row > 0 {
				cells[width+1] = row.Row
			}
			if !yield(slices.Clip(cells), nil) {
				return
			}
		}
	}
}

func rejectWidth(heading string, rows []Reject, j int) float64 {
	widest := textWidth(heading, 11)
	for _, r := range rows {
		if j < len(r.Cells) {
			widest = math.Max(widest, textWidth(r.Cells[j], 11))
		}
	}
	return math.Max(8, math.Min(widest/unitPoints+2, 40))
}
