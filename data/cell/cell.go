// Package cell knows what a cell of text is to spreadsheet programs, for all who write or read one: workbooks, the clipboard and the standard
// output.
package cell

import (
	"regexp"
	"strings"
)

// Application is the name under which the program saves workbooks. Programs that edit one put their own name there, so that it marks what
// nobody has worked on since. LibreOffice believes the stored results of formulas only in what begins with Microsoft.
const Application = "Microsoft Excel（政协民主监督工作台）"

// WordApplication is the same for documents.
const WordApplication = "Microsoft Office Word（政协民主监督工作台）"

// OFDMark begins the comment of an OFD of the program; behind it is the digest of what is before the comment and its length.
const OFDMark = "cppccdesk "

// starts are the characters with which a text begins that a spreadsheet may run: = + - @ also in full width, and what is in front of them.
const starts = "=+-@\t\r\n|\uFF1D\uFF0B\uFF0D\uFF20"

// Risky reports text a spreadsheet may run as a formula once the cell is edited or the sheet saved as CSV.
func Risky(s string) bool {
	for _, r := range s {
		return strings.ContainsRune(starts, r)
	}
	return false
}

// number is what stays a number in a sheet and nothing else.
var number = regexp.MustCompile(`^[+-]?[0-9]{1,15}(\.[0-9]+)?%?$`)

// Guard puts an apostrophe, which spreadsheets take for the sign of text, in front of risky text that is pasted as it is. Numbers are none.
// A text that begins as a guarded one gets an apostrophe too, so that Unguard gives every text back.
func Guard(s string) string {
	if Risky(strings.TrimLeft(s, "'")) && !number.MatchString(s) {
		return "'" + s
	}
	return s
}

// Unguard takes the apostrophe of Guard off.
func Unguard(s string) string {
	if rest, ok := strings.CutPrefix(s, "'"); ok && Risky(strings.TrimLeft(rest, "'")) {
		return rest
	}
	return s
}
