package sampleyear

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"
)

// column is one column of a page: band is the upper heading it stands under, empty when its heading spans both rows.
type column[T any] struct {
	band, title string
	width       float64
	cell        func(i int, row T) any // string, int, float64 or serial
}

// page is a table on a sheet the way a clerk lays it out: title, line under it, headings, group rows, foot.
type page[T any] struct {
	sheet, title, under string
	columns             []column[T]
	groupOf             func(T) string       // a row with this text stands above each run of equal ones
	gapEvery            int                  // a blank row after so many rows, 0 for none
	foot                func(n int) []string // lines below the table
	total               string               // label of the closing row with the number of rows
	portrait            bool
}

// serial is a date kept as a number of days, as Excel does.
type serial struct{ day time.Time }

// book is a workbook being written. With date1904 its dates count from 1904.
type book struct {
	file                                                              *excelize.File
	title, under, head, text, wrapped, number, date, group, foot, sum int
	date1904, begun                                                   bool
}

func newBook(date1904 bool) (*book, error) {
	b := &book{file: excelize.NewFile(), date1904: date1904}
	if err := b.file.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &date1904}); err != nil {
		return nil, fmt.Errorf("set date system: %w", err)
	}
	if err := b.file.SetDocProps(&excelize.DocProperties{
		Creator: "云岭县政协办公室(示例)", LastModifiedBy: "云岭县政协办公室(示例)", Created: "2026-01-05T01:00:00Z", Modified: "2026-01-05T01:00:00Z",
	}); err != nil {
		return nil, fmt.Errorf("set properties: %w", err)
	}
	dayFormat := "yyyy/m/d"
	edge := []excelize.Border{{Type: "left", Color: "000000", Style: 1}, {Type: "right", Color: "000000", Style: 1}, {Type: "top", Color: "000000", Style: 1}, {Type: "bottom", Color: "000000", Style: 1}}
	at := func(horizontal string, wrap bool) *excelize.Alignment {
		return &excelize.Alignment{Horizontal: horizontal, Vertical: "center", WrapText: wrap}
	}
	font := func(family string, size float64, bold bool) *excelize.Font {
		return &excelize.Font{Family: family, Size: size, Bold: bold}
	}
	for _, s := range []struct {
		id    *int
		style excelize.Style
	}{
		{&b.title, excelize.Style{Font: font("方正小标宋简体", 20, false), Alignment: at("center", true)}},
		{&b.under, excelize.Style{Font: font("仿宋_GB2312", 11, false), Alignment: at("left", false)}},
		{&b.head, excelize.Style{Font: font("黑体", 11, false), Alignment: at("center", true), Border: edge, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"F2F2F2"}}}},
		{&b.text, excelize.Style{Font: font("仿宋_GB2312", 11, false), Alignment: at("center", true), Border: edge}},
		{&b.wrapped, excelize.Style{Font: font("仿宋_GB2312", 11, false), Alignment: at("left", true), Border: edge}},
		{&b.number, excelize.Style{Font: font("仿宋_GB2312", 11, false), Alignment: at("right", false), Border: edge}},
		{&b.date, excelize.Style{Font: font("仿宋_GB2312", 11, false), Alignment: at("center", false), Border: edge, CustomNumFmt: &dayFormat}},
		{&b.group, excelize.Style{Font: font("楷体_GB2312", 12, true), Alignment: at("left", false), Border: edge}},
		{&b.sum, excelize.Style{Font: font("黑体", 11, false), Alignment: at("center", false), Border: edge}},
		{&b.foot, excelize.Style{Font: font("仿宋_GB2312", 11, false), Alignment: at("left", true)}},
	} {
		id, err := b.file.NewStyle(&s.style)
		if err != nil {
			return nil, fmt.Errorf("make style: %w", err)
		}
		*s.id = id
	}
	return b, nil
}

func (b *book) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := b.file.Write(&out); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	if err := b.file.Close(); err != nil {
		return nil, fmt.Errorf("close workbook: %w", err)
	}
	return out.Bytes(), nil
}

// addSheet adds the sheet, or takes over the one a new workbook begins with.
func (b *book) addSheet(name string) error {
	if !b.begun {
		b.begun = true
		return b.file.SetSheetName("Sheet1", name)
	}
	_, err := b.file.NewSheet(name)
	return err
}

// pen writes down a sheet; the first error stays and stops it.
type pen struct {
	*book
	sheet string
	row   int // last row written
	width int // columns
	err   error
}

func (w *pen) do(err error) {
	if w.err == nil && err != nil {
		w.err = fmt.Errorf("sheet %s row %d: %w", w.sheet, w.row, err)
	}
}

func at(column, row int) string {
	name, err := excelize.CoordinatesToCellName(column, row)
	if err != nil {
		panic(err) // a column or row below 1 is a mistake in this package
	}
	return name
}

// span writes text across all columns in a row of its own.
func (w *pen) span(text string, style int, height float64) {
	w.row++
	first, last := at(1, w.row), at(w.width, w.row)
	w.do(w.file.SetCellStr(w.sheet, first, text))
	w.do(w.file.MergeCell(w.sheet, first, last))
	w.do(w.file.SetCellStyle(w.sheet, first, last, style))
	w.do(w.file.SetRowHeight(w.sheet, w.row, height))
}

