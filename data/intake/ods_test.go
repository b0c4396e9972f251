package intake

import (
	"context"
	"errors"
	"fmt"
	"html"
	"io"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// odsContentOf is the content of an OpenDocument spreadsheet with these styles and tables.
func odsContentOf(styles, tables string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"><office:automatic-styles>` +
		styles + `</office:automatic-styles><office:body><office:spreadsheet>` + tables + `</office:spreadsheet></office:body></office:document-content>`
}

// odsWith is a workbook with that content and other parts.
func odsWith(tb testing.TB, content func(io.Writer), others map[string]string) []byte {
	tb.Helper()
	files := map[string]func(io.Writer){"mimetype": text("application/vnd.oasis.opendocument.spreadsheet"), "content.xml": content}
	for name, body := range others {
		files[name] = text(body)
	}
	return pack(tb, files)
}

func openODS(t *testing.T, styles, tables string) []Sheet {
	t.Helper()
	wb, err := OpenBytes(context.Background(), "a.ods", odsWith(t, text(odsContentOf(styles, tables)), nil), Options{})
	must(t, err)
	return wb.Sheets
}

func TestODSValues(t *testing.T) {
	const styles = `<number:number-style style:name="N1"><number:number number:decimal-places="2" number:min-integer-digits="3"/></number:number-style>` +
		`<number:percentage-style style:name="N2"><number:number number:decimal-places="1" number:min-integer-digits="1"/></number:percentage-style>` +
		`<number:date-style style:name="N3"><number:year/><number:text>年</number:text><number:month/></number:date-style>` +
		`<number:number-style style:name="N4"><number:number number:min-integer-digits="1"/></number:number-style>` +
		`<number:currency-style style:name="N5"><number:number number:decimal-places="0"/><style:map style:condition="value()&gt;=0" style:apply-style-name="N1"/></number:currency-style>` +
		`<style:style style:name="parent" style:family="table-cell" style:data-style-name="N1"/>` +
		`<style:style style:name="a" style:family="table-cell" style:parent-style-name="parent"/><style:style style:name="b" style:family="table-cell" style:data-style-name="N2"/>` +
		`<style:style style:name="c" style:family="table-cell" style:data-style-name="N3"/><style:style style:name="d" style:family="table-cell" style:data-style-name="N4"/>` +
		`<style:style style:name="e" style:family="table-cell" style:data-style-name="N5"/>`
	tests := []struct {
		name, cell, want string
		kind             CellType
	}{
		{"text", `<table:table-cell office:value-type="string"><text:p>张三</text:p></table:table-cell>`, "张三", CellText},
		{"lines, blanks and tabs", "<table:table-cell office:value-type=\"string\"><text:p> 一\n  二<text:s text:c=\"2\"/>三<text:tab/>四</text:p><text:p/><text:p>五<text:line-break/>六</text:p></table:table-cell>", "一 二  三\t四\n\n五\n六", CellText},
		{"spans and links", `<table:table-cell office:value-type="string"><text:p>甲<text:span>乙<text:a>丙</text:a></text:span><text:ruby><text:ruby-base>丁</text:ruby-base><text:ruby-text>ding</text:ruby-text></text:ruby></text:p></table:table-cell>`, "甲乙丙丁", CellText},
		{"text only as value", `<table:table-cell office:value-type="string" office:string-value="甲"/>`, "甲", CellText},
		{"text without a type", `<table:table-cell><text:p>甲</text:p></table:table-cell>`, "甲", CellText},
		{"number of the style's parent", `<table:table-cell table:style-name="a" office:value-type="float" office:value="7.125"><text:p>007.13</text:p></table:table-cell>`, "007.13", CellNumber},
		{"general number", `<table:table-cell table:style-name="d" office:value-type="float" office:value="0.30000000000000004"><text:p>0.3</text:p></table:table-cell>`, "0.3", CellNumber},
		{"percentage", `<table:table-cell table:style-name="b" office:value-type="percentage" office:value="0.8765"/>`, "87.7%", CellNumber},
		{"currency by its positive section", `<table:table-cell table:style-name="e" office:value-type="currency" office:value="12"/>`, "012.00", CellNumber},
		{"date", `<table:table-cell office:value-type="date" office:date-value="2026-03-10"><text:p>26-3-10</text:p></table:table-cell>`, "2026-03-10", CellNumber},
		{"date with a time", `<table:table-cell office:value-type="date" office:date-value="2026-03-10T16:30:05.250"/>`, "2026-03-10 16:30:05", CellNumber},
		{"date of a month", `<table:table-cell table:style-name="c" office:value-type="date" office:date-value="1965-03-01"/>`, "1965-03-01", CellNumber},
		{"first of March 1900", `<table:table-cell office:value-type="date" office:date-value="1900-03-01"/>`, "1900-03-01", CellNumber},
		{"last of February 1900", `<table:table-cell office:value-type="date" office:date-value="1900-02-28"/>`, "1900-02-28", CellNumber},
		{"first day of all", `<table:table-cell office:value-type="date" office:date-value="1900-01-01"/>`, "1900-01-01", CellNumber},
		{"date before", `<table:table-cell office:value-type="date" office:date-value="1898-09-21"/>`, "1898-09-21", CellText},
		{"no date", `<table:table-cell office:value-type="date" office:date-value="2026-13-10"><text:p>2026-13-10</text:p></table:table-cell>`, "2026-13-10", CellText},
		{"time", `<table:table-cell office:value-type="time" office:time-value="PT09H30M00S"/>`, "09:30:00", CellNumber},
		{"truth", `<table:table-cell office:value-type="boolean" office:boolean-value="true"><text:p>TRUE</text:p></table:table-cell>`, "TRUE", CellBool},
		{"error of LibreOffice", `<table:table-cell table:formula="of:=X" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>`, "#N/A", CellFault},
		{"error without a word", `<table:table-cell calcext:value-type="error" office:value-type="string"><text:p>Err:502</text:p></table:table-cell>`, "Err:502", CellFault},
		{"not a number", `<table:table-cell office:value-type="float" office:value="NaN"/>`, "#NUM!", CellFault},
		{"formula with result", `<table:table-cell table:formula="of:=1+1" office:value-type="float" office:value="2"><text:p>2</text:p></table:table-cell>`, "2", CellNumber},
		{"formula without", `<table:table-cell table:formula="of:=1+1"/>`, "", CellEmpty},
		{"content under a merged cell", `<table:covered-table-cell office:value-type="string"><text:p>甲</text:p></table:covered-table-cell>`, "甲", CellText},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			for _, settings := range []string{"", `<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>`} {
				sheets := openODS(t, styles, settings+`<table:table table:name="甲"><table:table-row><table:table-cell/>`+tt.cell+`</table:table-row></table:table>`)
				got := sheets[0].at(0, 1)
				if got.String() != tt.want || got.Type != tt.kind && (settings == "" || got.Type != CellText) {
					t.Errorf("got %q of type %d, want %q of type %d (%s)", got.String(), got.Type, tt.want, tt.kind, settings)
				}
				if got.uncounted != (tt.name == "formula without") {
					t.Errorf("uncounted = %v", got.uncounted)
				}
				if sheets[0].Date1904 != (settings != "") {
					t.Errorf("date system 1904 = %v", sheets[0].Date1904)
				}
			}
		})
	}
}

