package intake

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"cppccdesk/data/cell"
)

// What the program prints as TSV is read back as it was, whatever is in the cells.
func TestPrintedLinesAreReadBack(t *testing.T) {
	random := rand.New(rand.NewPCG(8, 26))
	alphabet := []rune("甲乙丙1,，;|\t\n\"' =+-@＝")
	for range 300 {
		width := 2 + random.IntN(4)
		rows := [][]string{[]string{"案号", "案由", "内容", "备注", "单位"}[:width]}
		for range 1 + random.IntN(6) {
			row := make([]string, width)
			for i := range row {
				for range random.IntN(12) {
					row[i] += string(alphabet[random.IntN(len(alphabet))])
				}
			}
			row[0] += "甲" // no line is blank
			rows = append(rows, row)
		}
		var text strings.Builder
		for _, row := range rows {
			text.WriteString(cell.Line(row) + "\n")
		}
		path := filepath.Join(t.TempDir(), "列表.tsv")
		must(t, os.WriteFile(path, []byte(text.String()), 0o600))
		wb, err := openFor(t, path)
		must(t, err)
		at := 0 // a record counts from the line it starts on
		for _, row := range rows {
			for j, want := range row {
				if got := wb.Sheets[0].at(at, j).raw; got != want && strings.TrimFunc(want, isBlank) != "" {
					t.Fatalf("line %d of\n%s\ncell %d is %q, want %q", at+1, text.String(), j, got, want)
				}
			}
			at += 1 + strings.Count(strings.Join(row, ""), "\n")
		}
	}
}
