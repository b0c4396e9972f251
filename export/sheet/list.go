package sheet

import (
	"fmt"
	"io"
	"iter"
	"math"
	"time"

	"github.com/xuri/excelize/v2"

	"cppccdesk/data/cell"
)

// List is a plain list: one header row, filter buttons, no title, so that it can be edited and taken back in. Its rows stream, so any
// number that fits a sheet can be written with little memory. Calc, Total and Merge of its columns are not used.
type List struct {
	Name    string // sheet name
	Title   string // document property
	Creator string
	Date    time.Time

	Columns []Column
	Hidden  []int // indexes of columns kept from view, such as the key by which rows are found again
	Rows    iter.Seq2[[]any, error]
	Count   int // number of rows when known, for the filter range; otherwise no filter buttons
}

// ListResult tells what a list file holds.
type ListResult struct {
	Path      string
	Rows      int
	Truncated []string // cells whose text was cut at Excel's limit
}

// WriteList writes a list to path in one step. Errors are as of Write; an error of Rows is passed on and leaves no file.
func WriteList(path string, list List) (ListResult, error) {
	if err := checkEnding(path); err != nil {
		return ListResult{}, err
	}
	res := ListResult{Path: path}
	if isText(path) {
		return res, writeText(path, list.lines(&res.Rows))
	}
	err := WriteFile(path, func(w io.Writer) (err error) {
		res, err = RenderList(w, list)
		return err
	})
	if err != nil {
		return ListResult{}, err
	}
	res.Path = path
	return res, nil
}

// RenderList writes the list's bytes to w.
func RenderList(w io.Writer, list List) (ListResult, error) {
	if len(list.Columns) == 0 {
		return ListResult{}, fmt.Errorf("list %q has no columns", list.Name)
	}
	name := sheetNames{}.legal(list.Name)
	wb, err := newWorkbook(properties{list.Title, list.Creator, "", list.Date}, []string{name})
	if err != nil {
		return ListResult{}, err
	}
	defer wb.close()
	ls, err := wb.beginList(name, list)
	if err != nil {
		return ListResult{}, fmt.Errorf("begin list %s: %w", name, err)
	}
	if list.Rows != nil {
		for cells, err := range list.Rows {
			if err != nil {
				return ListResult{}, err
			}
			if err := ls.row(cells); err != nil {
				return ListResult{}, err
			}
		}
	}
	if err := ls.stream.Flush(); err != nil {
		return ListResult{}, fmt.Errorf("finish list %s: %w", name, err)
	}
	return ListResult{Rows: ls.count, Truncated: ls.truncated}, wb.writeTo(w)
}

// listStream is a list being written; cells and row are reused from row to row.
type listStream struct {
	stream    *excelize.StreamWriter
	columns   []Column
	plain     []int // style per column
	quoted    []int // style per column for risky text
	worded    []int // style per column for text in a number column
	cells     []excelize.Cell
	values    []any
	at        int // sheet rows written
	count     int
	truncated []string
}

const (
	listRow    = 20.0
	listHeader = 28.0
)

// listLook is quieter than the official body: no wrapping, so that rows stay even and quick to scroll.
func listLook(kind Kind) look {
	l := bodyLook(kind, false)
	l.font, l.size, l.wrap, l.shrink = "宋体", 11, false, false
	return l
}

func (wb *workbook) beginList(name string, list List) (*listStream, error) {
	if list.Count > excelize.TotalRows-1 {
		return nil, tooManyRows(list.Count)
	}
	if list.Count > 0 {
		if err := wb.file.AutoFilter(name, "A1:"+cellName(len(list.Columns)-1, list.Count), nil); err != nil {
			return nil, err
		}
	}
	if err := wb.setPage(name, a4, false, false, excelize.Panes{Freeze: true, YSplit: 1}); err != nil {
		return nil, err
	}
	if err := wb.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", Scope: name, RefersTo: quoteSheet(name) + "!$1:$1",
	}); err != nil {
		return nil, err
	}
	ls := &listStream{
		columns: list.Columns,
		cells:   make([]excelize.Cell, len(list.Columns)),
		values:  make([]any, len(list.Columns)),
	}
	if err := ls.prepareStyles(wb.styles); err != nil {
		return nil, err
	}
	sw, err := wb.file.NewStreamWriter(name)
	if err != nil {
		return nil, err
	}
	ls.stream = sw
	return ls, ls.header(wb.styles, list)
}

