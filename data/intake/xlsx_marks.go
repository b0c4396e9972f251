package intake

import (
	"encoding/xml"
	"errors"
	"slices"
	"strings"

	"cppccdesk/data/zh"
)

// styleReader learns from the styles of an .xlsx which of its fonts are struck through and what colours its fills have.
type styleReader struct {
	inside  string // fonts or fills
	struck  []bool
	fills   []uint16
	pattern string
	colours []string
}

const maxStyles = 70_000

func (s *styleReader) visit(token xml.Token) {
	switch t := token.(type) {
	case xml.EndElement:
		if t.Name.Local == s.inside {
			s.inside = ""
		}
	case xml.StartElement:
		switch {
		case t.Name.Local == "fonts" || t.Name.Local == "fills":
			s.inside = t.Name.Local
		case s.inside == "fonts":
			s.font(t)
		case s.inside == "fills":
			s.fill(t)
		}
	}
}

func (s *styleReader) font(t xml.StartElement) {
	switch {
	case t.Name.Local == "font" && len(s.struck) < maxStyles:
		s.struck = append(s.struck, false)
	case t.Name.Local == "strike" && len(s.struck) > 0:
		s.struck[len(s.struck)-1] = isOn(t)
	}
}

func (s *styleReader) fill(t xml.StartElement) {
	switch {
	case t.Name.Local == "fill" && len(s.fills) < maxStyles:
		s.fills, s.pattern = append(s.fills, 0), ""
	case t.Name.Local == "patternFill":
		s.pattern = attr(t, "patternType")
	case t.Name.Local == "fgColor" && len(s.fills) > 0 && s.pattern == "solid":
		s.fills[len(s.fills)-1] = s.colour(t)
	}
}

// colour is a number for a colour, 0 for white.
func (s *styleReader) colour(t xml.StartElement) uint16 {
	rgb := strings.ToUpper(attr(t, "rgb"))
	if len(rgb) == 8 {
		rgb = rgb[2:]
	}
	name := rgb + "|" + attr(t, "theme") + "|" + attr(t, "indexed") + "|" + attr(t, "tint")
	if slices.Contains([]string{"FFFFFF|||", "|0||", "||9|", "||1|", "||64|"}, name) {
		return 0
	}
	at := slices.Index(s.colours, name)
	if at < 0 {
		if at = len(s.colours); at >= 1<<16-2 {
			return 0
		}
		s.colours = append(s.colours, name)
	}
	return uint16(at + 1) //nolint:gosec // bounded above
}

// style is what a cell style with that font and fill says.
func (s *styleReader) style(font, fill int) cellStyle {
	var of cellStyle
	if font >= 0 && font < len(s.struck) {
		of.struck = s.struck[font]
	}
	if fill >= 0 && fill < len(s.fills) {
		of.fill = s.fills[fill]
	}
	return of
}

func isTrue(declared string) bool { return declared == "1" || declared == "true" }

// isOn reports whether an element such as <strike/> switches something on.
func isOn(t xml.StartElement) bool {
	declared := attr(t, "val")
	return declared == "" || isTrue(declared)
}

// strike is how much of a text is struck through.
type strike uint8

const (
	strikeNone strike = iota
	strikePart
	strikeAll
)

// styled is a string of a workbook and how much of it is struck through.
type styled struct {
	text   string
	strike strike
}

// runs are the runs of a string read so far.
type runs struct {
	joined          string
	struck          bool // the run being read
	count, ofStruck int  // runs with text
}

func (r *runs) add(run string) {
	r.joined += run
	if strings.TrimSpace(run) == "" {
		return
	}
	if r.count++; r.struck {
		r.ofStruck++
	}
}

func (r *runs) styled() styled {
	switch {
	case r.ofStruck == 0:
		return styled{r.joined, strikeNone}
	case r.ofStruck < r.count:
		return styled{r.joined, strikePart}
	default:
		return styled{r.joined, strikeAll}
	}
}

// richText joins the runs of a string up to the end of the element just started; phonetic guides are not part of it.
func (x *xmlPart) richText() (styled, error) {
	var r runs
	for depth := 1; depth > 0; {
		token, err := x.next()
		if err != nil {
			return styled{}, err
		}
		switch t := token.(type) {
		case xml.EndElement:
			depth--
		case xml.StartElement:
			switch t.Name.Local {
			case "rPh", "phoneticPr", "t":
				text, err := x.text()
				if err != nil {
					return styled{}, err
				}
				if t.Name.Local != "t" {
					continue
				}
				if r.add(unescape(text)); len(r.joined) > maxToken {
					return styled{}, bomb(errors.New("a string of several megabytes"))
				}
			default:
				r.struck = t.Name.Local != "r" && (r.struck || t.Name.Local == "strike" && isOn(t))
				depth++
			}
		}
	}
	return r.styled(), nil
}

// putStyled is put for a cell of the row being read, and notes what its style and text say.
func (r *sheetReader) putStyled(c Cell, style int, struck strike) error {
	if !c.Empty() && style >= 0 && style < len(r.styles) {
		c.fill = r.styles[style].fill
		if r.styles[style].struck {
			struck = strikeAll
		}
	}
	switch struck {
	case strikeAll:
		r.lines[max(r.row, 0)] = true
	case strikePart:
		r.partly = append(r.partly, CellName(max(r.row, 0), r.col))
	}
	return r.put(r.col, c)
}

// readComments lists the cells of a worksheet that have a comment.
func (s *spreadsheet) readComments(related relationSet) ([]string, error) {
	var cells []string
	err := s.scanRelated(related, "/comments", func(_ *xmlPart, token xml.Token) error {
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "comment" && len(cells) < maxMerges {
			cells = append(cells, zh.Clip(attr(e, "ref"), 10))
		}
		return nil
	})
	return cells, err
}

// countPictures counts the pictures that lie over a worksheet.
func (s *spreadsheet) countPictures(related relationSet) (int, error) {
	pictures := 0
	err := s.scanRelated(related, "/drawing", func(_ *xmlPart, token xml.Token) error {
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "pic" {
			pictures++
		}
		return nil
	})
	return pictures, err
}

// scanRelated scans the part of a worksheet of that type, where it has one.
func (s *spreadsheet) scanRelated(related relationSet, kind string, visit func(*xmlPart, xml.Token) error) error {
	part := related.byType(kind)
	if part == "" || !s.has(part) {
		return nil
	}
	return s.scan(part, visit)
}
