package intake

import (
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strconv"
	"strings"

	"cppccdesk/data/zh"
)

// spreadsheet is an Office Open XML workbook while it is read. The parts are read directly rather than through
// excelize because its row reader gives strings only: whether 440101199001011000 was kept as text or as a rounded
// number, which date system and format a number has and what is merged decide how a cell must be taken.
type spreadsheet struct {
	*parts
	date1904 bool
	sheets   []sheetRef
	shared   []styled
	formats  []*format   // by cell style
	styles   []cellStyle // by cell style
}

type sheetRef struct {
	name, id string
	hidden   bool
}

func readXLSX(p *parts) ([]Sheet, error) {
	s := &spreadsheet{parts: p}
	book, err := s.workbookPart()
	if err != nil {
		return nil, err
	}
	if err := s.readBook(book); err != nil {
		return nil, err
	}
	related, err := s.relations(book)
	if err != nil {
		return nil, err
	}
	if len(s.sheets) > s.b.opt.MaxSheets {
		return nil, tooManySheets(len(s.sheets))
	}
	if err := s.readStyles(related.byType("/styles")); err != nil {
		return nil, err
	}
	if err := s.readShared(related.byType("/sharedStrings")); err != nil {
		return nil, err
	}
	var sheets []Sheet
	for _, ref := range s.sheets {
		link := related[ref.id]
		if link.target == "" || !strings.HasSuffix(link.kind, "/worksheet") || !s.has(link.target) {
			continue // charts, dialogs and macro sheets
		}
		sheet, err := s.readSheet(ref, link.target)
		if err != nil {
			return nil, err
		}
		sheets = append(sheets, sheet)
	}
	if len(sheets) == 0 {
		return nil, &refusal{what: "里没有工作表", do: "请确认文件已保存完整后再导入"}
	}
	return sheets, nil
}

func tooManySheets(n int) *refusal {
	return &refusal{what: fmt.Sprintf("有 %d 个工作表，太多了", n), do: tooBig.do}
}

// workbookPart finds the main part, telling apart other files that are zip archives too.
func (s *spreadsheet) workbookPart() (string, error) {
	if related, err := s.relations(""); err == nil {
		if main := related.byType("/officeDocument"); main != "" && s.has(main) && !strings.HasSuffix(main, "document.xml") {
			if strings.HasSuffix(strings.ToLower(main), ".bin") {
				return "", &refusal{what: "是 .xlsb 二进制工作簿", do: "请用 Excel 另存为 .xlsx 再导入"}
			}
			return main, nil
		}
	}
	switch {
	case s.has("xl/workbook.xml"):
		return "xl/workbook.xml", nil
	case s.has("word/document.xml"):
		return "", &refusal{what: "是 Word 文档，不是工作簿", do: "请把其中的表格复制到 Excel 中另存为 .xlsx 再导入"}
	case s.has("ppt/presentation.xml"):
		return "", &refusal{what: "是演示文稿，不是工作簿", do: doImport}
	case s.has("[Content_Types].xml"):
		return "", corrupt(errNoPart)
	}
	return "", &refusal{what: "是压缩包", do: "请解压后导入其中的工作簿"}
}

type relation struct{ kind, target string }

type relationSet map[string]relation

func (r relationSet) byType(suffix string) string {
	for _, link := range r {
		if strings.HasSuffix(link.kind, suffix) {
			return link.target
		}
	}
	return ""
}

// relations reads the relationships of a part; "" means those of the package.
func (s *spreadsheet) relations(of string) (relationSet, error) {
	dir, file := path.Split(of)
	found := relationSet{}
	err := s.scan(dir+"_rels/"+file+".rels", func(_ *xmlPart, token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "Relationship" || attr(e, "TargetMode") == "External" || len(found) > maxParts {
			return nil
		}
		target := strings.ReplaceAll(attr(e, "Target"), "\\", "/")
		if !strings.HasPrefix(target, "/") {
			target = dir + target
		}
		found[attr(e, "Id")] = relation{kind: attr(e, "Type"), target: partName(target)}
		return nil
	})
	return found, err
}

