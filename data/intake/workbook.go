package intake

import (
	"strconv"
	"strings"
)

// Options are the limits of Open. A zero field takes the default, which suits any workbook an office would keep and holds hostile ones within 512 MB
// and some seconds of one processor: what counts is work, so that no workbook is refused because a machine is slow.
type Options struct {
	MaxBytes    int64 // size of the file; default 64 MB
	MaxInflated int64 // bytes of the parts that are read, as counted while inflating; default 256 MB
	MaxText     int64 // bytes of text kept; default 64 MB
	MaxCells    int   // cells kept, counting the empty ones left of a filled one; default 2,500,000
	MaxRows     int   // rows down to the last filled one, over all sheets; default 1,200,000
	MaxSheets   int   // default 200
	MaxSteps    int   // tokens of the parts, fields of text, records of .xls; default 14,000,000, more than MaxCells need
	Date1904    *bool // overrides the date system the workbook declares
}

func (o Options) withDefaults() Options {
	o.MaxBytes = orDefault(o.MaxBytes, 64<<20)
	o.MaxInflated = orDefault(o.MaxInflated, 256<<20)
	o.MaxText = orDefault(o.MaxText, 64<<20)
	o.MaxCells = orDefault(o.MaxCells, 2_500_000)
	o.MaxRows = orDefault(o.MaxRows, 1_200_000)
	o.MaxSheets = orDefault(o.MaxSheets, 200)
	o.MaxSteps = orDefault(o.MaxSteps, 14_000_000)
	return o
}

func orDefault[T int | int64](v, byDefault T) T {
	if v <= 0 {
		return byDefault
	}
	return v
}

// Workbook is what a file holds: for a text file, one sheet.
type Workbook struct {
	Path   string
	Sheets []Sheet

	files []string // those it is joined of
}

// Sheet is one worksheet. Rows[i] is row i+1; rows and cells after the last filled one are not kept.
type Sheet struct {
	Name     string
	Hidden   bool
	Rows     [][]Cell
	Merges   []Merge
	Date1904 bool

	Separated bool // read from text in which separators part the cells

	Unseen   map[int]bool // 0-based rows that are hidden or filtered out
	Struck   map[int]bool // 0-based rows with a cell that is struck through
	Comments []string     // the cells that have one: B5
	Pictures int          // pictures over the sheet
	Pictured []string     // the cells that hold a picture, which is no text: C3

	From   []string // for a sheet put together of cards or columns: by 0-based row, the sheet or column each is from, see FromWords
	Turned string   // the sheet that this one is with its records in rows
	Said   []string // sentences on how it was put together, or why it was not
	Unread []string // cells of cards whose text is neither heading nor value

	gathered bool // is in such a sheet
	parted   int  // 1-based row with a title of each of the tables side by side, of which this is one; 0: none
	card     bool // as a row of it

	PartlyStruck []string // the cells of whose text a part is struck through
}

// Merge is a merged area; all four are 0-based and inclusive.
type Merge struct {
	Top, Left, Bottom, Right int
}

// at returns the cell at 0-based row and column; outside of what is kept it is empty.
func (s *Sheet) at(row, col int) Cell {
	if row < 0 || row >= len(s.Rows) || col < 0 || col >= len(s.Rows[row]) {
		return Cell{}
	}
	return s.Rows[row][col]
}

// CellType is how a cell is stored.
type CellType uint8

// The types of cell.
const (
	CellEmpty CellType = iota
	CellText
	CellNumber // also dates; formulas have the type of their stored result
	CellBool
	CellFault // #N/A and the like
)

// Cell is the value of one cell.
type Cell struct {
	raw       string // text, or the stored number in decimal
	format    *format
	Type      CellType
	Inherited bool   // taken from the merged area or group row the cell belongs to
	fill      uint16 // of its colour, see cellStyle
	uncounted bool   // a formula without a stored result; such a cell is empty
}

// TextCell is a cell that holds text; empty text makes an empty cell.
func TextCell(s string) Cell {
	if s == "" {
		return Cell{}
	}
	return Cell{raw: s, Type: CellText}
}

// Empty reports whether the cell shows nothing.
func (c Cell) Empty() bool {
	return c.Type == CellEmpty || (c.Type == CellText && strings.TrimFunc(c.raw, isBlank) == "")
}

// missing reports whether there is nothing in the cell, not even a formula without a result.
func (c Cell) missing() bool { return c.Empty() && !c.uncounted }

// String is what the cell shows: text as stored, dates as 2006-01-02, numbers by the decimals of their format.
func (c Cell) String() string {
	if c.Type != CellNumber {
		return c.raw
	}
	return c.format.show(c.raw)
}

// number returns the stored number.
func (c Cell) number() (float64, bool) {
	if c.Type != CellNumber {
		return 0, false
	}
	n, err := strconv.ParseFloat(c.raw, 64)
	return n, err == nil
}

// FromText makes a workbook of one sheet from rows of text, as for cells pasted from a clipboard.
func FromText(name string, rows [][]string) *Workbook {
	sheet := Sheet{Name: name}
	for _, texts := range rows {
		cells := make([]Cell, len(texts))
		for i, text := range texts {
			cells[i] = TextCell(text)
		}
		sheet.Rows = append(sheet.Rows, trimCells(cells))
	}
	sheet.cutPictures()
	return &Workbook{Path: name, Sheets: []Sheet{sheet}}
}

func trimCells(cells []Cell) []Cell {
	end := len(cells)
	for end > 0 && cells[end-1].Empty() {
		end--
	}
	return cells[:end]
}
