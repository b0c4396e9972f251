package cell

import (
	"path/filepath"
	"slices"
	"strings"
)

// TableEndings are those of the files that tables are written to: workbooks, and text whose cells are parted by commas or tabs.
var TableEndings = []string{"xlsx", "csv", "tsv"}

// Ending is the ending of a file name in small letters, without its dot.
func Ending(path string) string { return strings.TrimPrefix(strings.ToLower(filepath.Ext(path)), ".") }

// EndingFault says in a sentence that no table is written to a file of such a name; "" when one is.
func EndingFault(path string) string {
	if slices.Contains(TableEndings, Ending(path)) {
		return ""
	}
	return "「" + filepath.Base(path) + "」的后缀不对，可以写成 .xlsx、.csv 或 .tsv 文件。请改文件名的后缀。"
}
