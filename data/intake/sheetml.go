package intake

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"strings"
)

// Excel 2003 kept workbooks as one XML file (SpreadsheetML), which other programs still write under the name .xls.

var sheetML = regexp.MustCompile(`<(\w+:)?Workbook[\s>]`)

func isSheetML(text string) bool {
	head := text[:min(len(text), 4096)]
	return strings.HasPrefix(strings.TrimLeftFunc(head, isBlank), "<") && sheetML.MatchString(head) && strings.Contains(head, "office:spreadsheet")
}

// sheetMLReader reads one worksheet after the other.
type sheetMLReader struct {
	grid
	sheets   []Sheet
	row, col int // of the cell last started
	wide     int // further columns it is merged over
	picture  bool
}

func readSheetML(b *budget, text string) ([]Sheet, error) {
	x := &xmlPart{b: b, body: strings.NewReader(text)}
	x.decoder = xml.NewDecoder(x)
	x.decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // decoded already
	r := &sheetMLReader{grid: grid{b: b}}
	for {
		token, err := x.next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, err
		}
		switch t := token.(type) {
		case xml.StartElement:
			err = r.start(x, t)
		case xml.EndElement:
			err = r.end(t.Name.Local)
		}
		if err != nil {
			return nil, err
		}
	}
	if len(r.sheets) == 0 {
		return nil, &refusal{what: "里没有工作表", do: "请确认文件已保存完整后再导入"}
	}
	return r.sheets, nil
}

func (r *sheetMLReader) start(x *xmlPart, e xml.StartElement) error {
	if len(r.sheets) == 0 && e.Name.Local != "Worksheet" {
		return nil
	}
	switch e.Name.Local {
	case "Worksheet":
		return r.startSheet(e)
	case "Row":
		return r.startRow(e)
	case "Cell":
		return r.startCell(e)
	case "Data":
		return r.readData(x, attr(e, "Type"))
	case "Comment":
		if sheet := &r.sheets[len(r.sheets)-1]; r.row >= 0 && r.col >= 0 && len(sheet.Comments) < maxMerges {
			sheet.Comments = append(sheet.Comments, CellName(r.row, r.col))
		}
		_, err := x.text()
		return err
	case "Visible":
		text, err := x.text()
		r.sheets[len(r.sheets)-1].Hidden = text == "SheetHidden" || text == "SheetVeryHidden"
		return err
	}
	return nil
}

func (r *sheetMLReader) startSheet(e xml.StartElement) error {
	if len(r.sheets) >= r.b.opt.MaxSheets {
		return tooManySheets(len(r.sheets) + 1)
	}
	r.sheets = append(r.sheets, Sheet{Name: attr(e, "Name"), Date1904: r.b.date1904(false), Unseen: map[int]bool{}})
	r.rows, r.row, r.col, r.wide = nil, -1, -1, 0
	return nil
}

func (r *sheetMLReader) startRow(e xml.StartElement) error {
	r.row, r.col, r.wide = next(r.row, e), -1, 0
	if r.row >= 1<<20 {
		return corrupt(errors.New("more rows than a sheet has"))
	}
	if isTrue(attr(e, "Hidden")) {
		r.sheets[len(r.sheets)-1].Unseen[r.row] = true
	}
	return nil
}

func (r *sheetMLReader) startCell(e xml.StartElement) error {
	r.col = next(r.col+r.wide, e)
	wide, high := max(0, number(attr(e, "MergeAcross"))), max(0, number(attr(e, "MergeDown")))
	if r.row < 0 || r.col+wide >= maxColumns {
		return corrupt(errors.New("a cell outside of the sheet"))
	}
	sheet := &r.sheets[len(r.sheets)-1]
	if wide+high > 0 && len(sheet.Merges) < maxMerges {
		sheet.Merges = append(sheet.Merges, Merge{Top: r.row, Left: r.col, Bottom: r.row + high, Right: r.col + wide})
	}
	formula := attr(e, "Formula")
	result := Cell{uncounted: formula != ""} // until it comes
	if r.picture = isPicture(formula); r.picture {
		result = pictureCell
	}
	if err := r.put(r.col, result); err != nil {
		return err
	}
	r.wide = wide
	return nil
}

// readData puts what the cell holds in place of its formula.
func (r *sheetMLReader) readData(x *xmlPart, kind string) error {
	text, err := x.text()
	if err != nil {
		return err
	}
	if r.col < 0 {
		return corrupt(errors.New("data outside of a cell"))
	}
	if r.col < len(r.cells) {
		r.cells[r.col] = Cell{}
	}
	if r.picture {
		return r.put(r.col, pictureCell)
	}
	return r.put(r.col, sheetMLCell(text, kind))
}

// next is the place of a row or cell: the one it names, else the one after the last.
func next(last int, e xml.StartElement) int {
	if n := number(attr(e, "Index")); n > 0 {
		return n - 1
	}
	return last + 1
}

func sheetMLCell(text, kind string) Cell {
	switch kind {
	case "Number":
		if c := (Cell{raw: strings.TrimSpace(text), Type: CellNumber}); c.raw != "" {
			if _, ok := c.number(); ok {
				return c
			}
		}
	case "DateTime":
		day, clock, _ := strings.Cut(strings.TrimSuffix(text, ".000"), "T")
		if clock == "" || clock == "00:00:00" {
			return TextCell(day)
		}
		return TextCell(day + " " + clock)
	case "Boolean":
		if text == "1" {
			return Cell{raw: "TRUE", Type: CellBool}
		}
		return Cell{raw: "FALSE", Type: CellBool}
	case "Error":
		return Cell{raw: text, Type: CellFault}
	}
	return TextCell(text)
}

func (r *sheetMLReader) end(name string) error {
	switch name {
	case "Row":
		return r.endRow(max(r.row, 0))
	case "Worksheet":
		if n := len(r.sheets); n > 0 {
			r.sheets[n-1].Rows = r.rows
		}
	}
	return nil
}
