package intake

import (
	"encoding/xml"
	"errors"
	"io"
	"regexp"
	"slices"
	"strings"
)

// openDocument is an OpenDocument spreadsheet (ISO/IEC 26300) while it is read: the parts of an .ods, or the one XML file of an .fods. Elements and
// attributes are known by their names without prefix, as the programs that write them agree on what those stand for.
type openDocument struct {
	b        *budget
	styles   map[string]odsStyle // by family and name
	numbers  map[string]odsNumber
	looks    map[string]odsLook // of cell styles, as worked out so far
	colours  map[string]uint16
	common   bool // the part being read is that of the common styles
	date1904 bool
	sheets   []Sheet
}

func newOpenDocument(b *budget) *openDocument {
	return &openDocument{
		b: b, styles: map[string]odsStyle{}, numbers: map[string]odsNumber{}, looks: map[string]odsLook{}, colours: map[string]uint16{},
		date1904: b.date1904(false),
	}
}

// isOpenDocument reports whether a package is of an OpenDocument program rather than of Office.
func isOpenDocument(p *parts) bool {
	return (p.has("content.xml") || p.has(wholeEncrypted)) && !p.has("_rels/.rels")
}

// wholeEncrypted is the part that stands for all others where a package is encrypted as a whole.
const wholeEncrypted = "encrypted-package"

func readODS(p *parts) ([]Sheet, error) {
	if err := refuseEncryptedParts(p); err != nil {
		return nil, err
	}
	d := newOpenDocument(p.b)
	if p.has("styles.xml") {
		d.common = true
		if err := p.scan("styles.xml", d.root); err != nil {
			return nil, err
		}
		d.common = false
	}
	if err := p.scan("content.xml", d.root); err != nil {
		return nil, err
	}
	return d.found()
}

// refuseEncryptedParts refuses a package whose manifest says that parts of it are encrypted.
func refuseEncryptedParts(p *parts) error {
	const manifest = "META-INF/manifest.xml"
	if p.has(wholeEncrypted) {
		return encrypted(errors.New(wholeEncrypted))
	}
	if !p.has(manifest) {
		return nil
	}
	return p.scan(manifest, func(_ *xmlPart, token xml.Token) error {
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "encryption-data" {
			return encrypted(errors.New("encryption-data"))
		}
		return nil
	})
}

var flatDocument = regexp.MustCompile(`<(\w+:)?document\s[^>]*opendocument`)

// isFlatDocument reports whether a text is an OpenDocument file in one piece.
func isFlatDocument(text string) bool {
	head := text[:min(len(text), 8192)]
	return strings.HasPrefix(strings.TrimLeftFunc(head, isBlank), "<") && flatDocument.MatchString(head)
}

func readFlatDocument(b *budget, text string) ([]Sheet, error) {
	x := &xmlPart{b: b, body: strings.NewReader(text)}
	x.decoder = xml.NewDecoder(x)
	x.decoder.CharsetReader = func(_ string, input io.Reader) (io.Reader, error) { return input, nil } // decoded already
	d := newOpenDocument(b)
	for {
		token, err := x.next()
		if errors.Is(err, io.EOF) {
			return d.found()
		}
		if err == nil {
			err = d.root(x, token)
		}
		if err != nil {
			return nil, err
		}
	}
}

func (d *openDocument) found() ([]Sheet, error) {
	if len(d.sheets) == 0 {
		return nil, &refusal{what: "里没有工作表", do: "请确认文件已保存完整后再导入"}
	}
	return d.sheets, nil
}

// root reads all that is in the outermost element.
func (d *openDocument) root(x *xmlPart, token xml.Token) error {
	if _, ok := token.(xml.StartElement); !ok {
		return nil
	}
	return x.children(func(e xml.StartElement) error {
		switch {
		case e.Name.Local == "styles", e.Name.Local == "automatic-styles" && !d.common:
			return x.children(func(e xml.StartElement) error { return d.readStyle(x, e) })
		case e.Name.Local == "body":
			return x.children(func(e xml.StartElement) error { return d.readBody(x, e) })
		}
		return x.skip()
	})
}

func (d *openDocument) readBody(x *xmlPart, e xml.StartElement) error {
	switch e.Name.Local {
	case "spreadsheet":
		return x.children(func(e xml.StartElement) error {
			switch e.Name.Local {
			case "calculation-settings":
				return d.readSettings(x)
			case "table":
				return d.readTable(x, e)
			}
			return x.skip()
		})
	case "text":
		return &refusal{what: "是 OpenDocument 文字文档，不是工作簿", do: "请把其中的表格复制到 Excel 中另存为 .xlsx 再导入"}
	case "presentation":
		return &refusal{what: "是演示文稿，不是工作簿", do: doImport}
	}
	return &refusal{what: "是 OpenDocument 图形一类的文档，不是工作簿", do: doImport}
}

// readSettings learns from which day the workbook counts: days themselves are written out, numbers that stand for some are not.
func (d *openDocument) readSettings(x *xmlPart) error {
	return x.children(func(e xml.StartElement) error {
		if e.Name.Local == "null-date" {
			d.date1904 = d.b.date1904(strings.HasPrefix(attr(e, "date-value"), "1904-"))
		}
		return x.skip()
	})
}