func TestODSMarksAndRepeats(t *testing.T) {
	const styles = `<style:style style:name="ta2" style:family="table"><style:table-properties table:display="false"/></style:style>` +
		`<style:style style:name="T1" style:family="text"><style:text-properties style:text-line-through-style="solid"/></style:style>` +
		`<style:style style:name="struck" style:family="table-cell"><style:text-properties style:text-line-through-type="single"/></style:style>` +
		`<style:style style:name="again" style:family="table-cell" style:parent-style-name="struck"><style:text-properties style:text-line-through-style="none" style:text-line-through-type="none"/></style:style>` +
		`<style:style style:name="yellow" style:family="table-cell"><style:table-cell-properties fo:background-color="#ffff00"/></style:style>`
	cell := func(attributes, inside string) string {
		return `<table:table-cell office:value-type="string" ` + attributes + `><text:p>` + inside + `</text:p></table:table-cell>`
	}
	row := func(attributes string, cells ...string) string {
		return `<table:table-row ` + attributes + `>` + strings.Join(cells, "") + `</table:table-row>`
	}
	sheets := openODS(t, styles, `<table:table table:name="甲"><table:shapes><draw:frame><draw:image/><draw:image/></draw:frame><draw:frame><draw:object/><draw:image/></draw:frame></table:shapes>`+
		`<table:table-column table:number-columns-repeated="2"/><table:table-column table:default-cell-style-name="yellow"/>`+
		`<table:table-header-rows>`+row("", cell(`table:number-columns-spanned="2" table:number-rows-spanned="2"`, "一"), `<table:covered-table-cell/>`, cell("", "二"))+`</table:table-header-rows>`+
		`<table:table-row-group>`+row(`table:visibility="collapse"`, `<table:covered-table-cell table:number-columns-repeated="2"/>`, cell("", "三"))+
		row(`table:visibility="filter" table:number-rows-repeated="2"`, cell(`table:number-columns-repeated="3"`, "四"))+`</table:table-row-group>`+
		row(`table:number-rows-repeated="3"`, `<table:table-cell table:number-columns-repeated="16384"/>`)+
		row("", cell(`table:style-name="struck"`, "五"), cell("", `六<text:span text:style-name="T1">七</text:span>`), cell(`table:style-name="again"`, "八"))+
		row("", `<table:table-cell table:number-columns-repeated="2"/>`, `<table:table-cell office:value-type="string"><office:annotation><dc:creator>甲</dc:creator><text:p>批</text:p></office:annotation><text:p>九</text:p></table:table-cell>`)+
		row("", cell("", `<text:span text:style-name="T1">十</text:span>`))+
		row(`table:visibility="collapse" table:number-rows-repeated="1048566"`, `<table:table-cell table:number-columns-repeated="16384"/>`)+
		`</table:table><table:table table:name="乙" table:style-name="ta2">`+row("", cell("", "子"))+`</table:table>`+
		`<table:dde-links><table:table table:name="丙"/></table:dde-links>`)
	if len(sheets) != 2 || sheets[0].Hidden || !sheets[1].Hidden || sheets[1].Name != "乙" {
		t.Fatalf("%d sheets: %+v", len(sheets), sheets)
	}
	s := sheets[0]
	var shown []string
	for _, cells := range s.Rows {
		line := ""
		for i := range cells {
			line += cells[i].String() + "|"
		}
		shown = append(shown, line)
	}
	if got, want := strings.Join(shown, "\n"), "一||二|\n||三|\n四|四|四|\n四|四|四|\n\n\n\n五|六七|八|\n||九|\n十|"; got != want {
		t.Errorf("rows\n%s\nwant\n%s", got, want)
	}
	for name, both := range map[string][2]string{
		"hidden":   {fmt.Sprint(s.Unseen), "map[1:true 2:true 3:true]"},
		"struck":   {fmt.Sprint(s.Struck), "map[7:true 9:true]"},
		"partly":   {fmt.Sprint(s.PartlyStruck), "[B8]"},
		"comments": {fmt.Sprint(s.Comments), "[C9]"},
		"merges":   {fmt.Sprint(s.Merges), "[{0 0 1 1}]"},
		"pictures": {fmt.Sprint(s.Pictures), "1"},
		"colours":  {fmt.Sprint(s.at(0, 2).fill, s.at(1, 2).fill, s.at(7, 2).fill, s.at(7, 0).fill), "1 1 0 0"},
	} {
		if both[0] != both[1] {
			t.Errorf("%s: got %s, want %s", name, both[0], both[1])
		}
	}
}