func (ls *listStream) prepareStyles(s *styles) error {
	for _, c := range ls.columns {
		normal := listLook(c.Kind)
		quoted, worded := normal, normal
		quoted.quote = true
		if c.Kind.numeric() {
			worded.align, quoted.align = "center", "center"
		}
		for _, style := range []struct {
			to *[]int
			lk look
		}{{&ls.plain, normal}, {&ls.quoted, quoted}, {&ls.worded, worded}} {
			id, err := s.id(style.lk)
			if err != nil {
				return err
			}
			*style.to = append(*style.to, id)
		}
	}
	return nil
}

func (ls *listStream) header(s *styles, list List) error {
	head := headerLook
	head.fill, head.size = "F2F2F2", 11
	id, err := s.id(head)
	if err != nil {
		return err
	}
	for j, c := range list.Columns {
		width := c.Width
		if width <= 0 {
			width = listWidth(c)
		}
		if err := ls.stream.SetColWidth(j+1, j+1, math.Min(width, excelize.MaxColumnWidth)); err != nil {
			return err
		}
		text, _ := clean(c.title())
		ls.values[j] = excelize.Cell{StyleID: id, Value: text}
	}
	for _, j := range list.Hidden {
		if err := ls.stream.SetColVisible(j+1, j+1, false); err != nil {
			return err
		}
	}
	ls.at = 1
	return ls.stream.SetRow("A1", ls.values, excelize.RowOpts{Height: listHeader})
}

// listWidth is the width of a list column that names none; the rows stream past and cannot be asked.
func listWidth(c Column) float64 {
	usual := map[Kind]float64{Text: 24, Center: 12, Code: 20, Serial: 7, Int: 11, Percent: 11, Percent1: 11, Percent0: 11, Decimal1: 11, Decimal2: 11, Date: 13}
	return math.Max(usual[c.Kind], textWidth(c.title(), 11)/unitPoints+3)
}

func (ls *listStream) row(cells []any) error {
	if ls.at >= excelize.TotalRows {
		return tooManyRows(ls.count + 1)
	}
	if len(cells) > len(ls.columns) {
		return fmt.Errorf("row %d has %d cells for %d columns", ls.count+1, len(cells), len(ls.columns))
	}
	for j := range ls.columns {
		var v any
		if j < len(cells) {
			v = cells[j]
		}
		ls.values[j] = ls.cell(j, v)
	}
	if err := ls.stream.SetRow(cellName(0, ls.at), ls.values, excelize.RowOpts{Height: listRow}); err != nil {
		return fmt.Errorf("row %d: %w", ls.count+1, err)
	}
	ls.at++
	ls.count++
	return nil
}

// cell prepares one cell. Values that are stored as they are, by far the most, go on without being boxed again.
func (ls *listStream) cell(j int, v any) any {
	kind := ls.columns[j].Kind
	if kind == Serial {
		v = ls.count + 1
	}
	c := &ls.cells[j]
	c.StyleID, c.Value = ls.plain[j], v
	switch v := v.(type) {
	case nil:
		return c
	case string:
		if kind != Date {
			ls.text(j, v)
			return c
		}
	case int:
		if kind != Code && v <= mostExact && v >= -mostExact {
			return c
		}
	}
	d := datumOf(kind, v)
	c.Value = d.cellValue()
	if d.form == textForm {
		ls.text(j, d.text)
	}
	return c
}

// text completes a cell whose Value is the string s: cleaned, and styled as text that must not run or stands among numbers.
func (ls *listStream) text(j int, s string) {
	c := &ls.cells[j]
	if s == "" {
		c.Value = nil
		return
	}
	if text, cut := clean(s); text != s {
		c.Value, s = text, text
		if cut {
			ls.truncated = append(ls.truncated, cellName(j, ls.at))
		}
	}
	switch {
	case cell.Risky(s): // stays a plain string cell with the text unchanged: nothing has to be undone when the file is read back
		c.StyleID = ls.quoted[j]
	case ls.columns[j].Kind.numeric():
		c.StyleID = ls.worded[j]
	}
}