func (w *pen) put(column int, value any) {
	cell := at(column, w.row)
	style := w.text
	switch v := value.(type) {
	case serial:
		style = w.date
		epoch := day(1899, 12, 30)
		if w.date1904 {
			epoch = day(1904, 1, 1)
		}
		if !v.day.IsZero() {
			w.do(w.file.SetCellInt(w.sheet, cell, int64(v.day.Sub(epoch).Hours()/24)))
		}
	case string:
		if len([]rune(v)) > 14 {
			style = w.wrapped
		}
		if v != "" {
			w.do(w.file.SetCellStr(w.sheet, cell, v))
		}
	default:
		style = w.number
		w.do(w.file.SetCellValue(w.sheet, cell, v))
	}
	w.do(w.file.SetCellStyle(w.sheet, cell, cell, style))
}

// writePage lays the rows out on a new sheet.
func writePage[T any](b *book, p page[T], rows []T) error {
	if err := b.addSheet(p.sheet); err != nil {
		return fmt.Errorf("add sheet %s: %w", p.sheet, err)
	}
	w := &pen{book: b, sheet: p.sheet, width: len(p.columns)}
	for i, c := range p.columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		w.do(err)
		w.do(b.file.SetColWidth(p.sheet, name, name, c.width))
	}
	w.span(p.title, w.title, 38)
	w.span(p.under, w.under, 20)
	headTop := w.row + 1
	writeHeadings(w, p.columns)
	headBottom := w.row
	run := ""
	for i, row := range rows {
		if p.groupOf != nil && p.groupOf(row) != run {
			run = p.groupOf(row)
			w.span(run, w.group, 22)
		}
		w.row++
		w.do(w.file.SetRowHeight(p.sheet, w.row, 21))
		for k, c := range p.columns {
			w.put(k+1, c.cell(i, row))
		}
		if p.gapEvery > 0 && i%p.gapEvery == p.gapEvery-1 {
			w.row++
		}
	}
	if p.total != "" {
		w.row++
		w.put(1, "合计")
		w.do(w.file.SetCellStr(p.sheet, at(2, w.row), fmt.Sprintf(p.total, len(rows))))
		w.do(w.file.SetCellStyle(p.sheet, at(1, w.row), at(w.width, w.row), w.sum))
	}
	if p.foot != nil {
		w.row++
		for _, line := range p.foot(len(rows)) {
			w.span(line, w.foot, 20*float64(1+strings.Count(line, "\n")))
		}
	}
	w.printSetUp(headTop, headBottom, p.portrait)
	return w.err
}

// writeHeadings writes one heading row, or two when some columns stand under a band, merged the way Excel users do.
func writeHeadings[T any](w *pen, columns []column[T]) {
	two := false
	for _, c := range columns {
		two = two || c.band != ""
	}
	w.row++
	top := w.row
	if two {
		w.row++
	}
	for i := 0; i < len(columns); i++ {
		c := columns[i]
		if c.band == "" {
			w.do(w.file.SetCellStr(w.sheet, at(i+1, top), c.title))
			if two {
				w.do(w.file.MergeCell(w.sheet, at(i+1, top), at(i+1, w.row)))
			}
			continue
		}
		first := i
		for ; i < len(columns) && columns[i].band == c.band; i++ {
			w.do(w.file.SetCellStr(w.sheet, at(i+1, w.row), columns[i].title))
		}
		i--
		w.do(w.file.SetCellStr(w.sheet, at(first+1, top), c.band))
		w.do(w.file.MergeCell(w.sheet, at(first+1, top), at(i+1, top)))
	}
	w.do(w.file.SetCellStyle(w.sheet, at(1, top), at(w.width, w.row), w.head))
	for row := top; row <= w.row; row++ {
		w.do(w.file.SetRowHeight(w.sheet, row, 32))
	}
}

func (w *pen) printSetUp(headTop, headBottom int, portrait bool) {
	orientation, paper, fitWidth, fitHeight, fit := "landscape", 9, 1, 0, true
	if w.width > 20 {
		paper = 8 // A3
	}
	if portrait {
		orientation = "portrait"
	}
	w.do(w.file.SetSheetProps(w.sheet, &excelize.SheetPropsOptions{FitToPage: &fit}))
	w.do(w.file.SetPageLayout(w.sheet, &excelize.PageLayoutOptions{Size: &paper, Orientation: &orientation, FitToWidth: &fitWidth, FitToHeight: &fitHeight}))
	w.do(w.file.SetHeaderFooter(w.sheet, &excelize.HeaderFooterOptions{OddFooter: "&C第 &P 页 共 &N 页"}))
	w.do(w.file.SetDefinedName(&excelize.DefinedName{
		Name: "_xlnm.Print_Titles", RefersTo: fmt.Sprintf("'%s'!$%d:$%d", w.sheet, headTop, headBottom), Scope: w.sheet,
	}))
}