func TestODSCommonStylesAndFlatFile(t *testing.T) {
	const rest = `<table:table table:name="甲"><table:table-row><table:table-cell table:style-name="ce1" office:value-type="float" office:value="7"/></table:table-row></table:table>`
	common := `<office:styles><number:number-style style:name="N9"><number:number number:decimal-places="1" number:min-integer-digits="1"/></number:number-style>` +
		`<style:style style:name="Heading" style:family="table-cell" style:data-style-name="N9"/></office:styles>`
	own := `<style:style style:name="ce1" style:family="table-cell" style:parent-style-name="Heading"/>`
	files := map[string][]byte{
		"a.ods": odsWith(t, text(odsContentOf(own, rest)), map[string]string{
			"styles.xml": "<office:document-styles>" + common + `<office:automatic-styles><number:number-style style:name="N9"/></office:automatic-styles></office:document-styles>`,
		}),
		"a.fods": []byte(`<?xml version="1.0" encoding="UTF-8"?>` + "\n" + `<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">` +
			common + `<office:automatic-styles>` + own + `</office:automatic-styles><office:body><office:spreadsheet>` + rest + `</office:spreadsheet></office:body></office:document>`),
	}
	for name, data := range files {
		wb, err := OpenBytes(context.Background(), name, data, Options{})
		must(t, err)
		if got := wb.Sheets[0].at(0, 0).String(); got != "7.0" || wb.Sheets[0].Name != "甲" {
			t.Errorf("%s: got %s", name, got)
		}
	}
}