func (d *openDocument) readTable(x *xmlPart, e xml.StartElement) error {
	if len(d.sheets) >= d.b.opt.MaxSheets {
		return tooManySheets(len(d.sheets) + 1)
	}
	r := &odsSheet{
		openDocument: d, grid: grid{b: d.b}, struck: map[int]bool{},
		sheet: Sheet{Name: attr(e, "name"), Hidden: d.styles["table "+attr(e, "style-name")].hidden, Date1904: d.date1904},
	}
	if err := r.readPart(x); err != nil {
		return err
	}
	r.sheet.Rows, r.sheet.Struck, r.sheet.Unseen = r.rows, r.struck, map[int]bool{}
	for _, span := range r.unseen {
		for row := span.from; row < min(span.to, len(r.rows)); row++ {
			r.sheet.Unseen[row] = true
		}
	}
	d.sheets = append(d.sheets, r.sheet)
	return nil
}

// odsSheet reads the rows of one table.
type odsSheet struct {
	*openDocument
	grid
	sheet   Sheet
	row     int // the next one
	columns []odsSpan
	unseen  []odsSpan
	struck  map[int]bool // rows
	line    odsRow
}

// odsSpan is a run of rows or columns, both 0-based, without its end.
type odsSpan struct {
	from, to int
	style    string // the one that cells have which name none
}

// odsRow is what the row being read says beside the values of its cells.
type odsRow struct {
	col    int // the next one
	style  string
	struck bool
	partly []int   // columns of cells struck through in part
	noted  []int   // columns of cells with a comment
	merges []Merge // Bottom is how many rows lie below
}

// readPart reads what is in a table, or in a group of its rows or columns.
func (r *odsSheet) readPart(x *xmlPart) error {
	return x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-row":
			return r.readRow(x, e)
		case "table-column":
			from := 0
			if n := len(r.columns); n > 0 {
				from = r.columns[n-1].to
			}
			if from < maxColumns {
				r.columns = append(r.columns, odsSpan{from, from + count(e, "number-columns-repeated"), attr(e, "default-cell-style-name")})
			}
		case "table-header-rows", "table-rows", "table-row-group", "table-header-columns", "table-columns", "table-column-group":
			return r.readPart(x)
		case "shapes":
			pictures, err := x.shape("")
			r.sheet.Pictures += pictures
			return err
		}
		return x.skip()
	})
}

// maxSheetRows is how many rows a sheet can have.
const maxSheetRows = 1 << 20

func (r *odsSheet) readRow(x *xmlPart, e xml.StartElement) error {
	times := count(e, "number-rows-repeated")
	if seen := attr(e, "visibility"); seen == "collapse" || seen == "filter" {
		r.unseen = append(r.unseen, odsSpan{from: r.row, to: min(r.row+times, maxSheetRows)})
	}
	r.line = odsRow{style: attr(e, "default-cell-style-name")}
	err := x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "table-cell", "covered-table-cell":
			return r.readCell(x, e)
		}
		return x.skip()
	})
	if err != nil {
		return err
	}
	if len(r.cells) == 0 && len(r.line.merges)+len(r.line.noted) == 0 {
		r.row = min(r.row+times, maxSheetRows)
		return nil
	}
	cells := slices.Clone(r.cells)
	for range times {
		if err := r.openDocument.b.step(); err != nil {
			return err
		}
		if r.row >= maxSheetRows {
			return corrupt(errors.New("more rows than a sheet has"))
		}
		r.cells = append(r.cells[:0], cells...)
		r.mark()
		if err := r.endRow(r.row); err != nil {
			return err
		}
		r.row++
	}
	return nil
}

// mark notes of the next row what was read of it beside its values.
func (r *odsSheet) mark() {
	if r.line.struck {
		r.struck[r.row] = true
	}
	for _, col := range r.line.partly {
		r.sheet.PartlyStruck = append(r.sheet.PartlyStruck, CellName(r.row, col))
	}
	if len(r.sheet.Comments)+len(r.line.noted) <= maxMerges {
		for _, col := range r.line.noted {
			r.sheet.Comments = append(r.sheet.Comments, CellName(r.row, col))
		}
	}
	if len(r.sheet.Merges)+len(r.line.merges) <= maxMerges {
		for _, m := range r.line.merges {
			m.Top, m.Bottom = r.row, min(r.row+m.Bottom, maxSheetRows-1)
			r.sheet.Merges = append(r.sheet.Merges, m)
		}
	}
}

// styleOf is the style of a cell that names none, by its row and then its column.
func (r *odsSheet) styleOf(col int) string {
	if r.line.style != "" {
		return r.line.style
	}
	at, found := slices.BinarySearchFunc(r.columns, col, func(span odsSpan, col int) int {
		switch {
		case col < span.from:
			return 1
		case col >= span.to:
			return -1
		}
		return 0
	})
	if !found {
		return ""
	}
	return r.columns[at].style
}
