package intake

import (
	"bytes"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// A workbook of which only parts are protected is encrypted with a password that everybody has; with another one it stays shut.
func TestDefaultPassword(t *testing.T) {
	for password, want := range map[string]string{defaultPassword: "张三", "another": "设有打开密码"} {
		f := excelize.NewFile()
		fillRows(t, f, [][]any{{"姓名"}, {"张三"}})
		var buf bytes.Buffer
		must(t, f.Write(&buf, excelize.Options{Password: password}))
		wb, err := OpenBytes(t.Context(), "名册.xlsx", buf.Bytes(), Options{})
		var got string
		if err == nil {
			got = wb.Sheets[0].at(1, 0).String()
		} else {
			got = err.Error()
		}
		if !strings.Contains(got, want) {
			t.Errorf("%s: %s, want %s", password, got, want)
		}
	}
}

// What the security program of a unit has encrypted is named, whatever its ending.
func TestFilesOfSecurityPrograms(t *testing.T) {
	for mark, name := range map[string]string{
		"b\x14#e\x3f\x00\x13\x01" + strings.Repeat("\x00", 90) + "E-SafeNet\x00\x00\x00LOCK": "亿赛通",
		"\x00\x00\x01E-SafeNet": "亿赛通", "%TSD-Header-###%\x00\x01": "绿盾",
	} {
		for _, ending := range []string{"xlsx", "xls", "csv"} {
			_, err := OpenBytes(t.Context(), "名册."+ending, []byte(mark+strings.Repeat("\x9a\x01\x00", 2000)), Options{})
			if err == nil || !strings.Contains(err.Error(), "文件「名册."+ending+"」被单位的安全软件（"+name) || !strings.Contains(err.Error(), "解密") {
				t.Errorf("%q %s: %v", mark[:4], ending, err)
			}
		}
	}
}

// What programs other than Excel write into an .xls is read as Excel reads it.
func TestXLSOfOtherPrograms(t *testing.T) {
	book := xlsBook()
	replace := func(old, with []byte) []byte {
		if bytes.Count(book, old) != 1 {
			t.Fatalf("%x is there %d times", old, bytes.Count(book, old))
		}
		return bytes.Replace(book, old, with, 1)
	}
	count := []byte{1, 0, 0, 0, 1, 0, 0, 0, 4, 0}
	for name, data := range map[string][]byte{
		"a stream in capitals":      compound(t, "WORKBOOK", book),
		"a stream of small letters": compound(t, "workbook", book),
		"formula of Excel 4":        compound(t, "Workbook", replace([]byte{0x06, 0, 22, 0}, []byte{0x06, 0x04, 22, 0})),
		"formula of Excel 3":        compound(t, "Workbook", replace([]byte{0x06, 0, 22, 0}, []byte{0x06, 0x02, 22, 0})),
		"too many strings said":     compound(t, "Workbook", replace(count, []byte{9, 0, 0, 0, 9, 0, 0, 0, 4, 0})),
		"too few strings said":      compound(t, "Workbook", replace(count, []byte{0, 0, 0, 0, 0, 0, 0, 0, 4, 0})),
	} {
		t.Run(name, func(t *testing.T) {
			wb, err := OpenBytes(t.Context(), "a.xls", data, Options{})
			must(t, err)
			if a, b := wb.Sheets[0].at(0, 0).String(), wb.Sheets[0].at(1, 1).String(); a != "欧阳小明" || b != "结果" {
				t.Errorf("%q %q", a, b)
			}
		})
	}
	t.Run("a string that is not there", func(t *testing.T) {
		old := join(cellHead(0, 0, 0), []byte{0, 0, 0, 0})
		_, err := OpenBytes(t.Context(), "a.xls", compound(t, "Workbook", bytes.Replace(book, rec(recLabelSST, old...), rec(recLabelSST, join(cellHead(0, 0, 0), []byte{7, 0, 0, 0})...), 1)), Options{})
		if err == nil || !strings.Contains(err.Error(), "已损坏") {
			t.Errorf("%v", err)
		}
	})
}