// odsOf writes a workbook as OpenDocument, by what this package knows of it.
func odsOf(sheets []Sheet) string {
	var styles, tables strings.Builder
	if sheets[0].Date1904 {
		tables.WriteString(`<table:calculation-settings><table:null-date table:date-value="1904-01-01"/></table:calculation-settings>`)
	}
	styles.WriteString(`<style:style style:name="hidden" style:family="table"><style:table-properties table:display="false"/></style:style>`)
	known := map[string]bool{}
	for _, sheet := range sheets {
		hidden := ""
		if sheet.Hidden {
			hidden = ` table:style-name="hidden"`
		}
		fmt.Fprintf(&tables, `<table:table table:name="%s"%s>`, html.EscapeString(sheet.Name), hidden)
		for i, cells := range sheet.Rows {
			visibility := ""
			if sheet.Unseen[i] {
				visibility = ` table:visibility="collapse"`
			}
			fmt.Fprintf(&tables, `<table:table-row%s>`, visibility)
			for j, c := range cells {
				span := ""
				if at := slices.IndexFunc(sheet.Merges, func(m Merge) bool { return m.Top == i && m.Left == j }); at >= 0 {
					m := sheet.Merges[at]
					span = fmt.Sprintf(` table:number-columns-spanned="%d" table:number-rows-spanned="%d"`, m.Right-j+1, m.Bottom-i+1)
				}
				tables.WriteString(odsCellOf(c, span, &styles, known))
			}
			tables.WriteString(`</table:table-row>`)
		}
		tables.WriteString(`</table:table>`)
	}
	return odsContentOf(styles.String(), tables.String())
}

func odsCellOf(c Cell, span string, styles *strings.Builder, known map[string]bool) string {
	if c.format != nil {
		name, style := odsStyleOf(c.format)
		if !known[name] {
			known[name] = true
			styles.WriteString(style)
		}
		span += ` table:style-name="` + name + `"`
	}
	value := ""
	switch c.Type {
	case CellNumber:
		value = ` office:value-type="float" office:value="` + c.raw + `"`
		n, _ := c.number()
		if date, err := serialDate(n, c.format != nil && c.format.date1904); err == nil && c.format.isDate() && n == float64(int(n)) {
			value = ` office:value-type="date" office:date-value="` + date.String() + `"`
		}
	case CellBool:
		value = ` office:value-type="boolean" office:boolean-value="` + strings.ToLower(c.raw) + `"`
	case CellFault:
		value = ` calcext:value-type="error" office:value-type="string"`
	case CellText:
		value = ` office:value-type="string"`
	}
	if c.uncounted {
		value = ` table:formula="of:=A1"`
	}
	var lines strings.Builder
	if c.Type == CellText || c.Type == CellFault {
		for line := range strings.SplitSeq(strings.ReplaceAll(c.raw, "\r", ""), "\n") {
			line = strings.ReplaceAll(html.EscapeString(line), " ", `<text:s/>`)
			lines.WriteString("<text:p>" + strings.ReplaceAll(line, "\t", "<text:tab/>") + "</text:p>")
		}
	}
	return "<table:table-cell" + span + value + ">" + lines.String() + "</table:table-cell>"
}

