package grid

import (
	"strings"

	"fyne.io/fyne/v2"

	"cppccdesk/data/cell"
)

func (g *Grid[R]) copyTo(c fyne.Clipboard, titles bool) {
	if c == nil {
		c = fyne.CurrentApp().Clipboard()
	}
	if text := g.TSV(titles); text != "" {
		c.SetContent(text)
	}
}

// TSV is the selected rows as tab-separated cells of the visible columns, ready to paste into a sheet, with the titles above when asked
// for; "" when nothing is selected. Cells with line breaks, tabs or quotes are quoted as Excel does, and what a sheet would run as a formula has
// an apostrophe in front.
func (g *Grid[R]) TSV(titles bool) string {
	places, cols := g.set.chosenPlaces(), g.VisibleColumns()
	if len(places) == 0 {
		return ""
	}
	var b strings.Builder
	line := func(content func(Column[R]) string) {
		for i, c := range cols {
			if i > 0 {
				b.WriteByte('\t')
			}
			b.WriteString(tsvCell(content(c)))
		}
		b.WriteString("\r\n")
	}
	if titles {
		line(func(c Column[R]) string { return c.Title })
	}
	for _, pos := range places {
		r := g.set.row(pos)
		line(func(c Column[R]) string { return c.Text(r) })
	}
	return b.String()
}

func tsvCell(s string) string {
	s = cell.Guard(s)
	if !strings.ContainsAny(s, "\t\r\n\"") {
		return s
	}
	return `"` + strings.ReplaceAll(s, `"`, `""`) + `"`
}

// pasteFrom hands the cells of the clipboard on; false when the list takes none.
func (g *Grid[R]) pasteFrom(c fyne.Clipboard) bool {
	if g.config.OnPaste == nil {
		return false
	}
	if c == nil {
		c = fyne.CurrentApp().Clipboard()
	}
	if cells := ReadTSV(c.Content()); len(cells) > 0 {
		g.config.OnPaste(cells)
	}
	return true
}

// ReadTSV reads the cells of text as Excel and WPS put them on the clipboard: a line a row, a tab between cells, a cell in quotes when it
// holds line breaks, tabs or quotes. A quote within a cell that does not begin with one is a character like any other. Lines without
// anything in them are left out, and the apostrophe that TSV puts in front of a formula is taken off.
func ReadTSV(text string) [][]string {
	var rows [][]string
	var row []string
	filled := false
	for len(text) > 0 {
		content, rest, end := nextCell(text)
		content = cell.Unguard(content)
		row = append(row, content)
		filled = filled || strings.TrimSpace(content) != ""
		text = rest
		if end == '\t' && len(text) > 0 {
			continue
		}
		if end == '\t' {
			row = append(row, "")
		}
		if filled {
			rows = append(rows, row)
		}
		row, filled = nil, false
	}
	return rows
}

// nextCell takes one cell off the text, and tells whether a tab or a line break ended it.
func nextCell(text string) (cell, rest string, end byte) {
	if quoted, after, ok := quotedCell(text); ok {
		cell, text = quoted, after
	} else {
		at := strings.IndexAny(text, "\t\r\n")
		if at < 0 {
			at = len(text)
		}
		cell, text = text[:at], text[at:]
	}
	switch {
	case text == "":
		return cell, "", '\n'
	case strings.HasPrefix(text, "\r\n"):
		return cell, text[2:], '\n'
	case text[0] == '\t':
		return cell, text[1:], '\t'
	default:
		return cell, text[1:], '\n'
	}
}

// quotedCell reads a cell in quotes. What only begins with a quote, and has no closing one before a tab or line end, is not quoted.
func quotedCell(text string) (cell, rest string, ok bool) {
	if text == "" || text[0] != '"' {
		return "", text, false
	}
	var b strings.Builder
	for at := 1; at < len(text); at++ {
		if text[at] != '"' {
			b.WriteByte(text[at])
			continue
		}
		if at+1 < len(text) && text[at+1] == '"' {
			b.WriteByte('"')
			at++
			continue
		}
		rest = text[at+1:]
		if rest != "" && !strings.ContainsRune("\t\r\n", rune(rest[0])) {
			return "", text, false
		}
		return strings.ReplaceAll(b.String(), "\r\n", "\n"), rest, true
	}
	return "", text, false
}
