package intake

import (
	"encoding/xml"
	"io"
	"strings"
	"testing"
)

// Whatever a workbook is kept as, a picture in a cell is no text and no failed formula: the cell is empty, and named.
func TestPicturesInCells(t *testing.T) {
	const (
		shown   = `=DISPIMG("ID_0123456789ABCDEF0123456789ABCDEF",1)`
		formula = `_xlfn.DISPIMG("ID_0123456789ABCDEF0123456789ABCDEF",1)`
	)
	escape := func(text string) string {
		var out strings.Builder
		must(t, xml.EscapeText(&out, []byte(text)))
		return out.String()
	}
	odsTable := func(cells string) []byte {
		return odsWith(t, text(odsContentOf("", `<table:table table:name="甲"><table:table-row><table:table-cell><text:p>姓名</text:p></table:table-cell><table:table-cell><text:p>照片</text:p></table:table-cell></table:table-row>`+
			`<table:table-row table:number-rows-repeated="2"><table:table-cell><text:p>张三</text:p></table:table-cell>`+cells+`</table:table-row></table:table>`)), nil)
	}
	xlsx := func(cells string) []byte {
		return xlsxWith(t, text(`<worksheet><sheetData><row r="1"><c r="A1" t="str"><v>姓名</v></c><c r="B1" t="str"><v>照片</v></c></row><row r="2"><c r="A2" t="str"><v>张三</v></c>`+cells+
			`</row><row r="3"><c r="A3" t="str"><v>张三</v></c>`+strings.ReplaceAll(cells, `"B2"`, `"B3"`)+`</row></sheetData></worksheet>`))
	}
	xml2003 := func(attribute, data string) []byte {
		row := `<Row><Cell><Data ss:Type="String">张三</Data></Cell><Cell` + attribute + `>` + data + `</Cell></Row>`
		return []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="甲"><Table>` +
			`<Row><Cell><Data ss:Type="String">姓名</Data></Cell><Cell><Data ss:Type="String">照片</Data></Cell></Row>` + row + row + `</Table></Worksheet></Workbook>`)
	}
	xls := func(records func(head []byte) []byte) []byte {
		bof := rec(recBOF, 0, 6, 5, 0, 0, 0, 0, 0)
		globals := func(at byte) []byte {
			return join(bof, rec(recBoundSheet, at, 0, 0, 0, 0, 0, 1, 1, 0x32, 0x75), rec(recEOF))
		}
		sheet := join(rec(recBOF, 0, 6, 0x10, 0, 0, 0, 0, 0), label(cellHead(0, 0, 0), "姓名"), label(cellHead(0, 1, 0), "照片"))
		for row := 1; row <= 2; row++ {
			sheet = join(sheet, label(cellHead(row, 0, 0), "张三"), records(cellHead(row, 1, 0)))
		}
		return compound(t, "Workbook", join(globals(byte(len(globals(0)))), sheet, rec(recEOF)))
	}
	for name, data := range map[string][]byte{
		"csv":                             []byte("姓名,照片\n张三,\"" + strings.ReplaceAll(shown, `"`, `""`) + "\"\n张三,\"'" + strings.ReplaceAll(shown, `"`, `""`) + "\"\n"),
		"text without its sign":           []byte("姓名\t照片\n张三\t_xlfn.DISPIMG(\"ID_1\",1)\n张三\tDISPIMG(\"ID_0123456789ABCDEF0123456789ABCDEF\",1)\n"),
		"tabs, small letters, a blank":    []byte("姓名\t照片\n张三\t =_xlfn.dispimg(\"ID_1\",1)\n张三\t=@DISPIMG (\"ID_1\",1)\n"),
		"web page":                        []byte("<table><tr><td>姓名<td>照片<tr><td>张三<td>" + shown + "<tr><td>张三<td>" + shown + "</table>"),
		"xlsx, as WPS saves":              xlsx(`<c r="B2" t="str"><f>` + escape(formula) + `</f><v>` + escape(shown) + `</v></c>`),
		"xlsx, as Excel saves it again":   xlsx(`<c r="B2" t="e"><f>` + escape(formula) + `</f><v>#NAME?</v></c>`),
		"xlsx, never worked out":          xlsx(`<c r="B2"><f>` + escape(formula) + `</f></c>`),
		"xlsx, as text":                   xlsx(`<c r="B2" t="inlineStr"><is><t>` + escape(shown) + `</t></is></c>`),
		"ods, as text":                    odsTable(`<table:table-cell office:value-type="string"><text:p>` + escape(shown) + `</text:p></table:table-cell>`),
		"ods, as LibreOffice saves it":    odsTable(`<table:table-cell table:formula="of:=_XLFN.DISPIMG(&quot;ID_1&quot;;1)" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#NAME?</text:p></table:table-cell>`),
		"ods, a formula without a prefix": odsTable(`<table:table-cell table:formula="=DISPIMG(&quot;ID_1&quot;;1)"/>`),
		"XML of 2003, as text":            xml2003("", `<Data ss:Type="String">`+escape(shown)+`</Data>`),
		"XML of 2003, failed":             xml2003(` ss:Formula="`+escape("="+formula)+`"`, `<Data ss:Type="Error">#NAME?</Data>`),
		"XML of 2003, never worked out":   xml2003(` ss:Formula="`+escape("="+formula)+`"`, ""),
		"xls, as text":                    xls(func(head []byte) []byte { return label(head, shown) }),
		"xls, the result of a formula": xls(func(head []byte) []byte {
			return join(rec(recFormula, join(head, []byte{0, 0, 0, 0, 0, 0, 0xFF, 0xFF}, make([]byte, 8))...), rec(recString, join([]byte{byte(len(shown)), 0}, wide(shown))...))
		}),
		"xls, failed": xls(func(head []byte) []byte {
			return rec(recFormula, join(head, []byte{2, 0, 29, 0, 0, 0, 0xFF, 0xFF}, make([]byte, 8), wide(shown)[1:])...)
		}),
	} {
		t.Run(name, func(t *testing.T) {
			wb, err := OpenBytes(t.Context(), "名册", data, Options{})
			must(t, err)
			mustHavePictures(t, &wb.Sheets[0])
		})
	}
	t.Run("pasted", func(t *testing.T) {
		mustHavePictures(t, &FromText("粘贴", [][]string{{"姓名", "照片"}, {"张三", shown}, {"张三", shown}, {"", shown}}).Sheets[0], "B4")
	})
	t.Run("xlsx, of Excel's own", func(t *testing.T) {
		for _, images := range []bool{true, false} {
			files := map[string]func(io.Writer){
				"_rels/.rels": text(packageRels), "xl/workbook.xml": text(book), "xl/_rels/workbook.xml.rels": text(bookRels),
				"xl/worksheets/sheet1.xml": text(`<worksheet><sheetData><row r="1"><c r="B1" t="e" vm="1"><v>#VALUE!</v></c><c t="e"><v>#VALUE!</v></c></row></sheetData></worksheet>`),
			}
			if images {
				files[picturesOfExcel] = text(`<richValueRels/>`)
			}
			wb, err := OpenBytes(t.Context(), "a.xlsx", pack(t, files), Options{})
			must(t, err)
			if sheet := wb.Sheets[0]; (strings.Join(sheet.Pictured, " ") == "B1") != images || sheet.at(0, 2).Type != CellFault || sheet.at(0, 1).Empty() != images {
				t.Errorf("images %v: %+v", images, sheet)
			}
		}
	})
}

// label is the record of a cell with a text in an .xls.
func label(head []byte, text string) []byte {
	return rec(recLabel, join(head, []byte{byte(len([]rune(text))), 0}, wide(text))...)
}

// mustHavePictures wants two persons, with a picture beside each and nothing else.
func mustHavePictures(t *testing.T, sheet *Sheet, more ...string) {
	t.Helper()
	want := strings.Join(append([]string{"B2", "B3"}, more...), " ")
	if got := strings.Join(sheet.Pictured, " "); got != want {
		t.Errorf("pictures in %q, want %q", got, want)
	}
	if len(sheet.Rows) != 3 || sheet.at(1, 0).String() != "张三" || sheet.at(2, 0).String() != "张三" || len(sheet.Rows[1]) != 1 || len(sheet.Rows[2]) != 1 {
		t.Errorf("cells %+v", sheet.Rows)
	}
}