// odsStyleOf is the style of a cell for a format, with its name.
func odsStyleOf(f *format) (name, style string) {
	name = fmt.Sprintf("f%v%v%v%v%d-%d", f.date, f.clock, f.percent, f.plain, f.decimals, f.pad)
	kind, number := "number", fmt.Sprintf(`<number:number number:decimal-places="%d" number:min-integer-digits="%d"/>`, f.decimals, f.pad)
	switch {
	case f.date && f.clock:
		kind, number = "date", `<number:year/><number:hours/>`
	case f.date:
		kind, number = "date", `<number:year/>`
	case f.clock:
		kind, number = "time", `<number:hours/>`
	case f.percent:
		kind = "percentage"
	case f.plain:
		kind, number = "text", `<number:text-content/>`
	}
	return name, fmt.Sprintf(`<number:%[1]s-style style:name="N%[2]s">%[3]s</number:%[1]s-style><style:style style:name="%[2]s" style:family="table-cell" style:data-style-name="N%[2]s"/>`, kind, name, number)
}

// TestODSSameAsXLSX writes workbooks of Excel as .ods and reads both.
func TestODSSameAsXLSX(t *testing.T) {
	var files []string
	for _, pattern := range []string{"testdata/*.xlsx", "../../assets/sample/*.xlsx", sharedData + "/workbooks/*.xlsx"} {
		more, err := filepath.Glob(pattern)
		must(t, err)
		files = append(files, more...)
	}
	for _, path := range files {
		t.Run(filepath.Base(path), func(t *testing.T) {
			want, err := openFor(t, path)
			if err != nil {
				t.Skip(err)
			}
			got, err := OpenBytes(context.Background(), path, odsWith(t, text(odsOf(want.Sheets)), nil), Options{})
			must(t, err)
			cells := 0
			for i, sheet := range want.Sheets {
				ods := got.Sheets[i]
				if ods.Name != sheet.Name || ods.Hidden != sheet.Hidden || ods.Date1904 != sheet.Date1904 || len(ods.Rows) != len(sheet.Rows) {
					t.Fatalf("sheet %s %v of %d rows, want %s %v of %d", ods.Name, ods.Hidden, len(ods.Rows), sheet.Name, sheet.Hidden, len(sheet.Rows))
				}
				for row := range sheet.Rows {
					for col := range sheet.Rows[row] {
						a, b := sheet.at(row, col), ods.at(row, col)
						if cells++; a.Type != b.Type || strings.ReplaceAll(a.String(), "\r", "") != b.String() {
							t.Errorf("%s %s: %q (%d), want %q (%d)", sheet.Name, CellName(row, col), b.String(), b.Type, a.String(), a.Type)
						}
					}
				}
				wantTables, _ := Find(&Workbook{Sheets: []Sheet{sheet}}, roster)
				gotTables, _ := Find(&Workbook{Sheets: []Sheet{ods}}, roster)
				if a, b := outline(wantTables), outline(gotTables); a != b {
					t.Errorf("%s: found\n%s\nwant\n%s", sheet.Name, b, a)
				}
			}
			t.Logf("%d cells agree", cells)
		})
	}
}

// outline is where tables are and what their columns and rows are.
func outline(tables []Table) string {
	var out strings.Builder
	for _, table := range tables {
		fmt.Fprintf(&out, "%d-%d %s %v\n", table.HeaderTop, table.HeaderBottom, table.Signature, table.Skipped)
		for _, row := range table.Rows {
			out.WriteString(strconv.Itoa(row.Line) + " " + row.Group + " " + strings.ReplaceAll(strings.Join(row.Raw, "|"), "\r", "") + "\n")
		}
	}
	return out.String()
}

