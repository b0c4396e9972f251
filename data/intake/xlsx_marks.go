package intake

import "encoding/xml"

// fontReader learns from the styles of an .xlsx which of its fonts are struck through.
type fontReader struct {
	inside bool
	struck []bool
}

func (f *fontReader) visit(token xml.Token) {
	switch t := token.(type) {
	case xml.EndElement:
		if t.Name.Local == "fonts" {
			f.inside = false
		}
	case xml.StartElement:
		switch {
		case t.Name.Local == "fonts":
			f.inside = true
		case f.inside && t.Name.Local == "font" && len(f.struck) < 70_000:
			f.struck = append(f.struck, false)
		case f.inside && t.Name.Local == "strike" && len(f.struck) > 0:
			declared := attr(t, "val")
			f.struck[len(f.struck)-1] = declared == "" || isTrue(declared)
		}
	}
}

func (f *fontReader) struckAt(font int) bool {
	return font >= 0 && font < len(f.struck) && f.struck[font]
}

func isTrue(declared string) bool { return declared == "1" || declared == "true" }

// putStyled is put for a cell of the row being read, and notes that it is struck through.
func (r *sheetReader) putStyled(c Cell, style int) error {
	if !c.Empty() && style >= 0 && style < len(r.struck) && r.struck[style] {
		r.lines[max(r.row, 0)] = true
	}
	return r.put(r.col, c)
}

// readComments lists the cells of a worksheet that have a comment.
func (s *spreadsheet) readComments(sheet string) ([]string, error) {
	related, err := s.relations(sheet)
	part := related.byType("/comments")
	if err != nil || part == "" || !s.has(part) {
		return nil, nil //nolint:nilerr // most sheets have no relations, and comments are not taken in
	}
	var cells []string
	err = s.scan(part, func(_ *xmlPart, token xml.Token) error {
		if e, ok := token.(xml.StartElement); ok && e.Name.Local == "comment" && len(cells) < maxMerges {
			cells = append(cells, clip(attr(e, "ref"), 10))
		}
		return nil
	})
	return cells, err
}