func (s *spreadsheet) readBook(part string) error {
	err := s.scan(part, func(x *xmlPart, token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok {
			return nil
		}
		switch e.Name.Local {
		case "workbookPr":
			if x.depth != 2 {
				return nil // that of an extension, which says nothing of dates
			}
			declared := attr(e, "date1904")
			s.date1904 = declared == "1" || declared == "true"
		case "sheet":
			state := attr(e, "state")
			ref := sheetRef{name: attr(e, "name"), hidden: state == "hidden" || state == "veryHidden"}
			for _, a := range e.Attr {
				if a.Name.Local == "id" {
					ref.id = a.Value
				}
			}
			s.sheets = append(s.sheets, ref)
		}
		return nil
	})
	s.date1904 = s.b.date1904(s.date1904)
	return err
}

// readStyles learns the number format of each cell style.
func (s *spreadsheet) readStyles(part string) error {
	if part == "" || !s.has(part) {
		return nil
	}
	codes := map[int]string{}
	inCells := false
	var styles styleReader
	return s.scan(part, func(_ *xmlPart, token xml.Token) error {
		styles.visit(token)
		if end, ok := token.(xml.EndElement); ok && end.Name.Local == "cellXfs" {
			return errDone
		}
		e, ok := token.(xml.StartElement)
		if !ok {
			return nil
		}
		switch {
		case e.Name.Local == "numFmt" && !inCells:
			codes[number(attr(e, "numFmtId"))] = zh.Clip(attr(e, "formatCode"), 255)
		case e.Name.Local == "cellXfs":
			inCells = true
		case e.Name.Local == "xf" && inCells:
			id := number(attr(e, "numFmtId"))
			code, ok := codes[id]
			if !ok {
				code = builtinFormats[id]
			}
			s.formats = append(s.formats, newFormat(code, s.date1904))
			s.styles = append(s.styles, styles.style(number(attr(e, "fontId")), number(attr(e, "fillId"))))
			if len(s.formats) > maxStyles {
				return bomb(fmt.Errorf("more than %d styles", maxStyles))
			}
		}
		return nil
	})
}

func number(text string) int {
	n, err := strconv.Atoi(text)
	if err != nil {
		return -1
	}
	return n
}

func (s *spreadsheet) readShared(part string) error {
	if part == "" || !s.has(part) {
		return nil
	}
	return s.scan(part, func(x *xmlPart, token xml.Token) error {
		e, ok := token.(xml.StartElement)
		if !ok || e.Name.Local != "si" {
			return nil
		}
		text, err := x.richText()
		if err != nil {
			return err
		}
		if err := s.b.keepText(len(text.text) + 24); err != nil {
			return err
		}
		s.shared = append(s.shared, text)
		return nil
	})
}

func (s *spreadsheet) readSheet(ref sheetRef, part string) (Sheet, error) {
	r := &sheetReader{spreadsheet: s, grid: grid{b: s.b}, row: -1, unseen: map[int]bool{}, lines: map[int]bool{}}
	if err := s.scan(part, r.visit); err != nil {
		return Sheet{}, err
	}
	if err := r.endRow(max(r.row, 0)); err != nil {
		return Sheet{}, err
	}
	sheet := Sheet{
		Name: ref.name, Hidden: ref.hidden, Rows: r.rows, Merges: r.merges, Date1904: s.date1904, Unseen: r.unseen, Struck: r.lines, PartlyStruck: r.partly,
	}
	related, err := s.relations(part)
	if err != nil {
		return sheet, nil //nolint:nilerr // most sheets have no relations
	}
	if sheet.Comments, err = s.readComments(related); err != nil {
		return sheet, err
	}
	sheet.Pictures, err = s.countPictures(related)
	return sheet, err
}

// sheetReader reads the rows of one worksheet part.
type sheetReader struct {
	*spreadsheet
	grid
	row, col int // of the cell last started
	merges   []Merge
	unseen   map[int]bool
	lines    map[int]bool // struck through
	partly   []string     // cells that are in part
	picture  bool         // the cell being read is one
}

const maxMerges = 100_000

func (r *sheetReader) visit(x *xmlPart, token xml.Token) error {
	switch t := token.(type) {
	case xml.EndElement:
		if t.Name.Local == "row" {
			return r.endRow(max(r.row, 0)) // a cell may stand outside any row
		}
	case xml.StartElement:
		switch t.Name.Local {
		case "row":
			last := r.row
			r.row++
			if n := number(attr(t, "r")); n > 0 && n <= 1<<20 {
				r.row = n - 1
			}
			if r.row != last { // else it goes on
				r.col = -1
			}
			if isTrue(attr(t, "hidden")) {
				r.unseen[r.row] = true
			}
			if r.row >= 1<<20 {
				return corrupt(errors.New("more rows than a sheet has"))
			}
		case "c":
			return r.readCell(x, t)
		case "mergeCell":
			if m, ok := parseArea(attr(t, "ref")); ok && len(r.merges) < maxMerges {
				r.merges = append(r.merges, m)
			}
		}
	}
	return nil
}

