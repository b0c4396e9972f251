package intake

import (
	"bytes"
	"context"
	"encoding/binary"
	"math"
	"path/filepath"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestAgreesWithExcelize compares every stored value of the .xlsx files with what excelize reads.
func TestAgreesWithExcelize(t *testing.T) {
	files, err := filepath.Glob("testdata/*.xlsx")
	must(t, err)
	more, err := filepath.Glob(sharedData + "/workbooks/*.xlsx")
	must(t, err)
	for _, path := range append(files, more...) {
		t.Run(filepath.Base(path), func(t *testing.T) {
			wb, err := openFor(t, path)
			f, excelizeErr := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
			if err != nil || excelizeErr != nil {
				t.Skipf("read by one only: %v; excelize: %v", err, excelizeErr)
			}
			defer func() { _ = f.Close() }()
			cells := 0
			for _, sheet := range wb.Sheets {
				rows, err := f.GetRows(sheet.Name)
				must(t, err)
				for i, row := range rows {
					for j, want := range row {
						cell := sheet.at(i, j)
						got := cell.raw
						if cell.Type == CellBool {
							got = strings.NewReplacer("TRUE", "1", "FALSE", "0").Replace(got)
						}
						if strings.TrimFunc(want, isBlank) != "" {
							cells++
							if got != want && !(cell.Type == CellText && strings.TrimSpace(got) == strings.TrimSpace(want)) {
								t.Errorf("%s R%dC%d: %q, excelize %q", sheet.Name, i+1, j+1, got, want)
							}
						}
					}
				}
			}
			t.Logf("%d cells agree", cells)
		})
	}
}

func TestDateSystems(t *testing.T) {
	for _, name := range []string{"date.xlsx", "date.xls", "date_1904.xlsx", "date_1904.xls"} {
		t.Run(name, func(t *testing.T) {
			wb, err := openFor(t, filepath.Join("testdata", name))
			must(t, err)
			sheet := wb.Sheets[0]
			if sheet.Date1904 != strings.Contains(name, "1904") {
				t.Errorf("date system 1904 = %v", sheet.Date1904)
			}
			date, err := sheet.at(0, 0).date(sheet.Date1904)
			if err != nil || date.String() != "2021-01-01" {
				t.Errorf("got %s, %v; want 2021-01-01", date, err)
			}
			if shown := sheet.at(0, 0).String(); shown != "2021-01-01" {
				t.Errorf("shown as %s", shown)
			}
		})
	}
	t.Run("overridden", func(t *testing.T) {
		no := false
		wb, err := Open(context.Background(), "testdata/date_1904.xlsx", Options{Date1904: &no})
		must(t, err)
		if got := wb.Sheets[0].at(0, 0).String(); got != "2016-12-31" {
			t.Errorf("got %s", got)
		}
	})
}

// TestSameInBothFormats: calamine keeps the same merged table as .xls and .xlsx.
func TestSameInBothFormats(t *testing.T) {
	a, err := openFor(t, "testdata/merge_cells.xls")
	must(t, err)
	b, err := openFor(t, "testdata/merge_cells.xlsx")
	must(t, err)
	if len(a.Sheets[0].Merges) == 0 || len(a.Sheets[0].Merges) != len(b.Sheets[0].Merges) {
		t.Errorf("merges %v and %v", a.Sheets[0].Merges, b.Sheets[0].Merges)
	}
	for i := range b.Sheets[0].Rows {
		for j := range b.Sheets[0].Rows[i] {
			if x, y := a.Sheets[0].at(i, j).String(), b.Sheets[0].at(i, j).String(); x != y {
				t.Errorf("R%dC%d: %q and %q", i+1, j+1, x, y)
			}
		}
	}
}

func wide(s string) []byte {
	out := []byte{1}
	for _, r := range s {
		out = binary.LittleEndian.AppendUint16(out, uint16(r))
	}
	return out
}

func cellHead(row, col, style int) []byte {
	out := binary.LittleEndian.AppendUint16(nil, uint16(row))
	out = binary.LittleEndian.AppendUint16(out, uint16(col))
	return binary.LittleEndian.AppendUint16(out, uint16(style))
}

// xlsBook makes the Workbook stream of an .xls with a shared string broken over a CONTINUE record, a formula with a
// text result, a date in the 1904 system, compressed numbers, a merged area and a hidden second sheet.
func xlsBook() []byte {
	bof := rec(recBOF, 0, 6, 5, 0, 0, 0, 0, 0)
	sheetBOF := rec(recBOF, 0, 6, 0x10, 0, 0, 0, 0, 0)
	name := func(s string) []byte { return append([]byte{byte(len([]rune(s)))}, wide(s)...) }
	sst := rec(recSST, join([]byte{1, 0, 0, 0, 1, 0, 0, 0}, []byte{4, 0}, wide("欧阳"))...)
	rest := rec(recContinue, wide("小明")...)
	float := func(n float64) []byte { return binary.LittleEndian.AppendUint64(nil, math.Float64bits(n)) }
	xf := func(format byte) []byte { return rec(recXF, 0, 0, format, 0) }
	formula := rec(recFormula, join(cellHead(1, 1, 0), []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, make([]byte, 8))...)
	sheet := join(sheetBOF,
		rec(recLabelSST, join(cellHead(0, 0, 0), []byte{0, 0, 0, 0})...),
		rec(recNumber, join(cellHead(0, 1, 1), float(22350))...),
		rec(recMulRk, join([]byte{1, 0, 2, 0}, []byte{0, 0, 6, 0, 0, 0}, []byte{0, 0, 0x9B, 0, 0, 0}, []byte{3, 0})...),
		formula, rec(recString, join([]byte{2, 0}, wide("结果"))...),
		rec(recBoolErr, join(cellHead(2, 0, 0), []byte{42, 1})...),
		rec(recLabel, join(cellHead(2, 1, 0), []byte{1, 0}, wide("旧"))...),
		rec(recMergeCells, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0),
		rec(recEOF))
	globals := func(first, second int) []byte {
		at := func(n int, hidden byte) []byte {
			return append(binary.LittleEndian.AppendUint32(nil, uint32(n)), hidden, 0)
		}
		return join(bof, rec(recDate1904, 1, 0), xf(0), xf(14),
			rec(recBoundSheet, join(at(first, 0), name("名册"))...), rec(recBoundSheet, join(at(second, 1), name("字典"))...),
			sst, rest, rec(recEOF))
	}
	size := len(globals(0, 0))
	return join(globals(size, size+len(sheet)), sheet, sheetBOF, rec(recEOF))
}

func TestXLSRecords(t *testing.T) {
	wb, err := OpenBytes(context.Background(), "a.xls", compound(t, "Workbook", xlsBook()), Options{})
	must(t, err)
	if len(wb.Sheets) != 2 || wb.Sheets[0].Name != "名册" || !wb.Sheets[1].Hidden || !wb.Sheets[0].Date1904 {
		t.Fatalf("sheets %+v", wb.Sheets)
	}
	sheet := wb.Sheets[0]
	want := [][]string{{"欧阳小明", "1965-03-11"}, {"", "结果", "1", "0.38"}, {"#N/A", "旧"}}
	for i, row := range want {
		for j, text := range row {
			if got := sheet.at(i, j).String(); got != text {
				t.Errorf("R%dC%d: %q, want %q", i+1, j+1, got, text)
			}
		}
	}
	if len(sheet.Merges) != 1 || sheet.Merges[0] != (Merge{0, 0, 1, 0}) {
		t.Errorf("merges %v", sheet.Merges)
	}
}

func TestTextFiles(t *testing.T) {
	const plain = "姓名,性别,界别\r\n张三,男,\"教育界,二组\"\r\n㐱四,女,经济界\r\n"
	gb, err := simplifiedchinese.GB18030.NewEncoder().String(plain)
	must(t, err)
	tests := []struct {
		name, data string
		line       int // of the second record
	}{
		{"UTF-8", plain, 3},
		{"UTF-8 with mark", "\ufeff" + plain, 3},
		{"GB 18030", gb, 3},
		{"semicolons", strings.NewReplacer("界,", "界;", ",", ";").Replace(plain), 3},
		{"tabs", strings.NewReplacer("界,", "界;", ",", "\t").Replace(plain), 3},
		{"UTF-16", "\xff\xfe" + utf16le(plain), 3},
		{"old Mac line ends", strings.ReplaceAll(plain, "\r\n", "\r"), 3},
		{"blank line and byte order mark inside", "\ufeff\r\n" + plain, 4},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wb, err := OpenBytes(context.Background(), "a.csv", []byte(tt.data), Options{})
			must(t, err)
			tables, notes := Find(wb, roster)
			if len(tables) != 1 || names(tables[0]) != "张三 㐱四" {
				t.Fatalf("tables %+v, notes %v", tables, notes)
			}
			if got := tables[0].Rows[0].Text("sector"); !strings.HasPrefix(got, "教育界") || !strings.HasSuffix(got, "二组") {
				t.Errorf("sector %q", got)
			}
			if line := tables[0].Rows[1].Line; line != tt.line {
				t.Errorf("line %d, want %d", line, tt.line)
			}
		})
	}
}

