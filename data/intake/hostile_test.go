package intake

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// pack zips parts; a part's body is written by its function so that bombs need no memory here.
func pack(tb testing.TB, files map[string]func(w io.Writer)) []byte {
	tb.Helper()
	var buf bytes.Buffer
	z := zip.NewWriter(&buf)
	for name, write := range files {
		w, err := z.Create(name)
		must(tb, err)
		write(w)
	}
	must(tb, z.Close())
	return buf.Bytes()
}

func text(s string) func(io.Writer) {
	return func(w io.Writer) { _, _ = io.WriteString(w, s) }
}

const (
	packageRels = `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	bookRels    = `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/>` +
		`<Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/></Relationships>`
	book = `<workbook><sheets><sheet name="甲" id="r1"/></sheets></workbook>`
)

// xlsxWith is a workbook whose only sheet has the body write gives it.
func xlsxWith(tb testing.TB, write func(io.Writer)) []byte {
	tb.Helper()
	return pack(tb, map[string]func(io.Writer){
		"_rels/.rels": text(packageRels), "xl/_rels/workbook.xml.rels": text(bookRels), "xl/workbook.xml": text(book),
		"xl/worksheets/sheet1.xml": write,
	})
}

func repeat(head, body, tail string, n int) func(io.Writer) {
	return func(w io.Writer) {
		_, _ = io.WriteString(w, head)
		block := strings.Repeat(body, 1000)
		for range n / 1000 {
			_, _ = io.WriteString(w, block)
		}
		_, _ = io.WriteString(w, tail)
	}
}

// liar rewrites the sizes the directory declares to 100 bytes.
func liar(data []byte) []byte {
	for _, mark := range []struct {
		sign string
		at   int
	}{{"PK\x01\x02", 24}} {
		for i := 0; ; {
			j := bytes.Index(data[i:], []byte(mark.sign))
			if j < 0 {
				break
			}
			binary.LittleEndian.PutUint32(data[i+j+mark.at:], 100)
			i += j + 4
		}
	}
	return data
}

// What reading them takes is limited too, which the race detector would hide; .ci/run tries them without it.
func TestHostileFiles(t *testing.T) {
	if raceDetector {
		t.Skip("time and memory are not what users see; run without -race")
	}
	laughs := `<!DOCTYPE w [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`
	wide := func(w io.Writer) {
		_, _ = io.WriteString(w, "<worksheet><sheetData>")
		for i := range 2_000 {
			_, _ = fmt.Fprintf(w, `<row r="%d"><c r="XFD%d"><v>1</v></c></row>`, i+1, i+1)
		}
		_, _ = io.WriteString(w, "</sheetData></worksheet>")
	}
	tests := []struct {
		name string
		data func() []byte
		want string
	}{
		{"empty", func() []byte { return nil }, "是空的"},
		{"blanks only", func() []byte { return []byte(" \n\n") }, "是空的"},
		{"bomb of tags", func() []byte {
			return xlsxWith(t, repeat("<worksheet>", strings.Repeat("<a/>", 256), "</worksheet>", 160_000))
		}, "内容过多"},
		{"bomb whose directory lies", func() []byte {
			return liar(xlsxWith(t, repeat("<worksheet>", strings.Repeat("<a/>", 256), "</worksheet>", 160_000)))
		}, ""},
		{"one endless text", func() []byte {
			return xlsxWith(t, repeat(`<worksheet><sheetData><row><c t="str"><v>`, strings.Repeat("x", 1024), "</v></c></row></sheetData></worksheet>", 16_000))
		}, "恶意文件"},
		{"one endless attribute", func() []byte {
			return xlsxWith(t, repeat(`<worksheet a="`, strings.Repeat("x", 1024), `"/>`, 16_000))
		}, "恶意文件"},
		{"millions of cells", func() []byte {
			return xlsxWith(t, func(w io.Writer) {
				_, _ = io.WriteString(w, "<worksheet><sheetData>")
				for i := range 27_000 {
					_, _ = fmt.Fprintf(w, "<row>%s<c><v>%d</v></c></row>", strings.Repeat("<c><v>1</v></c>", 100), i*7919)
				}
			})
		}, "单元格超过"},
		{"cells in the last column", func() []byte { return xlsxWith(t, wide) }, "单元格超过"},
		{"too many rows over sheets", func() []byte {
			return xlsxWith(t, repeat("<worksheet><sheetData>", `<row><c><v>1</v></c></row>`, "</sheetData></worksheet>", 1_100_000))
		}, ""},
		{"deep elements", func() []byte {
			return xlsxWith(t, repeat("<worksheet>", "<a>", "", 1_000_000))
		}, "恶意文件"},
		{"billion laughs", func() []byte { return xlsxWith(t, text(laughs)) }, "恶意文件"},
		{"undeclared entity", func() []byte {
			return xlsxWith(t, text(`<worksheet><sheetData><row><c t="str"><v>&b;</v></c></row></sheetData></worksheet>`))
		}, "已损坏"},
		{"sheet cut off", func() []byte { return xlsxWith(t, text(`<worksheet><sheetData><row><c><v>1`)) }, "已损坏"},
		{"zip cut off", func() []byte { d := xlsxWith(t, text("<worksheet/>")); return d[:len(d)/2] }, "已损坏"},
		{"plain zip", func() []byte { return pack(t, map[string]func(io.Writer){"a.txt": text("x")}) }, "是压缩包"},
		{"Word document", func() []byte { return pack(t, map[string]func(io.Writer){"word/document.xml": text("<w/>")}) }, "Word 文档"},
		{"no sheets", func() []byte {
			return pack(t, map[string]func(io.Writer){"xl/workbook.xml": text("<workbook/>"), "xl/_rels/workbook.xml.rels": text(bookRels)})
		}, "没有工作表"},
		{"text of separators", func() []byte { return bytes.Repeat([]byte("a,,"), 20<<20) }, "内容过多"},
		{"one record over many lines", func() []byte { return bytes.Repeat([]byte("a,,\"\n\","), 8<<20) }, "内容过多"},
		{"text of quotes", func() []byte { return bytes.Repeat([]byte("\""), 60<<20) }, "太长了"},
		{"text of unclosed quotes", func() []byte { return bytes.Repeat([]byte("\"a,"), 20<<20) }, "内容过多"},
		{"text of line ends", func() []byte { return append(bytes.Repeat([]byte("\n"), 2<<20), 'x') }, "行数超过"},
		{"text of short lines", func() []byte { return bytes.Repeat([]byte("a,b\n"), 2<<20) }, ""},
		{"web page without a table", func() []byte { return []byte("<html><body>姓名</body></html>") }, "网页"},
		{"web page with a table of nothing", func() []byte { return []byte("<html><table><tr><td> </td></tr></table></html>") }, "网页"},
		{"web page of tables in tables", func() []byte { return bytes.Repeat([]byte("<table><tr><td>"), 1<<20) }, "恶意文件"},
		{"web page of wide cells", func() []byte {
			return bytes.Repeat([]byte("<tr><td colspan=1000 rowspan=1000>a<td colspan=1000>"), 1<<18)
		}, ""},
		{"XML workbook of rows", func() []byte {
			return []byte(`<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet><Table>` + strings.Repeat("<Row/>", 2<<20))
		}, "损坏"},
		{"XML spreadsheet", func() []byte { return []byte(`<?xml version="1.0"?><Workbook/>`) }, "XML 文件"},
		{"picture", func() []byte { return []byte("\x89PNG\r\n\x1a\n0000") }, "图片"},
		{"PDF", func() []byte { return []byte("%PDF-1.4") }, "PDF"},
		{"binary", func() []byte { return []byte{1, 2, 0, 3, 4, 0, 9} }, "不是表格文件"},
		{"compound file cut off", func() []byte { return []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and no more") }, "已损坏"},
		{"Excel 4", func() []byte { return []byte{0x09, 0x04, 0x06, 0, 0, 0, 0x10, 0} }, "旧格式"},
		{"encrypted xlsx", func() []byte { return compound(t, "EncryptionInfo", []byte("x")) }, "打开密码"},
		{"encrypted xls", func() []byte {
			return compound(t, "Workbook", join(rec(recBOF, 0, 6, 5, 0, 0, 0, 0, 0), rec(recFilePass, 1, 0, 1, 0), rec(recEOF)))
		}, "打开密码"},
		{"old xls", func() []byte { return compound(t, "Workbook", join(rec(recBOF, 0, 5, 5, 0), rec(recEOF))) }, "旧格式"},
		{"xls cut off", func() []byte { return compound(t, "Workbook", rec(recBOF, 0, 6, 5, 0, 0, 0, 0, 0)) }, "已损坏"},
		{"other compound file", func() []byte { return compound(t, "ETExtData", []byte("x")) }, "WPS"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "委员名册.xls")
			must(t, os.WriteFile(path, tt.data(), 0o600))
			peak, stop := watchMemory()
			_, err := Open(context.Background(), path, Options{})
			stop()
			var why *Error
			if !errors.As(err, &why) {
				t.Fatalf("got %v, want a refusal", err)
			}
			t.Logf("%d MB: %s", peak.Load()>>20, why.Sentence)
			if !strings.Contains(why.Sentence, tt.want) || !strings.Contains(why.Sentence, "委员名册.xls") {
				t.Errorf("got %s, want it to contain %q", why.Sentence, tt.want)
			}
			if strings.Count(why.Sentence, "。") != 1 {
				t.Errorf("not one sentence: %s", why.Sentence)
			}
			if peak.Load() > 512<<20 {
				t.Errorf("took %d MB", peak.Load()>>20)
			}
		})
	}
}

// watchMemory samples what the Go runtime holds of the system's memory until stop is called.
func watchMemory() (peak *atomic.Uint64, stop func()) {
	debug.FreeOSMemory()
	peak = new(atomic.Uint64)
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			if held := m.Sys - m.HeapReleased; held > peak.Load() {
				peak.Store(held)
			}
			select {
			case <-done:
				return
			case <-time.After(5 * time.Millisecond):
			}
		}
	}()
	return peak, func() { close(done); <-ended }
}

func TestOpenRefusals(t *testing.T) {
	dir := t.TempDir()
	big := filepath.Join(dir, "大.xlsx")
	must(t, os.WriteFile(big, nil, 0o600))
	must(t, os.Truncate(big, 10<<30)) // sparse: 10 GB by name only
	tests := []struct{ name, path, want string }{
		{"missing", filepath.Join(dir, "没有.xlsx"), "找不到"},
		{"folder", dir, "文件夹"},
		{"ten gigabytes", big, "超过可导入"},
		{"device", os.DevNull, "不是普通文件"},
		{"name of several hundred characters", filepath.Join(dir, strings.Repeat("长", 80)), ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := Open(context.Background(), tt.path, Options{})
			var why *Error
			if !errors.As(err, &why) || !strings.Contains(why.Sentence, tt.want) || len([]rune(why.Sentence)) > 120 {
				t.Errorf("got %v, want %q", err, tt.want)
			}
		})
	}
	t.Run("more work than allowed", func(t *testing.T) {
		data := xlsxWith(t, repeat("<worksheet><sheetData>", "<row><c><v>1</v></c></row>", "</sheetData></worksheet>", 10_000))
		_, err := OpenBytes(context.Background(), "a.xlsx", data, Options{MaxSteps: 1})
		var why *Error
		if !errors.As(err, &why) || !strings.Contains(why.Sentence, "超出一次导入的限度") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a cell of 300,000 characters", func(t *testing.T) {
		_, err := OpenBytes(context.Background(), "a.csv", []byte("姓名,备注\n\n张三,"+strings.Repeat("长", 300_000)+"\n"), Options{})
		var why *Error
		if !errors.As(err, &why) || !strings.Contains(why.Sentence, "第 3 行 B 列") || strings.Contains(why.Sentence, "工作表") {
			t.Errorf("got %v", err)
		}
	})
	t.Run("cancelled", func(t *testing.T) {
		ctx, cancel := context.WithCancel(context.Background())
		cancel()
		data := xlsxWith(t, repeat("<worksheet><sheetData>", "<row><c><v>1</v></c></row>", "</sheetData></worksheet>", 10_000))
		_, err := OpenBytes(ctx, "a.xlsx", data, Options{})
		if !errors.Is(err, context.Canceled) {
			t.Errorf("got %v", err)
		}
	})
}

func rec(kind int, data ...byte) []byte {
	out := binary.LittleEndian.AppendUint16(nil, uint16(kind))
	return append(binary.LittleEndian.AppendUint16(out, uint16(len(data))), data...)
}

func join(records ...[]byte) []byte { return bytes.Join(records, nil) }

// compound is a compound file (MS-CFB, version 3) that holds one stream, padded to leave the mini stream unused.
func compound(tb testing.TB, name string, stream []byte) []byte {
	tb.Helper()
	size := max(len(stream), 4096)
	sectors := (size + 511) / 512
	if sectors > 120 {
		tb.Fatal("stream too long for one allocation sector")
	}
	le := binary.LittleEndian
	out := make([]byte, 512*(3+sectors))
	copy(out, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
	le.PutUint16(out[24:], 0x3E)
	le.PutUint16(out[26:], 3)
	le.PutUint16(out[28:], 0xFFFE)
	le.PutUint16(out[30:], 9)
	le.PutUint16(out[32:], 6)
	le.PutUint32(out[44:], 1)
	le.PutUint32(out[48:], 1)
	le.PutUint32(out[56:], 4096)
	le.PutUint32(out[60:], 0xFFFFFFFE)
	le.PutUint32(out[68:], 0xFFFFFFFE)
	for i := 76; i < 512; i += 4 {
		le.PutUint32(out[i:], 0xFFFFFFFF)
	}
	le.PutUint32(out[76:], 0)
	fat := out[512:1024]
	for i := 0; i < 512; i += 4 {
		le.PutUint32(fat[i:], 0xFFFFFFFF)
	}
	le.PutUint32(fat[0:], 0xFFFFFFFD)
	le.PutUint32(fat[4:], 0xFFFFFFFE)
	for i := range sectors {
		next := uint32(i + 3)
		if i == sectors-1 {
			next = 0xFFFFFFFE
		}
		le.PutUint32(fat[4*(i+2):], next)
	}
	entry := func(at int, name string, kind byte, child, start, size uint32) {
		e := out[1024+128*at:]
		for i, r := range name {
			le.PutUint16(e[2*i:], uint16(r))
		}
		if name != "" {
			le.PutUint16(e[64:], uint16(2*len(name)+2))
		}
		e[66], e[67] = kind, 1
		le.PutUint32(e[68:], 0xFFFFFFFF)
		le.PutUint32(e[72:], 0xFFFFFFFF)
		le.PutUint32(e[76:], child)
		le.PutUint32(e[116:], start)
		le.PutUint32(e[120:], size)
	}
	entry(0, "Root Entry", 5, 1, 0xFFFFFFFE, 0)
	entry(1, name, 2, 0xFFFFFFFF, 2, uint32(size))
	entry(2, "", 0, 0xFFFFFFFF, 0, 0)
	entry(3, "", 0, 0xFFFFFFFF, 0, 0)
	copy(out[1536:], stream)
	return out
}