// A row that is handed back shows that a formula has no result, and what it inherits of merged cells.
func TestRowsHandedBack(t *testing.T) {
	cell := func(attributes, inside string) string {
		return `<table:table-cell office:value-type="string" ` + attributes + `><text:p>` + inside + `</text:p></table:table-cell>`
	}
	row := func(cells ...string) string {
		return `<table:table-row>` + strings.Join(cells, "") + `</table:table-row>`
	}
	sheets := openODS(t, "", `<table:table table:name="甲">`+row(cell("", "姓名"), cell("", "性别"), cell("", "界别"))+
		row(cell("", "张三"), `<table:table-cell table:formula="of:=A1"/>`, cell(`table:number-rows-spanned="2"`, "教育界"))+row(cell("", "李四"), cell("", "女"))+`</table:table>`)
	tables, _ := Find(&Workbook{Sheets: sheets}, roster)
	if got, want := outline(tables), "张三|#N/A|教育界\n3  李四|女|教育界"; len(tables) != 1 || !strings.Contains(got, want) {
		t.Errorf("got %s", got)
	}
}

// FuzzODS changes the tables within an intact .ods.
func FuzzODS(f *testing.F) {
	f.Add(`<table:table><table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="2" office:value-type="string"><text:p>姓<text:s/>名</text:p></table:table-cell></table:table-row></table:table>`)
	f.Add(`<table:table><table:table-column table:default-cell-style-name="a"/><table:table-row table:visibility="filter"><table:table-cell table:number-rows-spanned="2" office:value-type="date" office:date-value="2026-01-01T10:00:00"/><table:covered-table-cell office:value-type="time" office:time-value="PT1H2M3S"/></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, tables string) {
		fuzzOpen(t, odsWith(t, text(odsContentOf("", tables)), nil))
	})
}

func TestODSRefusals(t *testing.T) {
	encryptedManifest := `<manifest:manifest><manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry></manifest:manifest>`
	row := func(attributes, cells string) func(io.Writer) {
		return text(odsContentOf("", `<table:table><table:table-row `+attributes+`>`+cells+`</table:table-row></table:table>`))
	}
	const one = `<table:table-cell office:value-type="float" office:value="1"/>`
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"parts encrypted", odsWith(t, text("\x00\x01"), map[string]string{"META-INF/manifest.xml": encryptedManifest}), "打开密码"},
		{"encrypted whole", pack(t, map[string]func(io.Writer){"mimetype": text("x"), "encrypted-package": text("x")}), "打开密码"},
		{"million rows of a value", odsWith(t, row(`table:number-rows-repeated="1048576"`, one+one+one), nil), "单元格超过"},
		{"more rows than there are", odsWith(t, row(`table:number-rows-repeated="2000000"`, one), nil), "损坏"},
		{"million columns of a value", odsWith(t, row("", `<table:table-cell table:number-columns-repeated="1000000" office:value-type="float" office:value="1"/>`), nil), "损坏"},
		{"table in a cell", odsWith(t, row("", `<table:table-cell><table:table/></table:table-cell>`), nil), "还有一张表"},
		{"entities", odsWith(t, text(`<!DOCTYPE a [<!ENTITY b "c">]>`+odsContentOf("", "")), nil), "恶意文件"},
		{"deep groups", odsWith(t, text(odsContentOf("", strings.Repeat("<table:table-row-group>", 100))), nil), "恶意文件"},
		{"endless blanks", odsWith(t, row("", `<table:table-cell office:value-type="string"><text:p>`+strings.Repeat(`<text:s text:c="99999999"/>`, 9)+`</text:p></table:table-cell>`), nil), "内容过多"},
		{"text document", odsWith(t, text(`<office:document-content><office:body><office:text/></office:body></office:document-content>`), nil), "文字文档"},
		{"drawing", odsWith(t, text(`<office:document-content><office:body><office:drawing/></office:body></office:document-content>`), nil), "图形"},
		{"no tables", odsWith(t, text(odsContentOf("", "")), nil), "没有工作表"},
		{"cut off", odsWith(t, text(odsContentOf("", `<table:table><table:table-row>`)[:250]), nil), "损坏"},
		{"too many tables", odsWith(t, text(odsContentOf("", strings.Repeat("<table:table/>", 201))), nil), "太多了"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			_, err := OpenBytes(context.Background(), "名册.ods", tt.data, Options{})
			var why *Error
			if !errors.As(err, &why) || !strings.Contains(why.Sentence, tt.want) || strings.Count(why.Sentence, "。") != 1 {
				t.Errorf("got %v, want %s", err, tt.want)
			}
		})
	}
}