func (r *sheetReader) readCell(x *xmlPart, start xml.StartElement) error {
	r.col++
	var style int
	var kind string
	r.picture = false
	for i := range start.Attr {
		switch a := &start.Attr[i]; a.Name.Local {
		case "r":
			if _, col, ok := parseRef(a.Value); ok {
				r.col = col
			}
		case "s":
			style = number(a.Value)
		case "t":
			kind = a.Value
		case "vm":
			r.picture = r.has(picturesOfExcel)
		}
	}
	r.picture = r.picture && kind == "e"
	if r.col >= maxColumns {
		return corrupt(errors.New("more columns than a sheet has"))
	}
	formula := false
	for {
		token, err := x.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return r.endCell(formula, kind)
		case xml.StartElement:
			formula = formula || t.Name.Local == "f"
			if err := r.readValue(x, t.Name.Local, kind, style); err != nil {
				return err
			}
		}
	}
}

// endCell keeps a formula that nobody worked out. One whose result is an empty text has the type str.
func (r *sheetReader) endCell(formula bool, kind string) error {
	if r.picture {
		return r.put(r.col, pictureCell)
	}
	if !formula || kind == "str" || r.col < len(r.cells) && !r.cells[r.col].missing() {
		return nil
	}
	return r.put(r.col, Cell{uncounted: true})
}

func (r *sheetReader) readValue(x *xmlPart, element, kind string, style int) error {
	switch element {
	case "v":
		raw, err := x.text()
		if err != nil {
			return err
		}
		c, struck := r.cell(raw, kind, style)
		return r.putStyled(c, style, struck)
	case "is":
		text, err := x.richText()
		if err != nil {
			return err
		}
		return r.putStyled(TextCell(text.text), style, text.strike)
	}
	text, err := x.text()
	r.picture = r.picture || element == "f" && pictureFormula.MatchString(text)
	return err
}

func (r *sheetReader) cell(raw, kind string, style int) (Cell, strike) {
	if kind == "s" {
		if i := number(strings.TrimSpace(raw)); i >= 0 && i < len(r.shared) {
			return TextCell(r.shared[i].text), r.shared[i].strike
		}
		return Cell{}, strikeNone
	}
	return r.ownCell(raw, kind, style), strikeNone
}

// ownCell is a cell whose value stands in it.
func (r *sheetReader) ownCell(raw, kind string, style int) Cell {
	switch kind {
	case "str", "inlineStr":
		return TextCell(unescape(raw))
	case "d":
		return TextCell(raw)
	case "b":
		if raw == "1" {
			return Cell{raw: "TRUE", Type: CellBool}
		}
		return Cell{raw: "FALSE", Type: CellBool}
	case "e":
		return Cell{raw: raw, Type: CellFault}
	}
	if raw = strings.TrimSpace(raw); raw == "" {
		return Cell{}
	}
	c := Cell{raw: raw, Type: CellNumber}
	if style >= 0 && style < len(r.formats) {
		c.format = r.formats[style]
	}
	if _, ok := c.number(); !ok {
		return TextCell(raw)
	}
	return c
}

// parseRef reads B12 as row 11, column 1.
func parseRef(ref string) (row, col int, ok bool) {
	i := 0
	for ; i < len(ref) && i < 4; i++ {
		c := ref[i] &^ 0x20
		if c < 'A' || c > 'Z' {
			break
		}
		col = col*26 + int(c-'A') + 1
	}
	row = number(ref[i:])
	return row - 1, col - 1, i > 0 && row > 0 && row <= 1<<20 && col <= maxColumns
}

func parseArea(ref string) (Merge, bool) {
	from, to, found := strings.Cut(ref, ":")
	if !found {
		return Merge{}, false
	}
	top, left, ok1 := parseRef(from)
	bottom, right, ok2 := parseRef(to)
	return Merge{Top: top, Left: left, Bottom: bottom, Right: right}, ok1 && ok2 && top <= bottom && left <= right
}