func TestSeparated(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"quotes", `a,"b ""x"", c",d`, `[a|b "x", c|d]`},
		{"line end in quotes", "a,\"b\nc\"\nd", "[a|b\nc][][d]"},
		{"quote inside", `5" disk,b`, `[5" disk|b]`},
		{"quote never closed", "\"a,b\nc,d", "[\"a|b][c|d]"},
		{"empty fields and lines", ",,a\n\n,b", "[||a][][|b]"},
		{"text after the closing quote", `"a"b,c`, `[ab|c]`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			wb, err := OpenBytes(t.Context(), "a.csv", []byte(tt.text), Options{})
			must(t, err)
			got := ""
			for _, row := range wb.Sheets[0].Rows {
				var texts []string
				for _, c := range row {
					texts = append(texts, c.String())
				}
				got += "[" + strings.Join(texts, "|") + "]"
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

func utf16le(s string) string {
	var buf bytes.Buffer
	for _, r := range s {
		buf.WriteByte(byte(r))
		buf.WriteByte(byte(r >> 8))
	}
	return buf.String()
}

func TestFormats(t *testing.T) {
	tests := []struct{ code, raw, want string }{
		{"", "1234.5", "1234.5"},
		{"General", "0.30000000000000004", "0.3"},
		{"@", "5", "5"},
		{"0.00", "1965.1", "1965.10"},
		{"000", "7", "007"},
		{"0.0%", "0.8725", "87.3%"},
		{"yyyy/m/d", "23812", "1965-03-11"},
		{`yyyy"年"m"月"`, "23812", "1965-03-11"},
		{"[$-804]yyyy年m月d日;@", "23812", "1965-03-11"},
		{"yyyy-mm-dd hh:mm:ss", "43477.669999999998", "2019-01-12 16:04:48"},
		{"h:mm", "0.5", "12:00:00"},
		{`0.00"元/d"`, "3", "3.00元/d"},
		{"[Red]0.0", "3", "3.0"},
		{"#,##0", "1234", "1234"},
	}
	for _, tt := range tests {
		t.Run(tt.code, func(t *testing.T) {
			if got := newFormat(tt.code, false).show(tt.raw); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}
