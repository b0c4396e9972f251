package intake

import (
	"cmp"
	"encoding/xml"
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// odsValue is a cell as its attributes have it.
type odsValue struct {
	kind    string // string, float, percentage, currency, date, time, boolean; "" for none
	number  string
	date    string
	clock   string
	truth   string
	text    string
	style   string
	fault   bool // a formula that failed
	formula bool
	picture bool // a formula that shows one
}

// valueOf reads the attributes of a cell. The kind stands there twice, in the standard's words and in those of LibreOffice, which alone name errors.
func valueOf(e xml.StartElement) odsValue {
	var v odsValue
	for i := range e.Attr {
		switch a := &e.Attr[i]; a.Name.Local {
		case "value-type":
			if a.Value == "error" {
				v.fault = true
			} else if v.kind == "" {
				v.kind = a.Value
			}
		case "value":
			v.number = a.Value
		case "date-value":
			v.date = a.Value
		case "time-value":
			v.clock = a.Value
		case "boolean-value":
			v.truth = a.Value
		case "string-value":
			v.text = a.Value
		case "style-name":
			v.style = a.Value
		case "formula":
			_, formula, prefixed := strings.Cut(a.Value, ":") // of: or another name of a language
			v.formula, v.picture = a.Value != "", isPicture(a.Value) || prefixed && isPicture(formula)
		}
	}
	return v
}

func (r *odsSheet) readCell(x *xmlPart, e xml.StartElement) error {
	times, wide, high := count(e, "number-columns-repeated"), count(e, "number-columns-spanned"), count(e, "number-rows-spanned")
	v := valueOf(e)
	shows, err := r.readContent(x)
	if err != nil {
		return err
	}
	r.sheet.Pictures += shows.pictures
	first := r.line.col
	r.line.col = min(first+times, 2*maxColumns)
	if v.style == "" {
		v.style = r.styleOf(first)
	}
	look := r.look(v.style)
	text := shows.styled()
	c := r.cell(v, text.text, look.format)
	if c.missing() && !shows.noted && wide*high == 1 {
		return nil
	}
	if r.line.col > maxColumns {
		return corrupt(errors.New("more columns than a sheet has"))
	}
	if !c.Empty() {
		c.fill = look.fill
		if look.struck {
			text.strike = strikeAll
		}
		r.line.struck = r.line.struck || text.strike == strikeAll
	}
	for col := first; col < first+times; col++ {
		r.markCell(col, shows.noted, text.strike == strikePart && !c.Empty(), wide, high)
		if err := r.put(col, c); err != nil {
			return err
		}
	}
	return nil
}

// markCell notes what is said of a cell beside its value.
func (r *odsSheet) markCell(col int, noted, partly bool, wide, high int) {
	if partly {
		r.line.partly = append(r.line.partly, col)
	}
	if noted {
		r.line.noted = append(r.line.noted, col)
	}
	if wide*high > 1 {
		r.line.merges = append(r.line.merges, Merge{Left: col, Right: min(col+wide, maxColumns) - 1, Bottom: high - 1})
	}
}

// cell is the value of a cell; shown is the text in it.
func (r *odsSheet) cell(v odsValue, shown string, f *format) Cell {
	switch {
	case v.picture:
		return pictureCell
	case v.fault:
		return Cell{raw: cmp.Or(shown, "#VALUE!"), Type: CellFault}
	case v.formula && v.kind == "" && shown == "":
		return Cell{uncounted: true}
	}
	if c, ok := r.typed(v, f); ok {
		return c
	}
	return TextCell(cmp.Or(shown, v.text))
}

// typed is the value of a cell that is no text; ok is false for a text, and for what is written as no value can be.
func (r *odsSheet) typed(v odsValue, f *format) (c Cell, ok bool) {
	switch v.kind {
	case "float", "percentage", "currency":
		return odsNumeral(v.number, f)
	case "date":
		return odsDay(v.date, f, r.date1904)
	case "time":
		return odsClock(v.clock, f)
	case "boolean":
		return Cell{raw: strings.ToUpper(v.truth), Type: CellBool}, v.truth == "true" || v.truth == "false"
	}
	return Cell{}, false
}

func odsNumeral(number string, f *format) (Cell, bool) {
	c := Cell{raw: strings.TrimSpace(number), Type: CellNumber, format: f}
	n, ok := c.number()
	if ok && (math.IsNaN(n) || math.IsInf(n, 0)) {
		return Cell{raw: "#NUM!", Type: CellFault}, true
	}
	return c, ok
}

// odsDay is a day as the serial that a workbook of Excel has for it; one from before they begin stays a text.
func odsDay(written string, f *format, date1904 bool) (Cell, bool) {
	day, clock, timed := strings.Cut(written, "T")
	t, err := time.Parse(time.DateOnly, day)
	if err != nil {
		return Cell{}, false
	}
	serial := math.Round(t.Sub(time.Date(1899, time.December, 30, 0, 0, 0, 0, time.UTC)).Hours() / 24)
	switch {
	case date1904:
		serial -= 1462
	case serial < 61: // there is a 29 February 1900 before
		serial--
	}
	if serial < 0 || serial == 0 && !date1904 {
		return TextCell(day), true
	}
	if timed {
		if of, err := time.Parse("15:04:05.999999999", clock); err == nil {
			serial += float64(of.Hour()*3600+of.Minute()*60+of.Second()) / 86400
		}
	}
	if !f.isDate() {
		f = &format{date: true, clock: serial != math.Trunc(serial), date1904: date1904}
	}
	return Cell{raw: strconv.FormatFloat(serial, 'f', -1, 64), Type: CellNumber, format: f}, true
}

var odsDuration = regexp.MustCompile(`^(-?)PT(\d{1,9})H(\d{1,9})M(\d{1,9})(?:[.,](\d{0,12}))?S$`)

// odsClock is a time of day, or a length of time, in days.
func odsClock(written string, f *format) (Cell, bool) {
	m := odsDuration.FindStringSubmatch(written)
	if m == nil {
		return Cell{}, false
	}
	days := (float64(number(m[2]))*3600 + float64(number(m[3]))*60 + float64(number(m[4]))) / 86400
	if m[1] != "" {
		days = -days
	}
	if f == nil || !f.clock {
		f = &format{clock: true}
	}
	return Cell{raw: strconv.FormatFloat(days, 'f', -1, 64), Type: CellNumber, format: f}, true
}

// count reads how often a cell or row is repeated, or how far it reaches: 1 where nothing is said.
func count(e xml.StartElement, name string) int {
	return min(max(1, number(attr(e, name))), maxSheetRows+1)
}

// odsContent is what is in a cell.
type odsContent struct {
	runs
	lines    int
	blank    bool // the next blank adds nothing
	noted    bool
	pictures int
}

// readContent reads what is in the element just started: paragraphs, which are lines, a comment, pictures.
func (r *odsSheet) readContent(x *xmlPart) (odsContent, error) {
	var shows odsContent
	err := r.readLines(x, &shows)
	return shows, err
}

func (r *odsSheet) readLines(x *xmlPart, into *odsContent) error {
	return x.children(func(e xml.StartElement) error {
		switch e.Name.Local {
		case "p", "h":
			if into.lines++; into.lines > 1 {
				into.joined += "\n"
			}
			into.blank = true
			return r.readSpan(x, into)
		case "list", "list-item", "section":
			return r.readLines(x, into)
		case "annotation":
			into.noted = true
			return x.skip()
		case "table":
			return &refusal{what: "的单元格里还有一张表", do: "请把里面的表移到单独的工作表，或另存为 .xlsx 再导入"}
		}
		pictures, err := x.shape(e.Name.Local)
		into.pictures += pictures
		return err
	})
}

// readSpan reads the text of a paragraph or of a part of it. Blanks in the file are one, and none at the beginning of a paragraph; those that count are
// elements (OpenDocument 1.3 part 3, 6.1.2).
func (r *odsSheet) readSpan(x *xmlPart, into *odsContent) error {
	for {
		token, err := x.next()
		if err != nil {
			return err
		}
		switch t := token.(type) {
		case xml.EndElement:
			return nil
		case xml.CharData:
			into.write(string(t))
		case xml.StartElement:
			if err := r.readInline(x, t, into); err != nil {
				return err
			}
		}
		if len(into.joined) > maxField {
			return tooBig
		}
	}
}

func (r *odsSheet) readInline(x *xmlPart, e xml.StartElement, into *odsContent) error {
	switch e.Name.Local {
	case "s":
		into.add(strings.Repeat(" ", min(count(e, "c"), maxField)))
		into.blank = false
		return x.skip()
	case "tab":
		into.add("\t")
		into.blank = false
		return x.skip()
	case "line-break":
		into.add("\n")
		into.blank = true
		return x.skip()
	case "annotation":
		into.noted = true
		return x.skip()
	case "ruby-text", "note", "frame", "bookmark", "bookmark-start", "bookmark-end", "soft-page-break":
		pictures, err := x.shape(e.Name.Local)
		into.pictures += pictures
		return err
	}
	struck := into.struck
	if name := attr(e, "style-name"); e.Name.Local == "span" && name != "" {
		if said := r.inherited("text", name).struck; said != odsUnsaid {
			into.struck = said == odsYes
		}
	}
	err := r.readSpan(x, into)
	into.struck = struck
	return err
}

// write adds text of the file.
func (c *odsContent) write(text string) {
	var out strings.Builder
	for _, char := range text {
		switch char {
		case ' ', '\t', '\n', '\r':
			if !c.blank {
				out.WriteByte(' ')
			}
			c.blank = true
		default:
			out.WriteRune(char)
			c.blank = false
		}
	}
	c.add(out.String())
}
