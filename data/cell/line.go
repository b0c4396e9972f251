package cell

import "strings"

// Line is a line of TSV, without its end, that a spreadsheet reads without running what is in it, and the program reads back as it is: a cell with a
// tab, a line break or a quote goes in quotes.
func Line(cells []string) string { return Separated(cells, "\t") }

// Separated is Line with another separator, such as the comma of CSV.
func Separated(cells []string, separator string) string {
	line := make([]string, len(cells))
	for i, text := range cells {
		if text = Guard(text); strings.ContainsAny(text, separator+"\t\r\n\"") {
			text = `"` + strings.ReplaceAll(text, `"`, `""`) + `"`
		}
		line[i] = text
	}
	return strings.Join(line, separator)
}
